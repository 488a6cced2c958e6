"""What a phrase is about: two texts that mean one thing meet, two that mean two do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.extract.things import thing_of
from factcheck.language.document import Document
from factcheck.language.tokens import Token
from factcheck.values.kinds import relate
from factcheck.values.relation import Relation
from factcheck.values.things import Thing

Marked = Callable[[str], tuple[Document, tuple[Token, ...]]]
Read = Callable[..., Document]

ONE = {Relation.SAME, Relation.REFINES}


def thing(marked: Marked, text: str) -> Thing:
    document, (word,) = marked(text)
    found = thing_of(word, document)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("A working [group] will meet.", "The joint working [group] met."),
        ("A border [committee] met.", "The border [panel] met."),
        ("The [exchange] of prisoners was slow.", "The prisoner [exchange] was slow."),
        ("The gas [deal] was signed.", "The gas [contract] was signed."),
        ("The new trade [treaty] began.", "The trade [treaty] began."),
        ("The gas [contract] for 2006 was signed.", "The 2006 gas [contract] was signed."),
        ("Norway proposed to [form] a fisheries council.", "A fisheries [council] met."),
        ("The [creation] of a fisheries council was slow.", "A fisheries [council] met."),
        ("The [idea] of a fisheries council was new.", "A fisheries [council] met."),
        ("The prisoner exchange [took] place in May.", "The [exchange] of prisoners was slow."),
        ("They offered to [purchase] patrol boats.", "They offered to [buy] patrol boats."),
        ("Norway bought the S-70 [jets].", "The S-70 [jets] arrived."),
    ],
)
def test_two_phrases_for_one_thing_are_one(marked: Marked, a: str, b: str) -> None:
    assert relate(thing(marked, a), thing(marked, b)).relation in ONE


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The gas [contract] was signed.", "A second gas [contract] was signed."),
        ("The trade [treaty] lapsed.", "The previous trade [treaty] lapsed."),
        ("The gas [contract] for 2006 was signed.", "The gas [contract] for 2007 was signed."),
        ("The gas [contract] of 2006 was signed.", "The 2007 gas [contract] was signed."),
        ("The gas [contract] for 2006 was signed.", "Last year's gas [contract] was signed."),
        ("The gas [deal] was signed.", "The grain [deal] was signed."),
        ("Norway bought the A320 [jets].", "Norway bought the B737 [jets]."),
        ("They offered to [buy] patrol boats.", "They offered to [sell] patrol boats."),
        ("A border [committee] met.", "The border [treaty] was read."),
    ],
)
def test_two_things_of_a_kind_are_two(marked: Marked, a: str, b: str) -> None:
    assert relate(thing(marked, a), thing(marked, b)).relation is Relation.DIFFERS


def test_last_years_contract_is_not_the_one_for_this_year(read: Read) -> None:
    this = read("The gas contract for 2006 was signed.", "2006-02-01")
    last = read("Last year's gas contract was signed late.", "2006-02-01")
    things = [
        thing_of(next(t for t in document.doc if t.text == "contract"), document)
        for document in (this, last)
    ]
    assert None not in things
    assert relate(*(t for t in things if t)).relation is Relation.DIFFERS


def test_a_ban_on_a_thing_is_what_to_ban_it_names(marked: Marked) -> None:
    noun = thing(marked, "A [ban] on phosphates was read.")
    verb = thing(marked, "Norway proposed to [ban] phosphates.")
    assert noun.normal == verb.normal
    assert (noun.act, noun.head) == ("ban", "phosphate")


def test_a_bare_word_takes_up_the_description_before_it(marked: Marked) -> None:
    bare = thing(marked, "A working group was announced. The [group] met in May.")
    assert bare.modifiers == {"working"}


def test_a_bare_word_is_not_described_by_another_of_its_kind_after_it(marked: Marked) -> None:
    text = "A new contract was drafted. The [contract] was signed. A second grain contract lapsed."
    assert "grain" not in thing(marked, text).modifiers


def test_owners_are_context_and_not_part_of_the_thing(marked: Marked) -> None:
    owned = thing(marked, "Norway's fisheries [council] met.")
    assert owned.normal == "fishery council"
    assert "NO" in owned.context_names


def test_a_pronoun_names_no_thing(marked: Marked) -> None:
    document, (it,) = marked("Norway proposed [it].")
    assert thing_of(it, document) is None


def test_a_thing_is_labelled_as_the_text_puts_it(marked: Marked) -> None:
    assert thing(marked, "Norway's Joint Fisheries [Council] met.").label == (
        "Joint Fisheries Council"
    )
    assert thing(marked, "They offered to [buy] patrol boats.").phrase == "to buy the patrol boats"
