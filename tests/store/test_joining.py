"""A report with the decisions of people in it."""

from __future__ import annotations

from factcheck.model import Report, State, Verdict
from factcheck.store.entries import Action
from factcheck.store.joining import join, with_dismissed
from factcheck.store.ledger import Ledger
from tests.store.conftest import decided, finding_of, report_of


def test_a_decision_stands_on_its_finding(ledger: Ledger, report: Report) -> None:
    ledger.record([decided(report, Action.RESOLVE, answer="8", note="the fire service says so")])

    (finding,) = join(report, ledger).findings

    assert finding.review is not None
    assert (finding.review.state, finding.review.answer) == (State.RESOLVED, "8")
    assert finding.review.note == "the fire service says so"


def test_an_undecided_finding_has_none(ledger: Ledger, report: Report) -> None:
    ledger.record([decided(report, Action.NOTE, note="hm")])

    assert join(report, ledger) == report


def test_a_dismissed_finding_is_left_out_and_kept_apart(ledger: Ledger, report: Report) -> None:
    ledger.record([decided(report, Action.DISMISS)])

    joined = join(report, ledger)

    assert joined.flagged == ()
    assert [f.id for f in joined.dismissed] == ["toll"]
    assert joined.dismissed[0].review is not None


def test_a_dismissed_finding_can_be_shown(ledger: Ledger, report: Report) -> None:
    ledger.record([decided(report, Action.DISMISS)])

    joined = join(report, ledger, include_dismissed=True)

    assert [f.id for f in joined.flagged] == ["toll"]
    assert joined.dismissed == ()


def test_a_dismissed_finding_with_a_new_passage_comes_back(ledger: Ledger, report: Report) -> None:
    ledger.record([decided(report, Action.DISMISS)])
    sides = {
        "5": [("post", "Five people died in the fire.")],
        "8": [("echo", "Eight people died in the fire."), ("wire", "The fire killed eight.")],
    }

    (finding,) = join(report_of(finding_of(sides)), ledger).flagged

    assert finding.review is not None
    assert finding.review.changed
    assert finding.review.open


def test_a_dismissed_finding_that_lost_a_passage_stays_dismissed(ledger: Ledger) -> None:
    """Every pair that is left of it was dismissed."""
    sides = {"5": [("post", "Five died."), ("sun", "It killed five.")], "8": [("echo", "Eight.")]}
    ledger.record([decided(report_of(finding_of(sides)), Action.DISMISS)])
    fewer = report_of(finding_of(sides | {"5": [("post", "Five died.")]}))

    joined = join(fewer, ledger)

    assert joined.flagged == ()
    assert joined.dismissed[0].review is not None
    assert not joined.dismissed[0].review.changed


def test_a_dismissed_pair_is_not_flagged_under_another_id(ledger: Ledger, report: Report) -> None:
    ledger.record([decided(report, Action.DISMISS)])
    again = report.model_copy(
        update={"findings": (report.findings[0].model_copy(update={"id": "by-another-rule"}),)}
    )

    joined = join(again, ledger)

    assert joined.flagged == ()
    assert joined.dismissed[0].review is not None
    assert joined.dismissed[0].review.same_as == "toll"


def test_a_dismissed_update_that_has_become_a_conflict_comes_back(ledger: Ledger) -> None:
    """Its passages are the same; under another id it is not left out either."""
    sides = {"5": [("post", "Five died.")], "8": [("echo", "Eight died.")]}
    conflict = finding_of(sides)
    update = conflict.model_copy(update={"verdict": Verdict.UPDATE})
    elsewhere = conflict.model_copy(update={"id": "by-another-rule"})
    texts = {"post": "Five died.", "echo": "Eight died."}
    ledger.record([decided(report_of(update, articles=texts), Action.DISMISS)])

    assert join(report_of(update, articles=texts), ledger).flagged == ()
    same, other = join(report_of(conflict, elsewhere, articles=texts), ledger).flagged
    assert same.review is not None
    assert same.review.changed
    assert other.review is None


def test_a_dismissal_that_tells_no_verdict_is_of_any(ledger: Ledger, report: Report) -> None:
    """As a factcheck before this one wrote it."""
    older = {"fingerprint": report.findings[0].fingerprint}
    ledger.record([decided(report, Action.DISMISS).model_copy(update=older)])

    (finding,) = join(report, ledger).dismissed
    assert finding.review is not None
    assert not finding.review.changed


def test_a_dismissed_pair_may_still_agree(ledger: Ledger, report: Report) -> None:
    """Only what is flagged can be left out."""
    ledger.record([decided(report, Action.DISMISS)])
    agreed = report.findings[0].model_copy(update={"verdict": Verdict.AGREEMENT})

    assert len(join(report.model_copy(update={"findings": (agreed,)}), ledger).findings) == 1


def test_a_report_with_decisions_survives_json(ledger: Ledger, report: Report) -> None:
    ledger.record([decided(report, Action.DISMISS)])
    joined = join(report, ledger)

    assert Report.model_validate_json(joined.model_dump_json()) == joined


def test_what_an_older_report_had_dismissed_is_decided_anew(ledger: Ledger, report: Report) -> None:
    ledger.record([decided(report, Action.DISMISS)])
    older = join(report, ledger)

    assert join(older, ledger) == older
    assert join(older, ledger, include_dismissed=True).dismissed == ()


def test_dismissed_findings_go_back_to_their_places(ledger: Ledger, report: Report) -> None:
    ledger.record([decided(report, Action.DISMISS)])
    joined = join(report, ledger)

    whole = with_dismissed(joined)

    assert [f.id for f in whole.findings] == [f.id for f in report.findings]
    assert with_dismissed(report) is report
