"""A text parsed by a model of Universal Dependencies goes in; its tokens come out tied together
and labelled as the English model does it, so that a rule means the same in every language.

dependencies.yaml is the table; what needs more than another label is done here, each step by
turning one edge of the tree round, so that a tree stays a tree.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from factcheck.tables import table

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True)
class Tree:
    """Heads (of a root: itself), labels and tags of the tokens of a text, by their indexes."""

    heads: list[int]
    labels: list[str]
    tags: list[str]
    moods: dict[int, str] = field(default_factory=dict)  # factuality that a verb's form gives

    def children(self) -> list[list[int]]:
        """What hangs on each token, in text order."""
        below: list[list[int]] = [[] for _ in self.heads]
        for i, head in enumerate(self.heads):
            if head != i:
                below[head].append(i)
        return below

    def turn(self, upper: int, lower: int, label: str) -> None:
        """A child takes the place of its head, which hangs on it from now on."""
        root = self.heads[upper] == upper
        self.heads[lower] = lower if root else self.heads[upper]
        self.labels[lower] = self.labels[upper]
        self.heads[upper], self.labels[upper] = lower, label


def needs_conversion(labels: Collection[str]) -> bool | None:
    """Whether the trees of a parser with these labels must be converted; None where they cannot."""
    table = dependencies()
    if set(table["needs_nothing"]) <= set(labels):
        return False
    return True if set(table["needs"]) <= set(labels) else None


def converted(doc: Doc) -> Tree:
    """The tree of a text as the English model would have drawn it."""
    features = [_features(str(token.morph)) for token in doc]
    labels = [_label(token.dep_, features[token.i]) for token in doc]
    tags = [_tag(token.pos_, features[token.i]) for token in doc]
    tree = Tree([token.head.i for token in doc], labels, tags)
    parts = [token.pos_ for token in doc]
    _put_names_together(tree, doc)
    _put_titles_before_names(tree, parts)
    _make_copulas_heads(tree, parts)
    _make_prepositions_heads(tree)
    _read_moods(tree, features)
    return tree


def entity_label(label: str) -> str:
    """What the English model calls a kind of name."""
    known: str = dependencies()["entities"].get(label, label)
    return known


@cache
def dependencies() -> dict[str, Any]:
    """The table."""
    listed: dict[str, Any] = table("factcheck.language", "dependencies.yaml")
    return listed


@cache
def _features(morph: str) -> frozenset[str]:
    return frozenset(morph.split("|")) if morph else frozenset()


@cache
def _label(label: str, features: frozenset[str]) -> str:
    table = dependencies()
    plain = label.partition(":")[0]
    for row in table["features"]:
        if row["label"] == plain and row["feature"] in features:
            return str(row["becomes"])
    if label in table["prepositional"]:
        return label  # told apart once the prepositions are known
    return str(table["labels"].get(label) or table["labels"].get(plain, plain))


@cache
def _tag(part: str, features: frozenset[str]) -> str:
    for row in dependencies()["tags"]:
        if row["pos"] == part and _asked(row.get("feature", ())) <= features:
            return str(row["tag"])
    return part


def _asked(feature: str | Iterable[str]) -> frozenset[str]:
    return frozenset([feature] if isinstance(feature, str) else feature)


def _put_names_together(tree: Tree, doc: Doc) -> None:
    """'Ida Lind': what hangs on the first word of a name hangs on its last. A word in small
    letters behind it ('Ida Lind lundi') is none of it, whatever the model says."""
    table = dependencies()
    for first, below in enumerate(tree.children()):
        parts = [i for i in below if tree.labels[i] in table["names"] and i > first]
        capitals = [i for i in parts if not doc[i].text.islower()]
        if not capitals:
            continue
        last = capitals[-1]
        tree.turn(first, last, table["part_of_name"])
        for i in below:
            if i != last:
                tree.heads[i] = last
        for i in parts:
            if i < last:
                tree.labels[i] = table["part_of_name"]


def _put_titles_before_names(tree: Tree, parts: Sequence[str]) -> None:
    """'the mayor Ida Lind': the mayor hangs on the name that is right behind."""
    table = dependencies()
    below = tree.children()
    for title, children in enumerate(below):
        beside = [i for i in children if tree.labels[i] == table["beside"] and i > title]
        if not beside or parts[title] != "NOUN" or parts[beside[0]] != "PROPN":
            continue
        name = beside[0]
        if min([name, *below[name]]) == title + 1:
            tree.turn(title, name, table["part_of_name"])
            for i in children:
                if i < title and tree.labels[i] == "det":
                    tree.heads[i] = name


def _make_copulas_heads(tree: Tree, parts: Sequence[str]) -> None:
    """'Ida Lind is mayor': 'is' has a subject and an attribute."""
    table = dependencies()
    for said, below in enumerate(tree.children()):
        verb = next((i for i in below if tree.labels[i] == table["copula"]), None)
        if verb is None:
            continue
        adjective = parts[said] in {"ADJ", "ADV", "VERB"}
        label = table["adjective_complement" if adjective else "complement"]
        clause = [i for i in below if _is_of_clause(i, tree, parts)]
        placed = next((i for i in below if tree.labels[i] == table["preposition"]), None)
        tree.turn(said, verb, label)
        for i in clause:
            tree.heads[i] = verb
        if placed is not None:  # 'the ferry is in the port'
            tree.turn(said, placed, table["after_preposition"])
            tree.labels[placed] = table["prepositional"]["obl"]


def _is_of_clause(child: int, tree: Tree, parts: Sequence[str]) -> bool:
    """Whether it is said of the clause, not of the noun: other clauses joined to it, too."""
    label = tree.labels[child]
    return label in dependencies()["taken_over"] or (label == "conj" and parts[child] == "VERB")


def _make_prepositions_heads(tree: Tree) -> None:
    """'of Norway': the preposition hangs on the noun before, Norway on the preposition."""
    table = dependencies()
    for noun, below in enumerate(tree.children()):
        label = tree.labels[noun]
        plain = label.partition(":")[0]
        taken = table["prepositional"].get(label) or table["prepositional"].get(plain)
        if taken is None:
            continue
        first = next((i for i in below if tree.labels[i] == table["preposition"]), None)
        if first is None:
            tree.labels[noun] = table["bare"].get(plain, plain)
        else:
            tree.labels[noun] = taken
            tree.turn(noun, first, table["after_preposition"])


def _read_moods(tree: Tree, features: Sequence[frozenset[str]]) -> None:
    """'signera' says what will be; so does 'sera' beside 'signé'."""
    auxiliaries = {"aux", "auxpass", dependencies()["copula"]}
    for i, own in enumerate(features):
        for row in dependencies()["moods"]:
            if row["feature"] in own:
                verb = tree.heads[i] if tree.labels[i] in auxiliaries else i
                tree.moods.setdefault(verb, row["factuality"])
