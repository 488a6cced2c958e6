"""Addresses (http and https) that a person gives go in, opened files come out. Nothing else is
ever asked: no links, no pictures, no scripts of a page.

`addresses` tells an address from a path, `hosts` which machines may be asked, `connecting` connects
to them and to no other, `robots` reads what programs are asked to leave alone, `client` fetches.
Only `addresses` is imported where no address is given.
"""
