"""What a question is about: a thing or an act named by a noun phrase or a clause.

Comes in: the words of a phrase, sorted by the extract room into head, modifiers and context.
Goes out: whether two phrases can mean one thing. Things identify questions; they are compared
by what tells them apart, because different words often name one thing and the same words two.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.values import places
from factcheck.values.relation import Related, Relation

SHARED_STRONG_NEEDED = 2  # names two bare heads ('the contract') must share to be one thing
SHARED_WEAK_FOR_STRONG = 2  # content words that stand in for the second name
RICH_CONTEXT = 4  # words and names of context from which on nothing shared means another thing


@dataclass(frozen=True, slots=True)
class Thing:
    """A described thing. All words are lemmas in lower case; names are folded or ISO codes."""

    head: str  # canonical: 'deal' and 'contract' share one head where the rules say so
    label: str  # as a text puts it, without the article
    act: str = ""  # verb of a clause: 'buy' in 'offered to buy the Patriot system'
    modifiers: frozenset[str] = frozenset()  # common words before the head: 'working', 'joint'
    names: frozenset[str] = frozenset()  # names and designators in the phrase itself
    apart: frozenset[str] = frozenset()  # 'second', 'another', 'previous': another of its kind
    years: frozenset[str] = frozenset()  # 'the agreement for 2006'
    context_names: frozenset[str] = frozenset()  # names in its other mentions and surroundings
    context_words: frozenset[str] = frozenset()  # content words there
    article: str | None = None  # in another language its own, with the space behind it: "l'"

    @property
    def normal(self) -> str:
        """Act, modifiers and head in a fixed order."""
        return " ".join(
            [*([self.act] if self.act else []), *sorted(self.modifiers | self.names), self.head]
        )

    @property
    def phrase(self) -> str:
        """As it stands in a question: 'the working group', 'to buy the missile system'."""
        if self.article is not None:
            return f"{self.article}{self.label}"
        return f"to {self.label}" if self.act else f"the {self.label}"


def relate(a: Thing, b: Thing) -> Related:
    """SAME or REFINES when both phrases can be taken to mean one thing, DIFFERS when a word or
    name tells them apart, INCOMPARABLE when too little is known of either."""
    if a.head != b.head or a.act != b.act:
        return Related(Relation.DIFFERS, f"'{a.label}' is not '{b.label}'")
    if a.apart != b.apart:
        return Related(Relation.DIFFERS, f"'{a.label}' and '{b.label}' count as two")
    if a.names and b.names and not a.names & b.names:
        return Related(Relation.DIFFERS, f"'{a.label}' and '{b.label}' carry different names")
    if a.years and b.years and not a.years & b.years:
        return Related(Relation.DIFFERS, f"'{a.label}' and '{b.label}' are of different years")
    core_a, core_b = a.modifiers | a.names, b.modifiers | b.names
    if core_a and core_b and not core_a & core_b:
        return Related(Relation.DIFFERS, f"'{a.label}' and '{b.label}' are described differently")
    return _relate_in_context(a, b, core_a, core_b)


def _relate_in_context(
    a: Thing, b: Thing, core_a: frozenset[str], core_b: frozenset[str]
) -> Related:
    names = a.context_names & b.context_names
    words = a.context_words & b.context_words
    if core_a & core_b:
        sizes = [len(t.context_names) + len(t.context_words) for t in (a, b)]
        if min(sizes) >= RICH_CONTEXT and not names and not words:
            return Related(Relation.DIFFERS, f"'{a.label}' stands in different surroundings")
        if core_a - core_b and core_b - core_a and not a.names & b.names:
            detail = f"'{a.label}' and '{b.label}' are each described in a way of their own"
            return Related(Relation.INCOMPARABLE, detail)
        relation = Relation.SAME if core_a == core_b else Relation.REFINES
        return Related(relation, f"both speak of '{_common_label(a, b)}'")
    for core, other in ((core_a, b), (core_b, a)):
        if core and core <= other.context_names | other.context_words:
            shared = ", ".join(sorted(core))
            return Related(Relation.REFINES, f"'{other.label}' is said to be about {shared}")
    if a.act and not core_a and not core_b:
        return Related(Relation.SAME, f"both speak of '{_common_label(a, b)}'")
    strong_enough = len(names) >= SHARED_STRONG_NEEDED or (
        names and len(words) >= SHARED_WEAK_FOR_STRONG
    )
    if strong_enough:
        shared = ", ".join([*map(_readable, sorted(names)), *sorted(words)[:3]])
        detail = f"'{_common_label(a, b)}' stands in both articles with {shared}"
        return Related(Relation.REFINES, detail)
    return Related(Relation.INCOMPARABLE, f"too little is said of '{a.label}' and '{b.label}'")


def _common_label(a: Thing, b: Thing) -> str:
    return a.label if len(a.label) <= len(b.label) else b.label


def _readable(name: str) -> str:
    state = places.parse(name) if name.isupper() else None
    return state.name if state else name
