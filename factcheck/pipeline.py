"""The road: articles → parsed documents → claims → questions → findings → report.

Everything else (formats, rules, command line, engines) hangs on `check_articles`.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version

from spacy.language import Language

from factcheck.compare.copies import copies
from factcheck.compare.findings import findings
from factcheck.extensions import installed
from factcheck.extract.common import Common
from factcheck.extract.extractor import Extractors
from factcheck.ingest import Progress
from factcheck.ingest.language import language_name, language_of
from factcheck.language.document import Document
from factcheck.language.lexicon import Lexicon
from factcheck.language.models import (
    DEFAULT_MODEL,
    LANGUAGE,
    Choice,
    ModelError,
    by_language,
    choose,
    registered,
    spacy_code,
)
from factcheck.language.parser import MAX_CHARACTERS, describe, load_model, parse
from factcheck.match.questions import each_question
from factcheck.model import Article, Claim, NotCompared, Provenance, Report, Skipped
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

    model: str = DEFAULT_MODEL  # for English
    models: Mapping[str, str] = field(default_factory=dict)  # for other languages

    @classmethod
    def wanting(cls, names: Iterable[str], by_project: Mapping[str, str]) -> Settings:
        """With the models that a user names, and those that the project has for the other
        languages.

        Raises ModelError for two models of one language, and for one of the project's for English
        that is no installed package: what stands beside articles names no folder to load from.
        """
        models = dict(by_language(names))
        for code, name in by_project.items():
            if code == LANGUAGE and code not in models and name not in registered():
                raise ModelError(f"the language model '{name}' of factcheck.toml is not installed")
            models.setdefault(code, name)
        return cls(models.pop(LANGUAGE, DEFAULT_MODEL), models)


# What makes the claims of articles, in the order given, those that come to nothing left out, and
# names the articles that could not be read.
Read = Callable[[list[Article], RuleSet, Settings, Progress], Iterable[Claim | Skipped]]


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
    read: Read | None = None,
) -> Report:
    """The findings over a set of cleaned articles. What could not be read (`skipped`) and what
    another article stands for (`history`) is told in the report. `read` makes the claims:
    `extract_claims`, unless another engine does.

    Raises ModelError when the language model cannot be loaded: no report is better than one
    that reads as 'no conflicts'.
    """
    rules = rules or load_builtin()
    settings = settings or Settings()
    usable, too_long = _split_by_length(articles)
    usable, foreign = split_by_language(usable, rules, settings)
    claims: list[Claim] = []
    unread: list[Skipped] = []
    for made in (read or extract_claims)(usable, rules, settings, progress):
        unread.append(made) if isinstance(made, Skipped) else claims.append(made)
    progress("comparing", 0, 0)
    too_many: list[NotCompared] = []
    asked = each_question(claims, rules.single_valued, rules.only_shared, rules.once, too_many)
    shared = copies(usable)
    found = findings(asked, rules.by_id, usable, shared)
    return Report(
        articles=tuple(usable),
        findings=tuple(found),
        copies=shared,
        skipped=(*skipped, *too_long, *foreign, *unread),
        history=tuple(history),
        not_compared=tuple(too_many),
        provenance=Provenance(
            factcheck=version("factcheck-news"),
            model=", ".join(_described(code, settings) for code in _spoken(usable)),
            packs=rules.packs,
            settings=_told(settings, usable),
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
    extractors, read = Extractors(rules.rules), documents(articles, rules, settings, progress)
    if sum(len(article.text) for article in articles) > MOST_KEPT:
        for document in read:
            yield from extractors.of(document.doc.language).claims(document)
        return
    kept = deque(read)
    common = Common.of(kept, extractors.rules)
    while kept:  # what has been read is let go
        document = kept.popleft()
        yield from extractors.of(document.doc.language).claims(document, common)


def documents(
    articles: list[Article], rules: RuleSet, settings: Settings, progress: Progress = silent
) -> Iterator[Document]:
    """The parsed articles, in the order given, one at a time; each language by its own model.

    Raises ModelError for a language that none reads."""
    codes = [_language(article) for article in articles]
    lexicons = {code: _lexicon(code, rules) for code in dict.fromkeys(codes)}
    parsed = {
        code: parse(
            _model(code, settings),
            [a.text for a, own in zip(articles, codes, strict=True) if own == code],
            code,
        )
        for code in lexicons
    }
    for done, (article, code) in enumerate(zip(articles, codes, strict=True), 1):
        yield Document(article, next(parsed[code]), lexicons[code])
        progress(f"reading article {done:,} of {len(articles):,}", done, len(articles))


def _lexicon(code: str, rules: RuleSet) -> Lexicon:
    known = rules.known(code)
    make = Lexicon if code == LANGUAGE else Lexicon.incomplete
    return make(known.words, known.same, known.stands_for, known.alike)


def _language(article: Article) -> str:
    """What an article is read as."""
    return language_of(article) or LANGUAGE


def _spoken(articles: Iterable[Article]) -> list[str]:
    """The languages of articles, in alphabetical order; English where there are none."""
    return sorted(set(map(_language, articles))) or [LANGUAGE]


def _choice(code: str, settings: Settings) -> Choice:
    if code == LANGUAGE:
        return Choice(settings.model, "")
    return choose(code, settings.models)


def model_of(article: Article, settings: Settings) -> str:
    """Name and version of the language model that reads an article, which is not loaded for that.
    Raises ModelError where there is none."""
    return _described(_language(article), settings)


def _described(code: str, settings: Settings) -> str:
    return describe(_choice(code, settings).name, spacy_code(code))


def _model(code: str, settings: Settings) -> Language:
    return load_model(_choice(code, settings).name, spacy_code(code))


def _told(settings: Settings, articles: Iterable[Article]) -> dict[str, str]:
    """What was set for a run; the models of other languages where an article was in them, and the
    installed packages that extend it."""
    told = {"model": settings.model, "longest article": f"{MAX_CHARACTERS:,} characters"}
    for code in _spoken(articles):
        if code != LANGUAGE:
            choice = _choice(code, settings)
            told[f"model for {code}"] = f"{choice.name}, {choice.reason}"
    if packages := installed().packages:
        told["extensions"] = ", ".join(packages)
    return told


def split_by_language(
    articles: Iterable[Article], rules: RuleSet, settings: Settings
) -> tuple[list[Article], list[Skipped]]:
    """The articles that rules and a model can read, those of unknown language with them, and those
    that are known to be in another one, with what to do about it."""
    usable: list[Article] = []
    foreign: list[Skipped] = []
    problems: dict[str, str | None] = {LANGUAGE: None}
    for article in articles:
        code = _language(article)
        if code not in problems:
            problems[code] = _what_is_missing(code, rules, settings)
        reason = problems[code]
        if reason is None:
            usable.append(article)
        else:
            foreign.append(Skipped(path=article.path, reason=reason))
    return usable, foreign


def _what_is_missing(code: str, rules: RuleSet, settings: Settings) -> str | None:
    """Why articles in a language cannot be checked; None if they can."""
    missing = [] if rules.of(code) else [f"no rules have 'languages: [{code}]'"]
    try:
        if missing:
            _choice(code, settings)
        else:
            _model(code, settings)  # none is loaded in vain
    except ModelError as error:
        missing.append(str(error))
    if not missing:
        return None
    return f"{language_name(code)}; {'; '.join(missing)} (docs/ingest.md, Languages)"


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
