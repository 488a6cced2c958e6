"""A project's own rules and settings: the folder `rules/` beside its articles and factcheck.toml.

database = "decisions.db"               # of reviews: a file, or postgresql://HOST/NAME

[rules]
paths = ["rules", "../shared-rules"]    # default: rules, where there is one
off = ["people.age", "sports"]          # rules and whole packs that are not to run
severity = {"casualties.killed" = "medium"}
words = {event_nouns = ["regatta"]}     # further words for a list of any pack

[ingest.fields]                         # what tables and JSON call the parts of an article
text = "story.body"
published = ["online_from", "printed_on"]

[models]                                # of several installed for a language, the one that reads it
fr = "fr_core_news_md"
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from factcheck.model import Severity
from factcheck.rules.problems import describe
from factcheck.rules.schema import Language, Word
from factcheck.rules.source import MAX_PACK_BYTES, RuleError

FILE_NAME = "factcheck.toml"
RULES_FOLDER = "rules"
SUFFIXES = frozenset({".yaml", ".yml"})

Name = Annotated[str, StringConstraints(min_length=1)]
PackageName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,79}$")]
_ADDRESS = re.compile(r"https?:[/\\]", re.IGNORECASE)  # as pathlib leaves it; pages have no folder
Names = Annotated[
    tuple[Name, ...],
    BeforeValidator(lambda given: (given,) if isinstance(given, str) else given),
]
TOML_PLACE = re.compile(r"\s*\(at line (\d+), column (\d+)\)")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RuleSettings(_Model):
    """What a project changes about the rules."""

    paths: tuple[Name, ...] | None = Field(
        default=None, description="rule files and folders, from the folder of factcheck.toml"
    )
    off: tuple[Name, ...] = Field(
        default=(), description="rules, packs and #tags that are not to run"
    )
    severity: dict[Name, Severity] = Field(
        default_factory=dict, description="rule or pack: high, medium or low"
    )
    words: dict[Name, tuple[Word, ...]] = Field(
        default_factory=dict, description="word list: words that are added to it"
    )


class FieldNames(_Model):
    """What tables and JSON call the parts of an article: one name or, the likeliest first,
    several. Each is the text or a field of its metadata (model.MetadataField)."""

    text: Names = ()
    publisher: Names = ()
    title: Names = ()
    byline: Names = ()
    place: Names = ()
    published: Names = ()
    updated: Names = ()
    language: Names = ()
    url: Names = ()
    agency: Names = ()


class IngestSettings(_Model):
    """What a project says about the files that its articles come in."""

    fields: FieldNames = Field(
        default_factory=FieldNames, description="names of fields in tables and JSON"
    )


class ProjectFile(_Model):
    """factcheck.toml."""

    ingest: IngestSettings = Field(default_factory=IngestSettings)

    rules: RuleSettings = Field(default_factory=RuleSettings)
    models: dict[Language, PackageName] = Field(
        default_factory=dict, description="language: the installed spaCy pipeline that reads it"
    )
    database: Name | None = Field(
        default=None,
        description="where decisions of reviews are kept: a file, from the folder of "
        "factcheck.toml, or postgresql://HOST/NAME",
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """Where things stand in a TOML file. Its parser keeps no places: names are looked up."""

    name: str = FILE_NAME
    text: str = ""
    data: object = None

    def where(self, *steps: object) -> str:
        """'file:line:column' of the last name among these keys and indexes."""
        wanted = [str(step) for step in steps if not isinstance(step, int)][-1:]
        for number, line in enumerate(self.text.splitlines(), 1):
            for name in wanted:
                found = re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", line)
                if found and not line.lstrip().startswith("#"):
                    return f"{self.name}:{number}:{found.start() + 1}"
        return self.name

    def find(self, word: str, *steps: object) -> tuple[object, ...]:
        """The part itself: names in TOML are looked up in the text."""
        return (*steps, word)

    def has(self, *steps: object) -> bool:
        """Whether there is such a part."""
        here: Any = self.data
        for step in steps:
            try:
                here = here[step]
            except (TypeError, LookupError):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Project:
    """Where a project's rules are and what it says about them."""

    paths: tuple[Path, ...] = ()
    rules: RuleSettings = field(default_factory=RuleSettings)
    database: str | None = None  # of reviews
    file: _Places = field(default_factory=_Places)
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of tables and JSON
    models: Mapping[str, str] = field(default_factory=dict)  # by language

    @property
    def provenance(self) -> tuple[str, ...]:
        """What a report says of factcheck.toml: enough to tell it from another."""
        if not self.file.text:
            return ()
        digest = hashlib.sha256(self.file.text.encode()).hexdigest()[:12]
        return (f"{FILE_NAME}: sha256 {digest}",)


