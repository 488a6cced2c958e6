"""The review in Debian's chromium, as people use it: by keys and by mouse, two at once, on a
telephone, without script, and through axe."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from factcheck.store.ledger import Ledger
from tests.review.conftest import ARTICLES, halden, write
from tests.review.serving import in_thread, serving
from tests.review.test_queue import FIREMEN, KILLED, REFUSED, WALKERS
from tests.review.test_security import HOSTILE, hostile

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

NARROW = {"width": 360, "height": 740}
GRAVE = frozenset({"serious", "critical"})
RADIO = "Nine people were killed, the radio said."

Open = Callable[..., Page]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the decisions are."""
    return tmp_path / "decisions.db"


@pytest.fixture
def address(folder: Path, database: Path) -> Iterator[str]:
    """A review that runs."""
    with Ledger.open(str(database)) as ledger, in_thread(folder, ledger) as url:
        yield url


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Open]:
    """An address and a name → that person's page at the queue. No browser may complain."""
    complaints: list[str] = []
    with ExitStack() as opened:

        def open_page(url: str, name: str = "Ana", **options: Any) -> Page:
            context = opened.enter_context(chromium.new_context(**options))
            page = context.new_page()
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on(
                "console",
                lambda m: complaints.append(m.text) if is_complaint(m) else None,
            )
            page.goto(url)
            page.get_by_label("Your name").fill(name)
            page.get_by_role("button", name="Go on").click()
            arrive(page, "To decide")
            return page

        yield open_page
    assert complaints == []


@pytest.fixture
def ana(visit: Open, address: str) -> Page:
    """Ana's page, at the queue."""
    return visit(address)


def is_complaint(message: ConsoleMessage) -> bool:
    """Whether a browser says that something is wrong. That a page is missing, or that the review
    has ended, is none."""
    fine = ("status of 404", "net::ERR_CONNECTION_REFUSED")
    return message.type in {"error", "warning"} and not any(f in message.text for f in fine)


def question(page: Page) -> Any:
    """The heading of a finding."""
    return page.get_by_role("heading", level=1)


def arrive(page: Page, name: str) -> None:
    """Wait until the page with that heading is there, script and all."""
    expect(question(page)).to_have_text(name)
    page.wait_for_load_state("load")


def choose(page: Page, name: str) -> None:
    """Open a finding of the queue."""
    page.get_by_role("link", name=name).click()
    arrive(page, name)


def test_the_queue_is_filtered_by_choosing(ana: Page) -> None:
    ana.get_by_text("Filters").click()
    ana.get_by_label("Rule").select_option("casualties.hurt")
    ana.get_by_role("button", name="Show").click()
    expect(ana.locator(".question")).to_have_text([WALKERS, FIREMEN])
    expect(ana).to_have_url(re.compile("rule=casualties.hurt"))
    ana.reload()
    expect(ana.get_by_label("Rule")).to_have_value("casualties.hurt")


def test_findings_are_decided_by_keys_alone(ana: Page) -> None:
    ana.keyboard.press("j")
    ana.keyboard.press("Enter")
    arrive(ana, KILLED)
    ana.keyboard.press("c")
    arrive(ana, WALKERS)
    ana.keyboard.press("d")
    expect(ana.locator("#pending")).to_contain_text("same meaning")
    ana.keyboard.press("2")
    arrive(ana, FIREMEN)
    ana.keyboard.press("r")
    ana.keyboard.press("2")
    arrive(ana, REFUSED)
    ana.keyboard.press("m")
    expect(ana.get_by_text("Everything is decided.")).to_be_visible()
    expect(ana.locator(".progress")).to_contain_text("3 of 4 decided, 1 needs more checking")
    ana.goto(ana.url.partition("?")[0] + "?state=all")
    expect(ana.locator(".row .status")).to_have_text(
        ["confirmed", "dismissed", "resolved", "needs more checking"]
    )


def test_findings_are_decided_by_mouse(ana: Page) -> None:
    choose(ana, KILLED)
    ana.get_by_role("button", name="same meaning").click()
    arrive(ana, WALKERS)
    ana.get_by_role("button", name="2 20").click()
    arrive(ana, FIREMEN)
    ana.get_by_role("button", name="Confirm the conflict").click()
    arrive(ana, REFUSED)
    expect(ana.locator(".progress")).to_contain_text("3 of 4 decided")


