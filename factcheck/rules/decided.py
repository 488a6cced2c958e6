"""Decisions of people as test material: their passages, read by the rule that found them, must
still be flagged where somebody confirmed the conflict, and must not where somebody dismissed it.

The pipeline is handed in, as for a rule's own examples.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from factcheck.model import FLAGGED, Article, State
from factcheck.rules.examples import Check, show, written_in
from factcheck.rules.loader import RuleSet
from factcheck.rules.schema import ENGLISH
from factcheck.store.entries import Entry
from factcheck.store.reviewing import fold, stories

MUST_BE_FLAGGED = {State.CONFIRMED: True, State.RESOLVED: True, State.DISMISSED: False}
"""The states that test something; what is contested or deferred does not."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision of a person, run as a test, came to."""

    entry: Entry  # the decision
    state: State
    articles: tuple[Article, ...]  # each with its passages alone
    problem: str | None  # None when the rule does what the person said

    @property
    def holds(self) -> bool:
        """Whether the rule does what the person said."""
        return self.problem is None


def run_decisions(
    entries: Iterable[Entry], rules: RuleSet, check: Check, only: Iterable[str] = ()
) -> Iterator[Decided]:
    """Outcomes of all decisions that test something, or of those about the rules with these ids;
    each by its own rule alone."""
    wanted = set(only)
    known = {loaded.id: loaded for loaded in rules.rules}
    for state, entry in tests(entries):
        if wanted and entry.rule not in wanted:
            continue
        rule = known[entry.rule].rule if entry.rule in known else None
        articles = passages_as_articles(entry, rule.languages[0] if rule else ENGLISH)
        if entry.rule not in known:
            problem: str | None = f"there is no rule {entry.rule} any more, or it is switched off"
        else:
            report = check(list(articles), replace(rules, rules=(known[entry.rule],)))
            own = [f for f in report.findings if f.rule == entry.rule]
            flagged = [f for f in own if f.verdict in FLAGGED]
            problem = _problem(MUST_BE_FLAGGED[state], bool(flagged), show(flagged or own))
        yield Decided(entry, state, articles, problem)


def tests(entries: Iterable[Entry]) -> list[tuple[State, Entry]]:
    """The decisions that stand and say whether a finding was right, in the order of writing."""
    grouped: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        grouped[entry.finding].append(entry)
    reviews = [fold(story) for group in grouped.values() for story in stories(group)]
    return [(r.state, r.decisions[-1]) for r in reviews if r.state in MUST_BE_FLAGGED]


def passages_as_articles(entry: Entry, language: str = ENGLISH) -> tuple[Article, ...]:
    """The passages of a decision as short articles in a language, one for each article that they
    stood in."""
    quotes: dict[str, list[str]] = defaultdict(list)
    named = {}
    for passage in entry.evidence:
        quotes[passage.article].append(passage.quote)
        named[passage.article] = passage
    return tuple(
        Article(
            id=name,
            path=name,
            publisher=named[name].publisher,
            published=named[name].published,
            text="\n".join(dict.fromkeys(said)),
            metadata=written_in(language),
        )
        for name, said in quotes.items()
    )


def _problem(must: bool, is_flagged: bool, found: str) -> str | None:
    if must == is_flagged:
        return None
    if must:
        return f"somebody confirmed it, and its passages alone are not flagged; found {found}"
    return f"somebody dismissed it, and its passages are flagged: {found}"
