"""Decisions of people about findings go in, and are kept for ever: an append-only ledger in a
database. What holds now is folded from its entries and joined to the findings of a report.
"""

from factcheck.store.entries import Action, Entry, Passage, Review
from factcheck.store.ledger import Ledger, RuleCounts, StoreError

__all__ = ["Action", "Entry", "Ledger", "Passage", "Review", "RuleCounts", "StoreError"]