def test_one_walks_back_and_forth_and_to_the_queue(ana: Page) -> None:
    choose(ana, KILLED)
    ana.keyboard.press("j")
    arrive(ana, WALKERS)
    ana.keyboard.press("k")
    arrive(ana, KILLED)
    ana.keyboard.press("g")
    ana.keyboard.press("q")
    arrive(ana, "To decide")
    ana.keyboard.press("/")
    ana.keyboard.type("hospitals")
    ana.keyboard.press("Enter")
    expect(ana.locator(".question")).to_have_text([WALKERS])
    choose(ana, WALKERS)
    ana.keyboard.press("/")
    arrive(ana, "To decide")
    expect(ana.get_by_label("Search in questions")).to_be_focused()


def test_a_note_goes_with_a_decision_or_alone_and_keys_are_letters_in_it(ana: Page) -> None:
    choose(ana, KILLED)
    ana.keyboard.press("n")
    ana.keyboard.type("cdrmju 1? call Ada")
    expect(ana.locator("#note")).to_have_value("cdrmju 1? call Ada")
    ana.keyboard.press("Control+Enter")
    expect(ana.locator(".history")).to_contain_text("Ana noted")
    expect(ana.locator(".history blockquote")).to_have_text("cdrmju 1? call Ada")
    arrive(ana, KILLED)
    ana.keyboard.press("n")
    ana.keyboard.type("She is sure.")
    ana.keyboard.press("Escape")
    ana.keyboard.press("c")
    arrive(ana, WALKERS)
    ana.get_by_role("status").get_by_role("link", name=KILLED).click()
    expect(ana.locator(".history blockquote")).to_have_text(["cdrmju 1? call Ada", "She is sure."])


def test_a_finding_is_assigned_by_key(ana: Page) -> None:
    choose(ana, KILLED)
    ana.keyboard.press("a")
    ana.keyboard.type("Ben")
    ana.keyboard.press("Enter")
    expect(ana.locator(".kicker")).to_contain_text("for Ben")


def test_undo_takes_back_what_was_just_decided(ana: Page) -> None:
    choose(ana, KILLED)
    ana.keyboard.press("c")
    arrive(ana, WALKERS)
    ana.keyboard.press("u")
    arrive(ana, KILLED)
    expect(ana.locator(".head .status")).to_have_text("unreviewed")
    expect(ana.locator(".history s")).to_have_text("Ana confirmed it")


def test_a_key_held_down_decides_one_finding(ana: Page) -> None:
    choose(ana, KILLED)
    ana.keyboard.down("c")
    ana.keyboard.down("c")  # what a keyboard sends while a key is held
    arrive(ana, WALKERS)
    ana.keyboard.down("c")
    ana.keyboard.up("c")
    ana.reload()
    arrive(ana, WALKERS)
    expect(ana.locator(".progress")).to_contain_text("1 of 4 decided")


def test_keys_of_the_browser_stay_the_browsers(ana: Page) -> None:
    choose(ana, KILLED)
    for key in ("Control+d", "Alt+d", "Control+c", "Meta+c"):
        ana.keyboard.press(key)
    expect(ana.locator("#pending")).to_be_empty()
    arrive(ana, KILLED)


def test_the_keys_are_shown_and_can_be_switched_off(ana: Page) -> None:
    choose(ana, KILLED)
    ana.keyboard.press("?")
    expect(ana.get_by_role("dialog")).to_contain_text("needs more checking")
    ana.get_by_label("Keys are on in this browser").uncheck()
    ana.get_by_role("button", name="Close").click()
    ana.keyboard.press("c")
    ana.reload()
    arrive(ana, KILLED)


def test_several_are_ticked_and_decided_together_and_taken_back_together(ana: Page) -> None:
    ana.keyboard.press("j")
    ana.keyboard.press("x")
    ana.keyboard.press("j")
    ana.keyboard.press("x")
    ana.get_by_role("button", name="different events").click()
    expect(ana.locator(".question")).to_have_text([FIREMEN, REFUSED])
    expect(ana.get_by_role("status").first).to_contain_text("2 findings")
    arrive(ana, "To decide")
    ana.keyboard.press("u")
    expect(ana.locator(".question")).to_have_text([KILLED, WALKERS, FIREMEN, REFUSED])
    ana.get_by_label("all on this page").check()
    ana.get_by_role("button", name="Confirm").click()
    expect(ana.get_by_text("Everything is decided.")).to_be_visible()


def test_enter_in_a_field_or_on_a_tick_decides_nothing(ana: Page) -> None:
    ana.get_by_label(f"Choose: {KILLED}").check()
    ana.keyboard.press("Enter")
    ana.get_by_label("Assign to").fill("Ben")
    ana.keyboard.press("Enter")
    choose(ana, WALKERS)
    ana.keyboard.press("x")
    ana.locator("input[name=alike]").press("Enter")
    ana.reload()
    arrive(ana, WALKERS)
    expect(ana.locator(".progress")).to_contain_text("0 of 4 decided")
    expect(ana.locator(".history")).to_contain_text("Nobody has looked at it yet.")


