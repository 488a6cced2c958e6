"""The text of a rule file in, its data and the place of every part out: file, line and column.

Rule files are untrusted input: safe YAML only, no aliases that blow up, limited in size and depth.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeGuard

import yaml

from factcheck.prepared import data_of, text_of
from factcheck.rules import safe_yaml
from factcheck.rules.safe_yaml import MAX_DEPTH, Loader, NotPlainError, plain_data
from factcheck.tables import described

MAX_PACK_BYTES = 1_000_000  # the largest shipped pack is under 30 kB


class RuleError(ValueError):
    """A rule file that cannot be used. The message starts with file:line:column."""


@dataclass(frozen=True, eq=False)  # one file read twice is two sources
class Source:
    """A YAML file that was read: its name, text and data."""

    name: str
    text: str
    data: object

    @cached_property
    def node(self) -> yaml.Node:
        """Its syntax tree: made where somebody asks for places, which is where something is wrong
        or to be shown."""
        return _compose(self.text, self.name)

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that tell this text from another."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]

    def where(self, *steps: object) -> str:
        """'file:line:column' of a part, by the keys and indexes that lead to it; of the nearest
        part above where it is missing."""
        return self._place(self.nearest(*steps))

    def nearest(self, *steps: object) -> yaml.Node:
        """The part that these keys and indexes lead to, or the last one that is there."""
        here = self.node
        for step in steps:
            found = _step(here, step)
            if found is None:
                break
            here = found
        return here

    def has(self, *steps: object) -> bool:
        """Whether there is such a part."""
        here: yaml.Node | None = self.node
        for step in steps:
            here = _step(here, step) if here is not None else None
        return here is not None

    def find(self, word: str, *steps: object) -> tuple[object, ...]:
        """The keys and indexes that lead to the first place below a part where a word stands
        alone; else those of the part."""
        here: Any = self.data
        for step in steps:
            here = here[step]
        below = _below(here, word)
        return (*steps, *below) if below is not None else steps

    def lines(self, *steps: object) -> str:
        """The lines of a part, as they stand in the file."""
        part = self.nearest(*steps)
        lines = self.text.splitlines()[part.start_mark.line : part.end_mark.line]
        return "\n".join(lines).rstrip()

    def _place(self, node: yaml.Node) -> str:
        mark = node.start_mark
        return f"{self.name}:{mark.line + 1}:{mark.column + 1}"


NO_SOURCE = Source("", "{}", {})  # of rules whose text does not matter


def read_file(path: Path, *, ours: bool = False) -> Source:
    """A rule file from disk. Raises RuleError when it cannot be read or is no safe YAML. `ours`: it
    is a part of the program, and what was read of it once is kept beside it."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_PACK_BYTES + 1)
    except OSError as error:
        raise RuleError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    if len(raw) > MAX_PACK_BYTES:
        raise RuleError(f"{path}: larger than {MAX_PACK_BYTES:,} bytes; split it")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise RuleError(f"{path}:{line}:1: not UTF-8; save the file as UTF-8 text") from error
    return read_text(text, str(path), path if ours else None)


def read_text(text: str, name: str, file: Path | None = None) -> Source:
    """YAML text as data; `name` stands in messages for the file. `file`: where it stands in the
    program."""
    try:
        if file is not None:
            return Source(name, text, data_of(file, text, plain_data, _made_by()))
        return Source(name, text, plain_data(text))
    except NotPlainError:
        return Source(name, text, _closely(text, name))


@cache
def _made_by() -> str:
    return described(Loader) + text_of(safe_yaml.__file__)


def _closely(text: str, name: str) -> object:
    """The data of YAML text, or what is wrong with it and where."""
    try:
        # of a SafeLoader; the text is read once
        data: object = Loader("").construct_document(_compose(text, name))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        line = text.splitlines()[mark.line : mark.line + 1] if mark else []
        hint = _hint(str(error.problem), "".join(line))
        raise RuleError(f"{where}: not valid YAML: {error.problem}{hint}") from error
    except yaml.YAMLError as error:
        raise RuleError(f"{name}: not valid YAML: {error}") from error
    return data


def _hint(problem: str, line: str) -> str:
    """What the writer of a line most likely has to do."""
    if "\t" in line:
        return "; indent with spaces, not tabs"
    if "mapping values" in problem or "expected key" in problem:
        return "; put quotes around text with a colon or a brace"
    if "'-' indicator" in problem or "block end" in problem:
        return "; is the line indented like the others of its part?"
    return ""


def _compose(text: str, name: str) -> yaml.Node:
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        mark = event.start_mark
        where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        if isinstance(event, yaml.AliasEvent):
            raise RuleError(
                f"{where}: YAML aliases (*name) are not read; use a word list ($name) "
                "or shared triggers"
            )
        if depth > MAX_DEPTH:
            raise RuleError(f"{where}: nested deeper than {MAX_DEPTH} levels")
    node = yaml.compose(text, Loader=Loader)
    if node is None:
        raise RuleError(f"{name}:1:1: empty file; a rule pack starts with 'pack: name'")
    return node


def _below(data: object, word: str) -> tuple[object, ...] | None:
    """The keys and indexes below some data that lead to a word."""
    if data == word:
        return ()
    named = data.items() if isinstance(data, dict) else enumerate(data) if _is_list(data) else ()
    for step, inside in named:
        if step == word:
            return (step,)
        deeper = _below(inside, word)
        if deeper is not None:
            return (step, *deeper)
    return None


def _is_list(data: object) -> TypeGuard[list[object]]:
    return isinstance(data, list)


def _step(node: yaml.Node, step: object) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key if not isinstance(value, yaml.CollectionNode) else value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found = node.value[step]
        return found if isinstance(found, yaml.Node) else None
    return None
