"""Claims to questions: which claims answer one and the same question.

Two claims answer one question when every identity role can name the same thing and nothing they
say of time or participants tells the events apart. A claim joins a group only when it
contradicts no member: one wrong link must not chain two questions together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations

from factcheck.match.blocking import blocks, identity_key
from factcheck.match.candidates import MOST_PAIRS, candidates
from factcheck.match.together import Together
from factcheck.model import Claim, Level, Link, NotCompared, Question, Value
from factcheck.values.actors import Actors
from factcheck.values.categories import Category
from factcheck.values.dates import DateValue
from factcheck.values.deeds import Deed
from factcheck.values.events import Event
from factcheck.values.kinds import relate
from factcheck.values.relation import Related, Relation
from factcheck.values.things import Thing

# What a match adds to the confidence of a finding, over all identity roles together. With the base
# and the values it makes 0.85 for a full match; docs/quality.md has how well that orders findings.
SAME_IDENTITY = 0.15
COMPATIBLE_IDENTITY = 0.05
YEARS_OF_ONE_EVENT = 5  # two dates further apart than this are taken for two events
DAYS_OF_ONE_DEED = 31
SAME_ANSWER = 0.1  # only orders links, never enters a confidence
TOGETHER = frozenset({Relation.SAME, Relation.REFINES})
# Different claims of one question. Each that joins is held against all that are there: half a
# million relations for the last of these, some seconds.
MOST_TOGETHER = 1_000
REMEMBERED_LEVELS = 20_000  # few say anything of their own


@dataclass(frozen=True, slots=True)
class Limits:
    """What is compared at most of one block, so that its time does not grow with the square."""

    pairs: int = MOST_PAIRS
    together: int = MOST_TOGETHER


LIMITS = Limits()


def same_question(a: Claim, b: Claim) -> tuple[Level, ...] | None:
    """The levels on which two claims of one rule meet; None when they answer two questions."""
    identities = _identities(a, b)
    return None if _contradict(a, b, identities) else _common_levels(a, b, identities)


def _identities(a: Claim, b: Claim) -> list[Related]:
    """How the identity roles of two claims relate, role by role."""
    return [relate(x, y) for (_, x), (_, y) in zip(a.identity, b.identity, strict=True)]


def _common_levels(a: Claim, b: Claim, identities: Iterable[Related]) -> tuple[Level, ...] | None:
    """The levels on which two claims that do not contradict each other meet."""
    levels: list[Level] = []
    for (role, _), related in zip(a.identity, identities, strict=True):
        if related.relation not in TOGETHER and not _repeats(a, b):
            return None
        same = related.relation is Relation.SAME
        contribution = (SAME_IDENTITY if same else COMPATIBLE_IDENTITY) / len(a.identity)
        levels.append(_level(f"same {role}", related.detail, contribution))
    return tuple(levels)


@lru_cache(maxsize=REMEMBERED_LEVELS)
def _level(name: str, detail: str, contribution: float) -> Level:
    return Level(name=name, detail=detail, contribution=contribution)


def _repeats(a: Claim, b: Claim) -> bool:
    """An article that gives one answer twice speaks twice of one event."""
    return a.article == b.article and relate(a.answer, b.answer).relation in TOGETHER


def contradicts(a: Claim, b: Claim) -> bool:
    """Whether identity, participants or time show two claims to be of different events."""
    return _contradict(a, b, _identities(a, b))


def _contradict(a: Claim, b: Claim, identities: Iterable[Related]) -> bool:
    for related in identities:
        if related.relation is Relation.DIFFERS:
            return True
    others = dict(b.participants)
    pairs = [(value, others[role]) for role, value in a.participants if role in others]
    if a.time is not None and b.time is not None:
        pairs.append((a.time, b.time))
    return any(relate(x, y).relation is Relation.DIFFERS for x, y in pairs)


def questions(
    claims: Iterable[Claim],
    single_valued: Collection[str],
    only_shared: Collection[str] = frozenset(),
    once: Collection[str] = frozenset(),
) -> list[Question]:
    """All at once what `each_question` gives."""
    return list(each_question(claims, single_valued, only_shared, once))


def each_question(
    claims: Iterable[Claim],
    single_valued: Collection[str],
    only_shared: Collection[str] = frozenset(),
    once: Collection[str] = frozenset(),
    not_compared: list[NotCompared] | None = None,
    most: Limits = LIMITS,
) -> Iterator[Question]:
    """The questions that the claims answer, in the order of their rule and key, rule after rule.

    `single_valued`: ids of the rules whose questions have one right answer; `only_shared`: ids of
    those whose questions are left out when one article alone answers; `once`: ids of those that
    compare only articles which give one answer and no other. What was too much to be compared is
    added to `not_compared`.
    """
    by_rule: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_rule[claim.rule].append(claim)
    for rule in sorted(by_rule):
        found: list[Question] = []
        for block in blocks(by_rule.pop(rule)).values():
            first = block[0].article
            if rule in only_shared and all(claim.article == first for claim in block):
                continue
            for part in _by_answers(block) if rule in once else [block]:
                grouped, pairs = _group(part, rule in single_valued, most)
                found.extend(grouped)
                if pairs and not_compared is not None:
                    not_compared.append(_too_many(part, pairs))
        yield from sorted(found, key=lambda q: (q.key, q.claims[0].article))


def _too_many(block: list[Claim], pairs: int) -> NotCompared:
    """What a reader is told of a block that was not compared as a whole."""
    return NotCompared(
        rule=block[0].rule,
        about=", ".join(v for _, value in block[0].identity if (v := identity_key(value))),
        claims=len(block),
        articles=len({claim.article for claim in block}),
        pairs=pairs,
    )


def _by_answers(block: list[Claim]) -> list[list[Claim]]:
    """The claims of all articles that give one answer and no other; of every other article its
    own."""
    by_article: dict[str, list[Claim]] = {}
    for claim in block:
        by_article.setdefault(claim.article, []).append(claim)
    alone, several = [], []
    for claims in by_article.values():
        if _one_answer(claims):
            alone += claims
        else:
            several.append(claims)
    return [part for part in (alone, *several) if part]


def _one_answer(claims: list[Claim]) -> bool:
    """Whether the claims of an article on one thing all give one answer."""
    often = Counter(map(_said, claims))
    once = list({_said(claim): claim for claim in claims}.values())
    pairs = ((claim, claim) for claim in once if often[_said(claim)] > 1)
    return all(_repeats(a, b) or contradicts(a, b) for a, b in chain(pairs, combinations(once, 2)))


def told_apart(a: Claim, b: Claim) -> bool:
    """One article in one voice gives one answer to one question: two answers are of two events.
    So are two dates that lie years apart: an agreement's signing is not forgotten by years."""
    if isinstance(a.answer, DateValue) and isinstance(b.answer, DateValue):
        deed = any(isinstance(value, Deed | Event | Category) for _, value in a.identity)
        if _dates_apart(a.answer, b.answer, deed):
            return True
    return (
        a.article == b.article
        and a.speaker == b.speaker
        and relate(a.answer, b.answer).relation is Relation.DIFFERS
    )


