"""What the queue shows, in which order, and how it is narrowed down."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.review.queue import PAGE_SIZE, Filters
from factcheck.review.reports import ReportsFolder
from factcheck.review.web import ReviewError
from factcheck.store.ledger import Ledger
from tests.review.conftest import ARTICLES, Visitor, finding, halden, write
from tests.review.test_security import TOKEN, stranger

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

KILLED = "How many people were killed?"
WALKERS = "How many walkers were hurt?"
FIREMEN = "How many firemen were hurt?"
REFUSED = "Did the road office refuse an inspection?"


def enter(ledger: Ledger, *folders: Path) -> Visitor:
    """Ana, at the queue of several reports."""
    first, *rest = folders
    visitor = stranger(first, ledger, more=rest).open(f"/?token={TOKEN}").open("/")
    return visitor.send("/person", {"csrf": visitor.hidden("csrf"), "person": "Ana", "then": "/"})


def test_what_is_flagged_is_listed_surest_first(ana: Visitor) -> None:
    assert ana.questions == [KILLED, WALKERS, FIREMEN, REFUSED]
    assert "0 of 4 decided" in ana.seen
    assert "What did the repair cost?" not in ana.seen


@pytest.mark.parametrize(
    ("query", "questions"),
    [
        ("verdict=dispute", [REFUSED]),
        ("kind=polarity", [REFUSED]),
        ("severity=high", [KILLED]),
        ("source=The+Halden+Gazette", [KILLED, WALKERS, FIREMEN]),
        ("rule=casualties.hurt", [WALKERS, FIREMEN]),
        ("rule=casualties.hurt&verdict=dispute", []),
        ("q=HÓSPITALS", [WALKERS]),
        ("q=firemen+gazette", [FIREMEN]),
        ("q=the+courier+on+the+bridge", [KILLED, WALKERS, FIREMEN, REFUSED]),
        ("q=zeppelin", []),
        ("state=dismissed", []),
        ("state=all", [KILLED, WALKERS, FIREMEN, REFUSED]),
        ("state=unreviewed", [KILLED, WALKERS, FIREMEN, REFUSED]),
        ("state=nonsense&sort=nonsense&page=nonsense", [KILLED, WALKERS, FIREMEN, REFUSED]),
        ("sort=severity", [KILLED, WALKERS, FIREMEN, REFUSED]),
        ("sort=source", [KILLED, WALKERS, FIREMEN, REFUSED]),
        ("assignee=-", [KILLED, WALKERS, FIREMEN, REFUSED]),
        ("assignee=Ben", []),
        ("alike=nothing", []),
    ],
)
def test_an_address_narrows_the_queue(ana: Visitor, query: str, questions: list[str]) -> None:
    ana.open(f"/?{query}")
    assert ana.status == 200
    assert ana.questions == questions


def test_what_was_decided_leaves_the_queue_and_stands_under_its_state(ana: Visitor) -> None:
    ana.find(KILLED).decide("confirm")
    ana.find(WALKERS).decide("dismiss:same-meaning")
    ana.find(FIREMEN).decide("defer")
    assert ana.open("/").questions == [REFUSED]
    assert "2 of 4 decided, 1 needs more checking" in ana.seen
    assert ana.open("/?state=confirmed").questions == [KILLED]
    assert ana.open("/?state=dismissed").questions == [WALKERS]
    assert ana.open("/?state=deferred").questions == [FIREMEN]


def test_who_is_to_look_can_be_asked_for(ana: Visitor) -> None:
    ana.find(REFUSED).decide("assign", assignee="  Ben  Okri ")
    assert ana.open("/?assignee=Ben+Okri").questions == [REFUSED]
    assert len(ana.open("/?assignee=-").questions) == 3


def test_notes_are_searched_too(ana: Visitor) -> None:
    ana.find(WALKERS).decide("note", note="Asked the hospital in Ålesund")
    assert ana.open("/?q=alesund").questions == [WALKERS]


def test_a_filter_stays_while_one_goes_through_the_queue(ana: Visitor) -> None:
    ana.find(WALKERS).open(f"{ana.at.partition('?')[0]}?rule=casualties.hurt")
    assert "1 of 2" in ana.seen
    ana.decide("confirm")
    assert FIREMEN in ana.seen
    assert "rule=casualties.hurt" in ana.at
    ana.decide("confirm")
    assert ana.at.startswith("/?rule=casualties.hurt")
    assert "No finding fits" in ana.seen


def test_filters_survive_their_own_address() -> None:
    filters = Filters(state="all", q="a&b=c", rule="x.y", sort="source")
    assert filters.query == "state=all&rule=x.y&q=a%26b%3Dc&sort=source"
    assert Filters().query == ""


def test_many_findings_come_page_by_page(tmp_path: Path, ledger: Ledger) -> None:
    more = [finding("walkers", f"Question {n}?", id=f"q{n}") for n in range(2 * PAGE_SIZE)]
    ana = enter(ledger, write(tmp_path / "many", halden(ARTICLES, *more)))
    assert len(ana.questions) == PAGE_SIZE
    assert "page 1 of 3" in ana.seen
    assert len(ana.open("/?page=3").questions) == 4
    assert ana.open("/?page=99").questions == ana.open("/?page=3").questions
    assert ana.open("/?page=0").questions == ana.open("/").questions


def test_several_reports_stand_in_one_queue_and_can_be_told_apart(
    tmp_path: Path, ledger: Ledger
) -> None:
    one = write(tmp_path / "monday" / "latest", halden())
    two = write(tmp_path / "tuesday" / "latest", halden())
    ana = enter(ledger, one, two)
    assert len(ana.questions) == 8
    assert "in monday/latest" in ana.seen
    assert "in tuesday/latest" in ana.seen


def test_a_folder_of_reports_and_a_file_are_found(tmp_path: Path) -> None:
    folder = write(tmp_path / "all" / "one", halden())
    write(tmp_path / "all" / "two", halden())
    assert len(ReportsFolder.open([tmp_path / "all"]).docket().reports) == 2
    assert len(ReportsFolder.open([folder / "report.json"]).docket().reports) == 1
    assert len(ReportsFolder.open([folder, folder / "report.json"]).docket().reports) == 1


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("missing", None, "does not exist"),
        ("empty", None, "has no report.json"),
        ("broken", "{", "not a factcheck report"),
        ("other", '{"schema_version": 99}', "format 99"),
    ],
)
def test_what_is_no_report_is_told(
    tmp_path: Path, name: str, text: str | None, message: str
) -> None:
    folder = tmp_path / name
    if name != "missing":
        folder.mkdir()
    if text is not None:
        (folder / "report.json").write_text(text, encoding="utf-8")
    with pytest.raises(ReviewError, match=message):
        ReportsFolder.open([folder])


def test_no_path_at_all_is_told() -> None:
    with pytest.raises(ReviewError, match="no report was named"):
        ReportsFolder.open([])


def test_a_report_that_is_written_anew_is_read_again(ana: Visitor, folder: Path) -> None:
    more = finding("walkers", "Who repaired it?", id="new")
    write(folder, halden(ARTICLES, more))
    assert "Who repaired it?" in ana.open("/").questions


def test_a_report_that_breaks_stays_as_it_was_and_is_told(ana: Visitor, folder: Path) -> None:
    (folder / "report.json").write_text("{", encoding="utf-8")
    ana.open("/")
    assert "Shown is what it held before" in ana.seen
    assert len(ana.questions) == 4
    write(folder, halden())
    assert "Shown is what it held before" not in ana.open("/").seen


def test_nothing_flagged_is_said(tmp_path: Path, ledger: Ledger) -> None:
    report = halden().model_copy(update={"findings": ()})
    ana = enter(ledger, write(tmp_path / "none", report))
    assert "Nothing is flagged" in ana.seen
