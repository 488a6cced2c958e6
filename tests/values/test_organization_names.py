"""Names of organizations: cut short, spelt otherwise, or wrong in one word."""

from __future__ import annotations

import pytest

from factcheck.values.organization_names import OrganizationName, relate
from factcheck.values.relation import Relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("lindmark savings bank", "lindmark investment bank", Relation.DIFFERS),
        ("lindmark shipping", "lindmark shippers", Relation.DIFFERS),
        ("lindmark bank", "lindmark savings bank", Relation.REFINES),
        ("lindmark heart center", "lindmark heart centre", Relation.REFINES),
        ("lindmark hotel", "lindmark bank", Relation.INCOMPARABLE),
        ("lindmark savings bank", "solberg savings bank", Relation.INCOMPARABLE),
        ("lindmark savings bank", "lindmark investment trust", Relation.INCOMPARABLE),
    ],
)
def test_one_word_may_tell_two_names_apart(a: str, b: str, relation: Relation) -> None:
    one, other = (OrganizationName(n, n.title()) for n in (a, b))

    assert relate(one, other).relation is relation
    assert relate(other, one).relation is relation
