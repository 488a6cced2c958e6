"""The road: articles → parsed documents → claims → questions → findings → report.

Everything else (formats, rules, command line, engines) hangs on `check_articles`. What reads and
compares is imported where it is needed: spaCy, and our own hundreds of patterns, take as long as a
whole run in which nothing is new (docs/performance.md).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from typing import TYPE_CHECKING

from factcheck.compare.keeping import Findings
from factcheck.extensions import installed
from factcheck.garbage import rarely_collecting
from factcheck.ingest import Progress
from factcheck.ingest.language import language_name, language_of
from factcheck.language.lexicon import Lexicon
from factcheck.language.limits import MAX_CHARACTERS
from factcheck.language.models import (
    DEFAULT_MODEL,
    LANGUAGE,
    Choice,
    ModelError,
    by_language,
    choose,
    describe,
    files_of,
    registered,
    spacy_code,
)
from factcheck.match.stories import stories
from factcheck.model import (
    Article,
    Claim,
    Copy,
    Finding,
    NotCompared,
    Provenance,
    Report,
    Skipped,
)
from factcheck.rules.loader import RuleSet, load_builtin

if TYPE_CHECKING:
    from spacy.language import Language

    from factcheck.extract.given import Given
    from factcheck.language.document import Document
    from factcheck.language.tokens import Text

# Articles of one story of so many characters together (some 200 of a newspaper's, about 100 MB) are
# kept parsed until all are, to know what they have in common before claims are made. Of longer
# stories all claims are made: the same findings, in more time.
MOST_KEPT = 500_000
READING = "reading article"  # the step of which a number follows
NO_PARSES: Mapping[str, bytes] = {}
# Findings of a report, each 12 kB of memory and 1.4 kB of report.json, conflicts first. The 250
# articles of the benchmark have 1,800. docs/decisions/0025-large-runs.md
MOST_LISTED = 20_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run can be told to do differently."""

    model: str = DEFAULT_MODEL  # for English
    models: Mapping[str, str] = field(default_factory=dict)  # for other languages
    one_story: bool = False  # hold all articles against each other, be they alike or not

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


@dataclass(frozen=True, slots=True)
class Checked:
    """What the articles of a story come to; what could not be read of them."""

    findings: tuple[Finding, ...]
    copies: tuple[Copy, ...] = ()
    not_compared: tuple[NotCompared, ...] = ()
    skipped: tuple[Skipped, ...] = ()


Story = tuple[Article, ...]  # articles that are held against each other
# What checks stories: each by itself, in the order given.
Engine = Callable[[Sequence[Story], RuleSet, Settings, Progress], Iterable[Checked]]


def silent(step: str, done: int, total: int) -> None:
    """The `Progress` that nobody wants to see."""


@rarely_collecting()
def check_articles(
    articles: Iterable[Article],
    rules: RuleSet | None = None,
    settings: Settings | None = None,
    skipped: Iterable[Skipped] = (),
    progress: Progress = silent,
    history: Iterable[Skipped] = (),
    engine: Engine | None = None,
    all_lines: Callable[[Iterable[bytes]], None] | None = None,
    most: int = MOST_LISTED,
) -> Report:
    """The findings over a set of cleaned articles. What could not be read (`skipped`) and what
    another article stands for (`history`) is told in the report. `engine` checks the stories:
    `check_stories`, in this process, unless another one does. Of more findings than `most`, the
    report has the first and says how many others there are; then `all_lines` is given all, each as
    a line of JSON.

    Raises ModelError when the language model cannot be loaded: no report is better than one
    that reads as 'no conflicts'.
    """
    rules = rules or load_builtin()
    settings = settings or Settings()
    usable, refused = split_by_use(articles, rules, settings)
    too_large: list[NotCompared] = []
    told = _told_apart(usable, settings, too_large)
    with Findings() as found:
        checked: list[Checked] = []
        for story in (engine or check_stories)(told, rules, settings, progress):
            found.add(story.findings)
            checked.append(replace(story, findings=()))
        first, others = found.first(most)
        if others and all_lines is not None:
            all_lines(found.lines())
    unread = [one for story in checked for one in story.skipped]
    lost = {one.path for one in unread}
    usable = [article for article in usable if article.path not in lost]
    return Report(
        articles=tuple(usable),
        findings=tuple(first),
        copies=tuple(copy for story in checked for copy in story.copies),
        skipped=(*skipped, *refused, *unread),
        history=tuple(history),
        not_compared=(*too_large, *(one for story in checked for one in story.not_compared)),
        stories=tuple(ids for story in told if (ids := _ids(story, lost))),
        not_listed=others,
        provenance=provenance(map(spoken_in, usable), rules, settings),
    )


def provenance(languages: Iterable[str], rules: RuleSet, settings: Settings) -> Provenance:
    """How a report is made on articles in these languages. Raises ModelError."""
    spoken = sorted(set(languages)) or [LANGUAGE]
    return Provenance(
        factcheck=version("factcheck-news"),
        model=", ".join(_described(code, settings) for code in spoken),
        packs=rules.packs,
        settings=_told(settings, spoken),
    )


def _told_apart(
    articles: list[Article], settings: Settings, too_large: list[NotCompared]
) -> list[Story]:
    if settings.one_story:
        return [tuple(articles)] if articles else []
    return [tuple(articles[n] for n in places) for places in stories(articles, too_large=too_large)]


def _ids(story: Story, lost: Container[str]) -> tuple[str, ...]:
    return tuple(article.id for article in story if article.path not in lost)