def _dates_apart(a: DateValue, b: DateValue, deed: bool) -> bool:
    """Too far apart for one event. What people do again and again (arrests, suspensions) is told
    apart by less: by a month, or a month or year here and a day outside it there."""
    if relate(a, b).relation is not Relation.DIFFERS or not (a.lower and b.lower):
        return False
    gap = abs((a.lower - b.lower).days)
    if abs(a.lower.year - b.lower.year) > YEARS_OF_ONE_EVENT:
        return True
    return deed and (gap > DAYS_OF_ONE_DEED or (a.precision == "day") != (b.precision == "day"))


def _group(block: list[Claim], single_valued: bool, most: Limits) -> tuple[list[Question], int]:
    """Best links first; a link that would put contradicting claims together is not made.

    Ties go by article and place in it, so that the order of the input does not matter. With the
    questions comes how many pairs were not compared.
    """
    if len(block) == 1:
        return [_question(block, [])], 0  # as most are
    whole = sorted(block, key=_in_text_order)
    repeated = _repetitions(whole)
    block = [whole[places[0]] for places in repeated]
    met = candidates(block, most.pairs)
    together = Together(
        len(block),
        met.pairs,
        lambda i, j: _apart(block[i], block[j], single_valued),
    )
    links: list[tuple[float, int, int, tuple[Level, ...]]] = []
    for i, j in met.pairs:
        a, b = block[i], block[j]
        identities = _identities(a, b)
        if _contradict(a, b, identities) or (single_valued and told_apart(a, b)):
            together.keep_apart(i, j)
        elif (levels := _common_levels(a, b, identities)) is not None:
            links.append((_strength(a, b, levels), i, j, levels))
    links.sort(key=lambda link: (-link[0], link[1], link[2]))
    refused = sum(not together.join(i, j, most.together) for _, i, j, _ in links)
    groups = list(together.groups())
    number = {member: n for n, group in enumerate(groups) for member in group}
    held: list[list[Link]] = [[] for _ in groups]
    for _, i, j, levels in links:
        if together.joined(i, j):
            held[number[i]].append(Link(block[i], block[j], levels))
    found = []
    for group, between in zip(groups, held, strict=True):
        places = sorted(place for member in group for place in repeated[member])
        found.append(_question([whole[place] for place in places], between))
    return found, met.left_out + refused


