"""What a notebook shows of a report."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from factcheck import model
from factcheck.report import Report
from factcheck.report.notebook import MOST_SHOWN
from tests.report.exports.hostile import HOSTILE, hostile

CONTROLS = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
ELEMENTS = set("section h3 p ul li b bdi code".split())


class Fragment(HTMLParser):
    """Its elements and attributes, and the text that is seen."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: set[str] = set()
        self.attributes: list[object] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.elements.add(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(report: model.Report) -> Fragment:
    return Fragment(Report.of(report)._repr_html_())


def test_it_shows_what_is_flagged_and_counts_the_rest(report: model.Report) -> None:
    text = " ".join(shown(report).text.split())

    assert text.startswith("One conflict in four articles Four articles of two publishers")
    assert "Conflict: Who ordered the new cables?" in text
    assert "The town council: The Halden Gazette, Halden: eight hurt as footbridge falls" in text
    assert "Dispute: Did the road office refuse an inspection?" in text
    assert "Update: How many people were hurt?" in text
    assert "When did the footbridge collapse?" not in text
    assert "One agreement, one question answered by one source alone, one input" in text
    assert 'report.to_html("report.html")' in text


@pytest.mark.parametrize("poison", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_inert(report: model.Report, poison: str) -> None:
    fragment = shown(hostile(report, poison))

    assert fragment.open == []
    assert fragment.elements <= ELEMENTS
    assert fragment.attributes == []
    assert not re.search(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", fragment.text
    )


def test_hostile_text_is_shown_as_it_was_written(report: model.Report) -> None:
    assert HOSTILE["template"] in shown(hostile(report, HOSTILE["template"])).text


def test_many_findings_are_counted(report: model.Report) -> None:
    many = report.model_copy(update={"findings": report.findings[:1] * (MOST_SHOWN + 3)})

    assert "Three findings more to look at." in shown(many).text


def test_a_report_without_articles_says_that_nothing_was_compared(report: model.Report) -> None:
    empty = report.model_copy(update={"articles": (), "findings": ()})

    assert "Nothing was compared" in shown(empty).text