def check_stories(
    told: Sequence[Story], rules: RuleSet, settings: Settings, progress: Progress = silent
) -> Iterator[Checked]:
    """What each story comes to, read and compared in this process; none is kept."""
    from factcheck.extract.extractor import Extractors
    from factcheck.extract.given import Parsed

    extractors = Extractors(rules.rules)
    read = documents([article for story in told for article in story], rules, settings, progress)
    for story in told:
        given: list[Given] = []
        characters = 0
        for article, document in zip(story, read, strict=False):
            given.append(Parsed(document, extractors.of(document.doc.language)))
            characters += len(article.text)
            if characters > MOST_KEPT:
                for one in given:
                    one.let_go()
        if story is told[-1]:
            progress("comparing", 0, 0)
        yield check_story(story, given, rules)


def check_story(story: Story, given: list[Given], rules: RuleSet) -> Checked:
    """What the articles of a story come to, of each of which is given what it says. It depends on
    nothing else. Of what is given nothing is left."""
    from factcheck.compare.copies import copies
    from factcheck.compare.findings import findings
    from factcheck.extract.common import Common
    from factcheck.match.questions import each_question

    common = Common.over((one.denied for one in given), (one.companies for one in given))
    claims: list[Claim] = []
    given.reverse()
    for article in story:
        claims += given.pop().claims(article.id, common)  # what has been read is let go
    too_many: list[NotCompared] = []
    asked = each_question(claims, rules.single_valued, rules.only_shared, rules.once, too_many)
    shared = copies(story)
    found = findings(asked, rules.by_id, story, shared)
    return Checked(tuple(found), shared, tuple(too_many))


def documents(
    articles: list[Article],
    rules: RuleSet,
    settings: Settings,
    progress: Progress = silent,
    kept: Mapping[str, bytes] = NO_PARSES,
) -> Iterator[Document]:
    """The parsed articles, in the order given, one at a time; each language by its own model.
    `kept`: parses that were made before (`language.kept`), by the id of the article.

    Raises ModelError for a language that none reads."""
    from factcheck.language.document import Document

    codes = [spoken_in(article) for article in articles]
    lexicons = {code: _lexicon(code, rules) for code in dict.fromkeys(codes)}
    parsed = {code: _parsed(articles, codes, code, settings, kept) for code in lexicons}
    for done, (article, code) in enumerate(zip(articles, codes, strict=True), 1):
        document = Document(article, next(parsed[code]), lexicons[code])
        progress(f"{READING} {done:,} of {len(articles):,}", done, len(articles))
        yield document


def _parsed(
    articles: list[Article],
    codes: list[str],
    code: str,
    settings: Settings,
    kept: Mapping[str, bytes],
) -> Iterator[Text]:
    """The parses of the articles in one of the languages."""
    from factcheck.language.parser import parse

    own = [a for a, language in zip(articles, codes, strict=True) if language == code]
    before = {place: kept[article.id] for place, article in enumerate(own) if article.id in kept}
    return parse(_model(code, settings), [article.text for article in own], code, before)


def _lexicon(code: str, rules: RuleSet) -> Lexicon:
    known = rules.known(code)
    make = Lexicon if code == LANGUAGE else Lexicon.incomplete
    return make(known.words, known.same, known.stands_for, known.alike)


def spoken_in(article: Article) -> str:
    """The language that an article is read as: English where it is not known."""
    return language_of(article) or LANGUAGE


def _choice(code: str, settings: Settings) -> Choice:
    if code == LANGUAGE:
        return Choice(settings.model, "")
    return choose(code, settings.models)


def model_of(article: Article, settings: Settings) -> str:
    """Tells the language model that reads an article from all others; it is not loaded for that.
    Raises ModelError where there is none."""
    code = spoken_in(article)
    return f"{_described(code, settings)} {files_of(_choice(code, settings).name)}".rstrip()


def _described(code: str, settings: Settings) -> str:
    return describe(_choice(code, settings).name, spacy_code(code))


def _model(code: str, settings: Settings) -> Language:
    from factcheck.language.parser import load_model

    return load_model(_choice(code, settings).name, spacy_code(code))


def _told(settings: Settings, spoken: Iterable[str]) -> dict[str, str]:
    """What was set for a run; the models of other languages that were spoken, and the installed
    packages that extend it."""
    told = {"model": settings.model, "longest article": f"{MAX_CHARACTERS:,} characters"}
    for code in spoken:
        if code != LANGUAGE:
            choice = _choice(code, settings)
            told[f"model for {code}"] = f"{choice.name}, {choice.reason}"
    if settings.one_story:
        told["stories"] = "all articles held against each other"
    if packages := installed().packages:
        told["extensions"] = ", ".join(packages)
    return told


def split_by_use(
    articles: Iterable[Article], rules: RuleSet, settings: Settings
) -> tuple[list[Article], list[Skipped]]:
    """The articles that can be checked, and the others, with what to do about them."""
    usable, too_long = _split_by_length(articles)
    usable, foreign = split_by_language(usable, rules, settings)
    return usable, [*too_long, *foreign]


def split_by_language(
    articles: Iterable[Article], rules: RuleSet, settings: Settings
) -> tuple[list[Article], list[Skipped]]:
    """The articles that rules and a model can read, those of unknown language with them, and those
    that are known to be in another one, with what to do about it."""
    usable: list[Article] = []
    foreign: list[Skipped] = []
    problems: dict[str, str | None] = {LANGUAGE: None}
    for article in articles:
        code = spoken_in(article)
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
