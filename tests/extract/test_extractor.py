"""Rules applied to sentences: which claims come out, and with which evidence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.model import Claim, Factuality

ClaimsOf = Callable[..., list[Claim]]

PROPOSER, DATE, SIGNER = "proposals.proposer", "agreements.signing-date", "agreements.signer"


@pytest.mark.parametrize(
    "text",
    [
        "Norway proposed a fisheries council.",
        "A fisheries council was proposed by Norway.",
        "The fisheries council proposed by Norway will meet.",
        "Norway, which proposed a fisheries council, is glad.",
        "Norway's proposal for a fisheries council was read.",
        "Norway made a proposal to form a fisheries council.",
        "Norway put forward the idea of a fisheries council.",
        "Norway suggested that a fisheries council be formed.",
        "Norway suggested forming a fisheries council.",
        "Norway proposed to Chile the creation of a fisheries council.",
        "A fisheries council will be formed, based on a proposal from Norway.",
        "The proposal for a fisheries council came from Norway.",
        "The idea of a fisheries council came from Oslo.",
        "At the suggestion of Norway a fisheries council was formed.",
        "The Norwegian side proposed a fisheries council.",
        "Chile rejected Norway's proposal for a fisheries council.",
    ],
)
def test_who_proposed_it_is_read_from_any_wording(claims_of: ClaimsOf, text: str) -> None:
    (claim,) = claims_of(text, PROPOSER)
    assert claim.answer.normal == "NO"
    assert [(role, value.normal) for role, value in claim.identity] == [
        ("proposal", "fishery council")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Norway will propose a fisheries council.",
        "Norway did not propose a fisheries council.",
        "Norway refused to propose a fisheries council.",
        "If Norway proposed a fisheries council, Chile would agree.",
        "Norway made no proposal for a fisheries council.",
        "Norway was accused of proposing a fisheries council.",
        "Norway proposed it.",
        "Norway praised the fisheries council.",
    ],
)
def test_what_nobody_states_makes_no_claim(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, PROPOSER) == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Norway and Chile concluded the salmon treaty on 3 March 2016 in Lima.", "2016-03-03"),
        ("The salmon treaty, inked on 3 March 2016, is long.", "2016-03-03"),
        ("The signing of the salmon treaty took place on 3 March 2016.", "2016-03-03"),
        ("The salmon treaty was drafted in 2014 and signed in 2016.", "2016"),
        ("Norway said on 4 June 2017 that it signed the salmon treaty in May 2016.", "2016-05"),
        ("In 2017, the salmon treaty signed in May 2016 lapsed.", "2016-05"),
        ("The salmon treaty signed in May 2016 will lapse.", "2016-05"),
    ],
)
def test_the_date_of_a_signing_is_read_from_any_wording(
    claims_of: ClaimsOf, text: str, date: str
) -> None:
    assert [c.answer.normal for c in claims_of(text, DATE)] == [date]


@pytest.mark.parametrize(
    "text",
    [
        "The salmon treaty was signed before 2016.",
        "Norway signed the salmon treaty, valid until 2030.",
        "The signing of the salmon treaty is planned for 3 March 2016.",
        "The signing of the salmon treaty did not take place on 3 March 2016.",
        "Norway failed to sign the salmon treaty on 3 March 2016.",
    ],
)
def test_what_is_no_signing_on_that_day_makes_no_claim(claims_of: ClaimsOf, text: str) -> None:
    assert [c.answer.normal for c in claims_of(text, DATE)] == []


def test_an_agreement_does_not_sign_itself(claims_of: ClaimsOf) -> None:
    assert claims_of("The salmon treaty, inked on 3 March 2016, is long.", SIGNER) == []


def test_doers_named_together_are_one_answer(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Norway and Chile proposed a fisheries council.", PROPOSER)
    assert claim.answer.normal == "CL+NO"
    assert claim.evidence.answer_text == "Norway and Chile"


def test_a_later_mention_takes_what_it_is_about_from_the_fuller_one(claims_of: ClaimsOf) -> None:
    text = "Norway proposed a fisheries council to Chile. The proposal came from Oslo in May."
    first, second = claims_of(text, PROPOSER)
    assert second.identity == first.identity
    assert second.notes
    assert second.certainty < first.certainty == 1.0


def test_a_doer_named_by_a_pronoun_is_less_certain(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Norway welcomed the talks. It proposed a fisheries council.", PROPOSER)
    assert claim.answer.normal == "NO"
    assert claim.certainty < 1.0
    assert claim.notes


def test_a_claim_in_somebodys_words_names_the_speaker_and_the_party_spoken_for(
    claims_of: ClaimsOf,
) -> None:
    text = "“We proposed a fisheries council,” Swedish Foreign Minister Anna Lindqvist said."
    (claim,) = claims_of(text, PROPOSER)
    assert claim.answer.normal == "SE"
    assert claim.speaker == "SE"
    assert (claim.evidence.attributed_to, claim.evidence.direct) == ("Anna Lindqvist", True)


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell.\nNorway, Oslo said, proposed a “fisheries council”.  Fog came.",
        "  Norway proposed a fisheries council.  ",
        "Naïve façades — Norway’s proposal for a fisheries council was read.\n\nFog came.",
    ],
)
def test_evidence_is_verbatim(claims_of: ClaimsOf, text: str) -> None:
    (claim,) = claims_of(text, PROPOSER)
    evidence = claim.evidence
    assert text[evidence.start : evidence.end] == evidence.quote == evidence.quote.strip()
    assert text[evidence.answer_start : evidence.answer_end] == evidence.answer_text
    assert evidence.start <= evidence.answer_start
    assert evidence.answer_end <= evidence.end
    assert evidence.answer_text.startswith("Norway")


def test_claims_come_in_text_order(claims_of: ClaimsOf) -> None:
    text = "Norway proposed a fisheries council. Chile proposed a whaling ban. Peru proposed a tax."
    assert [c.answer.normal for c in claims_of(text, PROPOSER)] == ["NO", "CL", "PE"]


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Greece bought patrol boats from Sweden.", [Factuality.ASSERTED]),
        ("Greece will buy patrol boats from Sweden.", [Factuality.PLANNED]),
        ("Greece refused to buy patrol boats from Sweden.", []),
        ("Greece failed to buy patrol boats from Sweden.", []),
        ("Greece did not buy patrol boats from Sweden.", []),
    ],
)
def test_a_rule_takes_claims_of_the_factuality_it_asks_for(
    claims_of: ClaimsOf, text: str, factuality: list[Factuality]
) -> None:
    assert [c.factuality for c in claims_of(text, "trade.supplier")] == factuality
