"""A day in EDTF goes in, the day as people write it comes out."""

from __future__ import annotations

import re

from factcheck.values.months import MONTHS


def date_label(edtf: str) -> str:
    """A date for people where it is a plain one: '2018-09-07' → '7 September 2018'."""
    plain = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?(?:T.*)?", edtf)
    if plain is None:
        return edtf
    year, month, day = plain.groups()
    parts = (str(int(day)) if day else "", MONTHS[int(month) - 1] if month else "", year)
    return " ".join(part for part in parts if part)
