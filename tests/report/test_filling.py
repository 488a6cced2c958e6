"""Filling templates: nothing of a text gets through as markup or unseen, however it is written."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Any

import jinja2
import pytest

from factcheck.model import Report
from factcheck.report import filling, html, to_html
from factcheck.report.filling import Environment

TEMPLATE = """\
{% macro name(text) -%}<b title="{{ text }}">{{ text }}</b>{%- endmacro %}
{{ text }} {{ name(text) }} {{ text | once(name) }} {{ text | once(name) }}"""


@pytest.fixture(autouse=True)
def _nothing_is_kept_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_HERE", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def filled(text: str) -> str:
    environment = Environment(jinja2.DictLoader({"page": TEMPLATE}))
    return environment.get_template("page").render(text=text).strip()


def test_a_text_is_escaped_and_its_controls_are_seen_wherever_it_is_written() -> None:
    seen = "&lt;i&gt;&#34;[U+202E]␀\ufffd"
    named = f'<b title="{seen}">{seen}</b>'
    assert filled('<i>"\u202e\x00\x85') == f"{seen} {named} {named} {named}"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that have been compiled."""
    compiled: list[str] = []
    compile_it = Environment.compile

    def compiling(self: Environment, source: str, *more: Any, **others: Any) -> Any:
        compiled.append(source)
        return compile_it(self, source, *more, **others)

    monkeypatch.setattr(Environment, "compile", compiling)
    return compiled


def test_a_template_is_compiled_once_for_all_processes(compiled: list[str]) -> None:
    assert filled("a") == filled("a")
    assert compiled == [TEMPLATE]


def test_another_text_is_compiled_anew(compiled: list[str]) -> None:
    filled("a")
    loader = jinja2.DictLoader({"page": TEMPLATE.replace("title=", "lang=")})
    assert "lang=" in Environment(loader).get_template("page").render(text="a")
    assert len(compiled) == 2


def test_by_another_jinja2_and_when_damaged_it_is_compiled_anew(
    compiled: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled("a")
    monkeypatch.setattr(filling, "_JINJA2", "99.0")
    filled("a")
    assert len(compiled) == 2
    (file,) = tmp_path.rglob("*.template")
    file.write_bytes(file.read_bytes()[:-1])
    assert "a" in filled("a")
    assert len(compiled) == 3


def test_rooms_that_compile_otherwise_do_not_mix() -> None:
    loader = jinja2.DictLoader({"page": "end\n"})
    for _ in range(2):
        assert Environment(loader).get_template("page").render() == "end"
        kept = Environment(loader, keep_trailing_newline=True).get_template("page").render()
        assert kept == "end\n"


def test_ends_of_lines_and_marks_of_direction_stay() -> None:
    assert filled("a\n\tb\u200f").startswith("a\n\tb\u200f ")


def test_the_garbage_collector_works_again_after_a_page(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_html(report)
    assert gc.isenabled()

    def broken(*_: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(html.layout, "page", broken)
    with pytest.raises(ValueError, match="broken"):
        to_html(report)
    assert gc.isenabled()
