"""Paths of reports go in, the flagged findings of all of them come out as one docket, read again
whenever a report.json has changed on disk. The only place of the review that opens files, and
only those that were named when it was started.
"""

from __future__ import annotations

import hashlib
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any

from factcheck import report as reports
from factcheck.model import FLAGGED, Article, Evidence, Finding, Report, Severity
from factcheck.report.names import ArticleName, article_names
from factcheck.review.errors import ReviewError

REPORT_FILE = "report.json"
KEY_DIGITS = 12  # 48 bits: two of a million findings meet with a chance of 1 in 500
SEARCHED_LENGTH = 2_000  # characters of one passage that full-text search looks into

SORTS = ("confidence", "severity", "source")
_SEVERITIES = list(Severity)  # gravest first, as the model has them

Stamp = tuple[int, int]  # when a file was written (ns) and how large it is


@dataclass(frozen=True)
class Case:
    """A flagged finding, and what is needed to find it again and to show it."""

    key: str  # names it in addresses; the same after a restart and a re-run
    report: LoadedReport
    finding: Finding
    place: int  # in the order of the docket, which is that of the reports

    @property
    def percent(self) -> int:
        """Confidence in percent."""
        return round(self.finding.confidence * 100)

    @cached_property
    def articles(self) -> frozenset[str]:
        """Ids of the articles whose passages it rests on."""
        return frozenset(e.article for a in self.finding.answers for e in a.evidence)

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Who stands behind its answers, each once."""
        return tuple(dict.fromkeys(s for a in self.finding.answers for s in a.sources))

    def named(self, source: str) -> str:
        """A source for people: where it is an article's id, the article's name."""
        name = self.report.names.get(source)
        return name.name if name else source

    @cached_property
    def orders(self) -> dict[str, tuple[Any, ...]]:
        """For each way to sort, what to sort by; no two cases have the same."""
        unsure = (-self.finding.confidence, self.place)
        return {
            "confidence": unsure,
            "severity": (_SEVERITIES.index(self.finding.severity), *unsure),
            "source": (min(map(folded, self.sources), default=""), *unsure),
        }

    @property
    def alike(self) -> tuple[str, str, frozenset[str]]:
        """Equal for the cases of one report that one rule found between the same articles."""
        return self.report.key, self.finding.rule, self.articles

    @cached_property
    def searched(self) -> str:
        """Everything that full-text search looks into, folded."""
        finding, articles = self.finding, self.report.articles
        words = [finding.question, finding.rule, finding.kind, finding.verdict, *self.sources]
        for answer in finding.answers:
            words.append(answer.label)
            for evidence in answer.evidence:
                words += [evidence.quote[:SEARCHED_LENGTH], evidence.attributed_to or ""]
        words += [articles[name].title or "" for name in self.articles if name in articles]
        return folded("\n".join(words))


@dataclass(frozen=True)
class LoadedReport:
    """A report as it was when it was last read."""

    key: str
    name: str  # for people: the folder's name, longer where two folders share one
    path: Path
    report: Report
    stamp: Stamp

    @cached_property
    def articles(self) -> dict[str, Article]:
        """The articles by id."""
        return {article.id: article for article in self.report.articles}

    @cached_property
    def names(self) -> dict[str, ArticleName]:
        """How the articles are called on every page, by id."""
        return article_names(self.report.articles)

    @cached_property
    def cited(self) -> Mapping[str, tuple[tuple[Evidence, Finding], ...]]:
        """By article id: every passage that any finding rests on, flagged or not."""
        found: dict[str, list[tuple[Evidence, Finding]]] = {}
        for finding in (*self.report.findings, *self.report.dismissed):
            for answer in finding.answers:
                for evidence in answer.evidence:
                    found.setdefault(evidence.article, []).append((evidence, finding))
        return {name: tuple(cited) for name, cited in found.items()}

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What a person should look at or has dismissed, in the report's order."""
        listed = (*self.report.findings, *self.report.dismissed)
        return tuple({f.id: f for f in reversed(listed) if f.verdict in FLAGGED}.values())[::-1]


