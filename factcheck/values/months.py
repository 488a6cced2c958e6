"""The names of the months, for whoever does not need all that reads dates."""

from __future__ import annotations

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
