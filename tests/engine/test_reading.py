"""An article is read once, and the report is the same."""

from __future__ import annotations

import pickle
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import srsly
from spacy.attrs import LEMMA

from factcheck.engine import alone, reading
from factcheck.engine.checking import Checker
from factcheck.engine.packing import Packed, Parcel, Work
from factcheck.engine.reading import Reader
from factcheck.extract.extractor import Extractor, Gathered
from factcheck.language.document import Document
from factcheck.model import Article, Report
from factcheck.pipeline import Settings, check_articles, silent
from factcheck.report import to_json
from factcheck.rules.loader import RuleSet, load_builtin
from factcheck.store.cache import Cache
from tests.cli.conftest import ARTICLES

READ: list[str] = []
PARSED: list[str] = []


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache; READ has the articles that are read, PARSED those that are parsed for it."""
    READ.clear()
    PARSED.clear()
    honest = alone.packed_claims

    def noted(given: list[Work], *rest: object) -> Iterator[Packed]:
        READ.extend(work.article.id for work in given)
        PARSED.extend(work.article.id for work in given if not work.parse)
        return honest(given, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(alone, "packed_claims", noted)
    return tmp_path / "cache.db"


def articles(**changed: str) -> list[Article]:
    texts = {name.removesuffix(".txt"): text for name, text in ARTICLES.items()} | changed
    return [Article(id=name, path=f"{name}.txt", text=text) for name, text in texts.items()]


def check(file: Path, given: list[Article], rules: RuleSet | None = None) -> Report:
    with Cache(file) as cache:
        return check_articles(given, rules, engine=Checker(cache))


def test_the_report_is_the_same_whoever_reads(file: Path) -> None:
    plain = to_json(check_articles(articles()))
    assert to_json(check(file, articles())) == plain
    assert to_json(check(file, articles())) == plain
    assert len(READ) == len(ARTICLES)


def test_only_what_is_new_or_changed_is_read(file: Path) -> None:
    check(file, articles())
    READ.clear()
    again = articles(extra="Two died.", **{"fjord-echo": "Norway proposed the centre in May."})
    assert to_json(check(file, again)) == to_json(check_articles(again))
    assert sorted(READ) == ["extra", "fjord-echo"]


def test_an_article_under_another_name_is_known(file: Path) -> None:
    check(file, articles())
    READ.clear()
    renamed = [a.model_copy(update={"id": f"x-{a.id}", "path": f"x/{a.path}"}) for a in articles()]
    assert to_json(check(file, renamed)) == to_json(check_articles(renamed))
    assert READ == []


def test_other_rules_read_anew_what_is_parsed_already(file: Path) -> None:
    whole = to_json(check(file, articles()))
    assert len(PARSED) == len(ARTICLES)
    READ.clear()
    PARSED.clear()
    found = check(file, articles(), replace(load_builtin(), packs=("another",)))
    assert len(READ) == len(ARTICLES)
    assert PARSED == []
    packs = load_builtin().packs
    provenance = found.provenance.model_copy(update={"packs": packs})
    assert to_json(found.model_copy(update={"provenance": provenance})) == whole


def test_another_model_of_the_same_name_and_version_reads_anew(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(file, articles())
    READ.clear()
    monkeypatch.setattr("factcheck.pipeline.files_of", lambda name: "trained again")
    check(file, articles())
    assert len(READ) == len(PARSED) // 2 == len(ARTICLES)


def test_other_code_reads_anew(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(file, articles())
    READ.clear()
    monkeypatch.setattr(reading, "program", lambda *rooms: "another")
    check(file, articles())
    assert len(READ) == len(ARTICLES)


def test_a_broken_cache_is_made_anew(file: Path) -> None:
    whole = to_json(check(file, articles()))
    file.write_bytes(file.read_bytes()[:1000] + b"broken" * 1000)
    assert to_json(check(file, articles())) == whole
    READ.clear()
    assert to_json(check(file, articles())) == whole
    assert READ == []


@pytest.mark.parametrize(
    "value",
    [
        b"no claims",
        zlib.compress(pickle.dumps(((), b"no claims either", {}))),
        zlib.compress(pickle.dumps(((), pickle.dumps([(0, ("too", "few"))]), {}))),
        zlib.compress(pickle.dumps((1, pickle.dumps([]), {}))),
        zlib.compress(pickle.dumps(((), pickle.dumps([]), [1]))),
    ],
)
def test_what_cannot_be_unpacked_is_read_anew(file: Path, value: bytes) -> None:
    whole = to_json(check(file, articles()))
    with sqlite3.connect(file) as database:
        keys = [row[0] for row in database.execute("SELECT key FROM entry")]
    with Cache(file) as cache:
        for key in keys:
            cache.put(key, value)
    assert to_json(check(file, articles())) == whole


def test_a_parse_that_is_none_after_all_is_made_anew(file: Path) -> None:
    whole = to_json(check(file, articles()))
    with sqlite3.connect(file) as database:
        entries = database.execute("SELECT key, kind, value FROM entry").fetchall()
    with Cache(file) as cache:
        for key, kind, value in entries:
            cache.put(key, _without_words(value) if kind == "parse" else b"nothing")
    READ.clear()
    assert to_json(check(file, articles())) == whole
    assert set(READ) == {article.id for article in articles()}


def _without_words(parse: bytes) -> bytes:
    """A parse that can be unpacked, and names words that nobody has heard of."""
    parts = srsly.msgpack_loads(zlib.decompress(parse))
    assert isinstance(parts, dict)
    columns = list(parts["array_head"])
    parts["array_body"] = parts["array_body"].copy()
    parts["array_body"][:, columns.index(LEMMA)] = 2**33 + 5
    return zlib.compress(srsly.msgpack_dumps(parts))


def test_nothing_is_loaded_where_all_is_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = to_json(check(file, articles()))
    monkeypatch.setattr(
        "factcheck.language.parser.load_model", lambda *given: pytest.fail("loaded")
    )
    assert to_json(check(file, articles())) == whole


def test_what_is_read_comes_in_the_order_given_and_is_not_held(file: Path) -> None:
    """Of a thousand articles, every other one kept, few are asked for ahead of what was taken."""
    many = [Article(id=str(n), path=str(n), text=f"It rained on day {n}.") for n in range(1_000)]
    asked = 0

    def given() -> Iterator[Article]:
        nonlocal asked
        for asked, article in enumerate(many, 1):  # noqa: B007
            yield article

    with Cache(file) as cache:
        kept = Reader(cache).parcels(many[::2][:50], load_builtin(), Settings(), silent)
        assert all(isinstance(parcel, Parcel) for parcel in kept)
        READ.clear()
        steps: list[tuple[str, int, int]] = []
        made = Reader(cache).parcels(
            given(), load_builtin(), Settings(), lambda *step: steps.append(step)
        )
        taken = [next(made) for _ in range(200)]
        made.close()
    assert all(isinstance(parcel, Parcel) for parcel in taken)
    assert asked <= 200 + reading.AT_ONCE + 64
    assert READ[:50] == [str(n) for n in range(1, 100, 2)]
    assert steps[-1] == ("reading article 200", 200, 0)


@pytest.fixture
def mistaken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of ours that articles with snow bring to light."""
    honest = Extractor.gathered

    def gathered(self: Extractor, document: Document) -> Gathered:
        if "snow" in document.article.text:
            raise ZeroDivisionError
        return honest(self, document)

    monkeypatch.setattr(Extractor, "gathered", gathered)


@pytest.mark.usefixtures("mistaken")
def test_a_mistake_of_ours_in_one_article_is_told_and_leaves_the_others(file: Path) -> None:
    plain = check(file, articles())
    told = check(file, articles(**{"aa": "It will snow.", "zz": "There was no snow."}))
    assert told.findings == plain.findings
    assert [s.path for s in told.skipped] == ["aa.txt", "zz.txt"]
    assert "ZeroDivisionError" in told.skipped[0].reason
