"""Which passages are of one event, told by place, date and prominence."""

from __future__ import annotations

import pytest

from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.events import Event, relate
from factcheck.values.relation import Relation


def on(edtf: str) -> DateValue:
    value = dates.parse(edtf)
    assert value is not None
    return value


MAIN = Event(lead=True, story=frozenset({"talan"}))
BELOW = Event(lead=False, story=frozenset({"talan"}))


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (MAIN, MAIN, Relation.SAME),
        (MAIN, BELOW, Relation.INCOMPARABLE),
        # the place of one is where the other article sets its story
        (Event(lead=True, places=frozenset({"talan"})), MAIN, Relation.SAME),
        (Event(lead=True, places=frozenset({"oresk"})), MAIN, Relation.INCOMPARABLE),
        # a place that both name, and that is more than the story's
        (
            Event(lead=False, places=frozenset({"oresk"})),
            Event(lead=False, places=frozenset({"oresk"})),
            Relation.SAME,
        ),
        # nothing dates them, and both name one place alone, though it is the story's
        (
            Event(lead=False, places=frozenset({"talan"}), story=frozenset({"talan"})),
            Event(lead=False, places=frozenset({"talan"}), story=frozenset({"talan"})),
            Relation.REFINES,
        ),
        # a part and its whole
        (
            Event(lead=True, places=frozenset({"oresk"})),
            Event(lead=True, places=frozenset({"talan"})),
            Relation.INCOMPARABLE,
        ),
        (Event(lead=True, past=True, dates=(on("2009-05"),)), MAIN, Relation.DIFFERS),
        (
            Event(lead=True, past=True, dates=(on("2009-05"),)),
            Event(lead=False, past=True, dates=(on("2009"),)),
            Relation.SAME,
        ),
        (
            Event(lead=True, past=True, dates=(on("2009-05"),)),
            Event(lead=True, past=True, dates=(on("2004"),)),
            Relation.DIFFERS,
        ),
        # a count over all so far, wherever the articles give it
        (Event(lead=False, total=True), Event(lead=True, total=True), Relation.SAME),
    ],
)
def test_passages_are_of_one_event_where_nothing_tells_them_apart(
    a: Event, b: Event, relation: Relation
) -> None:
    assert relate(a, b).relation is relation
    assert relate(b, a).relation is relation


def test_an_earlier_event_is_named_by_when_it_was() -> None:
    assert Event(lead=False, past=True, dates=(on("2009-05"),)).label == "earlier, May 2009"
    assert MAIN.label == "the main event"


def test_first_lines_that_share_no_name_are_of_two_stories() -> None:
    other = Event(lead=True, story=frozenset({"oresk", "maria holt"}))
    assert relate(MAIN, other).relation is Relation.INCOMPARABLE
