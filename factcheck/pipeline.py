"""The road: articles → parsed documents → claims → questions → findings → report.

Everything else (formats, rules, command line, engines) hangs on `check_articles`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version

from factcheck.compare.findings import findings
from factcheck.extract.extractor import Extractor
from factcheck.language.document import Document
from factcheck.language.lexicon import Lexicon
from factcheck.language.parser import (
    DEFAULT_MODEL,
    MAX_CHARACTERS,
    describe_model,
    load_model,
    parse,
)
from factcheck.match.questions import questions
from factcheck.model import Article, Claim, Provenance, Report, Skipped
from factcheck.rules.loader import RuleSet, load_builtin

Progress = Callable[[str, int, int], None]  # step, done, of how many


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run can be told to do differently."""

    model: str = DEFAULT_MODEL


def _silent(step: str, done: int, total: int) -> None:
    return None


def check_articles(
    articles: Iterable[Article],
    rules: RuleSet | None = None,
    settings: Settings | None = None,
    skipped: Iterable[Skipped] = (),
    progress: Progress = _silent,
) -> Report:
    """The findings over a set of cleaned articles.

    Raises ModelError when the language model cannot be loaded: no report is better than one
    that reads as 'no conflicts'.
    """
    rules = rules or load_builtin()
    settings = settings or Settings()
    usable, too_long = _split_by_length(articles)
    claims = list(extract_claims(usable, rules, settings, progress))
    found = findings(questions(claims, rules.single_valued), rules.by_id, usable)
    return Report(
        articles=tuple(usable),
        findings=tuple(found),
        skipped=(*skipped, *too_long),
        provenance=Provenance(
            factcheck=version("factcheck-news"),
            model=describe_model(load_model(settings.model)),
            packs=rules.packs,
            settings={"model": settings.model, "longest article": f"{MAX_CHARACTERS:,} characters"},
        ),
    )


def extract_claims(
    articles: list[Article],
    rules: RuleSet,
    settings: Settings,
    progress: Progress = _silent,
) -> Iterator[Claim]:
    """The claims of each article, article by article in the order given."""
    extractor = Extractor(rules.rules)
    for document in documents(articles, rules, settings, progress):
        yield from extractor.claims(document)


def documents(
    articles: list[Article], rules: RuleSet, settings: Settings, progress: Progress = _silent
) -> Iterator[Document]:
    """The parsed articles, in the order given."""
    lexicon = Lexicon(rules.words, rules.same, rules.stands_for, rules.alike)
    nlp = load_model(settings.model)
    parsed = parse(nlp, (a.text for a in articles))
    for done, (article, doc) in enumerate(zip(articles, parsed, strict=True), 1):
        yield Document(article, doc, lexicon)
        progress("reading", done, len(articles))


def _split_by_length(articles: Iterable[Article]) -> tuple[list[Article], list[Skipped]]:
    usable: list[Article] = []
    too_long: list[Skipped] = []
    for article in articles:
        if len(article.text) <= MAX_CHARACTERS:
            usable.append(article)
        else:
            reason = f"longer than {MAX_CHARACTERS:,} characters; split it into its articles"
            too_long.append(Skipped(path=article.path, reason=reason))
    return usable, too_long
