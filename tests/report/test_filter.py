"""The script of report.html in Debian's chromium: the filter, the address that keeps it, and what
is shown beside the words of an article."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from benchmarks.invented import invent
from factcheck.model import Finding, Report, Severity, Verdict
from factcheck.report.names import anchor, letters
from tests.report.browsing import OPEN_ALL, Show, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture(scope="module")
def storm() -> Report:
    """A report with several findings of each verdict, kind and severity."""
    return invent(6, 40, seed=7)


@pytest.fixture(scope="module")
def long() -> Report:
    """A report that is laid out as one comes to it."""
    return invent(80, 120)


@pytest.fixture
def page(show: Show, storm: Report) -> Page:
    """Its page."""
    return show(storm)


def ids(report: Report, wanted: Callable[[Finding], bool] = lambda finding: True) -> set[str]:
    """What the page calls the findings that are wanted."""
    return {anchor("f", finding.id) for finding in report.findings if wanted(finding)}


def left(page: Page) -> set[str]:
    """The findings that the filter leaves."""
    found = page.locator(".finding:not([hidden])").evaluate_all("all => all.map(f => f.id)")
    return set(found)


def field(page: Page, name: str, value: str = "") -> Locator:
    """A field of the filter."""
    return page.locator(f"#filter [name={name}]" + (f"[value={value}]" if value else ""))


def answered_by(finding: Finding) -> set[str]:
    """The articles that answer."""
    return {evidence.article for answer in finding.answers for evidence in answer.evidence}


def test_all_is_shown_at_first(page: Page, storm: Report) -> None:
    expect(page.locator("#filter")).to_be_visible()
    assert left(page) == ids(storm)


def test_verdicts_add_to_each_other(page: Page, storm: Report) -> None:
    field(page, "verdict", "conflict").check()
    assert left(page) == ids(storm, lambda f: f.verdict is Verdict.CONFLICT)
    field(page, "verdict", "update").check()
    both = {Verdict.CONFLICT, Verdict.UPDATE}
    assert left(page) == ids(storm, lambda f: f.verdict in both)
    assert page.url.endswith("#verdict=conflict,update")


def test_findings_of_one_source_are_unfolded_when_they_are_asked_for(page: Page) -> None:
    expect(page.locator("#single-findings .finding").first).to_be_hidden()
    field(page, "verdict", "single").check()
    expect(page.locator("#single-findings .finding").first).to_be_visible()
    expect(page.locator("#conflict-findings")).to_be_hidden()


@pytest.mark.parametrize("severity", list(Severity))
def test_by_severity(page: Page, storm: Report, severity: Severity) -> None:
    field(page, "severity").select_option(severity.value)
    assert left(page) == ids(storm, lambda f: f.severity is severity)
    assert page.url.endswith(f"#severity={severity}")


def test_by_kind(page: Page, storm: Report) -> None:
    field(page, "kind").select_option("date")
    assert left(page) == ids(storm, lambda f: f.kind == "date") != set()
    assert page.url.endswith("#kind=date")


def test_by_article(page: Page, storm: Report) -> None:
    field(page, "source").select_option("B")
    wanted = storm.articles[1].id
    assert left(page) == ids(storm, lambda f: wanted in answered_by(f)) != set()
    assert page.url.endswith("#source=B")


@pytest.mark.parametrize("kind", ["person", "place", "organization"])
def test_by_whom_it_is_about(page: Page, storm: Report, kind: str) -> None:
    subject = next(s for f in storm.findings for s in f.about if s.kind == kind)
    field(page, "about").select_option(label=subject.label)
    assert left(page) == ids(storm, lambda f: subject in f.about) != set()


def test_by_words_of_the_question_whatever_their_case(page: Page, storm: Report) -> None:
    *_, place = storm.findings[0].question.rstrip("?").split()
    field(page, "q").fill(f"{place.upper()} of")
    assert anchor("f", storm.findings[0].id) in left(page)
    assert len(left(page)) < len(storm.findings)


def test_by_words_of_a_passage_in_any_order(page: Page, storm: Report) -> None:
    passage = storm.findings[0].answers[0].evidence[0].quote
    field(page, "q").fill(" ".join(reversed(passage.split()[:4])))
    assert anchor("f", storm.findings[0].id) in left(page)


def test_accents_need_not_be_typed(show: Show, report: Report) -> None:
    first, *rest = report.findings
    named = first.model_copy(update={"question": "Who is Mevlüt Çavuşoğlu?"})
    page = show(report.model_copy(update={"findings": (named, *rest)}))
    field(page, "q").fill("mevlut cavusoglu")
    assert left(page) == {anchor("f", first.id)}


def test_all_that_is_asked_for_counts(page: Page, storm: Report) -> None:
    field(page, "verdict", "agreement").check()
    field(page, "severity").select_option("high")
    field(page, "q").fill("the")
    assert left(page) == ids(
        storm, lambda f: f.verdict is Verdict.AGREEMENT and f.severity is Severity.HIGH
    )


def test_it_is_told_how_many_are_shown(page: Page, storm: Report) -> None:
    field(page, "verdict", "conflict").check()
    number = sum(f.verdict is Verdict.CONFLICT for f in storm.findings)
    expect(page.get_by_role("status")).to_contain_text(f"{number} of {len(storm.findings)}")
    field(page, "q").fill("zeppelin")
    expect(page.get_by_role("status")).to_contain_text(f"0 of {len(storm.findings)}")


def test_clearing_it_shows_all(page: Page, storm: Report) -> None:
    field(page, "verdict", "conflict").check()
    field(page, "q").fill("zeppelin")
    page.locator("#filter button").click()
    expect(page.locator(".finding[hidden]")).to_have_count(0)
    assert left(page) == ids(storm)
    expect(field(page, "q")).to_have_value("")
    expect(field(page, "verdict", "conflict")).not_to_be_checked()
    assert "verdict" not in page.url


# --- the address


def test_the_address_keeps_the_filter(page: Page, show: Show, storm: Report) -> None:
    field(page, "verdict", "conflict").check()
    field(page, "verdict", "agreement").check()
    field(page, "source").select_option("A")
    field(page, "q").fill("storm & drei Zwölf, 50 % #1")
    field(page, "q").fill("of the")
    before, fragment = left(page), "#" + page.url.partition("#")[2]
    assert before
    page.reload()
    assert left(page) == before
    expect(field(page, "q")).to_have_value("of the")
    expect(field(page, "source")).to_have_value("A")
    other = show(storm, fragment)
    assert left(other) == before
    expect(field(other, "verdict", "agreement")).to_be_checked()
    assert other.url.partition("#")[2] == fragment[1:]


@pytest.mark.parametrize("words", ["storm & 50 % #1", "a=b&verdict=single", "+1 Ärger", "a+b"])
def test_any_words_come_back_from_the_address(page: Page, words: str) -> None:
    field(page, "q").fill(words)
    page.reload()
    expect(field(page, "q")).to_have_value(words)
    expect(page.locator("#filter [name=verdict]:checked")).to_have_count(0)


def test_a_link_keeps_its_place_in_the_address(page: Page, storm: Report) -> None:
    target = anchor("f", storm.findings[0].id)
    page.locator(f".text .reference[href='#{target}']").first.click()
    page.wait_for_timeout(100)  # milliseconds; what the script puts off has happened
    assert page.url.endswith(f"#{target}")
    page.reload()
    assert page.url.endswith(f"#{target}")
    expect(page.locator(f"[id='{target}']")).to_be_in_viewport()


def test_back_goes_back_to_where_one_was(page: Page, storm: Report) -> None:
    first, second = (anchor("f", finding.id) for finding in storm.findings[:2])
    for target in (first, second):
        page.locator(f".coverage a[href='#{target}']").first.click()
        page.wait_for_timeout(100)
    page.go_back()
    assert page.url.endswith(f"#{first}")
    page.go_back()
    assert "#" not in page.url


def test_back_goes_back_to_the_filter(page: Page, storm: Report) -> None:
    field(page, "verdict", "conflict").check()
    before = left(page)
    page.locator(".finding:not([hidden]) .where a").first.click()
    assert left(page) == before
    page.go_back()
    assert page.url.endswith("#verdict=conflict")
    assert left(page) == before
    page.locator("#filter button").click()
    expect(page.locator(".finding[hidden]")).to_have_count(0)
    page.go_back()
    assert left(page) == before


HUGE = 200_000
HOSTILE_FRAGMENTS = {
    "markup": "q=<img src=x onerror=window.ran=1>",
    "escaped markup": "q=" + quote("<img src=x onerror=window.ran=1>"),
    "bare markup": "<img src=x onerror=window.ran=1>",
    "script": "at=javascript:window.ran=1",
    "selector": 'at="],*,[x="',
    "prototype": "verdict=__proto__&severity=constructor&kind=toString&source=__proto__",
    "prototype set": "__proto__[ran]=1&constructor.prototype.ran=1&__proto__=1",
    "unknown": "verdict=none&severity=worst&kind=x&source=ZZZZ&about=y&at=z&more=1",
    "not an escape": "q=%E0%A4%A&verdict=%",
    "empty": "verdict=&severity=&kind=&source=&about=&q=&at=",
    "many": "&".join(["verdict=conflict"] * 10_000),
    "many commas": "verdict=" + "," * HUGE,
    "many articles": "source=" + "A," * HUGE,
    "many unknown": "source=" + ",".join(map(str, range(HUGE // 5))),
    "long words": "q=" + "w" * HUGE,
    "many words": "q=" + "w+" * HUGE,
    "long target": "at=" + "w" * HUGE,
    "expression": "q=" + quote("(a+)+$ .* [ \\ ${1} {{1}}"),
    "nul": "q=%00%E2%80%AE",
}


@pytest.mark.parametrize("name", HOSTILE_FRAGMENTS)
def test_a_hostile_address_does_nothing(show: Show, report: Report, name: str) -> None:
    page = show(report, "#" + HOSTILE_FRAGMENTS[name])
    expect(page.locator("#filter")).to_be_visible()
    assert page.locator("img").count() == 0
    assert page.locator("#filter option").evaluate_all("all => all.every(o => o.text.length < 99)")
    page.locator("#filter button").click()
    expect(page.locator(".finding[hidden]")).to_have_count(0)
    assert left(page) == ids(report)
    page.evaluate("hash => { location.hash = hash; }", HOSTILE_FRAGMENTS[name])
    field(page, "verdict", "conflict").check()
    assert left(page) <= ids(report, lambda f: f.verdict is Verdict.CONFLICT)


def test_what_the_address_asks_for_and_there_is_not_is_not_asked_for(
    show: Show, storm: Report
) -> None:
    page = show(storm, "#" + HOSTILE_FRAGMENTS["unknown"])
    assert left(page) == ids(storm)


# --- links


def test_a_link_shows_a_finding_that_is_filtered_out(page: Page, storm: Report) -> None:
    field(page, "verdict", "agreement").check()
    target = anchor("f", storm.findings[0].id)
    expect(page.locator(f"[id='{target}']")).to_be_hidden()
    page.locator(f".text .reference[href='#{target}']").first.click()
    expect(page.locator(f"[id='{target}']")).to_be_in_viewport()
    expect(field(page, "verdict", "agreement")).to_be_checked()
    page.reload()
    expect(page.locator(f"[id='{target}']")).to_be_in_viewport()


def test_a_link_unfolds_a_finding_of_one_source(page: Page, storm: Report) -> None:
    single = next(f for f in storm.findings if f.verdict is Verdict.SINGLE)
    target = anchor("f", single.id)
    expect(page.locator(f"[id='{target}']")).to_be_hidden()
    page.locator(f".text .reference[href='#{target}']").first.click()
    expect(page.locator(f"[id='{target}']")).to_be_in_viewport()


def test_on_a_long_page_links_lead_where_they_say(show: Show, long: Report) -> None:
    page = show(long)
    expect(page.locator("body.large")).to_be_visible()
    for finding in (long.findings[0], long.findings[60], long.findings[-1]):
        target = f"[id='{anchor('f', finding.id)}']"
        reference = page.locator(f".text .reference[href='#{anchor('f', finding.id)}']").first
        reference.evaluate("link => link.click()")
        page.wait_for_timeout(300)  # milliseconds; what came near has been laid out
        expect(page.locator(target)).to_be_in_viewport()
        link = page.locator(f"{target} .where a").first
        place = link.evaluate("link => link.hash.slice(1)")
        link.evaluate("link => link.click()")
        page.wait_for_timeout(300)
        expect(page.locator(f"[id='{place}']")).to_be_in_viewport()


def test_a_finding_leads_to_its_passage_and_back(page: Page) -> None:
    card = page.locator("article.finding").first
    card.locator(".where a").first.click()
    reference = page.locator(".text .reference:focus, .text .reference:target").first
    expect(reference).to_be_in_viewport()
    reference.click()
    expect(card).to_be_in_viewport()


# --- beside the words


def test_the_finding_is_shown_beside_the_words_under_the_mouse(page: Page, storm: Report) -> None:
    words = page.locator(".text mark.conflict").first
    words.hover()
    peek = page.get_by_role("tooltip")
    expect(peek).to_be_visible()
    asked = [f for f in storm.findings if f.verdict is Verdict.CONFLICT]
    assert any(f.question in peek.inner_text() for f in asked)
    page.mouse.move(0, 0)
    expect(peek).to_be_hidden()


def test_the_finding_is_shown_beside_the_number_that_has_the_focus(page: Page) -> None:
    number = page.locator(".text .reference").first
    number.focus()
    peek = page.get_by_role("tooltip")
    expect(peek).to_be_visible()
    expect(peek).to_be_in_viewport()
    assert number.get_attribute("aria-describedby") == peek.get_attribute("id")
    page.keyboard.press("Escape")
    expect(peek).to_be_hidden()


def test_a_mouse_that_rests_does_not_hide_what_the_keys_show(page: Page) -> None:
    page.mouse.move(400, 400)
    page.locator(".text .reference").nth(3).focus()
    page.mouse.move(410, 400)
    page.wait_for_timeout(400)  # milliseconds; longer than it would linger
    expect(page.get_by_role("tooltip")).to_be_visible()


def test_one_can_move_the_mouse_onto_what_is_shown(page: Page) -> None:
    page.locator(".text mark.conflict").first.hover()
    peek = page.get_by_role("tooltip")
    peek.hover()
    page.wait_for_timeout(400)  # milliseconds; longer than it would linger
    expect(peek).to_be_visible()


def test_a_click_on_marked_words_goes_to_the_finding(page: Page) -> None:
    words = page.locator(".text mark.conflict").first
    words.click()
    expect(page.locator("article.finding.conflict").filter(visible=True).first).to_be_visible()
    assert re.search(r"#f-\w+$", page.url)


def test_more_of_the_article_is_shown_on_demand(page: Page, storm: Report) -> None:
    card = page.locator("article.finding.conflict").first
    card.scroll_into_view_if_needed()
    button = card.get_by_role("button", name="more context").first
    evidence = storm.findings[0].answers[0].evidence[0]
    article = next(a for a in storm.articles if a.id == evidence.article)
    paragraph = next(p for p in article.text.split("\n\n") if evidence.quote in p)
    button.click()
    expect(card.locator("figure").filter(has_text=paragraph).first).to_be_visible()
    less = card.get_by_role("button", name="less context").first
    expect(less).to_have_attribute("aria-expanded", "true")
    less.click()
    expect(card.locator("figure").filter(has_text=paragraph)).to_have_count(0)


# --- pictures


def test_the_matrix_is_a_table_of_who_agrees_with_whom(page: Page, storm: Report) -> None:
    matrix = page.locator("section.matrix table")
    articles = len(storm.articles)
    expect(matrix.locator("th[scope=row]")).to_have_count(articles - 1)
    expect(matrix.locator("th[scope=col]")).to_have_count(articles - 1)
    cell = matrix.locator("td a").first
    assert re.fullmatch(r"A and B: \d+ \w+.*", cell.get_attribute("aria-label"))


def test_a_cell_of_the_matrix_leads_to_what_both_articles_answer(page: Page, storm: Report) -> None:
    page.locator("section.matrix td a").first.click()
    both = {storm.articles[0].id, storm.articles[1].id}
    assert left(page) == ids(storm, lambda f: both <= answered_by(f)) != set()
    page.reload()
    assert left(page) == ids(storm, lambda f: both <= answered_by(f))
    page.go_back()
    assert left(page) == ids(storm)


def test_the_coverage_is_a_table_of_who_says_what(page: Page, storm: Report) -> None:
    table = page.locator("table.coverage")
    columns = table.locator("thead th[scope=col]")
    expect(columns).to_have_count(1 + len(storm.articles))
    first = storm.findings[0]
    row = table.locator("tbody tr").filter(has_text=first.question)
    for number, article in enumerate(storm.articles, start=1):
        said = [a.label for a in first.answers if article.id in {e.article for e in a.evidence}]
        cell = row.locator("th, td").nth(number).text_content()
        assert all(label in cell for label in said)
        assert bool(said) == bool(cell.strip())


def test_the_timeline_says_in_words_what_it_shows(page: Page, storm: Report) -> None:
    table = page.locator("table.timeline")
    for finding in [f for f in storm.findings if f.kind == "date"]:
        if finding.verdict is Verdict.SINGLE:
            continue
        row = table.locator("tbody tr").filter(has_text=finding.question)
        for answer in finding.answers:
            tellers = {evidence.article for evidence in answer.evidence}
            badges = [letters(n) for n, a in enumerate(storm.articles) if a.id in tellers]
            expect(row.locator(".unseen")).to_contain_text(f"{answer.label}: {', '.join(badges)}")
    expect(table.locator("tbody tr").last).to_contain_text("Published")


def test_an_update_shows_its_steps_in_words(page: Page, storm: Report) -> None:
    for update in storm.with_verdict(Verdict.UPDATE):
        steps = page.locator(f"[id='{anchor('f', update.id)}'] figure.steps figcaption")
        if steps.count():
            for answer in update.answers:
                assert answer.label in steps.text_content()
    assert page.locator("figure.steps").count() > 0


# --- keys, script off, axe


def test_the_filter_is_used_by_keys_alone(page: Page, storm: Report) -> None:
    field(page, "q").focus()
    page.keyboard.type("the")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert left(page) == ids(storm, lambda f: f.verdict is Verdict.CONFLICT)
    for _ in range(5):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "severity"
    page.keyboard.press("ArrowDown")
    assert left(page) == ids(
        storm, lambda f: f.verdict is Verdict.CONFLICT and f.severity is Severity.HIGH
    )
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".finding[hidden]")).to_have_count(0)


def test_what_is_filtered_out_is_no_stop_of_tab(page: Page) -> None:
    field(page, "verdict", "dispute").check()
    page.locator("#filter button").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.finding').dataset.verdict") == "dispute"


def test_without_script_there_is_no_filter_and_all_is_shown(show: Show, storm: Report) -> None:
    page = show(storm, "#verdict=conflict", java_script_enabled=False)
    expect(page.locator("#filter")).to_be_hidden()
    assert left(page) == ids(storm)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_while_the_page_is_used(
    show: Show, storm: Report, scheme: str
) -> None:
    page = show(storm, "#verdict=conflict,single", color_scheme=scheme)
    page.evaluate(OPEN_ALL)
    page.locator("article.finding.conflict").first.scroll_into_view_if_needed()
    page.get_by_role("button", name="more context").first.click()
    page.locator(".text .reference").first.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []


def test_nothing_that_is_shown_later_is_wider_than_a_telephone(show: Show, storm: Report) -> None:
    page = show(storm, viewport={"width": 360, "height": 740})
    for number in range(0, 40, 7):
        page.locator(".text .reference").nth(number).focus()
        expect(page.get_by_role("tooltip")).to_be_visible()
        assert_fits(page)
    page.locator("section.matrix td a").first.click()
    assert_fits(page)
