"""Rule packs from YAML files to one RuleSet; every error names file, line and column.

Packs are untrusted input: safe YAML only, no aliases that blow up, limited in size and depth.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

import yaml
from pydantic import ValidationError

from factcheck.rules.schema import Pack, Role, Rule, Trigger

MAX_PACK_BYTES = 1_000_000  # the largest shipped pack is under 20 kB
MAX_DEPTH = 24  # a rule's deepest field lies 8 levels down


# The same safe loader, in C where PyYAML has it: ten times as fast.
_SafeLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):  # type: ignore[valid-type, misc]  # which one is known at run time
    """Safe YAML in which only true and false are booleans and dates stay text.

    YAML 1.1 reads 'on' and 'no' as booleans: prepositions and Norway would not survive it.
    """


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"}
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def _mapping_without_repeats(loader: _Loader, node: yaml.MappingNode) -> dict[object, object]:
    seen: set[object] = set()
    for key, _ in node.value:
        name = loader.construct_object(key, deep=True)
        if name in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"'{name}' is given twice; keep one", key.start_mark
            )
        seen.add(name)
    built: dict[object, object] = loader.construct_mapping(node, deep=True)
    return built


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping_without_repeats)


class RuleError(ValueError):
    """A rule file that cannot be used. The message starts with file:line:column."""


@dataclass(frozen=True, slots=True)
class LoadedRule:
    """A rule with its full id (pack.rule) and its $lists spelled out."""

    id: str
    rule: Rule


@dataclass(frozen=True)
class RuleSet:
    """Everything that a run knows about news: rules, word lists, synonyms, names of states."""

    rules: tuple[LoadedRule, ...]
    words: Mapping[str, frozenset[str]]
    same: Mapping[str, str]  # word → canonical head
    stands_for: Mapping[str, str]  # name in lower case → ISO 3166 code
    alike: Mapping[str, str]  # verb or noun → the word for all that one deed is told with
    packs: tuple[str, ...]  # 'name: n rules, sha256 …', for the report's provenance

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """The rules by their full ids."""
        return {loaded.id: loaded.rule for loaded in self.rules}

    @cached_property
    def single_valued(self) -> frozenset[str]:
        """Ids of the rules whose questions have one right answer."""
        return frozenset(i for i, rule in self.by_id.items() if rule.values == "single")

    @cached_property
    def only_shared(self) -> frozenset[str]:
        """Ids of the rules of which nothing is reported that one article alone states."""
        return frozenset(i for i, r in self.by_id.items() if r.general and r.values == "list")

    def rule(self, rule_id: str) -> Rule:
        """The rule with this full id; KeyError when there is none."""
        return self.by_id[rule_id]


def builtin_packs() -> list[Path]:
    """The packs that ship with factcheck: inside the wheel, or rules/ of a checkout."""
    package = Path(str(files("factcheck.rules")))
    for folder in (package / "packs", package.parent.parent / "rules"):
        found = sorted(folder.glob("*.yaml"))
        if found:
            return found
    raise RuleError(
        "the built-in rule packs are missing from this installation; install factcheck-news again"
    )


def load(extra: Iterable[Path] = ()) -> RuleSet:
    """The built-in packs and then `extra` files or folders of packs, as one rule set.

    Raises RuleError when any file is broken: half a rule set would read as 'no conflicts'.
    """
    extra_files = tuple(path for given in extra for path in _pack_files(Path(given)))
    return combine([_read(path) for path in (*builtin_packs(), *extra_files)])


@cache
def load_builtin() -> RuleSet:
    """The built-in rule set, read once."""
    return load()


def _pack_files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted([*path.glob("*.yaml"), *path.glob("*.yml")])
        if not found:
            raise RuleError(f"{path}: no .yaml files in this folder; name a rule file or another")
        return found
    return [path]


def _read(path: Path) -> tuple[Pack, str]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise RuleError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    if len(raw) > MAX_PACK_BYTES:
        raise RuleError(f"{path}: larger than {MAX_PACK_BYTES:,} bytes; split it")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise RuleError(f"{path}:{line}:1: not UTF-8; save the file as UTF-8 text") from error
    return parse(text, str(path))


def parse(text: str, name: str) -> tuple[Pack, str]:
    """A pack and its digest from YAML text; `name` stands in error messages for the file."""
    try:
        node = _compose(text, name)
        data = yaml.load(text, Loader=_Loader)  # a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        raise RuleError(f"{where}: not valid YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise RuleError(f"{name}: not valid YAML: {error}") from error
    try:
        pack = Pack.model_validate(data)
    except ValidationError as error:
        errors = [dict(e) for e in error.errors()]
        problems = [_describe(node, name, e) for e in errors if not _follows(e, errors)]
        raise RuleError("\n".join(problems)) from error
    return pack, hashlib.sha256(text.encode()).hexdigest()[:12]


def _compose(text: str, name: str) -> yaml.Node:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
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
    node = yaml.compose(text, Loader=_Loader)
    if node is None:
        raise RuleError(f"{name}:1:1: empty file; a rule pack starts with 'pack: name'")
    return node


def _follows(error: dict[str, object], errors: list[dict[str, object]]) -> bool:
    """Whether an error only says that something inside it is wrong."""
    loc = error["loc"]
    return isinstance(loc, tuple) and any(
        isinstance(other := e["loc"], tuple) and len(other) > len(loc) and other[: len(loc)] == loc
        for e in errors
    )


def _describe(node: yaml.Node, name: str, error: dict[str, object]) -> str:
    loc = error.get("loc", ())
    steps = loc if isinstance(loc, tuple) else ()
    here, shown = node, []
    for step in steps:
        found = _step(here, step)
        shown.append(str(step))
        if found is None:
            break
        here = found
    mark = here.start_mark
    message = str(error.get("msg", "")).removeprefix("Value error, ")
    return f"{name}:{mark.line + 1}:{mark.column + 1}: {'.'.join(shown) or 'pack'}: {message}"


def _step(node: yaml.Node, step: object) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key if not isinstance(value, yaml.CollectionNode) else value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found = node.value[step]
        return found if isinstance(found, yaml.Node) else None
    return None


def combine(packs: Iterable[tuple[Pack, str]]) -> RuleSet:
    """One rule set; a later pack's word list of the same name adds to the earlier one."""
    packs = list(packs)
    lists: dict[str, list[str]] = {}
    same: dict[str, str] = {}
    stands_for: dict[str, str] = {}
    alike: dict[str, str] = {}
    for pack, _ in packs:
        for name, entries in pack.words.items():
            lists.setdefault(name, []).extend(entries)
        for head, variants in pack.same.items():
            same.update(dict.fromkeys(variants, head))
            same[head] = head
        for word, others in pack.alike.items():
            alike.update(dict.fromkeys((word, *others), word))
        for code, names in pack.stands_for.items():
            stands_for.update(dict.fromkeys((n.lower() for n in names), code))
    spelled = _Lists(lists)
    words = {name: frozenset(spelled.words(name)) for name in lists}
    loaded = [
        LoadedRule(f"{pack.pack}.{rule.id}", _with_lists(rule, spelled, pack.pack))
        for pack, _ in packs
        for rule in pack.rules
    ]
    ids = [entry.id for entry in loaded]
    for rule_id in ids:
        if ids.count(rule_id) > 1:
            raise RuleError(f"two rules are called '{rule_id}'; rename one of them or its pack")
    shown = tuple(
        f"{pack.pack}: {len(pack.rules)} rule{'s' * (len(pack.rules) != 1)}, sha256 {digest}"
        for pack, digest in packs
    )
    return RuleSet(tuple(loaded), words, same, stands_for, alike, shown)


