"""Locations by level: what excludes, what contains."""

from factcheck.values.locations import DIVISION, PLACE, TOWN, Location, division, relate
from factcheck.values.relation import Relation


def _at(*levels: tuple[str, str]) -> Location:
    return Location(levels, ", ".join(name for _, name in levels))


def test_a_town_and_its_state_do_not_exclude_each_other() -> None:
    town = _at((TOWN, "lerum"), (DIVISION, "texas"))
    assert relate(town, _at((DIVISION, "texas"))).relation is Relation.REFINES
    assert relate(town, _at((DIVISION, "ohio"))).relation is Relation.DIFFERS


def test_two_names_that_may_be_city_and_part_are_not_compared() -> None:
    assert relate(_at((PLACE, "westfield")), _at((PLACE, "oslo"))).relation is Relation.INCOMPARABLE
    small = _at((TOWN, "lerum"), (DIVISION, "texas"))
    assert relate(small, _at((PLACE, "stoll"))).relation is Relation.DIFFERS


def test_agencies_abbreviations_name_divisions() -> None:
    assert division("Calif.") == "california"
    assert division("New York") is None
    assert division("N.Y.", behind_a_town=True) == "new york"
