"""Decisions sent as forms: what the ledger gets, what comes next, and when two people meet."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model import Reason, State
from factcheck.review.deciding import cleaned_name, cleaned_note
from factcheck.review.guard import MOST_FIELDS
from factcheck.review.pages import MOST_ALIKE
from factcheck.store.entries import Action, Entry, Review
from factcheck.store.ledger import Ledger, StoreError
from tests.review.conftest import ARTICLES, SIDES, Enter, Visitor, finding, halden, write
from tests.review.test_queue import FIREMEN, KILLED, REFUSED, WALKERS

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def review(ledger: Ledger, name: str) -> Review:
    """What the ledger says of a finding of the report as it was at first."""
    return ledger.reviews(halden())[name]


def test_a_decision_is_kept_and_the_next_finding_comes(ana: Visitor, ledger: Ledger) -> None:
    ana.find(KILLED, "").decide("confirm")
    assert WALKERS in ana.seen
    assert f"You confirmed it: {KILLED}" in ana.seen
    kept = review(ledger, "killed")
    assert (kept.state, kept.person) == (State.CONFIRMED, "Ana")


@pytest.mark.parametrize("reason", list(Reason))
def test_a_dismissal_has_its_reason(ana: Visitor, ledger: Ledger, reason: Reason) -> None:
    ana.find(KILLED).decide(f"dismiss:{reason}")
    kept = review(ledger, "killed")
    assert (kept.state, kept.reason) == (State.DISMISSED, reason)


def test_a_finding_is_resolved_in_favour_of_an_answer(ana: Visitor, ledger: Ledger) -> None:
    ana.find(KILLED)
    ana.decide(ana.value("8"), note="The coroner says so.")
    kept = review(ledger, "killed")
    assert (kept.state, kept.answer, kept.note) == (State.RESOLVED, "8", "The coroner says so.")
    assert "held for right" in ana.find(KILLED).seen


def test_needs_more_checking_does_not_come_back_at_once(ana: Visitor, ledger: Ledger) -> None:
    ana.find(KILLED, "").decide("defer")
    assert review(ledger, "killed").state is State.DEFERRED
    assert WALKERS in ana.seen


def test_a_note_and_an_assignment_stay_on_the_finding(ana: Visitor, ledger: Ledger) -> None:
    ana.find(KILLED).decide("note", note="Ask the\r\nfire service.")
    assert KILLED in ana.seen
    ana.decide("assign", assignee="Ben")
    assert "for Ben" in ana.seen
    kept = review(ledger, "killed")
    assert kept.notes[0].note == "Ask the\nfire service."
    assert (kept.assignee, kept.state) == ("Ben", State.UNREVIEWED)
    ana.decide("assign", assignee=" ")
    assert review(ledger, "killed").assignee is None


@pytest.mark.parametrize("decision", ["", "dismiss", "dismiss:nonsense", "resolve:none", "undo"])
def test_a_form_that_says_nothing_clear_changes_nothing(
    ana: Visitor, ledger: Ledger, decision: str
) -> None:
    ana.find(KILLED).decide(decision, note="not to be lost")
    assert ana.status == 409
    assert "not to be lost" in ana.text
    assert ledger.entries() == ()


def test_an_empty_note_is_not_kept(ana: Visitor, ledger: Ledger) -> None:
    assert ana.find(KILLED).decide("note", note=" \n ").status == 409
    assert ledger.entries() == ()


def test_undo_brings_the_finding_back_and_the_history_keeps_both(
    ana: Visitor, ledger: Ledger
) -> None:
    ana.find(KILLED, "").decide("confirm").undo()
    assert "Taken back" in ana.seen or "You took back a decision" in ana.seen
    assert KILLED in ana.seen
    assert "Ana confirmed it (taken back)" in ana.seen
    assert "<s>" in ana.text
    kept = review(ledger, "killed")
    assert kept.state is State.UNREVIEWED
    assert [e.action for e in kept.entries] == [Action.CONFIRM, Action.UNDO]


def test_nobody_undoes_what_somebody_else_decided(enter: Enter, ledger: Ledger) -> None:
    ana, ben = enter("Ana"), enter("Ben")
    ana.find(KILLED).decide("confirm")
    (entry,) = ledger.entries()
    key = ana.find(KILLED).hidden("key")
    fields = {"csrf": ben.hidden("csrf"), "key": key, "entry": entry.id}
    assert ben.send("/undo", fields).status == 403
    assert review(ledger, "killed").state is State.CONFIRMED


def test_a_button_pressed_twice_is_one_decision(ana: Visitor, ledger: Ledger) -> None:
    ana.find(KILLED)
    at, text = ana.at, ana.text
    ana.decide("confirm")
    ana.at, ana.text = at, text
    assert ana.decide("confirm").status == 200
    assert len(ledger.entries()) == 1


def test_another_decision_from_an_old_page_is_another_decision(
    ana: Visitor, ledger: Ledger
) -> None:
    ana.find(KILLED)
    at, text = ana.at, ana.text
    ana.decide("confirm")
    ana.at, ana.text = at, text
    ana.decide("dismiss:update")
    assert review(ledger, "killed").state is State.DISMISSED
    assert len(ledger.entries()) == 2


def test_an_old_page_does_not_swallow_a_decision_after_an_undo(
    ana: Visitor, ledger: Ledger
) -> None:
    ana.find(KILLED)
    at, text = ana.at, ana.text
    ana.decide("confirm").undo()
    ana.at, ana.text = at, text
    ana.decide("confirm")
    assert ana.status == 409
    assert "was taken back or replaced meanwhile" in ana.seen
    ana.decide("confirm")  # from the page that says so
    assert review(ledger, "killed").state is State.CONFIRMED


@pytest.mark.parametrize(("first", "second"), [("confirm", "dismiss:other"), ("assign", "assign")])
def test_an_old_page_does_not_swallow_what_was_replaced(
    ana: Visitor, ledger: Ledger, first: str, second: str
) -> None:
    ana.find(KILLED)
    at, text = ana.at, ana.text
    ana.decide(first, assignee="Bea")
    ana.at, ana.text = at, text
    ana.decide(second, assignee="Cyd")
    assert ana.status == 200
    assert "Somebody else decided it" not in ana.seen
    ana.at, ana.text = at, text
    ana.decide(first, assignee="Bea")
    assert ana.status == 409
    assert "replaced meanwhile" in ana.seen
    assert len(ledger.entries()) == 2


def test_an_undo_sent_twice_is_one_undo(ana: Visitor, ledger: Ledger) -> None:
    ana.find(KILLED).decide("confirm")
    at, text = ana.at, ana.text
    ana.undo()
    ana.at, ana.text = at, text
    ana.undo()
    assert ana.status == 200
    assert "Taken back" in ana.seen
    assert len(ledger.entries()) == 2


def test_what_could_not_be_read_is_read_the_next_time(
    ana: Visitor, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana.open("/")

    def fail(*_: object) -> None:
        raise StoreError("the database is busy; try again")

    with Ledger.open(ledger.name) as other:
        other.record(
            [
                Entry.about(
                    halden().findings[0],
                    {article.id: article for article in halden().articles},
                    Action.CONFIRM,
                    "Ben",
                )
            ]
        )
    with monkeypatch.context() as broken:
        broken.setattr(Ledger, "reviews", fail)
        assert ana.open("/").status == 503
    assert KILLED not in ana.open("/").questions


def test_all_of_a_rule_between_the_same_articles_are_decided_at_once(
    ana: Visitor, ledger: Ledger
) -> None:
    ana.find(WALKERS)
    assert "decide also the other open finding of this rule between the same articles" in ana.text
    also = ana.hidden("also")
    ana.decide("dismiss:different-events", alike="on", also=also)
    assert review(ledger, "walkers").state is State.DISMISSED
    assert review(ledger, "firemen").state is State.DISMISSED
    assert review(ledger, "killed").state is State.UNREVIEWED
    assert "2 findings" in ana.seen
    ana.undo()
    assert review(ledger, "walkers").state is State.UNREVIEWED
    assert review(ledger, "firemen").state is State.UNREVIEWED


def test_what_is_alike_is_resolved_for_the_same_articles(ana: Visitor, ledger: Ledger) -> None:
    ana.find(WALKERS)
    ana.decide(ana.value("20"), alike="on", also=ana.hidden("also"))
    assert review(ledger, "walkers").answer == "20"
    assert review(ledger, "firemen").answer == "2"  # what the same paper says of the firemen
    ana.undo()
    assert review(ledger, "firemen").state is State.UNREVIEWED


def test_the_alike_ones_stay_where_they_are_unless_asked_for(ana: Visitor, ledger: Ledger) -> None:
    ana.find(WALKERS)
    ana.decide("confirm", also=ana.hidden("also"))
    assert review(ledger, "firemen").state is State.UNREVIEWED


def test_the_alike_ones_can_be_listed(ana: Visitor) -> None:
    ana.find(WALKERS)
    key = ana.at.partition("?")[0].rpartition("/")[2]
    assert ana.open(f"/?alike={key}").questions == [WALKERS, FIREMEN]


def test_the_ticked_ones_of_the_queue_are_decided_together(ana: Visitor, ledger: Ledger) -> None:
    chosen = [ana.find(question).hidden("seen") for question in (KILLED, REFUSED)]
    ana.open("/")
    fields = {"csrf": ana.hidden("csrf"), "form": ana.hidden("form"), "chosen": chosen}
    ana.send("/decide", fields | {"decision": "dismiss:wrong-extraction"})
    assert ana.questions == [WALKERS, FIREMEN]
    assert "You dismissed it: wrong extraction: 2 findings" in ana.seen
    assert review(ledger, "killed").state is State.DISMISSED
    assert review(ledger, "refused").state is State.DISMISSED


@pytest.mark.parametrize("decision", ["confirm", "resolve:5", "nonsense"])
def test_nothing_ticked_or_nothing_clear_changes_nothing(
    ana: Visitor, ledger: Ledger, decision: str
) -> None:
    fields = {"csrf": ana.hidden("csrf"), "form": ana.hidden("form"), "decision": decision}
    assert ana.send("/decide", fields).status == 409
    assert ledger.entries() == ()


def test_ticked_ones_that_have_changed_are_told(ana: Visitor, folder: Path, ledger: Ledger) -> None:
    chosen = [ana.find(question).hidden("seen") for question in (KILLED, WALKERS)]
    sides = [
        ("5", "gazette", "Five people were killed, the fire service said.", "Five"),
        ("2", "courier", "Two firemen were hurt.", "Two"),
    ]
    write(folder, halden(killed=sides))
    ana.open("/")
    fields = {"csrf": ana.hidden("csrf"), "form": ana.hidden("form"), "decision": "confirm"}
    ana.send("/decide", fields | {"chosen": chosen})
    assert "1 more was left as before: the passages have changed" in ana.seen
    assert [entry.finding for entry in ledger.entries()] == ["walkers"]
    ana.send("/decide", fields | {"chosen": chosen[:1]})
    assert ana.status == 409
    assert "All that you ticked has changed" in ana.seen


def test_of_very_many_alike_a_form_names_as_many_as_are_let_in(
    ana: Visitor, folder: Path, ledger: Ledger
) -> None:
    more = [
        finding(f"more-{n}", f"How many of number {n}?", sides=SIDES["walkers"], rule="many")
        for n in range(MOST_FIELDS + 1)
    ]
    write(folder, halden(ARTICLES, *more))
    ana.find(more[0].question, "state=all&q=number+0")
    assert f"{MOST_ALIKE} of {MOST_FIELDS} open findings" in ana.text
    also = [html.unescape(s) for s in re.findall(r'name="also" value="([^"]*)"', ana.text)]
    assert len(also) == MOST_ALIKE
    assert ana.decide("confirm", alike="on", also=also).status == 200
    assert len(ledger.entries()) == MOST_ALIKE + 1


def test_two_who_decide_differently_are_both_heard(enter: Enter, ledger: Ledger) -> None:
    ana, ben = enter("Ana"), enter("Ben")
    ana.find(KILLED)
    ben.find(KILLED)
    ana.decide("confirm")
    ben.decide("dismiss:update", note="Other days.")
    assert review(ledger, "killed").state is State.CONTESTED
    assert KILLED in ben.seen
    assert "Two opinions" in ben.seen
    assert "Ana confirmed it" in ben.seen
    assert "Ben dismissed it: update" in ben.seen
    assert "Two opinions" in ana.find(KILLED).seen
    assert ana.open("/?state=contested").questions == [KILLED]
    ana.find(KILLED).decide("dismiss:update")
    assert review(ledger, "killed").state is State.DISMISSED


def test_two_who_decide_alike_agree_and_are_told(enter: Enter, ledger: Ledger) -> None:
    ana, ben = enter("Ana"), enter("Ben")
    ana.find(KILLED)
    ben.find(KILLED)
    ana.decide("confirm")
    ben.decide("confirm")
    assert review(ledger, "killed").state is State.CONFIRMED
    assert "Somebody else decided it while your page was open" in ben.seen
    assert len(ledger.entries()) == 2


def test_a_page_can_ask_whether_it_is_up_to_date(enter: Enter) -> None:
    ana, ben = enter("Ana"), enter("Ben")
    ana.find(KILLED)
    path, seen = ana.at.partition("?")[0], ana.hidden("seen")
    assert ana.client.get(f"{path}/newest").text == seen
    ben.find(KILLED).decide("note", note="Look here.")
    assert ana.client.get(f"{path}/newest").text != seen


def test_a_decision_outlives_a_new_run_and_says_what_has_changed(
    ana: Visitor, folder: Path
) -> None:
    ana.find(KILLED).decide("confirm")
    write(folder, halden())
    assert "0 of 4" not in ana.open("/").seen
    texts = ARTICLES | {"radio": "Nine people were killed, the radio said."}
    sides = [
        ("5", "gazette", "Five people were killed, the fire service said.", "Five"),
        ("9", "radio", "Nine people were killed, the radio said.", "Nine"),
    ]
    write(folder, halden(texts, killed=sides))
    assert ana.open("/?state=changed").questions == [KILLED]
    ana.find(KILLED)
    assert "Changed since it was reviewed" in ana.seen
    assert "New: 9 Nine people were killed, the radio said." in ana.seen
    assert "Gone: 8 Eight people were killed when the bridge fell." in ana.seen
    ana.decide("confirm")
    assert ana.open("/?state=changed").questions == []
    assert ana.open("/?state=confirmed").questions == [KILLED]


def test_nobody_decides_about_passages_that_were_not_on_the_page(
    ana: Visitor, folder: Path, ledger: Ledger
) -> None:
    ana.find(KILLED)
    sides = [
        ("5", "gazette", "Five people were killed, the fire service said.", "Five"),
        ("2", "courier", "Two firemen were hurt.", "Two"),
    ]
    write(folder, halden(killed=sides))
    ana.decide("confirm", note="kept")
    assert ana.status == 409
    assert "has been made anew" in ana.seen
    assert "kept" in ana.text
    assert ledger.entries() == ()


def test_a_finding_that_is_gone_is_told(ana: Visitor, folder: Path) -> None:
    ana.find(KILLED)
    write(folder, halden().model_copy(update={"findings": ()}))
    ana.decide("confirm", note="Ask <the> harbour.")
    assert ana.status == 404
    assert "Ask <the> harbour." in ana.seen
    assert "what was decided about it is kept" in ana.seen


def test_a_ledger_that_cannot_be_written_is_told(
    ana: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana.find(KILLED)

    def fail(*_: object) -> None:
        raise StoreError("the disk is full; make room")

    monkeypatch.setattr(Ledger, "record", fail)
    ana.decide("confirm")
    assert ana.status == 503
    assert "Nothing was saved" in ana.seen
    assert "the disk is full; make room" in ana.seen


def test_the_person_is_asked_once_and_can_be_changed(ana: Visitor, ledger: Ledger) -> None:
    ana.client.cookies.delete("factcheck-person-8765")
    assert "Who are you?" in ana.open("/?state=all").seen
    csrf = ana.hidden("csrf")
    assert ana.send("/person", {"csrf": csrf, "person": " \u200b ", "then": "/"}).status == 422
    ana.send("/person", {"csrf": csrf, "person": "  Bea\n Lind ", "then": "/?state=all"})
    assert ana.at == "/?state=all"
    ana.find(KILLED).decide("confirm")
    assert review(ledger, "killed").person == "Bea Lind"


def test_an_article_can_be_read_whole(ana: Visitor) -> None:
    path = ana.find(KILLED).at.partition("?")[0]
    ana.open(f"{path}/article/0")
    assert "The council met on Monday." in ana.seen
    assert "Back to the finding" in ana.seen
    assert ana.open(f"{path}/article/2").status == 404


def test_the_passage_stands_in_its_article_with_other_claims_marked_faintly(ana: Visitor) -> None:
    ana.find(KILLED)
    assert "<mark>Five</mark>" in ana.text
    assert 'title="How many walkers were hurt?">Twelve</a>' in ana.text
    assert 'title="What did the repair cost?">340,000 crowns</span>' in ana.text
    assert "3 May 2021" in ana.seen


@given(st.text(max_size=300))
def test_names_and_notes_of_any_letters_are_cleaned_and_stay_so(text: str) -> None:
    name, note = cleaned_name(text), cleaned_note(text)
    assert cleaned_name(name) == name
    assert cleaned_note(note) == note
    assert name.isprintable()
    assert "\0" not in note
