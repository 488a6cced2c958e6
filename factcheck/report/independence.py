"""An answer goes in; how many independent sources its articles are comes out in words, and why some
of them are one: the same on every page, in Markdown and in the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factcheck import model
from factcheck.compare.dependence import SAME_TEXT, in_words
from factcheck.report.names import NAME_LENGTH, count, shortened

_MOST_NAMED = 6  # articles in a sentence


def sources_in_words(answer: model.Answer, names: Mapping[str, str]) -> str | None:
    """'Three articles, two independent sources: A and C carry the same text'; None where one
    article answers. `names`: what the articles of the report are called, by their ids."""
    groups = [[names[i] for i in group if i in names] for group in answer.origins]
    groups = [group for group in groups if group]
    articles = sum(len(group) for group in groups)
    if articles < 2:
        return None
    told = count(articles, "article").capitalize()
    if all(len(group) == 1 for group in groups):
        return f"{told}, independent of each other"
    why = "; ".join(_reasons(answer, names))
    return f"{told}, {count(len(groups), 'independent source')}: {why}"


def counted(finding: model.Finding) -> tuple[int, int]:
    """How many articles answer a question, and how many independent sources they are: articles
    that are one source of any of its answers are one."""
    groups: list[set[str]] = []
    seen: set[str] = set()
    for answer in finding.answers:
        # reports of earlier versions do not say which articles are one source
        for origin in answer.origins or [(e.article,) for e in answer.evidence]:
            joined = set(origin)
            if not joined.isdisjoint(seen):
                joined.update(*(g for g in groups if not g.isdisjoint(origin)))
                groups = [g for g in groups if g.isdisjoint(origin)]
            groups.append(joined)
            seen |= joined
    return sum(len(group) for group in groups), len(groups)


def in_numbers(finding: model.Finding) -> str:
    """'4 articles, 2 sources', for a column of a table."""
    numbers = zip(counted(finding), ("article", "source"), strict=True)
    return ", ".join(f"{number} {noun}{'s' * (number != 1)}" for number, noun in numbers)


def _reasons(answer: model.Answer, names: Mapping[str, str]) -> Iterator[str]:
    """What makes articles one source; reports of earlier versions knew of copies alone."""
    for dependence in answer.dependences:
        if all(article in names for article in dependence.articles):
            outlet = shortened(dependence.outlet or "", NAME_LENGTH)
            short = dependence.model_copy(update={"outlet": outlet})
            yield in_words(short, lambda ids: listed([names[i] for i in ids]))
    explained = {article for d in answer.dependences for article in d.articles}
    for group in answer.origins:
        rest = [names[i] for i in group if i in names and i not in explained]
        if len(rest) > 1:
            yield f"{listed(rest)} {SAME_TEXT}"


def listed(names: Sequence[str]) -> str:
    """'A, B and C', and what is too much as a number: 'A, B, C and 7 more'."""
    names = list(names)
    if len(names) > _MOST_NAMED:
        more = len(names) - _MOST_NAMED + 1
        names = [*names[: _MOST_NAMED - 1], f"{more} more"]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
