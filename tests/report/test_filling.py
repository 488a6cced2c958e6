"""Filling templates: nothing of a text gets through as markup or unseen, however it is written."""

from __future__ import annotations

import gc

import jinja2
import pytest

from factcheck.model import Report
from factcheck.report import html, to_html
from factcheck.report.filling import Environment

TEMPLATE = """\
{% macro name(text) -%}<b title="{{ text }}">{{ text }}</b>{%- endmacro %}
{{ text }} {{ name(text) }} {{ text | once(name) }} {{ text | once(name) }}"""


def filled(text: str) -> str:
    environment = Environment(jinja2.DictLoader({"page": TEMPLATE}))
    return environment.get_template("page").render(text=text).strip()


def test_a_text_is_escaped_and_its_controls_are_seen_wherever_it_is_written() -> None:
    seen = "&lt;i&gt;&#34;[U+202E]␀\ufffd"
    named = f'<b title="{seen}">{seen}</b>'
    assert filled('<i>"\u202e\x00\x85') == f"{seen} {named} {named} {named}"


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
