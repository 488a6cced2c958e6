"""What was extracted, sentence by sentence."""

from __future__ import annotations

import pytest

from factcheck.diagnosis.reading import Reading, read_claims
from factcheck.model import Article
from factcheck.pipeline import Settings
from factcheck.rules.loader import RuleError, load_builtin

TEXT = (
    "Norway signed the salmon treaty on 4 May 2016. It rained.\n"
    "Peru may sign the whaling treaty in June. "
    "“Chile proposed a fisheries council,” Kari Berg said."
)


def read(text: str = TEXT, only: str | None = None, misses: bool = False) -> Reading:
    article = Article(id="a", path="a.txt", text=text)
    return read_claims([article], load_builtin(), Settings(), only=only, misses=misses)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(misses=True)


def test_every_sentence_stands_verbatim_in_the_text(reading: Reading) -> None:
    (article,) = reading.articles

    assert [s.text for s in article.sentences][:2] == [
        "Norway signed the salmon treaty on 4 May 2016.",
        "It rained.",
    ]
    assert all(TEXT[s.start : s.end] == s.text for s in article.sentences)


def test_a_claim_has_its_question_answer_and_subject_written_out(reading: Reading) -> None:
    claim = next(c for c in reading.claims if c.rule == "agreements.signing-date")

    assert claim.question == "When was the salmon treaty signed?"
    assert (claim.answer.role, claim.answer.value) == ("date", "2016-05-04")
    assert [(r.role, r.label) for r in claim.identity] == [("agreement", "salmon treaty")]
    assert claim.certainty == 1.0


def test_who_says_it_goes_along(reading: Reading) -> None:
    claim = next(c for c in reading.claims if c.rule == "proposals.proposer")

    assert (claim.evidence.attributed_to, claim.evidence.direct) == ("Kari Berg", True)


def test_every_claim_stands_under_one_sentence(reading: Reading) -> None:
    every = [c for a in reading.articles for s in a.sentences for c in s.claims]

    assert list(reading.claims) == every
    assert len(every) == len(set(every))


def test_misses_are_told_when_asked_for(reading: Reading) -> None:
    planned = next(s for s in reading.articles[0].sentences if "whaling" in s.text)

    assert "agreements.signing-date" in [miss.rule for miss in planned.misses]
    assert not any(s.misses for s in read().articles[0].sentences)


def test_one_rule_alone_can_be_run() -> None:
    assert {c.rule for c in read(only="proposals.proposer").claims} == {"proposals.proposer"}


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("killed", "did you mean casualties.killed?"),
        ("proposals.propsoer", "did you mean proposals.proposer?"),
        ("zzz", "packs are agreements, "),
    ],
)
def test_a_rule_that_does_not_exist_is_met_with_one_that_does(name: str, says: str) -> None:
    with pytest.raises(RuleError) as error:
        read(only=name)

    assert says in str(error.value)


def test_sentences_are_found_by_their_words(reading: Reading) -> None:
    found = reading.holding("MAY sign")

    assert [s.text for s in found.articles[0].sentences] == [
        "Peru may sign the whaling treaty in June."
    ]
    assert reading.holding("no such words").articles[0].sentences == ()


def test_an_empty_text_has_no_sentences() -> None:
    assert read("").articles[0].sentences == ()
