"""Rule packs from YAML files to one RuleSet: the built-in ones, those of installed packages, those
of the project and those named by the user; every error names file, line and column.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, cached_property
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from factcheck.extensions import ExtensionError, installed
from factcheck.rules.problems import describe, nearest
from factcheck.rules.project import NO_PROJECT, SUFFIXES, Project, find_project
from factcheck.rules.schema import ENGLISH, PREPOSITIONS_OF_PACK, Pack, Role, Rule, Trigger
from factcheck.rules.source import NO_SOURCE, RuleError, Source, read_file, read_text

ENTRY_POINTS = "factcheck.rules"  # group of packages that bring rule packs of their own


class PackError(RuleError):
    """What is wrong with one pack beside others; the others can be used without it."""

    def __init__(self, pack: PackFile, message: str) -> None:
        super().__init__(message)
        self.pack = pack


@dataclass(frozen=True, slots=True, eq=False)
class PackFile:
    """A rule pack and the file that it was read from."""

    pack: Pack
    source: Source
    builtin: bool = False

    def where(self, index: int) -> str:
        """'file:line:column' of the rule with this index."""
        return self.source.where("rules", index)


@dataclass(frozen=True, slots=True, eq=False)
class LoadedRule:
    """A rule with its full id (pack.rule), its $lists spelled out, and where it stands."""

    id: str
    rule: Rule
    file: PackFile
    index: int  # among the rules of its file

    @property
    def where(self) -> str:
        """'file:line:column'."""
        return self.file.where(self.index)

    @property
    def names(self) -> frozenset[str]:
        """What factcheck.toml can call it by: its id, its pack, '#' and each of its tags."""
        return frozenset((self.id, self.file.pack.pack, *(f"#{t}" for t in self.rule.tags)))


@dataclass(frozen=True, slots=True)
class Words:
    """What the packs of one language know of its words."""

    words: Mapping[str, frozenset[str]]
    same: Mapping[str, str]  # word → canonical head
    stands_for: Mapping[str, str]  # name in lower case → ISO 3166 code
    alike: Mapping[str, str]  # verb or noun → the word for all that one deed is told with


NO_WORDS = Words({}, {}, {}, {})


@dataclass(frozen=True)
class RuleSet:
    """Everything that a run knows about news: rules, word lists, synonyms, names of states."""

    rules: tuple[LoadedRule, ...]
    spoken: Mapping[str, Words]  # by language
    packs: tuple[str, ...]  # 'name: n rules, sha256 …', for the report's provenance
    off: tuple[LoadedRule, ...] = ()  # rules that the project has switched off
    broken: tuple[tuple[str, str], ...] = ()  # files left out: name, 'line:column: what is wrong'

    def known(self, language: str = ENGLISH) -> Words:
        """What is known of the words of a language."""
        return self.spoken.get(language, NO_WORDS)

    def of(self, language: str) -> tuple[LoadedRule, ...]:
        """The rules for articles in a language."""
        return tuple(loaded for loaded in self.rules if language in loaded.rule.languages)

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """The rules by their full ids."""
        return {loaded.id: loaded.rule for loaded in self.rules}

    @cached_property
    def single_valued(self) -> frozenset[str]:
        """Ids of the rules whose questions have one right answer."""
        return frozenset(i for i, rule in self.by_id.items() if rule.values == "single")

    @cached_property
    def once(self) -> frozenset[str]:
        """Ids of the rules that compare only articles which give one answer and no other."""
        return frozenset(i for i, rule in self.by_id.items() if rule.once)

    @cached_property
    def only_shared(self) -> frozenset[str]:
        """Ids of the rules of which nothing is reported that one article alone states."""
        return frozenset(i for i, rule in self.by_id.items() if rule.only_shared)

    def bare(self) -> RuleSet:
        """All that articles are read with, without the files that it was read from: a tenth of the
        size, for other processes."""
        nowhere = PackFile(Pack.model_construct(pack=""), NO_SOURCE)
        rules = tuple(LoadedRule(one.id, one.rule, nowhere, one.index) for one in self.rules)
        return RuleSet(rules, self.spoken, self.packs)

    def rule(self, rule_id: str) -> Rule:
        """The rule with this full id; KeyError when there is none."""
        return self.by_id[rule_id]


# -- where packs are -------------------------------------------------------------------------


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


def installed_packs() -> list[Path]:
    """The packs of installed Python packages that name a module under `factcheck.rules` among
    their entry points: the YAML files beside that module. Raises RuleError for one that is gone."""
    found: list[Path] = []
    for entry in sorted(entry_points(group=ENTRY_POINTS), key=lambda e: (e.name, e.value)):
        try:
            folder = Path(str(files(entry.value)))
        except (ImportError, TypeError) as error:
            message = f"rules of the installed package '{entry.name}' cannot be found ({error})"
            raise RuleError(f"{message}; install it again, or remove it") from error
        found += sorted(p for p in folder.glob("*") if p.suffix in SUFFIXES)
    return found


def pack_files(path: Path) -> list[Path]:
    """A rule file, or the rule files of a folder. Raises RuleError where there are none."""
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.iterdir() if p.suffix in SUFFIXES)
    if not found:
        raise RuleError(f"{path}: no .yaml files in this folder; name a rule file or another")
    return found


def unknown_rule(name: str, known: Iterable[str]) -> str:
    """What to give instead: rules of that name in any pack, or of a name much like it."""
    known = list(known)
    like = [i for i in known if i.endswith(f".{name}") or i.startswith(f"{name}.")]
    like = like or get_close_matches(name, known, n=1)
    packs = ", ".join(sorted({i.partition(".")[0] for i in known}))
    hint = f"did you mean {' or '.join(like)}?" if like else f"packs are {packs}"
    return f"there is no rule '{name}'; rules are named pack.rule, {hint}"


# -- reading them ----------------------------------------------------------------------------


def load(
    extra: Iterable[str | Path] = (), *, project: Project = NO_PROJECT, strict: bool = True
) -> RuleSet:
    """The built-in packs and then those of installed packages, of the project, and `extra` files or
    folders of packs, as one rule set.

    Raises RuleError for a path that does not exist, and, if `strict`, for any file that is broken;
    otherwise such a file is left out and named in `broken`.
    """
    try:
        installed()
    except ExtensionError as error:
        raise RuleError(f"{error}; install that package again, or remove it") from error
    builtin = [replace(_pack(read_file(path, ours=True)), builtin=True) for path in builtin_packs()]
    known = {path.resolve() for path in builtin_packs()}
    found: list[PackFile] = []
    broken: list[tuple[str, str]] = []
    named = [path for given in (*project.paths, *extra) for path in pack_files(Path(given))]
    for path in (*installed_packs(), *named):
        if path.resolve() in known:
            continue  # named twice, or the checkout's own
        known.add(path.resolve())
        try:
            found.append(_read(path))
        except RuleError as error:
            if strict or not path.exists():
                raise
            broken.append(_left_out(str(path), error))
    return combine([*builtin, *found], project=project, strict=strict, broken=broken)


def load_for(
    articles: Iterable[str | Path],
    extra: Iterable[str | Path] = (),
    *,
    with_project: bool = True,
    strict: bool = False,
) -> RuleSet:
    """The rules that articles are checked with: those of `load`, and those of their project unless
    that is not wanted."""
    project = find_project(articles) if with_project else NO_PROJECT
    return load(extra, project=project, strict=strict)


@cache
def load_builtin() -> RuleSet:
    """The built-in rule set, read once."""
    return load()


def parse(text: str, name: str) -> PackFile:
    """A pack from YAML text; `name` stands in error messages for the file."""
    return _pack(read_text(text, name))


def _read(path: Path) -> PackFile:
    return _pack(read_file(path))


def _pack(source: Source) -> PackFile:
    try:
        pack = Pack.model_validate(source.data, context=_context(source.data))
        return PackFile(pack, source)
    except ValidationError as error:
        raise RuleError(describe(error, source, Pack)) from error


def _context(data: object) -> dict[str, tuple[str, ...]]:
    """The prepositions that a pack names, for its places to be checked."""
    named = data.get("prepositions") if isinstance(data, dict) else None
    listed = named if isinstance(named, list) else []
    return {PREPOSITIONS_OF_PACK: tuple(word for word in listed if isinstance(word, str))}


# -- one set of many packs -------------------------------------------------------------------


def combine(
    packs: Sequence[PackFile],
    *,
    project: Project = NO_PROJECT,
    strict: bool = True,
    broken: Iterable[tuple[str, str]] = (),
) -> RuleSet:
    """One rule set; a later pack's word list of the same name adds to the earlier one, a later rule
    with `override: true` replaces the earlier one of its id.

    Raises RuleError for what does not fit together; unless `strict`, packs of the user's that do
    not fit are left out and added to `broken`.
    """
    left_out = list(broken)
    kept = list(packs)
    while True:
        try:
            return _combined(kept, project, tuple(left_out))
        except PackError as error:
            if strict or error.pack.builtin:
                raise
            left_out.append(_left_out(error.pack.source.name, error))
            kept = [pack for pack in kept if pack is not error.pack]


def _left_out(name: str, error: RuleError) -> tuple[str, str]:
    """A file and what is wrong with it, its name said once."""
    lines = [line.removeprefix(f"{name}:").strip() for line in str(error).splitlines()]
    return name, "\n".join(lines)


def _combined(
    packs: list[PackFile], project: Project, broken: tuple[tuple[str, str], ...]
) -> RuleSet:
    every = dict.fromkeys(code for file in packs for code in file.pack.languages)
    lists = {
        code: _Lists([f for f in packs if code in f.pack.languages], project) for code in every
    }
    _check_own_words(project, lists.values())
    loaded = _loaded(packs, lists)
    on, off = _as_the_project_wants(loaded, project)
    return RuleSet(
        rules=tuple(on),
        spoken={code: _words(code, packs, lists[code]) for code in every},
        packs=(*map(_provenance, packs), *project.provenance),
        off=tuple(off),
        broken=broken,
    )


def _words(language: str, packs: Iterable[PackFile], lists: _Lists) -> Words:
    same: dict[str, str] = {}
    stands_for: dict[str, str] = {}
    alike: dict[str, str] = {}
    for pack in (file.pack for file in packs if language in file.pack.languages):
        for head, variants in pack.same.items():
            same.update(dict.fromkeys(variants, head))
            same[head] = head
        for word, others in pack.alike.items():
            alike.update(dict.fromkeys((word, *others), word))
        for code, names in pack.stands_for.items():
            stands_for.update(dict.fromkeys((n.lower() for n in names), code))
    words = {name: frozenset(lists.words(name)) for name in lists.names}
    return Words(words, same, stands_for, alike)


def _check_own_words(project: Project, lists: Collection[_Lists]) -> None:
    """The project adds words to lists that there are, in any language."""
    known = dict.fromkeys(name for some in lists for name in some.names)
    for name in project.rules.words:
        if name not in known:
            raise RuleError(
                f"{project.file.where(name)}: no word list '{name}'{nearest(name, known)}"
            )


def _provenance(file: PackFile) -> str:
    count = len(file.pack.rules)
    return f"{file.pack.pack}: {count} rule{'s' * (count != 1)}, sha256 {file.source.digest}"


def _loaded(packs: Iterable[PackFile], lists: Mapping[str, _Lists]) -> list[LoadedRule]:
    found: dict[str, LoadedRule] = {}
    for file in packs:
        for index, rule in enumerate(file.pack.rules):
            name = f"{file.pack.pack}.{rule.id}"
            earlier = found.get(name)
            if rule.override and earlier is None:
                hint = nearest(name, found)
                raise PackError(file, f"{file.where(index)}: no rule '{name}' to override{hint}")
            if earlier is not None and not rule.override:
                raise PackError(
                    file,
                    f"{file.where(index)}: two rules are called '{name}', the other stands in "
                    f"{earlier.where}; rename one of them or its pack, or say 'override: true'",
                )
            spoken = [code for code in rule.languages if code in lists] or file.pack.languages
            own = [lists[code] for code in spoken]
            found[name] = LoadedRule(name, _with_lists(rule, own, file, index), file, index)
    return list(found.values())


def _as_the_project_wants(
    loaded: list[LoadedRule], project: Project
) -> tuple[list[LoadedRule], list[LoadedRule]]:
    """The rules that are on, with the severities that the project gives them, and those off."""
    settings = project.rules
    known = {name for rule in loaded for name in rule.names}
    for name in (*settings.off, *settings.severity):
        if name not in known:
            where = project.file.where(name)
            raise RuleError(f"{where}: no rule, pack or #tag '{name}'{nearest(name, known)}")
    on: list[LoadedRule] = []
    off: list[LoadedRule] = []
    for entry in loaded:
        pack = entry.file.pack.pack
        severity = settings.severity.get(entry.id, settings.severity.get(pack))
        if severity is not None:
            rule = entry.rule.model_copy(update={"severity": severity})
            entry = replace(entry, rule=rule)
        (off if entry.names & set(settings.off) else on).append(entry)
    return on, off


class _Lists:
    """Word lists by name, each spelled out once: lists may name lists, but not in a circle."""

    def __init__(self, packs: Iterable[PackFile], project: Project) -> None:
        self._project = project
        self._lists: dict[str, list[tuple[str, PackFile | None]]] = {}
        for file in packs:
            for name, entries in file.pack.words.items():
                self._lists.setdefault(name, []).extend((entry, file) for entry in entries)
        for name, words in project.rules.words.items():
            if name in self._lists:
                self._lists[name] += [(word, None) for word in words]
        self._done: dict[str, tuple[str, ...]] = {}
        self._open: list[str] = []

    @property
    def names(self) -> list[str]:
        """The names of all lists."""
        return list(self._lists)

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a list, without repeats."""
        if name not in self._done:
            self._open.append(name)
            spelled: dict[str, None] = {}
            for entry, file in self._lists[name]:
                spelled.update(dict.fromkeys(self._spell(entry, file, f"words.{name}")))
            self._done[name] = tuple(spelled)
            self._open.pop()
        return self._done[name]

    def spell_out(self, entries: Iterable[str], file: PackFile, index: int) -> tuple[str, ...]:
        """Entries of a rule with every $list replaced by its words."""
        spelled: dict[str, None] = {}
        for entry in entries:
            spelled.update(dict.fromkeys(self._spell(entry, file, index)))
        return tuple(spelled)

    def _spell(self, entry: str, file: PackFile | None, where: int | str) -> tuple[str, ...]:
        if not entry.startswith("$"):
            return (entry,)
        name = entry[1:]
        if name in self._open:
            circle = " → ".join(f"${n}" for n in [*self._open[self._open.index(name) :], name])
            problem = f"word lists name each other in a circle: {circle}"
        elif name in self._lists:
            return self.words(name)
        else:
            problem = f"unknown word list '{entry}'{nearest(name, self._lists)}"
        if file is None:
            raise RuleError(f"{self._project.file.where(entry)}: {problem}")
        steps = where.split(".") if isinstance(where, str) else ["rules", where]
        raise PackError(file, f"{file.source.where(*steps)}: {problem}")


def _with_lists(rule: Rule, lists: Sequence[_Lists], file: PackFile, index: int) -> Rule:
    """The rule with the words of the lists of its languages."""

    def spell(entries: tuple[str, ...]) -> tuple[str, ...]:
        if not entries:
            return entries
        if len(lists) == 1:
            return lists[0].spell_out(entries, file, index)
        spelled: dict[str, None] = {}
        for entry in entries:  # a list is enough in one of the languages
            holding = [some for some in lists if entry[1:] in some.names] or lists[:1]
            for some in holding:
                spelled.update(dict.fromkeys(some.spell_out((entry,), file, index)))
        return tuple(spelled)

    def trigger(t: Trigger) -> Trigger:
        return t.model_copy(
            update={
                "verb": spell(t.verb),
                "noun": spell(t.noun),
                "adjective": spell(t.adjective),
                "word": spell(t.word),
                "phrase": spell(t.phrase),
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
