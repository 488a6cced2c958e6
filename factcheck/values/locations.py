"""Where something is: the site, town, province and state that a passage names.

Comes in: names by level, as the text shows them ('Å, Texas' is a town in a division). Goes out:
whether two passages can mean one place: a town and its state can, two towns cannot.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from factcheck.tables import table
from factcheck.values.people import fold
from factcheck.values.relation import Related, Relation

TOWN, DIVISION, STATE = "town", "division", "country"
PLACE = "place"  # a town, or a part of one: news leaves out the state of large cities
# Their names are names of towns too.
TOWNS_AS_WELL = frozenset({"new york", "washington", "victoria", "georgia"})


@dataclass(frozen=True, slots=True)
class Location:
    """Names by level, the narrowest first; levels are 'town', 'place', 'division', 'country' or
    a noun of the text ('county', 'island')."""

    levels: tuple[tuple[str, str], ...]
    label: str

    @property
    def normal(self) -> str:
        """'lerum, texas', as the levels go."""
        return ", ".join(name for _, name in self.levels)


def division(name: str, behind_a_town: bool = False) -> str | None:
    """The division that a name or its abbreviation means: 'Calif.' → 'california'."""
    found = _divisions().get(name)
    return None if found in TOWNS_AS_WELL and not behind_a_town else found


@cache
def _divisions() -> Mapping[str, str]:
    data: dict[str, list[str]] = table("factcheck.values", "divisions.yaml")
    return {word: fold(name) for name, short in data.items() for word in (name, *short)}


def relate(a: Location, b: Location) -> Related:
    """DIFFERS where both name a level and the names differ, SAME or REFINES where they share a
    name and no level contradicts, else INCOMPARABLE."""
    if any(
        _exclude(level_a, name_a, level_b, name_b)
        for level_a, name_a in a.levels
        for level_b, name_b in b.levels
    ):
        return Related(Relation.DIFFERS, f"{a.label} is not {b.label}")
    names_a, names_b = ({name for _, name in location.levels} for location in (a, b))
    if a.levels[0][1] == b.levels[0][1]:
        return Related(Relation.SAME, f"both say {a.label}")
    if names_a & names_b:
        return Related(Relation.REFINES, f"{a.label} and {b.label} lie in each other")
    return Related(Relation.INCOMPARABLE, f"{a.label} and {b.label} may lie in each other")


def _exclude(level_a: str, name_a: str, level_b: str, name_b: str) -> bool:
    """Two names of one level; of a town and a place that can be a part of another town, too:
    parts of small towns make no news."""
    if level_a != level_b and {level_a, level_b} != {TOWN, PLACE}:
        return False
    return level_a + level_b != PLACE + PLACE and not _one_name(name_a, name_b, level_a)


def _one_name(a: str, b: str, level: str) -> bool:
    """'West Lerum' is another province than Lerum, but 'Lerum' short for 'Lerum Bay' the town."""
    words_a, words_b = set(a.split()), set(b.split())
    return a == b or (level in {TOWN, PLACE} and (words_a <= words_b or words_b <= words_a))
