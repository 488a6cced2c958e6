"""YAML as rule files have it: a loader that makes values and nothing else, and a short way from
plain YAML to its data, four times as fast (docs/performance.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

MAX_DEPTH = 24  # a rule's deepest field lies 8 levels down

# The same safe loader, in C where PyYAML has it: ten times as fast.
_SafeLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loader(_SafeLoader):  # type: ignore[valid-type, misc]  # which one is known at run time
    """Safe YAML in which only true and false are booleans and dates stay text.

    YAML 1.1 reads 'on' and 'no' as booleans: prepositions and Norway would not survive it.
    """


Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"}
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def _mapping_without_repeats(loader: Loader, node: yaml.MappingNode) -> dict[object, object]:
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


Loader.add_constructor("tag:yaml.org,2002:map", _mapping_without_repeats)


class NotPlainError(ValueError):
    """YAML that has to be read in the long way: it is broken, or has more than lists, mappings and
    words."""


_NO_KEY = object()


@dataclass(slots=True)
class _Open:
    """A list or a mapping that has begun and has not ended."""

    data: list[object] | dict[object, object]
    key: object = field(default=_NO_KEY)  # of a mapping: what the next value belongs to

    def take(self, value: object, is_word: bool) -> None:
        """What stands in it next."""
        if isinstance(self.data, list):
            self.data.append(value)
        elif self.key is not _NO_KEY:
            self.data[self.key] = value
            self.key = _NO_KEY
        elif not is_word or value in self.data:
            raise NotPlainError("a key that is no word, or is given twice")
        else:
            self.key = value


def plain_data(text: str) -> object:
    """What `Loader` makes of a text; no node of a syntax tree is made on the way. Raises
    NotPlainError for whatever needs a closer look, and what is wrong with it is told by that."""
    try:
        return _plain_data(text)
    except (yaml.YAMLError, ValueError) as error:
        raise NotPlainError(str(error)) from error


def _plain_data(text: str) -> object:
    words = Loader("")
    documents: list[object] = []
    around: list[_Open] = []
    here = _Open(documents)
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.ScalarEvent):
            here.take(_word(event, words), True)
        elif isinstance(event, yaml.CollectionStartEvent):
            if event.tag is not None or event.anchor is not None or len(around) == MAX_DEPTH:
                raise NotPlainError("a tag, an anchor, or too deep")
            inside = _Open([] if isinstance(event, yaml.SequenceStartEvent) else {})
            here.take(inside.data, False)
            around.append(here)
            here = inside
        elif isinstance(event, yaml.CollectionEndEvent):
            here = around.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise NotPlainError("an alias")
    if len(documents) != 1:
        raise NotPlainError("not one document")
    return documents[0]


def _word(event: yaml.ScalarEvent, words: Loader) -> object:
    """Text, or what it stands for where it has no quotation marks."""
    if event.tag is not None or event.anchor is not None:
        raise NotPlainError("a tag or an anchor")
    text: str = event.value
    if not event.implicit[0] or not Loader.yaml_implicit_resolvers.get(text[:1]):
        return text
    tag = words.resolve(yaml.ScalarNode, text, (True, False))
    if tag == "tag:yaml.org,2002:str":
        return text
    return words.construct_object(yaml.ScalarNode(tag, text))
