"""A story is checked once, and what it comes to stays; one more article costs its own story."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.engine import checking
from factcheck.engine.checking import Checker
from factcheck.extract.extractor import Extractor
from factcheck.extract.given import Given
from factcheck.language.document import Document
from factcheck.model import Article, Report
from factcheck.pipeline import Checked, Story, check_articles, check_story
from factcheck.report import to_json
from factcheck.rules.loader import RuleSet
from factcheck.store.cache import Cache

FERRY = {
    "ferry-a": "The ferry Marla sank off Kiln Bay. Captain Edda Holm, 41, was saved by the coast "
    "guard of Karvik. Two people were killed when the Marla sank off Kiln Bay.",
    "ferry-b": "The ferry Marla sank off Kiln Bay. Captain Edda Holm, 45, was saved by the coast "
    "guard of Karvik. Five people were killed when the Marla sank off Kiln Bay.",
}
BANK = {
    "bank-a": "Paul Dressler, 60, resigned as chairman of the Orsund Bank in Lindberg. Auditors "
    "from Vellmar had found bad loans to a shipyard in Tessin.",
    "bank-b": "Paul Dressler, 62, resigned as chairman of the Orsund Bank in Lindberg. Auditors "
    "from Vellmar had found bad loans to a shipyard in Tessin.",
}
COMPARED: list[list[str]] = []


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache; COMPARED has the stories that are compared."""
    COMPARED.clear()

    def noted(story: Story, given: list[Given], rules: RuleSet) -> Checked:
        COMPARED.append([article.id for article in story])
        return check_story(story, given, rules)

    monkeypatch.setattr(checking, "check_story", noted)
    return tmp_path / "cache.db"


def articles(**texts: str) -> list[Article]:
    given = FERRY | BANK | texts
    return [Article(id=name, path=f"{name}.txt", text=text) for name, text in given.items()]


def check(file: Path | None, given: list[Article]) -> Report:
    COMPARED.clear()
    with Cache(file) as cache:
        return check_articles(given, engine=Checker(cache))


def test_stories_are_told_apart_and_each_has_its_conflict(file: Path) -> None:
    report = check(None, articles())
    assert report.stories == (("ferry-a", "ferry-b"), ("bank-a", "bank-b"))
    asked = {f.question for f in report.conflicts}
    assert {"How old is Edda Holm?", "How old is Paul Dressler?"} <= asked


def test_what_a_story_came_to_is_kept(file: Path) -> None:
    plain = to_json(check_articles(articles()))
    assert to_json(check(file, articles())) == plain
    assert len(COMPARED) == 2
    assert to_json(check(file, articles())) == plain
    assert COMPARED == []


def test_one_more_article_costs_its_own_story(file: Path) -> None:
    check(file, articles())
    more = articles(extra=BANK["bank-a"].replace("60", "61"))
    assert to_json(check(file, more)) == to_json(check_articles(more))
    assert COMPARED == [["bank-a", "bank-b", "extra"]]


def test_what_is_broken_is_compared_anew(file: Path) -> None:
    whole = to_json(check(file, articles()))
    with sqlite3.connect(file) as database:
        keys = [r[0] for r in database.execute("SELECT key FROM entry WHERE kind = 'story'")]
    assert len(keys) == 2
    with Cache(file) as cache:
        for key in keys:
            cache.put(key, b"no findings")
    assert to_json(check(file, articles())) == whole
    assert len(COMPARED) == 2
    assert to_json(check(file, articles())) == whole
    assert COMPARED == []


def test_what_nobody_keeps_comes_to_the_same(file: Path) -> None:
    kept, alone = check(file, articles()), check(None, articles())
    assert to_json(alone) == to_json(kept)
    assert COMPARED == []  # by `check_stories`, which makes only the claims that are needed


def test_a_mistake_of_ours_leaves_the_others_where_nothing_is_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake that articles with snow bring to light, whichever way their claims are made."""
    plain = check(None, articles())

    def mistaken(honest: Callable[..., object]) -> Callable[..., object]:
        def made(self: Extractor, document: Document, *more: object) -> object:
            if "snow" in document.article.text:
                raise ZeroDivisionError
            return honest(self, document, *more)

        return made

    for way in (Extractor.claims, Extractor.gathered):
        monkeypatch.setattr(Extractor, way.__name__, mistaken(way))
    told = check(None, articles(**{"aa": "It will snow.", "zz": "There was no snow."}))
    assert told.findings == plain.findings
    assert [skipped.path for skipped in told.skipped] == ["aa.txt", "zz.txt"]
    assert COMPARED[:1] != [["ferry-a", "ferry-b"]]  # what was compared before stays
