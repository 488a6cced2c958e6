"""Texts that try to be more than text, and reports that are full of them."""

from __future__ import annotations

from datetime import datetime

from hypothesis import strategies
from pydantic import BaseModel

from factcheck.model import Report

KEPT = {("Article", "id"), ("Evidence", "article"), ("Subject", "kind")}

HOSTILE = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "end of script": "</script><!-- <script> ]]>",
    "formula": '=HYPERLINK("http://example.org/?"&A1,"more")',
    "image": "![a](http://example.org/a.png)",
    "link": "[a](javascript:alert(1)) <http://example.org> [b][c]\n\n[c]: http://example.org 'c'",
    "autolinks": "http://example.org www.example.org example.org ftp://example.org //example.org "
    "a.person@example.org mailto:a@example.org https://192.0.2.1/a HTTP://EXAMPLE.ORG",
    "mentions": "@person (@group/team) person@group #123 (#4) GH-5 group/tree#6 !7 ~label %8 &9 "
    "0123456789abcdef0123456789abcdef01234567 a1b2c3d :tada: :+1:",
    "blocks": "# heading\n\n- list\n\n1. list\n\n> quote\n\n***\n\n    code\n\n===\n\n---",
    "fence": "```html\n<b>\n```\n~~~\nx",
    "table": "| a | b |\n|---|---|\n| c | d |",
    "emphasis": "*a* **b** _c_ __d__ ~~e~~ `f` $g$ {{ h }} {% i %} &lt; &#35; \\",
    "template": "{{ 7 * 7 }}{% raw %}{# gone #}",
    "override": "\u202egnihtyna\u2066 \u2069",
    "controls": "a\x00b\x1b[31mc\x85d\u2028e\u2029f\r\ng\th",
    "quotes": '"a",\'b\'\r\n"',
    "long": "w" * 10_000,
    "empty": "",
}
"""By what they are called; each alone fills every text of a report."""

texts = strategies.text(
    strategies.one_of(
        strategies.sampled_from("=+-@'\"#*_`<>[]()!|~&$\\{}:/.\t\r\n \u202e\u200b\ufeff1a"),
        strategies.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)
"""Texts in which what means something to some format is frequent."""


def poisoned(value: object, poison: str) -> object:
    """The same with every text replaced, but for ids of articles, which must still meet, and for
    what may be one of a few words alone."""
    if isinstance(value, BaseModel):
        fields = {
            name: getattr(value, name)
            if (type(value).__name__, name) in KEPT
            else poisoned(getattr(value, name), poison)
            for name in type(value).model_fields
        }
        return value.model_copy(update=fields)
    if isinstance(value, tuple):
        return tuple(poisoned(item, poison) for item in value)
    if isinstance(value, dict):
        return {poison: poison} if value else value
    if isinstance(value, datetime):
        return value
    return poison if type(value) is str else value


def hostile(report: Report, poison: str) -> Report:
    """The report with this in every text."""
    made = poisoned(report, poison)
    assert isinstance(made, Report)
    return made