def test_the_ones_alike_are_decided_with_it(ana: Page) -> None:
    choose(ana, WALKERS)
    ana.keyboard.press("x")
    ana.keyboard.press("d")
    ana.keyboard.press("1")
    arrive(ana, REFUSED)
    expect(ana.locator(".progress")).to_contain_text("2 of 4 decided")


def test_the_pane_stands_at_the_passage(visit: Open, tmp_path: Path, database: Path) -> None:
    filler = "\n".join(f"Paragraph {n} says nothing of it." for n in range(200))
    texts = ARTICLES | {"courier": f"{filler}\n{ARTICLES['courier']}\n{filler}"}
    folder = write(tmp_path / "long", halden(texts))
    with Ledger.open(str(database)) as ledger, in_thread(folder, ledger) as url:
        ana = visit(url)
        choose(ana, KILLED)
        passage = ana.locator(".pane mark", has_text="Eight")
        expect(passage).to_be_in_viewport()
        expect(passage).to_have_css("background-color", re.compile("rgb"))
        pane = ana.locator(".pane").filter(has_text="Eight").bounding_box()
        mark = passage.bounding_box()
        assert pane is not None
        assert mark is not None
        assert pane["y"] < mark["y"] < pane["y"] + pane["height"]


def test_a_second_person_sees_the_first_ones_decision(visit: Open, address: str) -> None:
    ana, ben = visit(address, "Ana"), visit(address, "Ben")
    choose(ana, KILLED)
    ana.keyboard.press("c")
    arrive(ana, WALKERS)
    ben.reload()
    expect(ben.locator(".question")).to_have_text([WALKERS, FIREMEN, REFUSED])
    ben.get_by_role("link", name="Confirmed").click()
    choose(ben, KILLED)
    expect(ben.locator(".history")).to_contain_text("Ana confirmed it")


def test_two_opinions_are_both_shown_until_somebody_settles_them(visit: Open, address: str) -> None:
    ana, ben = visit(address, "Ana"), visit(address, "Ben")
    choose(ana, KILLED)
    ben.clock.install()
    choose(ben, KILLED)
    expect(ben.locator("#stale")).to_be_hidden()
    ana.keyboard.press("c")
    arrive(ana, WALKERS)
    ben.clock.fast_forward(11_000)
    expect(ben.locator("#stale")).to_be_visible()
    ben.keyboard.press("d")
    ben.keyboard.press("3")
    expect(ben.get_by_role("heading", name="Two opinions")).to_be_visible()
    expect(ben.locator(".warning li")).to_contain_text(
        ["Ana confirmed it", "Ben dismissed it: update"]
    )
    ben.wait_for_load_state("load")  # the keys are there
    ben.keyboard.press("d")
    ben.keyboard.press("3")
    arrive(ben, WALKERS)


def test_a_restart_keeps_what_was_decided(visit: Open, folder: Path, database: Path) -> None:
    with serving(database, folder) as url:
        ana = visit(url)
        choose(ana, KILLED)
        ana.keyboard.press("c")
        arrive(ana, WALKERS)
        ana.context.close()
    with serving(database, folder) as url:
        again = visit(url)
        expect(again.locator(".question")).to_have_text([WALKERS, FIREMEN, REFUSED])


def test_a_new_run_keeps_what_was_decided_and_shows_what_has_changed(
    ana: Page, folder: Path
) -> None:
    for name in (KILLED, WALKERS):
        choose(ana, name)
        ana.keyboard.press("c")
        expect(question(ana)).not_to_have_text(name)
        ana.goto(ana.url.partition("/finding")[0])
    sides = [
        ("5", "gazette", "Five people were killed, the fire service said.", "Five"),
        ("9", "radio", RADIO, "Nine"),
    ]
    write(folder, halden(ARTICLES | {"radio": RADIO}, killed=sides))
    ana.reload()
    expect(ana.locator(".question")).to_have_text([KILLED, FIREMEN, REFUSED])
    choose(ana, KILLED)
    expect(ana.locator(".difference ins")).to_contain_text(RADIO)
    expect(ana.locator(".difference del")).to_contain_text("Eight people were killed")


