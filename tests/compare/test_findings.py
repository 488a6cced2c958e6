"""What several answers to one question come to: verdicts, ids, fingerprints, confidence."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from factcheck.model import Finding, Report, Verdict
from factcheck.rules.loader import RuleSet

CheckTexts = Callable[..., Report]
RulesWith = Callable[[str], RuleSet]

PROPOSER = "proposals.proposer"
NORWAY = "Norway proposed a fisheries council."
CHILE = "The fisheries council was proposed by Chile."
NORWAY_TOO = "A fisheries council was proposed by Oslo."
PERU_TREATY = "Peru and Chile signed a copper treaty on 4 June 2017."
WIRE = (
    "Norway has proposed a fisheries council to watch over the cod of the northern seas, "
    "officials in Oslo said{} Monday."
)

CHAIRS = """
pack: councils
rules:
  - id: chair
    question: "Who chairs {council}?"
    severity: low
    over_time: changing
    roles:
      chair: {kind: actor}
      council: {kind: thing}
    identity: [council]
    answer: chair
    triggers:
      - verb: [chair, lead]
        find: {chair: subject, council: object}
    examples:
      - articles:
          - Anna Lindqvist chairs the fisheries council.
          - Anna Lindqvist leads the fisheries council.
        expect: {verdict: agreement}
