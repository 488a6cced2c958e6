"""Codes of letters and digits: flight numbers, models, roads, case numbers, number plates.

'SK 407', 'SK407' and 'SK-407' are one; '407' alone can be it, and is less exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.values.relation import Related, Relation

CODE = re.compile(
    r"(?<![\w,.-])(?:(?P<letters>[A-Z]{1,4})[ -]?)?(?P<digits>\d{1,6}[A-Z]?)(?![\w-]|[,.]\d)"
)


@dataclass(frozen=True, slots=True)
class Code:
    """The letters before the digits, empty where the text leaves them out, and the digits."""

    letters: str
    digits: str

    @property
    def normal(self) -> str:
        """'SK 407'."""
        return f"{self.letters} {self.digits}".strip()

    @property
    def label(self) -> str:
        """As people write it."""
        return self.normal


def find(text: str) -> Iterator[tuple[int, int, Code]]:
    """Yield the codes of `text` as (start, end, code), in order."""
    for match in CODE.finditer(text):
        yield match.start(), match.end(), Code(match["letters"] or "", match["digits"])


def relate(a: Code, b: Code) -> Related:
    """The same digits and letters; where one has no letters, the digits decide."""
    if a == b:
        return Related(Relation.SAME, f"both are {a.label}")
    if a.digits == b.digits and not (a.letters and b.letters):
        fuller = a if a.letters else b
        return Related(Relation.REFINES, f"{fuller.digits} can be {fuller.label}")
    return Related(Relation.DIFFERS, f"{a.label} is not {b.label}")