def test_what_is_dismissed_is_not_flagged_by_the_next_check(
    visit: Open, tmp_path: Path, database: Path
) -> None:
    story, report = tmp_path / "story", tmp_path / "report"
    story.mkdir()
    for paper, state in (("post", "Iceland"), ("echo", "Norway")):
        text = f"{state} proposed the joint rescue centre in March.\n"
        (story / f"{paper}.txt").write_text(text, encoding="utf-8")

    def check() -> int:
        command = [sys.executable, "-m", "factcheck", "check", story, "--output", report]
        options = ["--database", database, "--fail-on", "conflict", "--quiet"]
        return subprocess.run([*command, *options], check=False).returncode

    assert check() == 1
    with serving(database, report) as url:
        ana = visit(url)
        ana.locator(".question").first.click()
        ana.get_by_role("button", name="different events").click()
        expect(ana.get_by_text("Everything is decided.")).to_be_visible()
        assert check() == 0
        ana.reload()
        expect(ana.locator(".progress")).to_contain_text("1 of 1 decided")


def test_everything_works_without_script(visit: Open, address: str) -> None:
    ana = visit(address, java_script_enabled=False)
    choose(ana, KILLED)
    ana.locator("#note").fill("By hand.")
    ana.get_by_role("button", name="wrong extraction").click()
    arrive(ana, WALKERS)
    ana.get_by_role("button", name="Undo").click()
    arrive(ana, KILLED)
    ana.get_by_role("link", name="Keys").click()
    expect(ana.get_by_role("heading", name="Keys")).to_be_visible()
    ana.get_by_role("link", name="Back to the queue").click()
    ana.get_by_label(f"Choose: {KILLED}").check()
    ana.get_by_role("button", name="Needs more checking").click()
    expect(ana.locator(".question")).to_have_text([WALKERS, FIREMEN, REFUSED])


def test_the_link_with_the_token_works_from_another_sites_page(
    chromium: Browser, address: str
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto("data:text/html,<p>A terminal in the browser</p>")
        page.evaluate("url => { location.href = url; }", address)
        expect(page.get_by_role("heading", level=1)).to_have_text("Who are you?")
        assert "token" not in page.url.partition("?then")[0]


def test_hostile_text_runs_nothing(visit: Open, tmp_path: Path, database: Path) -> None:
    texts = ARTICLES | {"hostile": f"Before. {HOSTILE} After."}
    folder = write(tmp_path / "hostile", halden(texts, hostile(HOSTILE)))
    with Ledger.open(str(database)) as ledger, in_thread(folder, ledger) as url:
        ana = visit(url)
        ana.on("dialog", lambda dialog: pytest.fail(dialog.message))
        ana.get_by_role("link", name="alert(1)").click()
        expect(question(ana)).to_contain_text("<script>alert(1)</script>")
        ana.locator("#note").fill(HOSTILE)
        ana.get_by_role("button", name="Save note alone").click()
        expect(ana.locator(".history blockquote")).to_contain_text("<img src=x")
        assert ana.locator("img").count() == 0


def screens(ana: Page, visit: Open, address: str) -> Iterator[tuple[str, Page]]:
    """Every kind of page there is, one after the other."""
    home = ana.url.partition("?")[0]
    yield "queue", ana
    ana.goto(f"{home}?state=all&q=bridge&rule=casualties.hurt")
    yield "filtered queue", ana
    ana.goto(home)
    ben = visit(address, "Ben")
    choose(ben, KILLED)
    choose(ana, KILLED)
    yield "finding", ana
    ana.get_by_role("button", name="Confirm the conflict").click()
    arrive(ana, WALKERS)
    yield "next finding", ana
    ana.get_by_label("Note").fill("A word.")
    with ben.expect_navigation():
        ben.get_by_role("button", name="same meaning").click()
    yield "contested", ben
    ben.keyboard.press("?")
    yield "keys", ben
    with ana.expect_navigation():
        ana.get_by_role("link", name="Ana").click()
    yield "person", ana
    ana.goto(f"{home}nothing")
    yield "problem", ana
    ana.goto(f"{home}?q=zeppelin")
    yield "nothing found", ana


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation(visit: Open, address: str, scheme: str) -> None:
    ana = visit(address, color_scheme=scheme)
    for name, page in screens(ana, visit, address):
        found = Axe().run(page).response["violations"]
        grave = [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in GRAVE]
        assert not grave, name


def test_nothing_is_wider_than_a_telephone(visit: Open, address: str) -> None:
    ana = visit(address, viewport=NARROW)
    for name, page in screens(ana, visit, address):
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], name


def test_a_finding_can_be_decided_on_a_telephone(visit: Open, address: str) -> None:
    ana = visit(address, viewport=NARROW, has_touch=True)
    ana.get_by_role("link", name=KILLED).tap()
    ana.get_by_role("link", name="Decide").tap()
    ana.get_by_role("button", name="different events").tap()
    arrive(ana, WALKERS)