"""


def on(report: Report, rule: str = PROPOSER) -> list[Finding]:
    return [f for f in report.findings if f.rule == rule]


def answers(finding: Finding) -> dict[str, set[str]]:
    """Normal form of each answer → ids of the articles that state it."""
    return {a.value: {e.article for e in a.evidence} for a in finding.answers}


# -- verdicts --------------------------------------------------------------------------------


def test_two_articles_that_cannot_both_be_right_are_a_conflict(check_texts: CheckTexts) -> None:
    (finding,) = on(check_texts({"a": NORWAY, "b": CHILE}))
    assert finding.verdict is Verdict.CONFLICT
    assert answers(finding) == {"NO": {"a"}, "CL": {"b"}}
    assert finding.question == "Who proposed the fisheries council?"
    assert finding.kind == "actor"


def test_two_articles_with_one_answer_agree(check_texts: CheckTexts) -> None:
    (finding,) = on(check_texts({"a": NORWAY, "b": NORWAY_TOO}))
    assert finding.verdict is Verdict.AGREEMENT
    assert answers(finding) == {"NO": {"a", "b"}}


def test_a_minister_agrees_with_the_ministers_state(check_texts: CheckTexts) -> None:
    minister = "Norwegian Foreign Minister Kari Berg proposed a fisheries council."
    (finding,) = on(check_texts({"a": NORWAY, "b": minister}))
    assert finding.verdict is Verdict.AGREEMENT


def test_one_article_alone_is_single(check_texts: CheckTexts) -> None:
    (finding,) = on(check_texts({"a": NORWAY, "b": "Rain fell in Lima."}))
    assert finding.verdict is Verdict.SINGLE


def test_a_day_within_the_month_agrees_and_another_month_conflicts(
    check_texts: CheckTexts,
) -> None:
    day = "Norway and Chile signed the salmon treaty on 3 March 2016."
    month = "The salmon treaty between Norway and Chile was signed in {} 2016."
    verdicts = [
        on(check_texts({"a": day, "b": month.format(name)}), "agreements.signing-date")[0].verdict
        for name in ("March", "May")
    ]
    assert verdicts == [Verdict.AGREEMENT, Verdict.CONFLICT]


def test_several_right_answers_are_no_conflict(check_texts: CheckTexts) -> None:
    report = check_texts(
        {"a": "Ghana signed the coastal treaty.", "b": "Togo signed the coastal treaty."}
    )
    found = on(report, "agreements.signer")
    assert [f.verdict for f in found] == [Verdict.SINGLE, Verdict.SINGLE]
    assert not report.flagged


def test_parties_that_contradict_each_other_are_a_dispute(check_texts: CheckTexts) -> None:
    report = check_texts(
        {
            "a": "The fisheries council was proposed by Norway, Chile's government said.",
            "b": "The fisheries council was proposed by Chile, the Norwegian government said.",
        }
    )
    (finding,) = on(report)
    assert finding.verdict is Verdict.DISPUTE


def test_a_dispute_that_every_article_reports_is_still_a_dispute(check_texts: CheckTexts) -> None:
    both = {
        "a": "Norway proposed a fisheries council, Chile's government said. "
        "Chile proposed a fisheries council, the Norwegian government said.",
        "b": "The fisheries council was proposed by Norway, Chile's government said. "
        "The fisheries council was proposed by Chile, the Norwegian government said.",
    }
    (finding,) = on(check_texts(both))
    assert finding.verdict is Verdict.DISPUTE


def test_one_article_in_its_own_voice_makes_a_conflict_of_a_dispute(
    check_texts: CheckTexts,
) -> None:
    report = check_texts({"a": f"{NORWAY[:-1]}, Chile's government said.", "b": CHILE, "c": CHILE})
    assert [f.verdict for f in on(report)] == [Verdict.CONFLICT]


def test_one_speaker_on_both_sides_is_no_dispute_of_parties(check_texts: CheckTexts) -> None:
    report = check_texts(
        {"a": f"{NORWAY[:-1]}, Peru's government said.", "b": f"{CHILE[:-1]}, Lima said."}
    )
    assert [f.verdict for f in on(report)] == [Verdict.CONFLICT]


def test_an_article_that_reports_both_answers_is_no_witness(check_texts: CheckTexts) -> None:
    both = f"{NORWAY} {CHILE[:-1]}, officials in Lima said."
    report = check_texts({"a": both, "b": NORWAY_TOO})
    assert not report.flagged


@pytest.mark.parametrize(
    ("days", "verdict"),
    [
        ({"a": "2016-03-01", "b": "2017-09-12"}, Verdict.UPDATE),
        ({"a": "2016-03-01", "b": "2016-03-01"}, Verdict.CONFLICT),
    ],
)
def test_a_value_that_can_change_between_two_days_is_an_update(
    check_texts: CheckTexts, rules_with: RulesWith, days: dict[str, str], verdict: Verdict
) -> None:
    texts = {
        "a": "Anna Lindqvist chairs the fisheries council.",
        "b": "The fisheries council is led by Pedro Ruiz.",
    }
    report = check_texts(texts, rules_with(CHAIRS), days)
    assert [f.verdict for f in on(report, "councils.chair")] == [verdict]


def test_a_value_that_cannot_change_is_a_conflict_on_any_two_days(check_texts: CheckTexts) -> None:
    report = check_texts(
        {"a": NORWAY, "b": CHILE}, published={"a": "2016-03-01", "b": "2017-09-12"}
    )
    assert [f.verdict for f in on(report)] == [Verdict.CONFLICT]


# -- sources ---------------------------------------------------------------------------------


def test_copies_of_one_text_do_not_agree_with_themselves(check_texts: CheckTexts) -> None:
    report = check_texts({"a": WIRE.format(" on"), "b": WIRE.format("")})
    assert [f.verdict for f in on(report)] == [Verdict.SINGLE]


def test_a_copy_does_not_make_a_conflict_surer_and_a_second_reporter_does(
    check_texts: CheckTexts,
) -> None:
    base = {"a": WIRE.format(" on"), "b": CHILE}
    more = [{}, {"c": WIRE.format("")}, {"c": NORWAY_TOO}]
    alone, copied, joined = (on(check_texts({**base, **extra}))[0].confidence for extra in more)
    assert alone == copied < joined


def test_conflicts_come_first_and_confidence_is_a_share(check_texts: CheckTexts) -> None:
    report = check_texts({"a": f"{NORWAY} {PERU_TREATY}", "b": f"{CHILE} {PERU_TREATY}"})
    order = list(Verdict)
    ranks = [order.index(f.verdict) for f in report.findings]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1
    assert all(0 < f.confidence < 1 for f in report.findings)


def test_the_explanation_names_question_subject_and_values(check_texts: CheckTexts) -> None:
    (finding,) = on(check_texts({"a": NORWAY, "b": CHILE}))
    details = {level.name: level.detail for level in finding.explanation}
    assert details["question"] == "passages of 2 articles are read as answers to this one question"
    assert "fisheries council" in details["same proposal"]
    assert "Norway" in details["values"]
    assert "Chile" in details["values"]


def test_the_confidence_is_the_sum_of_the_explanation(check_texts: CheckTexts) -> None:
    doubtful = "Norway welcomed the talks. It proposed a fisheries council."
    (finding,) = on(check_texts({"a": doubtful, "b": CHILE, "c": f"{CHILE} Fog came."}))
    contributions = [level.contribution for level in finding.explanation]
    assert min(contributions) < 0 < max(contributions)
    assert finding.confidence == pytest.approx(sum(contributions))


# -- events of one kind ----------------------------------------------------------------------


def test_one_articles_two_answers_are_two_events(check_texts: CheckTexts) -> None:
    texts = {
        "a": "Norway signed a gas contract on 3 March 2016. "
        "Norway signed a gas contract on 5 May 2017.",
        "b": "Norway signed a gas contract on 3 March 2016.",
        "c": "A gas contract was signed by Oslo on 5 May 2017.",
    }
    report = check_texts(texts)
    assert not report.flagged
    found = on(report, "agreements.signing-date")
    assert {frozenset(answers(f)) for f in found} == {
        frozenset({"2016-03-03"}),
        frozenset({"2017-05-05"}),
    }
    assert all(f.verdict is Verdict.AGREEMENT for f in found)


@pytest.mark.parametrize(
    "other",
    [
        "Norway and Chile signed a second gas contract on 5 May 2017.",
        "Norway and Chile signed the gas contract for 2007 on 5 May 2006.",
        "Norway and Peru signed a gas contract on 5 May 2006.",
        "Norway and Chile signed a grain contract on 5 May 2006.",
        "Norway and Chile will sign the gas contract for 2006 on 5 May 2006.",
        "The signing of the gas contract for 2006 between Norway and Chile is set for 5 May 2006.",
    ],
)
def test_another_event_of_the_same_kind_is_no_conflict(check_texts: CheckTexts, other: str) -> None:
    first = "Norway and Chile signed the gas contract for 2006 on 3 March 2005."
    assert not check_texts({"a": first, "b": other}).flagged


# -- names of findings -----------------------------------------------------------------------


def test_the_id_names_the_question_and_not_the_articles(check_texts: CheckTexts) -> None:
    ids = {
        on(check_texts(texts))[0].id
        for texts in (
            {"a": NORWAY, "b": CHILE},
            {"b": CHILE, "a": NORWAY},
            {"radio": NORWAY_TOO},
            {"0": PERU_TREATY, "a": NORWAY, "b": CHILE, "c": NORWAY_TOO},
        )
    }
    assert len(ids) == 1


def test_different_questions_have_different_ids(check_texts: CheckTexts) -> None:
    report = check_texts(
        {
            "a": f"{NORWAY} {PERU_TREATY} Kenya proposed a border commission.",
            "b": f"{CHILE} {PERU_TREATY} Uganda proposed a water commission.",
        }
    )
    ids = [f.id for f in report.findings]
    assert len(ids) > 4
    assert len(set(ids)) == len(ids)


def test_questions_that_share_a_subject_keep_their_ids_when_an_article_is_added(
    check_texts: CheckTexts,
) -> None:
    """The review decision on Norway's council must not turn up at Chile's."""
    texts = {"m": "Norway proposed a fisheries council. Chile proposed a fisheries council."}

    def ids(texts: dict[str, str]) -> dict[str, str]:
        return {f.answers[0].value: f.id for f in on(check_texts(texts))}

    before = ids({**texts, "n": NORWAY})
    assert set(before) == {"NO", "CL"}
    assert ids({"a": CHILE, **texts, "n": NORWAY}) == before


def test_questions_that_share_a_subject_keep_their_ids_in_any_order(
    check_texts: CheckTexts,
) -> None:
    texts = {
        "a": "Norway proposed a fisheries council. Chile proposed a fisheries council.",
        "b": NORWAY,
        "c": CHILE,
    }
    named = {
        frozenset((f.id, f.answers[0].value) for f in on(check_texts(dict(order))))
        for order in permutations(texts.items())
    }
    assert len(named) == 1


def test_the_fingerprint_changes_with_the_passages_and_the_id_does_not(
    check_texts: CheckTexts,
) -> None:
    base = {"a": NORWAY, "b": CHILE}
    (before,) = on(check_texts(base))
    (again,) = on(check_texts({"b": CHILE, "a": NORWAY}))
    (reworded,) = on(check_texts({**base, "b": "Chile has proposed the fisheries council."}))
    (joined,) = on(check_texts({**base, "c": NORWAY_TOO}))
    (unrelated,) = on(check_texts({**base, "c": PERU_TREATY}))
    assert again.fingerprint == before.fingerprint == unrelated.fingerprint
    assert len({before.fingerprint, reworded.fingerprint, joined.fingerprint}) == 3
    assert {before.id, again.id, reworded.id, joined.id, unrelated.id} == {before.id}
