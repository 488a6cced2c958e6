"""Every point at which an installed package can extend factcheck in Python; all of them.

A package names a module under the entry-point group `factcheck`; functions of that module with one
of the names below, marked `@extension`, are called once a process. docs/examples/ has a complete
package. Rule packs need none of this: the entry-point group `factcheck.rules` brings YAML files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import Any, cast

import pluggy

from factcheck.model import Value
from factcheck.values.relation import Related

GROUP = "factcheck"

extension = pluggy.HookimplMarker(GROUP)
_point = pluggy.HookspecMarker(GROUP)

# The first argument of each is a token (factcheck.language.tokens.Token).
Reader = Callable[[Any, Any], Value | None]  # token, document → the value stated there
Place = Callable[[Any, Any], Iterable[Any]]  # token, lexicon → the tokens at the place, best first
Relate = Callable[[Any, Any], Related]  # two values → how they relate, and why
# What is made for ingest has its types in factcheck.ingest.reader: Reader and Container.
_PARTS = {
    "reader": ("name", "suffixes", "largest", "knows", "read"),
    "container": ("name", "suffixes", "folders", "knows", "members"),
}
# document → (index of the word that states it, role: (value, first token, token after the last))
Finder = Callable[[Any], Iterable[tuple[int, Mapping[str, tuple[Value, int, int]]]]]


class ExtensionError(RuntimeError):
    """An installed extension that cannot be used. The message names it."""


class Points:
    """The extension points: what a module may define."""

    @_point
    def factcheck_kinds(self) -> Mapping[str, Reader]:
        """Kinds of value by name, for `kind:` of a role, and how each is read off a word."""
        return {}

    @_point
    def factcheck_relations(self) -> Mapping[type, Relate]:
        """Types of value of one's own, and how two values of each relate."""
        return {}

    @_point
    def factcheck_comparators(self) -> Mapping[str, Relate]:
        """Comparators by name, for `compare:` of a role: other ways to relate two values."""
        return {}

    @_point
    def factcheck_places(self) -> Mapping[str, Place]:
        """Places around a trigger word by name, for `find:`, `when:` and `unless:`."""
        return {}

    @_point
    def factcheck_extractors(self) -> Mapping[str, Finder]:
        """Extractors by name, for `extractor:` of a trigger: what no trigger words can find."""
        return {}

    @_point
    def factcheck_readers(self) -> Iterable[Any]:
        """Readers of further formats of articles (factcheck.ingest.reader.Reader)."""
        return ()

    @_point
    def factcheck_containers(self) -> Iterable[Any]:
        """Openers of further archives (factcheck.ingest.reader.Container)."""
        return ()


@dataclass(frozen=True, slots=True)
class Extensions:
    """What the installed packages add, by name."""

    kinds: dict[str, Reader] = field(default_factory=dict)
    comparators: dict[str, Relate] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    extractors: dict[str, Finder] = field(default_factory=dict)
    readers: tuple[Any, ...] = ()  # in the order of the names of the extensions
    containers: tuple[Any, ...] = ()
    modules: frozenset[str] = frozenset()  # of theirs, by the name that comes first
    packages: tuple[str, ...] = ()  # 'name version', for a report's provenance


@cache
def installed() -> Extensions:
    """The extensions of the installed packages, loaded once a process."""
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(Points)
    try:
        manager.load_setuptools_entrypoints(GROUP)
        manager.check_pending()
        return gathered(manager)
    except ExtensionError:
        raise
    except Exception as error:  # a stranger's module can fail in any way
        raise ExtensionError(f"an installed extension cannot be loaded: {error}") from error


def gathered(manager: pluggy.PluginManager) -> Extensions:
    """What the modules that a manager holds add. Raises ExtensionError for a name given twice and
    for a reader or container that is none."""
    for relations in manager.hook.factcheck_relations():
        from factcheck.values import kinds  # all kinds of value: they take a while to import

        for kind, relate in relations.items():
            kinds.register(kind, relate)
    packages = sorted(
        {f"{dist.project_name} {dist.version}" for _, dist in manager.list_plugin_distinfo()}
    )
    return Extensions(
        kinds=_merged("kind", manager.hook.factcheck_kinds()),
        comparators=_merged("comparator", manager.hook.factcheck_comparators()),
        places=_merged("place", manager.hook.factcheck_places()),
        extractors=_merged("extractor", manager.hook.factcheck_extractors()),
        readers=_made("reader", manager.hook.factcheck_readers),
        containers=_made("container", manager.hook.factcheck_containers),
        modules=frozenset(
            plugin.__name__.partition(".")[0]
            for plugin in manager.get_plugins()
            if isinstance(plugin, ModuleType)
        ),
        packages=tuple(packages),
    )


def _merged(sort: str, given: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for named in given:
        for name, made in named.items():
            if name in merged:
                raise ExtensionError(f"two installed extensions define the {sort} '{name}'")
            merged[name] = made
    return merged


def _made(sort: str, point: pluggy.HookCaller) -> tuple[Any, ...]:
    """What the extensions made for a point, each checked to have what it needs."""
    made: dict[str, Any] = {}
    for extending in sorted(point.get_hookimpls(), key=lambda one: one.plugin_name):
        for one in cast("Iterable[Any]", extending.function()):
            where = f"the {sort} {type(one).__name__} of the extension '{extending.plugin_name}'"
            if missing := [part for part in _PARTS[sort] if not hasattr(one, part)]:
                raise ExtensionError(f"{where} has no {' and no '.join(missing)}")
            if isinstance(one.suffixes, str) or not all(map(_is_suffix, one.suffixes)):
                raise ExtensionError(f"{where}: its suffixes are to be a set such as {{'.srt'}}")
            if one.name in made:
                raise ExtensionError(f"two installed extensions define the {sort} '{one.name}'")
            made[one.name] = one
    return tuple(made.values())


def _is_suffix(given: object) -> bool:
    """Whether this is the ending of a name, in lower case with its dot."""
    return isinstance(given, str) and given[:1] == "." and given == given.lower() != "."
