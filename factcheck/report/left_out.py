"""What is left out of a run goes in, thousands of files perhaps; the reasons come out, each with
the files that it is about, so that people can see at a glance what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.model import Skipped

FEW = 10  # that are told one by one
MOST_NAMED = 3  # for one reason

# What differs between reasons that are one to the reader: numbers, and names in quotation marks;
# and for articles that are left out, the name of the one that stays.
_VARIES = re.compile(
    r"\d[\d,.:-]*\d|\d|(?<=')[^']+(?=')|(?<=“)[^”]+(?=”)"
    r"|(?<=words as ).*|(?<=earlier version of ).*"
)


@dataclass(frozen=True, slots=True)
class Alike:
    """Inputs that are left out for one reason; where it differs between them, it has a '…'."""

    reason: str
    paths: tuple[str, ...]

    @property
    def named(self) -> tuple[str, ...]:
        """The first of them."""
        return self.paths[:MOST_NAMED]

    @property
    def unnamed(self) -> int:
        """How many others there are."""
        return len(self.paths) - len(self.named)


def by_reason(left_out: Sequence[Skipped]) -> list[Alike]:
    """The reasons, the most frequent first; those of a few inputs one by one, in their order."""
    if len(left_out) <= FEW:
        return [Alike(one.reason, (one.path,)) for one in left_out]
    groups: dict[str, list[Skipped]] = {}
    for one in left_out:
        groups.setdefault(_VARIES.sub("…", one.reason), []).append(one)
    return [
        Alike(
            group[0].reason if len({one.reason for one in group}) == 1 else reason,
            tuple(one.path for one in group),
        )
        for reason, group in sorted(groups.items(), key=lambda pair: -len(pair[1]))
    ]
