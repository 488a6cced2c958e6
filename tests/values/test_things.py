"""Things: what tells two apart, and what lets two different phrases mean one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.values.relation import Relation
from factcheck.values.things import Thing, relate


def thing(head: str, modifiers: str = "", **more: str) -> Thing:
    """Each of `more` is a field of Thing as words with spaces between them."""
    sets = {name: frozenset(words.split()) for name, words in more.items() if name != "act"}
    return Thing(
        head=head,
        label=f"{modifiers} {head}".strip(),
        act=more.get("act", ""),
        modifiers=frozenset(modifiers.split()),
        **sets,
    )


COUNCIL = thing("council", "fishery")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (COUNCIL, thing("council", "fishery"), Relation.SAME),
        (COUNCIL, thing("council", "fishery northern"), Relation.REFINES),
        (COUNCIL, thing("council", "whaling"), Relation.DIFFERS),
        (COUNCIL, thing("treaty", "fishery"), Relation.DIFFERS),
        (COUNCIL, thing("council", "fishery", act="buy"), Relation.DIFFERS),
        (COUNCIL, thing("council", "fishery", apart="second"), Relation.DIFFERS),
        (thing("boat", names="k-12"), thing("boat", names="t-5"), Relation.DIFFERS),
        (thing("boat", names="k-12"), thing("boat", "patrol", names="k-12"), Relation.REFINES),
        (thing("treaty", "gas", years="2006"), thing("treaty", "gas", years="2005"),
         Relation.DIFFERS),
        (thing("treaty", "gas", years="2006"), thing("treaty", "gas"), Relation.SAME),
        (COUNCIL, thing("council"), Relation.INCOMPARABLE),
        (COUNCIL, thing("council", context_words="fishery"), Relation.REFINES),
        (thing("treaty"), thing("treaty"), Relation.INCOMPARABLE),
        (thing("treaty", context_names="NO CL"), thing("treaty", context_names="NO CL"),
         Relation.REFINES),
        (thing("treaty", context_names="NO"), thing("treaty", context_names="NO"),
         Relation.INCOMPARABLE),
        (thing("treaty", context_names="NO", context_words="salmon price"),
         thing("treaty", context_names="NO", context_words="salmon price"), Relation.REFINES),
        (thing("council", "fishery", context_names="NO CL", context_words="cod sea"),
         thing("council", "fishery", context_names="KE UG", context_words="lake perch"),
         Relation.DIFFERS),
    ],
)  # fmt: skip
def test_how_two_things_relate(a: Thing, b: Thing, expected: Relation) -> None:
    assert relate(a, b).relation is expected
    assert relate(b, a).relation is expected


def test_the_normal_form_does_not_depend_on_the_order_of_words() -> None:
    assert (
        thing("council", "northern fishery").normal == thing("council", "fishery northern").normal
    )
    assert thing("boat", "patrol", act="buy", names="k-12").normal == "buy k-12 patrol boat"


def test_context_is_no_part_of_the_normal_form() -> None:
    assert thing("council", "fishery", context_names="NO", context_words="cod").normal == (
        COUNCIL.normal
    )


def test_a_thing_stands_in_a_question_with_its_article() -> None:
    assert COUNCIL.phrase == "the fishery council"
    assert Thing(head="boat", label="buy the boats", act="buy").phrase == "to buy the boats"


WORDS = st.frozensets(st.sampled_from(["salmon", "gas", "NO", "CL", "k-12", "cod"]), max_size=5)
THINGS = st.builds(
    Thing,
    head=st.sampled_from(["treaty", "council"]),
    label=st.text(max_size=8),
    act=st.sampled_from(["", "buy"]),
    modifiers=WORDS,
    names=WORDS,
    apart=st.frozensets(st.sampled_from(["second", "last year"])),
    years=st.frozensets(st.sampled_from(["2005", "2006"])),
    context_names=WORDS,
    context_words=WORDS,
)


@given(THINGS, THINGS)
def test_relate_is_total_and_symmetric(a: Thing, b: Thing) -> None:
    one, other = relate(a, b), relate(b, a)
    assert one.relation is other.relation
    assert one.detail


@given(THINGS)
def test_nothing_differs_from_itself(a: Thing) -> None:
    assert relate(a, a).relation is not Relation.DIFFERS
