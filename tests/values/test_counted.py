"""What a number counts: one thing, a part of it, or another."""

from __future__ import annotations

import pytest

from factcheck.values.counted import PEOPLE, Counted, relate
from factcheck.values.relation import Relation


def of(head: str, *modifiers: str, names: tuple[str, ...] = (), sole: bool = False) -> Counted:
    return Counted(head, " ".join([*modifiers, head]), frozenset(modifiers), frozenset(names), sole)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (of("barn"), of("barn"), Relation.SAME),
        (of("barn"), of("roof"), Relation.DIFFERS),
        (of(PEOPLE, "miner"), of(PEOPLE, "nurse"), Relation.DIFFERS),
        # miners may be a part of the people, unless each article counts people once
        (of(PEOPLE, "miner"), of(PEOPLE), Relation.INCOMPARABLE),
        (of(PEOPLE, "miner", sole=True), of(PEOPLE, sole=True), Relation.REFINES),
        (of(PEOPLE, names=("NO",)), of(PEOPLE, names=("CL",)), Relation.DIFFERS),
        (of(PEOPLE, names=("NO",)), of(PEOPLE), Relation.REFINES),
    ],
)
def test_counts_are_of_one_thing_where_neither_can_be_a_part(
    a: Counted, b: Counted, relation: Relation
) -> None:
    assert relate(a, b).relation is relation
    assert relate(b, a).relation is relation
