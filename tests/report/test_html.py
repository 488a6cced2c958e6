"""report.html: inert, whole, linked both ways, readable."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from importlib import resources
from itertools import pairwise
from typing import TypeVar

import pytest
from pydantic import BaseModel

from factcheck.model import Article, Report, Skipped, Stated
from factcheck.report import to_html

Model = TypeVar("Model", bound=BaseModel)

ELEMENTS = set(
    "html head meta title style body a header main footer nav section article div p span b bdi "
    "h1 h2 h3 h4 ol ul li dl dt dd svg path rect circle line text figure blockquote figcaption "
    "mark table thead tbody tfoot tr th td details summary code i form fieldset legend label input "
    "select optgroup option button script".split()
)
ATTRIBUTES = set(
    "lang charset http-equiv content name class href id aria-label aria-labelledby aria-hidden dir "
    "viewbox preserveaspectratio width height x y x1 x2 y1 y2 dx dy cx cy r rx d text-anchor scope "
    "title rel role tabindex hidden type value placeholder maxlength autocomplete label "
    "data-verdict data-severity data-kind data-source data-about data-number data-finding "
    "data-article".split()
)
EMPTY_ELEMENTS = {"meta", "input"}

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "quotes": '" onmouseover="alert(1)" \' onfocus=\'alert(1)',
    "template": "{{ 7 * 7 }}{% raw %}{# gone #}",
    "end of style": "</style></title><img src=x onerror=alert(1)>",
    "comment": "<!-- --><![CDATA[ ]]>&lt;b&gt;",
    "link": "javascript:alert(1)",
    "null": "a\x00b\x1bc",
    "override": "\u202egnihtyna",
    "right to left": "قال العمدة",
    "long": "w" * 100_000,
}


class Page(HTMLParser):
    """The elements, attributes, ids, links and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.style = ""
        self.script = ""
        self.comments: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in EMPTY_ELEMENTS:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += data
        elif self.open and self.open[-1] == "script":
            self.script += data
        else:
            self.text += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def values(self, name: str) -> list[str]:
        """All values of an attribute."""
        return [value for attribute, value in self.attributes if attribute == name]


def poisoned(value: object, poison: str) -> object:
    """The same with every text replaced, ids of articles apart (they must still meet)."""
    if isinstance(value, BaseModel):
        fields = {name: poisoned(getattr(value, name), poison) for name in type(value).model_fields}
        return value.model_copy(update=fields)
    if isinstance(value, tuple):
        return tuple(poisoned(item, poison) for item in value)
    if isinstance(value, dict):
        return {poison: poison} if value else value
    return poison if type(value) is str else value


@pytest.mark.parametrize("poison", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_in_every_field_is_inert(report: Report, poison: str) -> None:
    hostile = poisoned(report.model_copy(update={"articles": report.articles[:1]}), poison)
    assert isinstance(hostile, Report)
    html = to_html(hostile)
    page = Page(html)
    assert page.open == []
    assert set(page.tags) <= ELEMENTS
    assert {name for name, _ in page.attributes} <= ATTRIBUTES
    assert all(href.startswith("#") for href in page.values("href"))
    assert all(re.fullmatch(r"[a-z0-9-]+", value) for value in page.values("id"))
    assert page.comments == []
    assert page.style == Page(to_html(report)).style
    assert page.script == Page(to_html(report)).script
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)


@pytest.mark.parametrize("name", ["script", "quotes", "template", "end of style", "right to left"])
def test_hostile_text_is_shown_as_it_was_written(report: Report, name: str) -> None:
    article = report.articles[0].model_copy(update={"text": HOSTILE[name]})
    page = Page(to_html(report.model_copy(update={"articles": (article,)})))
    assert page.text.count(HOSTILE[name]) == 2  # the article and its opening words


def test_an_override_of_the_reading_direction_is_made_visible(report: Report) -> None:
    article = report.articles[0].model_copy(update={"text": HOSTILE["override"]})
    page = Page(to_html(report.model_copy(update={"articles": (article,)})))
    assert "[U+202E]gnihtyna" in page.text


def test_every_link_has_its_target_and_every_id_is_its_own(report: Report) -> None:
    page = Page(to_html(report))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {href.removeprefix("#") for href in page.values("href")} <= set(ids)
    assert {name for value in page.values("aria-labelledby") for name in value.split()} <= set(ids)


def with_address(report: Report, *addresses: str) -> Report:
    """The report with these as the addresses of its first articles."""
    stated = [
        Stated(field="url", value=address, evidence="", source="markup") for address in addresses
    ]
    articles = [
        article.model_copy(update={"metadata": (one,)})
        for article, one in zip(report.articles, stated, strict=False)
    ]
    rest = report.articles[len(articles) :]
    return report.model_copy(update={"articles": (*articles, *rest)})


def test_an_article_links_to_where_it_was_published(report: Report) -> None:
    address = "https://gazette.example/2021/05/bridge?page=1&all=yes"
    html = to_html(with_address(report, address))
    page = Page(html)
    assert [href for href in page.values("href") if not href.startswith("#")] == [address]
    assert page.values("rel") == ["noreferrer noopener"]
    assert address in page.text


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "JavaScript://gazette.example/%0Aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//gazette.example/bridge",
        "https:gazette.example",
        "https://",
        "https://[gazette.example/",
        "https://gazette.example@evil.example/",
        "https://gazette.example:99999/",
        'https://gazette.example/"onclick="alert(1)',
        "https://gazette.example/<b>",
        "https://gazette.example/a b",
        "https://g\u0430zette.example/",
        "https://gazette.example/\u202e",
        "https://gazette.example/" + "a" * 2_000,
    ],
)
def test_an_address_that_may_lead_astray_is_no_link(report: Report, address: str) -> None:
    page = Page(to_html(with_address(report, address)))
    assert all(href.startswith("#") for href in page.values("href"))


