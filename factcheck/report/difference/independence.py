"""One question of two reports goes in; which articles became one source for it, or are it no
longer, comes out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence

from factcheck.model import Finding
from factcheck.report.difference.findings import Side
from factcheck.report.difference.model import IndependenceDifference

MOST_NAMED = 8  # articles of one source in a sentence

_Group = frozenset[Hashable]
# Article → the articles that are one source with it, all by what both sides call them.
_Sources = dict[Hashable, _Group]


def independence_differences(
    old: Finding, new: Finding, sides: tuple[Side, Side]
) -> tuple[IndependenceDifference, ...]:
    """The answers of both whose articles are other independent sources now. Articles that one
    report alone has behind an answer, or does not tell the source of, are left aside."""
    before, now = _sources(old, sides[0]), _sources(new, sides[1])
    labels = {answer.value: answer.label for answer in reversed(new.answers)}
    found = []
    for value in dict.fromkeys(answer.value for answer in new.answers):
        was, is_ = before.get(value, {}), now[value]
        joined, parted = _others(is_, was), _others(was, is_)
        if joined or parted:
            names = _names(new, sides[1])
            one = IndependenceDifference(
                value=value,
                label=labels[value],
                joined=_named(joined, names),
                parted=_named(parted, names),
            )
            found.append(one)
    return tuple(found)


def in_words(changes: Sequence[IndependenceDifference], *, alone: bool) -> str:
    """'A and C are one source now'. `alone`: the finding has no other answer."""
    return ", ".join(
        told if alone else f"{told} (“{one.label}”)" for one in changes for told in _told(one)
    )


def _told(one: IndependenceDifference) -> Iterator[str]:
    for group in one.joined:
        yield f"{_listed(group)} are one source now"
    for group in one.parted:
        every = "all " if len(group) > len(("one", "other")) else ""
        yield f"{_listed(group)} are no longer {every}one source"


def _sources(finding: Finding, side: Side) -> dict[str, _Sources]:
    """For every value."""
    found: dict[str, _Sources] = {}
    for answer in finding.answers:
        sources = found.setdefault(answer.value, {})
        for origin in answer.origins:
            group = frozenset(side.names.get(id_, id_) for id_ in origin)
            for article in group:
                sources[article] = sources.get(article, group) | group
    return found


def _others(here: _Sources, there: _Sources) -> Iterable[_Group]:
    """The groups of articles that are one source here and are not there, each once."""
    both = here.keys() & there.keys()
    groups = {here[article] & both: None for article in here if article in both}
    return [group for group in groups if any(not group <= there[one] for one in group)]


def _names(finding: Finding, side: Side) -> dict[Hashable, str]:
    """What a reader calls the articles of a finding: their publisher, where it has but one."""
    ids = dict.fromkeys(i for a in finding.answers for origin in a.origins for i in origin)
    known = {i: side.articles.get(i) for i in ids}
    publishers = Counter(article.publisher for article in known.values() if article)
    return {
        side.names.get(i, i): article.publisher
        if article and article.publisher and publishers[article.publisher] == 1
        else i
        for i, article in known.items()
    }


def _named(groups: Iterable[_Group], names: dict[Hashable, str]) -> tuple[tuple[str, ...], ...]:
    """In the order of the alphabet, so that equal runs give equal bytes."""
    return tuple(sorted(tuple(sorted(names[article] for article in group)) for group in groups))


def _listed(names: Sequence[str]) -> str:
    """'A, B and C', and what is too much as a number: 'A, B and 7 more'."""
    more = len(names) - MOST_NAMED
    shown = [*names[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
    return " and ".join([", ".join(shown[:-1]), shown[-1]])
