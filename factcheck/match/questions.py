"""Claims to questions: which claims answer one and the same question.

Two claims answer one question when every identity role can name the same thing and nothing they
say of time or participants tells the events apart. A claim joins a group only when it
contradicts no member: one wrong link must not chain two questions together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import combinations

from factcheck.match.blocking import blocks
from factcheck.model import Claim, Level, Link, Question, Value
from factcheck.values.actors import Actors
from factcheck.values.kinds import relate
from factcheck.values.relation import Relation
from factcheck.values.things import Thing

# What a match adds to the confidence of a finding. Set so that a full match of all roles and a
# clear extraction give about 0.9; to be calibrated on the benchmark.
SAME_IDENTITY = 0.15
COMPATIBLE_IDENTITY = 0.05
SAME_ANSWER = 0.1  # only orders links, never enters a confidence
TOGETHER = frozenset({Relation.SAME, Relation.REFINES})


def same_question(a: Claim, b: Claim) -> tuple[Level, ...] | None:
    """The levels on which two claims of one rule meet; None when they answer two questions."""
    if contradicts(a, b):
        return None
    levels: list[Level] = []
    for (role, value_a), (_, value_b) in zip(a.identity, b.identity, strict=True):
        related = relate(value_a, value_b)
        if related.relation not in TOGETHER and not _repeats(a, b):
            return None
        same = related.relation is Relation.SAME
        contribution = SAME_IDENTITY if same else COMPATIBLE_IDENTITY
        levels.append(Level(name=f"same {role}", detail=related.detail, contribution=contribution))
    return tuple(levels)


def _repeats(a: Claim, b: Claim) -> bool:
    """An article that gives one answer twice speaks twice of one event."""
    return a.article == b.article and relate(a.answer, b.answer).relation in TOGETHER


def contradicts(a: Claim, b: Claim) -> bool:
    """Whether identity, participants or time show two claims to be of different events."""
    pairs = list(zip(a.identity, b.identity, strict=True))
    others = dict(b.participants)
    pairs += [
        ((role, value), (role, others[role])) for role, value in a.participants if role in others
    ]
    if a.time is not None and b.time is not None:
        pairs.append((("time", a.time), ("time", b.time)))
    return any(relate(x, y).relation is Relation.DIFFERS for (_, x), (_, y) in pairs)


def questions(claims: Iterable[Claim], single_valued: Collection[str]) -> list[Question]:
    """All questions that the claims answer, in the order of their rule and key.

    `single_valued`: ids of the rules whose questions have one right answer.
    """
    found: list[Question] = []
    for block in blocks(claims).values():
        found.extend(_group(block, block[0].rule in single_valued))
    return sorted(found, key=lambda q: (q.rule, q.key, q.claims[0].article))


def told_apart(a: Claim, b: Claim) -> bool:
    """One article in one voice gives one answer to one question: two answers are of two events."""
    return (
        a.article == b.article
        and a.speaker == b.speaker
        and relate(a.answer, b.answer).relation is Relation.DIFFERS
    )


def _group(block: list[Claim], single_valued: bool) -> list[Question]:
    """Best links first; a link that would put contradicting claims together is not made.

    Ties go by article and place in it, so that the order of the input does not matter.
    """
    block = sorted(block, key=_in_text_order)
    apart = {
        (i, j)
        for (i, a), (j, b) in combinations(enumerate(block), 2)
        if contradicts(a, b) or (single_valued and told_apart(a, b))
    }
    links = []
    for (i, a), (j, b) in combinations(enumerate(block), 2):
        levels = same_question(a, b) if (i, j) not in apart else None
        if levels is not None:
            links.append((_strength(a, b, levels), i, j, levels))
    group_of = {i: {i} for i in range(len(block))}
    kept: dict[int, list[Link]] = {i: [] for i in range(len(block))}
    for _, i, j, levels in sorted(links, key=lambda k: (-k[0], k[1], k[2])):
        one, other = group_of[i], group_of[j]
        if one is not other:
            if any((min(x, y), max(x, y)) in apart for x in one for y in other):
                continue
            kept[min(one)] += kept.pop(min(other)) if min(one) < min(other) else []
            if min(other) < min(one):
                kept[min(other)] += kept.pop(min(one))
            one |= other
            for member in other:
                group_of[member] = one
        kept[min(one)].append(Link(block[i], block[j], levels))
    groups = {min(members): members for members in group_of.values()}
    return [
        _question([block[i] for i in sorted(members)], kept[first])
        for first, members in sorted(groups.items())
    ]


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
    if isinstance(values[0][1], Actors):
        return max((v.normal for _, v in values), key=lambda n: (len(n.split()), n))
    return values[0][1].normal
