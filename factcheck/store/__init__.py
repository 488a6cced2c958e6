"""Decisions of people about findings go in, and are kept for ever: an append-only ledger in a
database (`ledger.Ledger`). What holds now is folded from its entries (`reviewing.fold`) and joined
to the findings of a report (`joining.join`).
"""
