"""report.html in Debian's chromium: hostile text runs and fetches nothing; everybody reads it all,
by mouse or by keys, on a telephone, in print, without script, and through axe."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from benchmarks.invented import invent
from factcheck.model import Report, Verdict
from factcheck.report import to_html
from tests.report.browsing import OPEN_ALL, Show, assert_fits, shown
from tests.report.hostile import filled, texts

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

NARROW = {"width": 360, "height": 740}
A4 = {"width": 673, "height": 986}  # without the margins, in pixels of CSS
WORD = 1_000_000  # letters

# None is long: a name that is cut short no longer tells two articles apart.
HOSTILE = {
    "script": "<script>window.ran=1;alert(1)</script>",
    "end of script": "</script><script>window.ran=1</script>",
    "end of style": "</style></title></textarea><img src=x onerror=window.ran=1>",
    "event handlers": "<svg onload=window.ran=1><body onpageshow=window.ran=1>",
    "double quotes": '" autofocus onfocus="window.ran=1" x="',
    "single quotes": "' onmouseover='window.ran=1' style='position:fixed",
    "frames": "<iframe srcdoc='<script>parent.ran=1</script>'>",
    "address": "javascript:window.ran=1//",
    "fetching": "<link rel=stylesheet href=http://x.example/>",
    "going away": "<meta http-equiv=refresh content=0;url=data:,x>",
    "another base": "<base href=http://x.example/><form action=/ id=q>",
    "template of the server": "{{ 7 * 7 }}{% raw %}{# gone #}{{ self }}",
    "template of the script": "${window.ran=1}`${alert(1)}`$& $1 \\u003cscript\\u003e",
    "style": "}*{background:url(http://x.example/)}",
    "import": "@import 'http://x.example/';",
    "entities": "&lt;b&gt; &#60;i&#62; &amp;amp; &#x202e; &NotARealOne; &",
    "comment": "<!-- --!><script>window.ran=1</script><![CDATA[",
    "processing": "<?xml version='1.0'?><!DOCTYPE x>]]>-->",
    "json": '"},"x":{"__proto__":{"ran":1}},"constructor":["',
    "direction": "\u202egnihtyna\u2066\u2069",
    "controls": "a\x00b\x07c\x1bd\x7fe\x85f",
    "separators": "line\u2028separator\u2029paragraph\ufeffmark\u00a0",
    "lone combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "formula": "=HYPERLINK(A1)+-@cmd|' /C calc'!A0",
}
READ_AS = {  # where that is not as it was written
    "direction": "[U+202E]gnihtyna[U+2066][U+2069]",
    "controls": "a␀b␇c␛d\ufffde\ufffdf",
}

# The elements with their classes and the names of their other attributes: nothing that is said.
# Buttons beside passages are made when they come near the window, so on one page and not another.
SKELETON = """
() => [...document.querySelectorAll("*:not(.where button)")].map(element => [
  element.localName, element.getAttribute("class"), ...element.getAttributeNames().sort()
].join(" "))
"""


@pytest.fixture(scope="module")
def plain() -> Report:
    """A report of the same build as the hostile ones, of harmless words."""
    return filled("words")


@pytest.fixture
def reports(report: Report) -> dict[str, Report]:
    """Reports of all sorts."""
    bare = report.model_copy(update={"articles": (), "findings": (), "skipped": ()})
    return {
        "by hand": report,
        "invented": invent(6, 16),
        "empty": bare,
        "one article": bare.model_copy(update={"articles": report.articles[:1]}),
        "nothing flagged": report.model_copy(update={"findings": report.findings[3:]}),
        "hostile": filled(HOSTILE["end of style"]),
    }


@pytest.fixture(scope="module")
def skeletons(chromium: Browser) -> dict[bool, list[str]]:
    """What pages are built of that say nothing hostile: of a whole report and of one in pieces."""
    found = {}
    with chromium.new_context() as context:
        page = context.new_page()
        for whole in (True, False):
            page.set_content(to_html(filled("words", whole=whole)))
            found[whole] = page.evaluate(SKELETON)
    return found


@pytest.mark.parametrize(
    ("name", "whole"), [*((name, True) for name in HOSTILE), ("end of style", False)]
)
def test_hostile_text_in_every_field_is_text(
    show: Show, skeletons: dict[bool, list[str]], name: str, whole: bool
) -> None:
    page = show(filled(HOSTILE[name], whole=whole))
    assert page.evaluate(SKELETON) == skeletons[whole]
    text, read = shown(page), READ_AS.get(name, HOSTILE[name])
    for number in (1, 2, 3):
        assert f"{read} Article.text {number}" in text
    for number in range(1, 11):
        assert f"{read} Finding.question {number}" in text
    stir(page)
    page.locator("input[name=q]").fill(HOSTILE[name])


def stir(page: Page) -> None:
    """Make the script of the page do what it does with texts."""
    for number in range(2):
        page.locator(".text .reference, a.badge").nth(number).focus()
    if page.locator(".finding figure .where a").count():
        page.locator(".finding figure").first.scroll_into_view_if_needed()
        page.get_by_role("button", name="more context").first.click()
    for name in ("kind", "source", "about"):
        page.locator(f"#filter select[name={name}]").select_option(index=1)


# What a page need not say. A new field is shown, or its name is put here on purpose.
UNSAID = {
    "Finding.id",
    "Finding.fingerprint",
    "Decision.answer",  # its label is said
    "Decision.same_as",
    "Answer.origins",  # ids of articles, as the next three; their names are said
    "Dependence.articles",
    "Dependence.citing",
    "Evidence.article",
    "Passage.article",
    "Article.id",
    "Report.stories",  # ids of articles; who is on one story is said by their letters
    "Evidence.answer_text",  # it stands in the quotation
    "Subject.value",  # its label is said
    "Subject.label",
}


def without_details(report: Report) -> Report:
    """The report without what a page keeps short: dismissed findings, those of one source."""
    kept = tuple(f for f in report.findings if f.verdict is not Verdict.SINGLE)
    return report.model_copy(update={"findings": kept, "dismissed": ()})


def test_every_field_of_the_models_is_said(show: Show, plain: Report) -> None:
    text = shown(show(plain))
    written = {item for item in texts(without_details(plain)) if item[1].startswith("words")}
    assert {name for name, value in written if value not in text} <= UNSAID


def test_a_word_of_a_million_letters_breaks_nothing(show: Show, report: Report) -> None:
    word = "w" * WORD
    first, *others = filled("words").articles
    article = first.model_copy(update={"text": word, "title": word, "publisher": word})
    page = show(
        filled("words").model_copy(update={"articles": (article, *others)}), viewport=NARROW
    )
    assert word in shown(page)
    assert_fits(page)


def test_long_words_in_every_field_break_nothing(show: Show) -> None:
    page = show(filled("w" * 3_000), viewport=NARROW)
    page.evaluate(OPEN_ALL)
    assert_fits(page)


def test_hostile_findings_can_be_reached_from_their_passages(show: Show) -> None:
    page = show(filled(HOSTILE["double quotes"]))
    for number in range(3):
        link = page.locator("a.reference").nth(number)
        target = link.get_attribute("href")
        link.click()
        assert page.evaluate("location.hash") == target
        assert page.locator(f"[id='{target[1:]}']").is_visible()


def test_every_link_leads_to_something_that_shows(show: Show, reports: dict[str, Report]) -> None:
    for name, made in reports.items():
        page = show(made)
        targets = set(page.locator("a[href^='#']").evaluate_all("all => all.map(a => a.hash)"))
        for target in sorted(targets)[::5] if len(targets) > 60 else sorted(targets):
            page.evaluate("hash => { location.hash = hash; }", target)
            assert page.locator(target).is_visible(), (name, target)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(show: Show, reports: dict[str, Report], scheme: str) -> None:
    for name, made in reports.items():
        page = show(made, color_scheme=scheme)
        page.evaluate(OPEN_ALL)
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found] == [], name


def test_nothing_is_wider_than_the_screen(show: Show, reports: dict[str, Report]) -> None:
    for made in reports.values():
        page = show(made)
        page.evaluate(OPEN_ALL)
        for width in (320, 360, 768, 1280, 3840):
            page.set_viewport_size({"width": width, "height": 740})
            assert_fits(page)


def tabbed(page: Page, most: int = 400) -> list[str]:
    """Press Tab until the page has been gone through; what had the focus, as link or tag."""
    stops: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            "(e => e === document.body ? '' : e.getAttribute('href') || e.localName)"
            "(document.activeElement)"
        )
        if not stop:
            return stops
        stops.append(stop)
    raise AssertionError("Tab never comes to the end of the page")


def test_tab_reaches_the_skip_link_first_and_then_all_that_can_be_used(
    show: Show, report: Report
) -> None:
    page = show(report)
    stops = tabbed(page)
    assert stops[0] == "#findings"
    visible = "all => all.filter(e => e.checkVisibility()).length"
    usable = page.locator("a[href], summary, input, select, button, [tabindex='0']")
    assert len(stops) == usable.evaluate_all(visible)
    assert "summary" in stops
    conflict = page.locator("article.finding.conflict").get_attribute("id")
    assert f"#{conflict}" in stops


def test_what_has_the_focus_can_be_seen(show: Show, report: Report) -> None:
    page = show(report)
    page.keyboard.press("Tab")
    assert page.locator("a.skip").bounding_box()["x"] >= 0
    for _ in range(15):
        page.keyboard.press("Tab")
        width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert float(width.removesuffix("px")) >= 2


def test_the_skip_link_leads_to_the_findings(show: Show, report: Report) -> None:
    page = show(report)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#findings') !== null")


def test_folded_parts_are_opened_by_keys(show: Show, report: Report) -> None:
    page = show(report)
    folded = page.locator("details:not([open]):visible")
    assert folded.count() > 0
    for number in range(page.locator("details").count()):
        part = page.locator("details").nth(number)
        if part.get_attribute("open") is None:
            part.locator("summary").first.focus()
            page.keyboard.press("Enter")
        assert part.evaluate("d => d.open")


LEGIBLE = {
    "Article.publisher",
    "Article.text",
    "Removed.text",
    "Skipped.reason",
    "Finding.question",
    "Answer.label",
    "Evidence.quote",
    "Evidence.attributed_to",
    "Level.detail",
    "Decision.note",
}
ALSO_OF_SINGLES = {"Finding.question", "Answer.label"}


def unread(page: Page, report: Report) -> set[str]:
    """What everybody must be able to read and cannot now."""
    kept = report.model_copy(update={"dismissed": ()})
    wanted = {value for name, value in texts(without_details(report)) if name in LEGIBLE}
    wanted |= {value for name, value in texts(kept) if name in ALSO_OF_SINGLES}
    page.evaluate("document.querySelectorAll('.reference').forEach(number => number.remove())")
    text = page.locator("body").inner_text().casefold()
    lines = {line for value in wanted for line in value.split("\n") if line}
    return {line for line in lines if line.casefold() not in text}


def test_what_is_folded_cannot_be_read(show: Show, plain: Report) -> None:
    assert unread(show(plain), plain)  # the next two tests would see it


def test_everything_is_read_without_script(show: Show, plain: Report) -> None:
    page = show(plain, java_script_enabled=False)
    for part in page.locator("details").all():
        if part.get_attribute("open") is None:
            part.locator("summary").first.click()
    assert unread(page, plain) == set()


def test_everything_is_printed(show: Show, plain: Report) -> None:
    for made in (plain, invent(80, 120)):  # the second one is laid out as one comes to it
        page = show(made, viewport=A4)
        page.emulate_media(media="print")
        assert unread(page, made) == set()
        assert_fits(page)


CUT_OFF = """
() => [...document.querySelectorAll("body *")].filter(element => {
  const style = getComputedStyle(element);
  const clips = style.overflowX !== "visible" || style.overflowY !== "visible";
  const small = element.clientWidth <= 1;  // for screen readers alone
  return clips && !small && !(element instanceof SVGElement) &&
    (element.scrollHeight > element.clientHeight + 1 ||
     element.scrollWidth > element.clientWidth + 1);
}).map(element => element.outerHTML.slice(0, 120))
"""


def test_nothing_is_cut_off_in_print(show: Show, reports: dict[str, Report]) -> None:
    for made in (*reports.values(), invent(30, 90)):  # with pictures of 20 columns
        page = show(made, viewport=A4)
        page.emulate_media(media="print")
        assert page.evaluate(CUT_OFF) == []
        assert_fits(page)