def test_two_findings_with_one_id_have_two_anchors(report: Report) -> None:
    twice = report.model_copy(update={"findings": report.findings * 2})
    ids = Page(to_html(twice)).values("id")
    assert len(ids) == len(set(ids))


def test_passages_and_findings_link_to_each_other(report: Report) -> None:
    html = to_html(report)
    pairs = re.findall(r'class="number reference \w+" id="([^"]+)" href="#([^"]+)"', html)
    passages = sum(len(a.evidence) for finding in report.findings for a in finding.answers)
    assert len(pairs) == passages
    for passage, finding in pairs:
        assert f'href="#{passage}"' in html
        assert f'id="{finding}"' in html


def test_the_page_allows_its_own_style_and_script_and_nothing_else(report: Report) -> None:
    page = Page(to_html(report))
    style, script = (
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for text in (page.style, page.script)
    )
    policy = next(value for value in page.values("content") if value.startswith("default-src"))
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert "innerHTML" not in page.script
    assert "url(" not in page.style
    assert "@import" not in page.style


def test_headings_never_skip_a_level(report: Report) -> None:
    levels = [int(tag[1]) for tag in Page(to_html(report)).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_first_screen_says_what_was_checked_and_tells_the_foremost_findings(
    report: Report,
) -> None:
    text = " ".join(Page(to_html(report)).text.split())
    assert "One conflict in four articles" in text
    assert (
        "Four articles of two publishers, published May 2021 (1 without a date), "
        "read as English." in text
    )
    assert (
        "Who ordered the new cables? A The Halden Gazette, C Halden: eight hurt as footbridge "
        "falls: The town council B Coast Courier: The regional road office" in text
    )


def test_the_card_says_who_speaks_and_when(report: Report) -> None:
    text = " ".join(Page(to_html(report)).text.split())
    assert "said by Ingrid Solvang, in direct speech A The Halden Gazette, 3 May 2021" in text
    assert "said by two former engineers, as the article reports B Coast Courier, date unknown" in (
        text
    )
    assert "One side rests on unnamed people. −10%" in text
    assert "Rule decisions.order" in text


def test_inputs_that_were_skipped_are_named_with_the_reason(report: Report) -> None:
    text = " ".join(Page(to_html(report)).text.split())
    assert "Not checked: 1 input" in text
    assert "stories/bridge.jpg – not text: it is a picture" in text


def test_thousands_that_were_skipped_are_told_by_their_reasons(report: Report) -> None:
    broken = [Skipped(path=f"{n}.pdf", reason=f"breaks off after {n} bytes") for n in range(5000)]
    odd = [Skipped(path=f"{letter}.txt", reason=letter * 9) for letter in "abcdefgh" * 9]
    skipped = (*odd, *broken)
    page = Page(to_html(report.model_copy(update={"skipped": skipped})))
    text = " ".join(page.text.split())
    assert "Not checked: 5072 inputs" in text
    assert "5000 – breaks off after … bytes: 0.pdf, 1.pdf, 2.pdf and 4997 more" in text
    assert "9 – aaaaaaaaa: a.txt, a.txt, a.txt and 6 more" in text
    assert text.count(".pdf") == 3


@pytest.mark.parametrize(
    ("articles", "findings", "sentence"),
    [
        (0, [], "No article could be read, so nothing was compared."),
        (1, [], "There is one article only, and nothing to compare it with."),
        (4, [3, 4], "Nothing is flagged."),
        (4, [1, 2], "found no answers that cannot both be right"),
    ],
)
def test_a_report_without_conflicts_says_what_that_means(
    report: Report, articles: int, findings: list[int], sentence: str
) -> None:
    quiet = report.model_copy(
        update={
            "articles": report.articles[:articles],
            "findings": tuple(report.findings[place] for place in findings),
        }
    )
    page = Page(to_html(quiet))
    assert sentence in page.text
    assert "conflict-findings" not in page.values("id")


def test_five_long_articles_stay_under_300_kilobytes(report: Report) -> None:
    words = report.articles[0].text * 12  # some 8,000 characters, a long article
    articles = tuple(
        Article(id=f"a{number}", path=f"a{number}.txt", text=words) for number in range(5)
    )
    html = to_html(report.model_copy(update={"articles": (*report.articles, *articles)}))
    assert len(html.encode()) < 300_000


def test_the_same_report_gives_the_same_page(report: Report) -> None:
    assert to_html(report) == to_html(Report.model_validate_json(report.model_dump_json()))


def test_many_skipped_inputs_are_counted(report: Report) -> None:
    skipped = tuple(Skipped(path=f"{number}.bin", reason="empty") for number in range(3))
    assert "Not checked: 3 inputs" in to_html(report.model_copy(update={"skipped": skipped}))


AA_TEXT = 4.5  # WCAG 2.2, success criterion 1.4.3


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(scheme: int) -> None:
    css = (resources.files("factcheck.report") / "templates" / "report.css").read_text("utf-8")
    block = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[scheme]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    verdicts = ("conflict", "dispute", "update", "agreement", "single")
    for name in ("ink", "soft", "link", *verdicts):
        for ground in ("paper", "card"):
            assert contrast(colours[name], colours[ground]) >= AA_TEXT, (name, ground)
    for verdict in verdicts:
        for name in ("ink", verdict):
            assert contrast(colours[name], colours[f"{verdict}-tint"]) >= AA_TEXT, (name, verdict)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of '#rrggbb'."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
