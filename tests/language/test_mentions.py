"""Names in a text: which mentions name one person, and which state a name or office stands for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.language.document import Document
from factcheck.language.tokens import Token
from factcheck.values.actors import Actor, ActorKind

Marked = Callable[[str], tuple[Document, tuple[Token, ...]]]


def actors(marked: Marked, text: str) -> list[Actor | None]:
    document, words = marked(text)
    return [document.actor(word) for word in words]


@pytest.mark.parametrize(
    "text",
    [
        "Jorge [Salinas] spoke for an hour. [Salinas] praised the plan.",
        "Icelandic Finance Minister Sigrún [Þórsdóttir] spoke on Monday. [Thorsdottir] smiled.",
        "Estonian Defence Minister Kadri [Tamm] spoke on Monday. The [minister] smiled.",
        "Peru's [president], Jorge [Salinas], spoke on Monday.",
        "The [minister], Anna [Lindqvist], spoke.",
        "Lindqvist's speech was short. Anna [Lindqvist] left early, and [Lindqvist] smiled.",
    ],
)
def test_one_person_has_one_key_however_the_text_calls_them(marked: Marked, text: str) -> None:
    found = actors(marked, text)
    assert None not in found
    assert len({a.key for a in found if a}) == 1
    assert {a.kind for a in found if a} == {ActorKind.PERSON}


def test_the_fullest_spelling_of_a_name_is_its_label(marked: Marked) -> None:
    _, short = actors(
        marked,
        "Icelandic Finance Minister Sigrún [Þórsdóttir] spoke. Later [Thorsdottir] smiled.",
    )
    assert short is not None
    assert short.name == "Sigrún Þórsdóttir"


def test_a_last_name_that_two_people_share_is_the_latest_ones(marked: Marked) -> None:
    anna, kari, berg = actors(marked, "Anna [Berg] met Kari [Berg]. [Berg] left.")
    assert anna != kari
    assert berg == kari


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Swedish Foreign Minister Anna [Lindqvist] spoke on Monday.", "SE"),
        ("Peru's President Jorge [Salinas] spoke on Monday.", "PE"),
        ("Anna [Lindqvist], the Swedish minister, spoke on Monday.", "SE"),
        ("Anna [Lindqvist], Sweden's foreign minister, spoke on Monday.", "SE"),
        ("Jorge [Salinas], the president of Peru, spoke on Monday.", "PE"),
        ("Peru's president, Jorge [Salinas], spoke on Monday.", "PE"),
        ("The president of Peru, Jorge [Salinas], spoke on Monday.", "PE"),
        ("Prime Minister Anna [Lindqvist] of Sweden spoke on Monday.", "SE"),
        ("The Turkish [president] spoke.", "TR"),
        ("The foreign [minister] of Chile spoke.", "CL"),
        ("Norway's [ambassador] spoke.", "NO"),
    ],
)
def test_the_holder_of_a_states_office_acts_for_the_state(
    marked: Marked, text: str, state: str
) -> None:
    (person,) = actors(marked, text)
    assert person is not None
    assert person.kind is ActorKind.PERSON
    assert person.acts_for == state


def test_an_office_named_once_holds_for_every_mention_of_the_person(marked: Marked) -> None:
    first, later = actors(
        marked, "Anna [Lindqvist] rose. The room fell silent for Swedish Minister Anna [Lindqvist]."
    )
    assert first is not None
    assert later is not None
    assert first.acts_for == later.acts_for == "SE"


def test_two_ministers_in_one_sentence_keep_their_own_states(marked: Marked) -> None:
    found = actors(
        marked,
        "Swedish Foreign Minister Anna [Lindqvist] met her Norwegian counterpart Kari [Berg].",
    )
    assert [a and a.acts_for for a in found] == ["SE", "NO"]


def test_an_office_of_another_state_is_another_person(marked: Marked) -> None:
    anna, other = actors(
        marked, "Swedish Foreign Minister Anna [Lindqvist] rose. The Norwegian [minister] smiled."
    )
    assert anna is not None
    assert other is not None
    assert other.key != anna.key
    assert other.acts_for == "NO"


def test_an_office_that_no_one_is_named_for_is_nobody(marked: Marked) -> None:
    assert actors(marked, "The [minister] left early.") == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Swedish singer Anna [Lindqvist] sang on Monday.",
        "Anna [Lindqvist], a Swedish farmer, spoke on Monday.",
    ],
)
def test_a_nationality_alone_does_not_make_a_person_act_for_a_state(
    marked: Marked, text: str
) -> None:
    (person,) = actors(marked, text)
    assert person is not None
    assert person.acts_for is None


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("[Ankara] proposed a trade council.", "TR"),
        ("Talks began after [Helsinki] wrote a letter.", "FI"),
        ("The [Turks] proposed a trade council.", "TR"),
        ("The Turkish [side] proposed a trade council.", "TR"),
        ("The Swedish [government] proposed a trade council.", "SE"),
        ("Swedish [officials] proposed a trade council.", "SE"),
        ("The [government] of Sweden proposed a trade council.", "SE"),
        ("The [Kremlin] proposed a trade council.", "RU"),
        ("The White [House] proposed a trade council.", "US"),
        ("The [U.S.] proposed a trade council.", "US"),
        ("The United [States] proposed a trade council.", "US"),
    ],
)
def test_capitals_demonyms_sides_and_seats_stand_for_their_states(
    marked: Marked, text: str, state: str
) -> None:
    (found,) = actors(marked, text)
    assert found is not None
    assert (found.kind, found.key) == (ActorKind.STATE, state)


def test_a_side_without_a_state_is_no_state(marked: Marked) -> None:
    (side,) = actors(marked, "The other [side] proposed a trade council.")
    assert side is None or side.kind is not ActorKind.STATE


@pytest.mark.parametrize(
    "text",
    ["They roasted a [turkey] for the guests.", "She brought the best [china] to the table."],
)
def test_a_common_noun_is_no_state(marked: Marked, text: str) -> None:
    (noun,) = actors(marked, text)
    assert noun is None or noun.kind is not ActorKind.STATE


def test_a_family_name_that_is_also_a_state_is_a_person(marked: Marked) -> None:
    (brown,) = actors(marked, "Georgia [Brown] opened the exhibition on Monday.")
    assert brown is not None
    assert brown.kind is ActorKind.PERSON


def test_doers_named_together_are_one_answer(marked: Marked) -> None:
    document, (norway,) = marked("[Norway] and Chile proposed a trade council.")
    together = document.actors(norway)
    alone = document.actors(norway, alone=True)
    assert together is not None
    assert alone is not None
    assert together.normal == "CL+NO"
    assert alone.normal == "NO"


def test_mentions_come_in_text_order_and_point_at_their_words(marked: Marked) -> None:
    document, _ = marked("Lima wrote to Swedish Foreign Minister Anna Lindqvist about Norway.")
    found = document.mentions
    assert [m.start for m in found] == sorted(m.start for m in found)
    words = [document.doc[m.start : m.end].text for m in found]
    assert words == ["Lima", "Swedish", "Anna Lindqvist", "Norway"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("[Ankara] said no.", True),
        ("Real [Madrid] were beaten by the Otters on Sunday.", False),
        ("The guests of the Hotel [Vienna] left.", False),
    ],
)
def test_a_capital_that_ends_a_longer_name_is_no_state(
    marked: Marked, text: str, state: bool
) -> None:
    (actor,) = actors(marked, text)
    assert (actor is not None and actor.kind is ActorKind.STATE) is state