NO_PROJECT = Project()


def find_project(paths: Iterable[str | Path]) -> Project:
    """The project that articles belong to: the nearest factcheck.toml at or above the paths that
    are no addresses; without one, the folders `rules` of YAML files in the articles' folders,
    beside them, or else in the current folder.

    Raises RuleError for a factcheck.toml that is wrong, and for articles of two projects.
    """
    starts = sorted({_folder_of(path) for path in paths if not _ADDRESS.match(str(path))})
    starts = starts or [Path.cwd()]
    files = dict.fromkeys(filter(None, map(_nearest_file, starts)))
    if len(files) > 1:
        named = " and ".join(str(_shown(file)) for file in list(files)[:2])
        raise RuleError(
            f"the articles belong to two projects, {named}; check them one after the other, or "
            "without either (--no-project)"
        )
    for file in files:
        return read_project(file)
    beside = (_first_rules([start, start.parent]) for start in starts)
    rules = list(dict.fromkeys(filter(None, beside)))
    if not rules and (here := _first_rules([Path.cwd()])):
        rules = [here]
    return Project(paths=tuple(map(_shown, rules))) if rules else NO_PROJECT


def _folder_of(path: str | Path) -> Path:
    start = Path(path).resolve()
    return start if start.is_dir() else start.parent


def _nearest_file(folder: Path) -> Path | None:
    files = (here / FILE_NAME for here in (folder, *folder.parents))
    return next((file for file in files if file.is_file()), None)


def _first_rules(folders: Iterable[Path]) -> Path | None:
    """The first of the folders `rules` in these that has rules."""
    return next((f for folder in folders if _has_rules(f := folder / RULES_FOLDER)), None)


def read_project(path: Path) -> Project:
    """A factcheck.toml. Raises RuleError when it is wrong."""
    shown = str(_shown(path))
    try:
        raw = path.read_bytes()
        if len(raw) > MAX_PACK_BYTES:
            raise RuleError(f"{shown}: larger than {MAX_PACK_BYTES:,} bytes")
        text = raw.decode("utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise RuleError(f"{shown}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise RuleError(f"{shown}: not UTF-8; save the file as UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise RuleError(_toml_problem(shown, str(error))) from error
    try:
        project = ProjectFile.model_validate(data)
    except ValidationError as error:
        raise RuleError(describe(error, _Places(shown, text, data), ProjectFile)) from error
    paths = project.rules.paths
    if paths is None:
        paths = (RULES_FOLDER,) if _has_rules(path.parent / RULES_FOLDER) else ()
    return Project(
        file=_Places(shown, text, data),
        paths=tuple(_shown(path.parent / p) for p in paths),
        rules=project.rules,
        database=_database(project.database, path.parent),
        fields={field: names for field, names in project.ingest.fields if names},
        models=project.models,
    )


def _database(given: str | None, folder: Path) -> str | None:
    """A file is named from the folder of factcheck.toml."""
    return given if given is None or "://" in given else str(folder / Path(given).expanduser())


def _toml_problem(name: str, message: str) -> str:
    place = TOML_PLACE.search(message)
    where = f"{name}:{place[1]}:{place[2]}" if place else name
    return f"{where}: not valid TOML: {TOML_PLACE.sub('', message)}"


def _has_rules(folder: Path) -> bool:
    try:
        return any(p.suffix in SUFFIXES for p in folder.iterdir())
    except OSError:
        return False


def _shown(path: Path) -> Path:
    """From the current folder, where it is below that."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path
