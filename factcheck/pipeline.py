"""The road: articles → parsed documents → claims → questions → findings → report.

Everything else (formats, rules, command line, engines) hangs on `check_articles`.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version

from factcheck.compare.copies import copies
from factcheck.compare.findings import findings
from factcheck.extract.common import Common
from factcheck.extract.extractor import Extractor
from factcheck.ingest import Progress
from factcheck.ingest.language import language_name, language_of
from factcheck.language.document import Document
from factcheck.language.lexicon import Lexicon
from factcheck.language.parser import (
    DEFAULT_MODEL,
    LANGUAGE,
    MAX_CHARACTERS,
    describe_model,
    load_model,
    parse,
)
from factcheck.match.questions import questions
from factcheck.model import Article, Claim, Provenance, Report, Skipped
from factcheck.rules.loader import RuleSet, load_builtin

# Objects made before the collector looks at the young ones; rounds of that before it looks at
# the middle-aged; rounds of that before the old ones. See docs/performance.md.
COLLECT_AFTER = (50_000, 20, 50)
# Articles of so many characters together (some 200 of a newspaper's, about 100 MB) are kept parsed
# until all are, to know what they have in common before claims are made. Longer runs make all
# claims: the same report, in more time.
MOST_KEPT = 500_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run can be told to do differently."""

    model: str = DEFAULT_MODEL


def silent(step: str, done: int, total: int) -> None:
    """The `Progress` that nobody wants to see."""


@contextmanager
def _rarely_collecting() -> Iterator[None]:
    """Python's garbage collector, told that the model, the rules and the claims stay to the end,
    and that a parsed article is thousands of objects: by itself it looks through all of them
    again and again, for a tenth of the time of a check."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@_rarely_collecting()
def check_articles(
    articles: Iterable[Article],
    rules: RuleSet | None = None,
    settings: Settings | None = None,
    skipped: Iterable[Skipped] = (),
    progress: Progress = silent,
    history: Iterable[Skipped] = (),
) -> Report:
    """The findings over a set of cleaned articles. What could not be read (`skipped`) and what
    another article stands for (`history`) is told in the report.

    Raises ModelError when the language model cannot be loaded: no report is better than one
    that reads as 'no conflicts'.
    """
    rules = rules or load_builtin()
    settings = settings or Settings()
    usable, too_long = _split_by_length(articles)
    usable, foreign = split_by_language(usable)
    claims = list(extract_claims(usable, rules, settings, progress))
    progress("comparing", 0, 0)
    asked = questions(claims, rules.single_valued, rules.only_shared, rules.once)
    shared = copies(usable)
    found = findings(asked, rules.by_id, usable, shared)
    return Report(
        articles=tuple(usable),
        findings=tuple(found),
        copies=shared,
        skipped=(*skipped, *too_long, *foreign),
        history=tuple(history),
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
    progress: Progress = silent,
) -> Iterator[Claim]:
    """The claims of each article that can come to something, article by article in the order
    given."""
    extractor, read = Extractor(rules.rules), documents(articles, rules, settings, progress)
    if sum(len(article.text) for article in articles) > MOST_KEPT:
        for document in read:
            yield from extractor.claims(document)
        return
    kept = deque(read)
    common = Common.of(kept, rules.rules)
    while kept:  # what has been read is let go
        yield from extractor.claims(kept.popleft(), common)


def documents(
    articles: list[Article], rules: RuleSet, settings: Settings, progress: Progress = silent
) -> Iterator[Document]:
    """The parsed articles, in the order given, one at a time."""
    lexicon = Lexicon(rules.words, rules.same, rules.stands_for, rules.alike)
    nlp = load_model(settings.model)
    parsed = parse(nlp, (a.text for a in articles))
    for done, (article, doc) in enumerate(zip(articles, parsed, strict=True), 1):
        yield Document(article, doc, lexicon)
        progress(f"reading article {done:,} of {len(articles):,}", done, len(articles))


def split_by_language(articles: Iterable[Article]) -> tuple[list[Article], list[Skipped]]:
    """The articles that the rules can read, those of unknown language with them, and those that
    are known to be in another one."""
    usable: list[Article] = []
    foreign: list[Skipped] = []
    for article in articles:
        language = language_of(article)
        if language in (None, LANGUAGE):
            usable.append(article)
        else:
            reason = (
                f"{language_name(language or '')}; this version checks "
                f"{language_name(LANGUAGE)} articles alone"
            )
            foreign.append(Skipped(path=article.path, reason=reason))
    return usable, foreign


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
