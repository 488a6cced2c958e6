"""Direct speech: the same words in two articles, and what one of them altered.

Comes in: the words of a sentence between quotation marks. Goes out: whether two sentences are one
saying (a Saying), and whether its words were kept (a Quotation). Alignment by rapidfuzz.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from factcheck.values import quantities
from factcheck.values.people import fold
from factcheck.values.relation import Related, Relation

# rapidfuzz partial_ratio, 0 to 100, of folded words: a reporter's cut, a change of tense and a
# replaced word or two stay above it, two sentences on one matter stay below.
SAME_SAYING = 85.0
SAME_SPELLING = 75.0  # ratio of two words: 'neighbour' and 'neighbor', 'was' and 'wasn't' apart
KEY_LENGTH = 5  # letters: without endings
MOST_CUT = 2  # words in a row left out or put in that can still be a slip; more are a cut
NEGATION = re.compile(
    r"no|not|never|none|nobody|nothing|cannot|"
    r"(?:are|ca|could|did|does|do|had|has|have|is|should|was|were|wo|would)nt"
)
NAME = re.compile(r"(?<=[\w,;] )[A-Z][^\W_]+")  # a capital that no sentence begins with


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said, roughly: the words of one sentence of direct speech."""

    normal: str  # folded
    label: str
    key: str  # how the longest word begins: a cut or a change seldom falls on it


@dataclass(frozen=True, slots=True)
class Quotation:
    """How exactly it is said."""

    normal: str  # folded
    label: str  # as printed


def parse(surface: str) -> tuple[Saying, Quotation] | None:
    """The words between quotation marks, read both ways; None where there are none."""
    label = " ".join(surface.split()).strip("\"“”„«»'‘’ ")
    normal = fold(label)
    if not normal:
        return None
    key = max(normal.split(), key=lambda word: (len(word), word))[:KEY_LENGTH]
    return Saying(normal, f"“{label}”", key), Quotation(normal, f"“{label}”")


def relate_sayings(a: Saying, b: Saying) -> Related:
    """SAME when one holds nearly the words of the other, DIFFERS otherwise."""
    if fuzz.partial_ratio(a.normal, b.normal, score_cutoff=SAME_SAYING) >= SAME_SAYING:
        return Related(Relation.SAME, "both quote nearly the same words")
    return Related(Relation.DIFFERS, "they quote different words")


def relate(a: Quotation, b: Quotation) -> Related:
    """SAME but for punctuation and spelling; REFINES where words were cut or put otherwise;
    DIFFERS where a number, a name or a negation is another."""
    if a.normal == b.normal:
        return Related(Relation.SAME, f"both quote {a.label}")
    first, second = sorted((a, b), key=lambda q: q.normal)
    changes = _changes(first.normal.split(), second.normal.split())
    if not changes:
        return Related(Relation.SAME, "they differ in spelling and punctuation only")
    shown = "; ".join(
        f"“{x}” against “{y}”" if x and y else f"“{x or y}” only in one" for x, y in changes
    )
    names = {fold(name) for q in (a, b) for name in NAME.findall(q.label)}
    if _denied(changes) or any(_alters(x, y, names) for x, y in changes):
        return Related(Relation.DIFFERS, f"the words were altered: {shown}")
    return Related(Relation.REFINES, f"put in other words: {shown}")


def _changes(a: list[str], b: list[str]) -> list[tuple[str, str]]:
    """The words of each that stand where the other has others; cuts and spelling left out."""
    steps = Levenshtein.opcodes(a, b)
    found: list[tuple[str, str]] = []
    for n, step in enumerate(steps):
        x, y = a[step.src_start : step.src_end], b[step.dest_start : step.dest_end]
        outside = n in {0, len(steps) - 1} and step.tag in {"insert", "delete"}
        cut = step.tag != "equal" and abs(len(x) - len(y)) > MOST_CUT
        if step.tag == "equal" or outside or cut:
            continue
        numbers = bool(_counts(x)) and _counts(x) == _counts(y) and len(x) == len(y) == 1
        spelling = numbers or fuzz.ratio("".join(x), "".join(y)) >= SAME_SPELLING
        if not spelling or _counts(x) != _counts(y) or _negations(x) != _negations(y):
            found.append((" ".join(x), " ".join(y)))
    return found


def _denied(changes: list[tuple[str, str]]) -> bool:
    """Whether one has a negation more: 'it was', 'it was not'."""
    a, b = (sum(_negations(change[n].split()) for change in changes) for n in (0, 1))
    return a % 2 != b % 2


def _negations(words: list[str]) -> int:
    return sum(NEGATION.fullmatch(word) is not None for word in words)


def _alters(a: str, b: str, names: set[str]) -> bool:
    """Whether one number stands for another, or one name for another."""
    numbers_a, numbers_b = _counts(a.split()), _counts(b.split())
    if numbers_a and numbers_b:
        return numbers_a != numbers_b
    return bool(a and b) and set(a.split()) <= names and set(b.split()) <= names


def _counts(words: list[str]) -> list[float]:
    found = (float(w) if w.isdecimal() else quantities.number_of_words(w) for w in words)
    return [number for number in found if number is not None]
