"""Shared by all tests: sentences read with the shipped rules, whole checks, claims by hand, and a
browser.

The language model is loaded once a session; a text that several tests read is parsed once.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

import pytest

from factcheck.extract.extractor import Extractor
from factcheck.language.document import Document
from factcheck.language.tokens import Token
from factcheck.model import Article, Claim, Evidence, Factuality, Report, Value
from factcheck.pipeline import Settings, check_articles, documents
from factcheck.rules.loader import RuleSet, builtin_packs, combine, load_builtin, parse

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Read = Callable[..., Document]
Marked = Callable[[str], tuple[Document, tuple[Token, ...]]]
ClaimsOf = Callable[..., list[Claim]]
CheckTexts = Callable[..., Report]
RulesWith = Callable[[str], RuleSet]
MakeClaim = Callable[..., Claim]

MARK = re.compile(r"\[(\S+)\]")


@pytest.fixture(scope="session", autouse=True)
def _no_database_of_whoever_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The decisions of a person who runs the tests are none of their business, nor is what earlier
    checks kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("FACTCHECK_DATABASE", raising=False)
        patch.delenv("FACTCHECK_CACHE", raising=False)
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all; each test has contexts of its own in it."""
    program = shutil.which("chromium")
    if program is None:
        message = "needs chromium: apt-get install chromium"
        pytest.fail(message) if os.environ.get("FACTCHECK_TEST_ALL") else pytest.skip(message)
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=20_000)  # milliseconds; a machine under load still passes
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        yield browser
        browser.close()


@cache
def _read(text: str, published: str | None = None) -> Document:
    article = Article(id="article", path="article.txt", text=text, published=published)
    return next(iter(documents([article], load_builtin(), Settings())))


@pytest.fixture(scope="session")
def read() -> Read:
    """A text (and when it was published) → its Document."""
    return _read


@pytest.fixture(scope="session")
def marked() -> Marked:
    """'Norway [signed] the treaty.' → the Document of the text without brackets, and the words."""

    def find(text: str) -> tuple[Document, tuple[Token, ...]]:
        starts, taken = [], 0
        for mark in MARK.finditer(text):
            starts.append(mark.start() - taken)
            taken += 2
        document = _read(MARK.sub(r"\1", text))
        by_offset = {token.idx: token for token in document.doc}
        return document, tuple(by_offset[start] for start in starts)

    return find


@pytest.fixture(scope="session")
def claims_of() -> ClaimsOf:
    """A text and the id of a rule → the claims that the rule finds in the text."""
    extractor = Extractor(load_builtin().rules)

    def find(text: str, rule: str, published: str | None = None) -> list[Claim]:
        return [c for c in extractor.claims(_read(text, published)) if c.rule == rule]

    return find


@pytest.fixture(scope="session")
def check_texts() -> CheckTexts:
    """Texts by the id of their article → the Report on them, in the order given."""

    def run(
        texts: dict[str, str],
        rules: RuleSet | None = None,
        published: dict[str, str] | None = None,
    ) -> Report:
        days = published or {}
        articles = [
            Article(id=name, path=f"{name}.txt", text=text, published=days.get(name))
            for name, text in texts.items()
        ]
        return check_articles(articles, rules, Settings(one_story=True))

    return run


@pytest.fixture(scope="session")
def rules_with() -> RulesWith:
    """The YAML of one pack → the shipped packs and this one, as one rule set."""
    shipped = [parse(path.read_text(encoding="utf-8"), path.name) for path in builtin_packs()]
    return lambda text: combine([*shipped, parse(text, "extra.yaml")])


@pytest.fixture(scope="session")
def make_claim() -> MakeClaim:
    """A claim made by hand, for the rooms that know nothing of language."""

    def make(
        article: str,
        answer: Value,
        about: Value,
        *,
        rule: str = "proposals.proposer",
        role: str = "proposal",
        speaker: str | None = None,
        time: Value | None = None,
        participants: tuple[tuple[str, Value], ...] = (),
        quote: str | None = None,
        certainty: float = 1.0,
        cited: tuple[str, ...] = (),
    ) -> Claim:
        said = quote if quote is not None else f"{article} says {answer.label}"
        evidence = Evidence(
            article=article,
            start=0,
            end=len(said),
            quote=said,
            answer_text=said,
            answer_start=0,
            answer_end=len(said),
            attributed_to=speaker,
        )
        return Claim(
            rule=rule,
            article=article,
            answer=answer,
            identity=((role, about),),
            participants=participants,
            time=time,
            factuality=Factuality.ASSERTED,
            speaker=speaker,
            evidence=evidence,
            certainty=certainty,
            cited=cited,
        )

    return make
