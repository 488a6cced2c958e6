"""How a text presents an event: stated, denied, planned, possible, or under a condition."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.language.document import Document
from factcheck.language.tokens import Token
from factcheck.model import Factuality

Marked = Callable[[str], tuple[Document, tuple[Token, ...]]]


def factuality(marked: Marked, text: str) -> Factuality:
    document, (word,) = marked(text)
    return document.factuality(word)


@pytest.mark.parametrize(
    "text",
    [
        "Norway [signed] the treaty in May.",
        "The treaty was [signed] in May.",
        "Norway has [signed] the treaty.",
        "Norway said that it [signed] the treaty in May.",
        "Norway did not say when it [signed] the treaty.",
        "Norway was pleased after Chile [signed] the treaty.",
        "Norway will speak because Chile [signed] the treaty.",
        "The [signing] of the treaty took place in May.",
        "No fewer than twelve people were [killed] on Tuesday.",
        "No more than five states [signed] the treaty.",
        "Norway not only [signed] the treaty but also published it.",
        "No fewer than 52 passengers were [killed] on Tuesday.",
        "No less than nine states [signed] the treaty.",
        "The storm [killed] no fewer than six.",
    ],
)
def test_what_is_told_as_a_fact_is_asserted(marked: Marked, text: str) -> None:
    assert factuality(marked, text) is Factuality.ASSERTED


@pytest.mark.parametrize(
    "text",
    [
        "Norway, which [signed] the treaty in May, will speak.",
        "The treaty, [signed] in May, is long.",
        "The treaty that Norway [signed] in May may fail.",
        "The treaty [signed] in May will fail.",
        "The council [proposed] by Norway will meet.",
        "Norway will publish the treaty, which it [signed] in May.",
        "Norway is not happy with the treaty that Chile [signed].",
    ],
)
def test_a_fact_in_a_relative_clause_stands_on_its_own(marked: Marked, text: str) -> None:
    assert factuality(marked, text) is Factuality.ASSERTED


@pytest.mark.parametrize(
    "text",
    [
        "Norway managed to [sign] the treaty.",
        "Norway was the first to [sign] the treaty.",
        "Norway helped Chile to [sign] the treaty.",
        "After [signing] the treaty, Norway asked for advice.",
    ],
)
def test_an_infinitive_or_gerund_of_something_done_is_asserted(marked: Marked, text: str) -> None:
    assert factuality(marked, text) is Factuality.ASSERTED


@pytest.mark.parametrize(
    "text",
    [
        "Norway did not [sign] the treaty.",
        "Norway hasn't [signed] the treaty.",
        "Norway never [signed] the treaty.",
        "No-one was [injured] in the fire.",
        "The treaty was not [signed] in May.",
        "No state [signed] the treaty.",
        "Nobody [signed] the treaty.",
        "Neither side [signed] the treaty.",
        "None of the parties [signed] the treaty.",
        "Norway denied [signing] the treaty.",
        "Norway denied that it [signed] the treaty.",
        "Norway left without [signing] the treaty.",
        "Norway does not believe that Chile [signed] the treaty.",
        "It is not true that Chile [signed] the treaty.",
        "There is no [proposal] for a trade council.",
        "No [proposal] for a trade council was made.",
        "Norway made no [proposal] for a trade council.",
    ],
)
def test_what_is_denied_is_negated(marked: Marked, text: str) -> None:
    assert factuality(marked, text) is Factuality.NEGATED


@pytest.mark.parametrize(
    "text",
    [
        "Norway refused to [sign] the treaty.",
        "Norway declined to [sign] the treaty.",
        "Norway failed to [sign] the treaty.",
        "Norway has yet to [sign] the treaty.",
        "Norway did not manage to [sign] the treaty.",
        "The [signing] of the treaty did not take place.",
        "Instead of [signing] the treaty, Norway walked out.",
        "Chile stopped short of [signing] the treaty.",
        "Norway prevented Chile from [signing] the treaty.",
    ],
)
def test_what_its_governor_says_did_not_happen_is_negated(marked: Marked, text: str) -> None:
    assert factuality(marked, text) is Factuality.NEGATED


@pytest.mark.parametrize(
    "text",
    [
        "Norway will [sign] the treaty in May.",
        "The treaty will be [signed] in May.",
        "Norway is to [sign] the treaty in May.",
        "The treaty was to be [signed] in May.",
        "Norway is going to [sign] the treaty.",
        "Norway is about to [sign] the treaty.",
        "Norway plans to [sign] the treaty.",
        "Norway agreed to [sign] the treaty.",
        "Norway threatened to [sign] the treaty.",
        "Norway asked Chile to [sign] the treaty.",
        "Norway has a plan to [sign] the treaty.",
        "Norway travelled to Chile to [sign] the treaty.",
        "Norway is ready to [sign] the treaty.",
        "Norway spoke of the prospect of [signing] the treaty.",
        "Norway must [sign] the treaty.",
        "Norway will sign and [publish] the treaty.",
        "Norway will make a [proposal] for a trade council.",
        "The [signing] of the treaty will take place in May.",
        "The [signing] of the treaty is planned for May.",
    ],
)
def test_what_is_still_to_come_is_planned(marked: Marked, text: str) -> None:
    assert factuality(marked, text) is Factuality.PLANNED


@pytest.mark.parametrize(
    "text",
    [
        "Norway may [sign] the treaty.",
        "Norway might have [signed] the treaty.",
        "Norway could [sign] the treaty.",
        "Norway would [sign] the treaty.",
        "Norway allegedly [signed] the treaty.",
        "Norway perhaps [signed] the treaty.",
        "Norway awaits a possible [proposal] for a trade council.",
        "Norway may make a [proposal] for a trade council.",
    ],
)
def test_what_may_be_is_possible(marked: Marked, text: str) -> None:
    assert factuality(marked, text) is Factuality.POSSIBLE


@pytest.mark.parametrize(
    "text",
    [
        "Norway is expected to [sign] the treaty.",
        "Norway is likely to [sign] the treaty.",
        "Norway was accused of [signing] the treaty.",
        "Before [signing] the treaty, Norway asked for advice.",
        "Norway only pretended to [sign] the treaty.",
        "Had Norway [signed] the treaty, prices would have fallen.",
        "Should Norway [sign] the treaty, prices will fall.",
    ],
)
def test_expectations_charges_and_pretences_are_no_facts(marked: Marked, text: str) -> None:
    assert factuality(marked, text) is not Factuality.ASSERTED


@pytest.mark.parametrize(
    "text",
    [
        "If Norway [signed] the treaty, prices would fall.",
        "Prices would fall if Norway [signed] the treaty.",
        "Unless Norway [signed] the treaty, prices would fall.",
        "It is unclear whether Norway [signed] the treaty.",
    ],
)
def test_what_hangs_on_a_condition_is_conditional(marked: Marked, text: str) -> None:
    assert factuality(marked, text) is Factuality.CONDITIONAL


@pytest.mark.parametrize(
    "text",
    [
        "Norway welcomed Chile's [proposal] for a trade council.",
        "Norway will study Chile's [proposal] for a trade council.",
        "Norway rejected Chile's [proposal] for a trade council.",
        "Norway did not like Chile's [proposal] for a trade council.",
    ],
)
def test_a_possessive_takes_for_granted_that_there_was_one(marked: Marked, text: str) -> None:
    assert factuality(marked, text) is Factuality.ASSERTED


@pytest.mark.parametrize(
    "text",
    [
        "No tsunami [warning] was issued.",
        "No tsunami warning was [issued].",
        "There was no [warning].",
    ],
)
def test_no_before_two_nouns_denies(marked: Marked, text: str) -> None:
    assert factuality(marked, text) is Factuality.NEGATED
