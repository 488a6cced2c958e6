"""Passages as people point at them, and what they are told when there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.diagnosis.passages import PassageError, find_passages, word_places
from factcheck.ingest import IngestError, read_lines


def passage(file: Path, what: str) -> str:
    """The words of the article that are found."""
    return find_passages((f"{file}:{what}", f"{file}:{what}"))[1][0].text


def test_a_line_is_found_in_the_cleaned_text(post: Path) -> None:
    assert passage(post, "5") == "Norway proposed the fisheries council"


@pytest.mark.parametrize(
    "words",
    [
        "the salmon treaty on",
        '"the salmon treaty on"',
        "The  SALMON treaty, on",
        "“the salmon treaty on”",
    ],
)
def test_words_are_found_whatever_their_quotes_capitals_and_spaces(post: Path, words: str) -> None:
    assert passage(post, words) == "the salmon treaty on"


def test_words_may_hold_a_colon(post: Path) -> None:
    assert passage(post, "sunny day: all were") == "sunny day: all were"


def test_a_file_saved_on_another_system_has_the_lines_that_an_editor_shows(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("one\u2028still one\r\ntwo\rthree\n".encode())

    assert read_lines(file) == ["one\u2028still one", "two", "three"]


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("", "does not say which passage"),
        ('""', "does not say which passage"),
        ("4", "the line is blank"),
        ("0", "the file has 6 lines"),
        ("99", "the file has 6 lines"),
        ("1", "taken out before reading"),
        ("It was a sunny day", "stands 2 times"),
        ("Norway suggested the fisheries council", "did you mean this line? Norway proposed"),
        ("zzz qqq", "copy them from the article"),
    ],
)
def test_where_there_is_no_passage_what_to_do_is_said(post: Path, what: str, says: str) -> None:
    with pytest.raises(PassageError, match=says.replace("?", r"\?")):
        passage(post, what)


def test_a_file_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(PassageError, match=r"there is no file '.*gone.txt'; give FILE:LINE"):
        passage(tmp_path / "gone.txt", "1")


def test_a_folder_and_bare_words_are_no_passages(tmp_path: Path) -> None:
    for given, says in ((str(tmp_path), "is a folder"), ("salmon", "is no passage")):
        with pytest.raises(PassageError, match=says):
            find_passages((given, given))


def test_a_file_that_is_no_article_is_refused_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "a.odt").write_bytes(b"PK")
    (tmp_path / "b.txt").touch()

    for name, says in (("a.odt", ".odt files are not read"), ("b.txt", "empty file")):
        with pytest.raises(IngestError, match=says):
            passage(tmp_path / name, "1")


def test_places_of_no_words_are_none() -> None:
    assert word_places("one two one", "...") == []
    assert word_places("", "one") == []
    assert word_places("one two one", "ONE") == [(0, 3), (8, 11)]