class _Lists:
    """Word lists by name, each spelled out once: lists may name lists, but not in a circle."""

    def __init__(self, lists: Mapping[str, list[str]]) -> None:
        self._lists = lists
        self._done: dict[str, tuple[str, ...]] = {}
        self._open: list[str] = []

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a list, without repeats."""
        if name in self._open:
            circle = " → ".join(f"${n}" for n in [*self._open[self._open.index(name) :], name])
            raise RuleError(f"word lists name each other in a circle: {circle}")
        if name not in self._done:
            self._open.append(name)
            self._done[name] = self.spell_out(self._lists[name])
            self._open.pop()
        return self._done[name]

    def spell_out(self, entries: Iterable[str]) -> tuple[str, ...]:
        """Entries with every $list replaced by its words."""
        spelled: dict[str, None] = {}
        for entry in entries:
            if not entry.startswith("$"):
                spelled[entry] = None
            elif entry[1:] in self._lists:
                spelled.update(dict.fromkeys(self.words(entry[1:])))
            else:
                known = ", ".join(sorted(self._lists))
                raise RuleError(f"unknown word list '{entry}'; known are {known}")
        return tuple(spelled)


def _with_lists(rule: Rule, lists: _Lists, pack: str) -> Rule:
    def spell(entries: tuple[str, ...]) -> tuple[str, ...]:
        try:
            return lists.spell_out(entries)
        except RuleError as error:
            raise RuleError(f"rule {pack}.{rule.id}: {error}") from None

    def trigger(t: Trigger) -> Trigger:
        return t.model_copy(
            update={
                "verb": spell(t.verb),
                "noun": spell(t.noun),
                "adjective": spell(t.adjective),
                "word": spell(t.word),
                "when": {place: spell(ws) for place, ws in t.when.items()},
                "unless": {place: spell(ws) for place, ws in t.unless.items()},
            }
        )

    def role(r: Role) -> Role:
        classes = {name: spell(words) for name, words in r.classes.items()}
        update = {"head": spell(r.head), "unlike": spell(r.unlike), "classes": classes}
        return r.model_copy(update=update)

    roles = {name: role(r) for name, r in rule.roles.items()}
    return rule.model_copy(
        update={"roles": roles, "triggers": tuple(trigger(t) for t in rule.triggers)}
    )
