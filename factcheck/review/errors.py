"""What keeps a review from starting, said so that a person knows what to do."""

from __future__ import annotations


class ReviewError(Exception):
    """Its text is the whole message."""
