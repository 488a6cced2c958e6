"""An article goes in, the address at which it was published comes out, where it can be followed.

Addresses come out of strangers' pages. What leads anywhere but to a page of the web (`javascript:`,
`data:`, a file), or hides where it leads, is none.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from factcheck import model

LONGEST = 2_000  # characters; what is longer is no address that a browser or a paper would print
# ASCII without what ends an attribute, a bracket of Markdown or a line: other letters stand in
# addresses as %C3%A9, and look-alikes of a host (apple with a Cyrillic a) as xn--….
_PLAIN = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&()*+,;=%\[\]-]+", re.IGNORECASE)


def web_address(article: model.Article) -> str | None:
    """The `url` of an article if it is an http(s) address with a host and without a user's name
    (`https://bank.example@evil.example`); else None."""
    stated = next((s.value for s in article.metadata if s.field == "url"), "")
    if len(stated) > LONGEST or not _PLAIN.fullmatch(stated):
        return None
    try:
        parts = urlsplit(stated)
        sound = bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:  # a bracket or port that no address may have
        return None
    return stated if sound else None
