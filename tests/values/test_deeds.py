"""Deeds: one where a name says so, or both articles are about it; apart where a name says so."""

from __future__ import annotations

from dataclasses import replace

from factcheck.values import deeds
from factcheck.values.deeds import Deed, Participant
from factcheck.values.events import Event
from factcheck.values.relation import Relation

REIMER = Participant("subject", "", "Paul Reimer", name="paul reimer", person=True)
LAST_NAME = replace(REIMER, label="Reimer", name="reimer")
WEBER = replace(REIMER, label="Anton Weber", name="anton weber")
NORWAY = Participant("subject", "", "Norway", name="no", broad=True)
CLERK = Participant("subject", "clerk", "the clerk")
LETTER = Participant("object", "letter", "the letter")
MILL = Participant("object", "mill", "the Lindmark mill", names=frozenset({"lindmark"}))
OTHER_MILL = replace(MILL, label="the Aurland mill", names=frozenset({"aurland"}))
ELSEWHERE, MAIN = Event(lead=False), Event(lead=True)


def deed(*participants: Participant, act: str = "sign", event: Event = ELSEWHERE) -> Deed:
    return Deed(act, act, participants, event)


def relation(a: Deed, b: Deed) -> Relation:
    assert deeds.relate(a, b).relation is deeds.relate(b, a).relation
    return deeds.relate(a, b).relation


def test_a_shared_person_and_act_make_one_deed() -> None:
    assert relation(deed(REIMER), deed(LAST_NAME)) is Relation.SAME


def test_two_people_do_two_deeds() -> None:
    assert relation(deed(REIMER), deed(WEBER)) is Relation.DIFFERS


def test_two_acts_are_two_deeds() -> None:
    assert relation(deed(REIMER), deed(REIMER, act="burn")) is Relation.DIFFERS


def test_a_doer_alone_does_not_tell_which_letter_was_signed() -> None:
    assert relation(deed(REIMER), deed(REIMER, LETTER)) is Relation.INCOMPARABLE


def test_what_it_was_done_to_tells_the_deed_whoever_did_it() -> None:
    assert relation(deed(REIMER, MILL), deed(CLERK, MILL)) is Relation.SAME
    assert relation(deed(REIMER, MILL), deed(REIMER, OTHER_MILL)) is Relation.DIFFERS


def test_the_name_of_a_state_is_not_enough() -> None:
    assert relation(deed(NORWAY), deed(NORWAY)) is Relation.INCOMPARABLE


def test_a_description_is_enough_in_what_both_articles_are_about() -> None:
    assert relation(deed(CLERK, event=MAIN), deed(CLERK, event=MAIN)) is Relation.REFINES
    assert relation(deed(CLERK, event=MAIN), deed(CLERK)) is Relation.INCOMPARABLE


def test_a_name_here_and_a_description_there_can_be_one_doer_of_one_deed() -> None:
    named, described = deed(REIMER, LETTER, event=MAIN), deed(CLERK, LETTER, event=MAIN)
    assert relation(named, described) is Relation.REFINES


def test_any_residents_may_be_others() -> None:
    residents = Participant("subject", "resident", "residents", loose=True)
    one, other = deed(residents, event=MAIN), deed(residents, event=MAIN)
    assert relation(one, other) is Relation.INCOMPARABLE


def test_the_second_quake_is_not_the_quake() -> None:
    quake = Participant("subject", "quake", "quake")
    second = replace(quake, apart=frozenset({"second"}))
    one, other = deed(quake, event=MAIN), deed(second, event=MAIN)
    assert relation(one, other) is Relation.INCOMPARABLE
