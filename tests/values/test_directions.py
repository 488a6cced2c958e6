"""Points of the compass, and parts of a territory."""

from dataclasses import replace

from factcheck.values.directions import Direction, parse, relate
from factcheck.values.relation import Relation


def _point(words: str) -> Direction:
    direction = parse(words)
    assert direction is not None
    return direction


def test_compass_words_are_read_in_every_spelling() -> None:
    assert _point("south-west").degrees == _point("southwestern").degrees == 225
    assert _point("north-northeast").degrees == 22.5
    assert parse("northward bound") is None


def test_neighbours_are_compatible_and_a_quarter_circle_is_not() -> None:
    assert relate(_point("west"), _point("southwest")).relation is Relation.REFINES
    assert relate(_point("west"), _point("south")).relation is Relation.DIFFERS


def test_a_town_in_the_northeast_is_in_the_north_and_in_the_east() -> None:
    north, east, south = (replace(_point(w), part=True) for w in ("north", "east", "south"))
    assert relate(north, east).relation is Relation.INCOMPARABLE
    assert relate(north, south).relation is Relation.DIFFERS


def test_the_south_of_a_province_is_not_the_south_of_its_country() -> None:
    of_state = replace(_point("south"), part=True, whole="NO")
    of_province = replace(_point("north"), part=True, whole="lerum")
    assert relate(of_state, of_province).relation is Relation.INCOMPARABLE
