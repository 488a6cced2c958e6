"""Hostile and overlong text on its way to the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from factcheck.cli.terminal import inert, shortened


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Reuters", "Reuters"),
        ("[bold]Reuters[/bold]", "[bold]Reuters[/bold]"),
        (":warning: Reuters", ":warning: Reuters"),
        ("\x1b]0;title\x07Reuters", "␛]0;title␇Reuters"),
        ("one\ntwo\tthree\u2028four", "one two three four"),
        ("\u202eabc\u2066\u200b", "[U+202E]abc[U+2066][U+200B]"),
        ("name\udcff\x85", "name\ufffd\ufffd"),
        ("سلام\u200cها, 👩\u200d🚒, Ærø", "سلام\u200cها, 👩\u200d🚒, Ærø"),
    ],
)
def test_text_is_shown_as_it_is_written(text: str, shown: str) -> None:
    assert inert(text).plain == shown


@given(st.text())
def test_no_text_commands_a_terminal(text: str) -> None:
    shown = inert(text)

    assert all(character.isprintable() or not character.isascii() for character in shown.plain)
    assert shown.plain.encode("utf-8").decode("utf-8") == shown.plain
    assert not shown.spans


def test_a_long_name_keeps_both_ends() -> None:
    name = "2016-05-04-harbour-post-rescue-centre-second-edition"

    assert shortened(name, 25) == "2016-05-04-h…cond-edition"
    assert shortened(name, len(name)) == name


@given(st.text(min_size=1), st.integers(min_value=3, max_value=40))
def test_a_shortened_name_fits(name: str, width: int) -> None:
    assert cell_len(shortened(name, width)) <= max(width, 5)
