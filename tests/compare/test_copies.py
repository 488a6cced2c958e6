"""Passages that two articles share are found; what everybody says, and what was said, is not."""

from __future__ import annotations

from factcheck.compare.copies import LEAST_OWN_WORDS, copies
from factcheck.model import Article

AGENCY = (
    "The ferry Lindmark ran aground off the island of Farol late on Tuesday with 212 people on "
    "board, the coast guard said, and everybody was brought ashore within two hours."
)
EDITED = AGENCY.replace("late on Tuesday", "on Tuesday night")
OTHER = (
    "Passengers told of a loud noise and of calm stewards. The company, which bought the ship two "
    "years ago, sent buses to the harbour and promised a report before the end of the month."
)
QUOTED = (
    "“Nobody was in danger for a moment, the crew did what it is trained for, and I am proud of "
    "every one of them and of the people of the island who came with blankets,” the captain said."
)


def _articles(*texts: str) -> list[Article]:
    return [Article(id=f"a{n}", path=f"a{n}.txt", text=text) for n, text in enumerate(texts)]


def _found(*texts: str) -> list[tuple[str, str, str, str]]:
    articles = _articles(*texts)
    text_of = {a.id: a.text for a in articles}
    return [
        (
            c.passage.article,
            text_of[c.passage.article][c.passage.start : c.passage.end],
            c.same_as.article,
            text_of[c.same_as.article][c.same_as.start : c.same_as.end],
        )
        for c in copies(articles)
    ]


def test_a_paragraph_in_two_articles_is_found_with_both_its_places() -> None:
    found = _found(f"{OTHER}\n{AGENCY}", f"Ferry aground\n{AGENCY}\nMore to follow.")
    whole = AGENCY.rstrip(".")
    assert found == [("a1", whole, "a0", whole)]


def test_a_word_or_two_changed_by_an_editor_does_not_part_a_passage() -> None:
    ((_, here, _, there),) = _found(AGENCY, EDITED)
    assert here == EDITED.rstrip(".")
    assert there == AGENCY.rstrip(".")


def test_a_passage_ends_where_only_a_word_of_what_follows_is_the_same() -> None:
    words = AGENCY.split()
    same, one_later = words[:22], words[23]
    ((_, here, _, _),) = _found(AGENCY, " ".join([*same, "instead", one_later, "nobody", "came"]))
    assert here == " ".join(same).rstrip(",")


def test_case_and_punctuation_do_not_count() -> None:
    assert len(_found(AGENCY, AGENCY.upper().replace(",", ""))) == 1


def test_copies_of_copies_are_told_of_the_first() -> None:
    assert [(here, there) for here, _, there, _ in _found(AGENCY, OTHER, AGENCY, AGENCY)] == [
        ("a2", "a0"),
        ("a3", "a0"),
    ]


def test_the_same_speech_in_two_reports_is_no_copy() -> None:
    assert _found(f"{OTHER} {QUOTED}", f"{AGENCY} {QUOTED}") == []
    straight = QUOTED.replace("“", '"').replace("”", '"')
    assert _found(f"{OTHER} {straight}", f"{AGENCY} {straight}") == []


def test_a_phrase_that_everybody_writes_is_no_copy() -> None:
    words = AGENCY.split()[: LEAST_OWN_WORDS - 1]
    assert _found(" ".join(words), " ".join([*words, "instead"])) == []


def test_articles_that_share_nothing_and_empty_ones_have_no_copies() -> None:
    assert _found(AGENCY, OTHER, "", "Short.") == []


def test_a_text_that_repeats_itself_is_not_a_copy_of_itself() -> None:
    assert _found(f"{AGENCY}\n{AGENCY}") == []