def _apart(a: Claim, b: Claim, single_valued: bool) -> bool:
    return contradicts(a, b) or (single_valued and told_apart(a, b))


def _repetitions(block: list[Claim]) -> list[list[int]]:
    """Places in the block of the claims by which one article says one thing: what is true of the
    first is true of all, so that it alone is compared."""
    found: dict[object, list[int]] = {}
    for place, claim in enumerate(block):
        same: tuple[object, ...] = (*_said(claim), claim.article, claim.speaker)
        if same in found and not (_repeats(claim, claim) and not contradicts(claim, claim)):
            same = (place,)  # it does not even go with itself
        found.setdefault(same, []).append(place)
    return list(found.values())


def _said(claim: Claim) -> tuple[object, ...]:
    return claim.answer, claim.identity, claim.participants, claim.time


def _in_text_order(claim: Claim) -> tuple[str, int, int, str]:
    return claim.article, claim.evidence.start, claim.evidence.answer_start, claim.answer.normal


def _strength(a: Claim, b: Claim, levels: tuple[Level, ...]) -> float:
    """How likely the link is; claims that give one answer are likelier to mean one event."""
    same_answer = relate(a.answer, b.answer).relation in TOGETHER
    return sum(level.contribution for level in levels) + (SAME_ANSWER if same_answer else 0.0)


def _question(claims: list[Claim], links: list[Link]) -> Question:
    return Question(claims[0].rule, question_key(claims), tuple(claims), tuple(links))


def question_key(claims: list[Claim]) -> str:
    """The normalized subject: the words that most articles use to name it.

    Counted by article, so that the key stays the same when more articles on the same thing
    come in.
    """
    parts: list[str] = []
    for index, (role, _) in enumerate(claims[0].identity):
        values = [(claim.article, claim.identity[index][1]) for claim in claims]
        parts.append(f"{role}={_common(values)}")
    return ";".join(parts)


def _common(values: list[tuple[str, Value]]) -> str:
    things = sorted(
        {(article, v.normal): v for article, v in values if isinstance(v, Thing)}.items()
    )
    if things:
        counted = Counter(word for _, t in things for word in t.modifiers | t.names)
        most = max(counted.values(), default=0)
        core = sorted(word for word, n in counted.items() if n == most)[:1]
        first = things[0][1]
        return " ".join([*([first.act] if first.act else []), *core, first.head])
    if isinstance(values[0][1], Deed):
        told = Counter(normal for _, normal in sorted({(a, v.normal) for a, v in values}))
        return max(told, key=lambda normal: (told[normal], normal))
    if isinstance(values[0][1], Actors):
        return max((v.normal for _, v in values), key=lambda n: (len(n.split()), n))
    return values[0][1].normal