@dataclass(frozen=True)
class Docket:
    """All flagged findings of all reports at one moment."""

    reports: tuple[LoadedReport, ...]
    problems: tuple[str, ...] = ()  # reports that could not be read again, and why
    cases: tuple[Case, ...] = field(init=False)
    by_key: Mapping[str, Case] = field(init=False)

    def __post_init__(self) -> None:
        cases = tuple(_cases(self.reports))
        object.__setattr__(self, "cases", cases)
        object.__setattr__(self, "by_key", {case.key: case for case in cases})

    @cached_property
    def _groups(self) -> Mapping[tuple[str, str, frozenset[str]], tuple[Case, ...]]:
        groups: dict[tuple[str, str, frozenset[str]], list[Case]] = {}
        for case in self.cases:
            groups.setdefault(case.alike, []).append(case)
        return {key: tuple(group) for key, group in groups.items()}

    def alike_to(self, case: Case) -> tuple[Case, ...]:
        """The other cases of this rule between the same articles."""
        return tuple(c for c in self._groups[case.alike] if c.key != case.key)


class ReportsFolder:
    """The reports under review. Safe from several threads."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = tuple(paths)
        self._names = _names(self._paths)
        self._lock = threading.Lock()
        self._docket = Docket(tuple(self._read(path) for path in self._paths))
        self._failed: dict[Path, tuple[Stamp | None, str]] = {}

    @classmethod
    def open(cls, paths: Iterable[str | PathLike[str]]) -> ReportsFolder:
        """Reports by file, by folder, or by a folder of such folders. Raises ReviewError."""
        found = dict.fromkeys(f for path in paths for f in _report_files(Path(path)))
        if not found:
            raise ReviewError("no report was named; give a report.json or the folder that has it")
        return cls(found)

    def docket(self) -> Docket:
        """The findings as the files now have them. A report that has become unreadable stays as
        it was, with a problem that says so."""
        with self._lock:
            loaded = [self._renewed(report) for report in self._docket.reports]
            problems = tuple(problem for _, problem in self._failed.values())
            if problems != self._docket.problems or any(
                new is not old for new, old in zip(loaded, self._docket.reports, strict=True)
            ):
                self._docket = Docket(tuple(loaded), problems)
            return self._docket

    def _renewed(self, old: LoadedReport) -> LoadedReport:
        stamp = _stamp(old.path)
        if stamp == old.stamp:
            self._failed.pop(old.path, None)
            return old
        if old.path in self._failed and self._failed[old.path][0] == stamp:
            return old
        try:
            new = self._read(old.path)
        except ReviewError as error:
            self._failed[old.path] = (stamp, f"{error} Shown is what it held before.")
            return old
        self._failed.pop(old.path, None)
        return new

    def _read(self, path: Path) -> LoadedReport:
        stamp = _stamp(path)  # before reading: a change in between is seen the next time
        try:
            if stamp is None:
                raise ReviewError(f"{path} is not there any more. Run `factcheck check` again.")
            report = reports.load(path)
        except OSError as error:
            raise ReviewError(f"{path} cannot be read ({error.strerror}).") from error
        except ValueError as error:
            raise ReviewError(str(error)) from error
        return LoadedReport(_digest(str(path.resolve())), self._names[path], path, report, stamp)


def case_key(report: LoadedReport, finding: Finding) -> str:
    """What names a finding in addresses."""
    return _digest(report.key, finding.id)


def folded(text: str) -> str:
    """A text as search compares it: without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _report_files(path: Path) -> list[Path]:
    """The report.json that a path means."""
    if path.is_file():
        return [path]
    if (path / REPORT_FILE).is_file():
        return [path / REPORT_FILE]
    if path.is_dir() and (below := sorted(path.glob(f"*/{REPORT_FILE}"))):
        return below
    missing = f"has no {REPORT_FILE}" if path.is_dir() else "does not exist"
    raise ReviewError(
        f"{path} {missing}. Give a report.json or its folder; "
        "`factcheck check ARTICLES --output FOLDER` writes one."
    )


def _names(paths: tuple[Path, ...]) -> dict[Path, str]:
    """The folder's name for each, with its parents as far as they are needed to tell it apart."""
    resolved = {path: path.resolve() for path in paths}
    names = {}
    for path, full in resolved.items():
        steps = full.parent.parts if full.name == REPORT_FILE else full.parts
        others = [
            (p.parent.parts if p.name == REPORT_FILE else p.parts)
            for q, p in resolved.items()
            if q != path
        ]
        depth = 1
        while depth < len(steps) and any(o[-depth:] == steps[-depth:] for o in others):
            depth += 1
        names[path] = "/".join(steps[-depth:]) or str(full)
    return names


def _cases(loaded: Iterable[LoadedReport]) -> Iterator[Case]:
    place = 0
    for report in loaded:
        for finding in report.findings:
            yield Case(case_key(report, finding), report, finding, place)
            place += 1


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:KEY_DIGITS]
