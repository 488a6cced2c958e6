"""Deeds read from sentences: which verb class, who and what takes part, whether it was so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.extract.deeds import deed_of, polarity_of
from factcheck.extract.times import clock_of
from factcheck.language.document import Document
from factcheck.language.tokens import Token
from factcheck.values.deeds import Deed, Participant

Marked = Callable[[str], tuple[Document, tuple[Token, ...]]]
PLACES = ("subject", "object", "into")


def deed(marked: Marked, text: str) -> Deed:
    document, (verb,) = marked(text)
    found = deed_of(verb, PLACES, document)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Paul Reimer [signed] the letter.", "sign paul reimer letter"),
        ("The letter was [signed] by Paul Reimer.", "sign paul reimer letter"),
        ("Police [detained] Paul Reimer.", "arrest police paul reimer"),
        ("Paul Reimer was [arrested].", "arrest paul reimer"),
        ("Paul Reimer [checked] into the clinic.", "check in paul reimer clinic"),
        ("Paul Reimer [checked] out of the clinic.", "check out paul reimer"),
        ("A strong quake [struck] the coast at noon.", "occur earthquake"),
        ("The robbery [took] place on Monday.", "occur robbery"),
        ("A strong quake shook Peru. It [happened] on Monday.", "occur earthquake"),
        ("Paul Reimer denied [signing] the letter.", "sign paul reimer letter"),
    ],
)
def test_a_deed_is_its_verb_class_and_who_takes_part(
    marked: Marked, text: str, normal: str
) -> None:
    assert deed(marked, text).normal == normal


def test_a_pronoun_takes_up_the_person_the_text_goes_on_about(marked: Marked) -> None:
    text = "Paul Reimer met Anton Weber on Monday. He [resigned] at once."
    assert deed(marked, text).normal == "resign paul reimer"


def test_two_possible_people_leave_a_pronoun_open(marked: Marked) -> None:
    document, (verb,) = marked("Paul Reimer left when Anton Weber came. He [resigned].")
    assert deed_of(verb, PLACES, document) is None


def test_the_clerk_of_the_first_lines_is_of_the_main_event_further_down(marked: Marked) -> None:
    filler = "The town is small. It has a harbour. It has a church. It has a mill. "
    assert deed(marked, f"A clerk resigned. {filler}The clerk [left] the town.").event.lead
    document, (verb,) = marked(f"A clerk resigned. {filler}The baker [left] the mill.")
    assert deed_of(verb, PLACES, document) is None  # no baker of the first lines, and no name


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("Paul Reimer [signed] the letter.", "affirmed"),
        ("Paul Reimer never [signed] the letter.", "denied"),
        ("Paul Reimer denied [signing] the letter.", "denied"),
        ("Paul Reimer has not yet [signed] the letter.", None),
        ("The fire did not [spread] further.", None),
    ],
)
def test_a_denial_counts_unless_a_word_limits_it(
    marked: Marked, text: str, truth: str | None
) -> None:
    document, (verb,) = marked(text)
    found = polarity_of(verb, document)
    assert (found.normal if found else None) == truth


def test_who_denies_doing_it_says_so(marked: Marked) -> None:
    document, (verb,) = marked("Paul Reimer denied [signing] the letter.")
    speaker = document.speaker(verb)
    assert speaker is not None
    assert speaker.key == "paul reimer"


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("The ferry [left] shortly after 8:40 p.m. on Monday.", ">20:40"),
        ("At 9.15 a.m. the ferry [left].", "09:15"),
        ("The captain said at 9 a.m. that the ferry [left].", None),
        ("The harbour was [closed] until 9 p.m.", None),
    ],
)
def test_a_time_of_day_belongs_to_the_verb_it_hangs_on(
    marked: Marked, text: str, normal: str | None
) -> None:
    document, (verb,) = marked(text)
    found = clock_of(verb, document)
    assert (found[0].normal if found else None) == normal


def test_whom_somebody_rang_is_somebody_else(marked: Marked) -> None:
    assert deed(marked, "Paul Reimer is ill. Anton Weber [rang] her.").at("object") == Participant(
        "object", "", "her"
    )


@pytest.mark.parametrize(
    "text",
    [
        "The trial of Paul Reimer [started] in May.",
        "Paul Reimer's trial [started] in May.",
    ],
)
def test_a_trial_is_told_by_whose_it_is(marked: Marked, text: str) -> None:
    trial = deed(marked, text).at("subject")

    assert trial is not None
    assert "reimer" in trial.names
