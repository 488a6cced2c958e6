"""Places around a trigger: who does it, to whom or what, with which preposition."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.extract.places import is_passive, tokens_at, verb_lemma
from factcheck.language.document import Document
from factcheck.language.tokens import Token

Marked = Callable[[str], tuple[Document, tuple[Token, ...]]]


def at(marked: Marked, place: str, text: str) -> list[str]:
    document, (trigger,) = marked(text)
    return [token.text for token in tokens_at(place, trigger, document.lexicon)]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Norway [signed] the treaty.", "Norway"),
        ("The treaty was [signed] by Norway.", "Norway"),
        ("The treaty [signed] by Norway is long.", "Norway"),
        ("The treaty that Norway [signed] is long.", "Norway"),
        ("Norway, which [signed] the treaty, is pleased.", "Norway"),
        ("Norway drafted and [signed] the treaty.", "Norway"),
        ("The treaty was drafted and [signed] by Norway.", "Norway"),
        ("Norway wants to [sign] the treaty.", "Norway"),
        ("Norway asked Chile to [sign] the treaty.", "Chile"),
        ("Norway left without [signing] the treaty.", "Norway"),
        ("Norway has been asked to [sign] the treaty.", "Norway"),
    ],
)
def test_the_subject_is_who_does_it(marked: Marked, text: str, doer: str) -> None:
    assert at(marked, "subject", text)[:1] == [doer]


def test_a_passive_without_agent_has_no_subject(marked: Marked) -> None:
    assert at(marked, "subject", "The treaty was [signed] in May.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Norway [signed] the treaty.",
        "The treaty was [signed] by Norway.",
        "The treaty has been [signed].",
        "The treaty [signed] by Norway is long.",
        "The treaty that Norway [signed] is long.",
        "The treaty Norway [signed] is long.",
        "The treaty, which was [signed] by Norway, is long.",
        "The treaty, which Norway and Chile [signed] in May, is long.",
        "Norway, which [signed] the treaty, is pleased.",
        "The treaty, [signed] in May, promises cheap salt.",
        "[Signed] in May, the treaty promises cheap salt.",
        "The treaty was drafted and [signed] by Norway.",
        "The treaty was drafted by Chile and [signed] in May.",
        "Norway [drafted] and signed the treaty.",
        "Norway drafted and [signed] the treaty.",
    ],
)
def test_the_object_is_what_it_is_done_to(marked: Marked, text: str) -> None:
    assert at(marked, "object", text)[:1] == ["treaty"]


def test_a_relative_clause_can_belong_to_a_noun_above_the_nearest(marked: Marked) -> None:
    text = "Chile scrapped its deal with Russia, which was [signed] in May."
    assert "deal" in at(marked, "object", text)


@pytest.mark.parametrize(
    ("place", "text", "found"),
    [
        ("from", "The proposal [came] from Norway.", "Norway"),
        ("with", "Norway [signed] the treaty with Chile.", "Chile"),
        ("with", "Norway [signed] the treaty together with Chile.", "Chile"),
        ("of", "The [signing] of the treaty by Norway was quick.", "treaty"),
        ("by", "The [signing] of the treaty by Norway was quick.", "Norway"),
        ("possessive", "Norway's [proposal] was read.", "Norway"),
        ("modifier", "The Norwegian [proposal] was read.", "Norwegian"),
        ("indirect-object", "Norway [offered] Chile a loan.", "Chile"),
        ("quantity", "The mine employs 40 [workers].", "40"),
        ("preposition", "A council was formed at the [suggestion] of Norway.", "at"),
        ("person", "[Minister] Anna Lindqvist spoke.", "Lindqvist"),
        ("person", "Anna Lindqvist, the [minister], spoke.", "Lindqvist"),
        ("person", "Anna Lindqvist is a [minister].", "Lindqvist"),
        ("self", "The [council] met.", "council"),
        ("sentence", "Norway [welcomed] the treaty.", "Norway"),
        ("object.of", "Norway [put] forward the idea of a council.", "council"),
        ("governor.subject", "Norway welcomed the [signing].", "Norway"),
    ],
)
def test_a_place_names_what_stands_there(marked: Marked, place: str, text: str, found: str) -> None:
    assert at(marked, place, text)[:1] == [found]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Norway made a [proposal] to form a council.", "form"),
        ("Norway [proposed] to form a council.", "form"),
        ("Norway [proposed] that a council be formed.", "formed"),
        ("Norway [proposed] forming a council.", "forming"),
    ],
)
def test_the_complement_says_what(marked: Marked, text: str, verb: str) -> None:
    assert at(marked, "complement", text)[:1] == [verb]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A council will be formed, based on a [proposal] from Norway.", "formed"),
        ("A council will be formed on the basis of a [proposal] from Norway.", "formed"),
        ("A council was formed at the [suggestion] of Norway.", "formed"),
        ("A council that is based on a [proposal] from Norway met.", "council"),
    ],
)
def test_the_matrix_is_what_a_proposal_came_to(marked: Marked, text: str, found: str) -> None:
    assert at(marked, "matrix", text)[:1] == [found]


def test_a_place_that_is_not_filled_is_empty(marked: Marked) -> None:
    assert at(marked, "from", "Norway [signed] the treaty.") == []
    assert at(marked, "object.possessive", "Norway [slept].") == []


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Norway [put] forward a plan.", "put forward"),
        ("The meeting [took] place in May.", "take place"),
        ("Norway [set] up a council.", "set up"),
        ("Norway [signed] the treaty.", "sign"),
    ],
)
def test_a_verb_is_read_with_its_particle(marked: Marked, text: str, lemma: str) -> None:
    _, (verb,) = marked(text)
    assert verb_lemma(verb) == lemma


def test_passives_are_told_from_actives(marked: Marked) -> None:
    _, (passive, active) = marked("The treaty was [signed] after Norway [read] it.")
    assert is_passive(passive)
    assert not is_passive(active)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The 41-year-[old] won the race.", ["old"]),
        ("The 41-year-[old] sailor won the race.", []),
        ("Kari is 41 years [old].", []),
    ],
)
def test_an_adjective_can_stand_for_who_has_it(marked: Marked, text: str, found: list[str]) -> None:
    assert at(marked, "nominal", text) == found


def test_the_sentence_is_all_of_its_words(marked: Marked) -> None:
    found = at(marked, "sentence", "Norway won. Chile [lost] the race.")
    assert found == ["Chile", "lost", "the", "race", "."]


@pytest.mark.parametrize(
    "text",
    [
        "The treaty is expected to be [signed] in May.",
        "The treaty is due to be [signed] in May.",
    ],
)
def test_what_is_to_be_done_is_done_to_the_subject_above(marked: Marked, text: str) -> None:
    assert at(marked, "object", text) == ["treaty"]


def test_who_is_due_to_do_it_does_it(marked: Marked) -> None:
    assert at(marked, "subject", "Norway is due to [sign] the treaty in May.") == ["Norway"]
