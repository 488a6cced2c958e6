"""Token and dependency patterns of rules, checked before they are used.

They are spaCy's (https://spacy.io/usage/rule-based-matching), less what a stranger's file could
stop the machine with: no regular expressions, few repetitions, few words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

LONGEST = 12  # words of a pattern
MOST_REPEATED = 2  # words of a pattern that may stand any number of times
ATTRIBUTES = frozenset(
    "TEXT LOWER LEMMA POS TAG DEP ENT_TYPE SHAPE LENGTH IS_ALPHA IS_DIGIT IS_LOWER IS_UPPER "
    "IS_TITLE IS_PUNCT IS_SENT_START LIKE_NUM OP".split()
)
COMPARISONS = frozenset("IN NOT_IN == != >= <= > <".split())
NODE = frozenset("RIGHT_ID RIGHT_ATTRS LEFT_ID REL_OP".split())
REPEATING = ("*", "+", ",}")  # endings of an operator that matches any number of words

Pattern = Sequence[Mapping[str, Any]]


def is_dependency(pattern: Pattern) -> bool:
    """Whether a pattern describes a part of the syntax tree, not words one after the other."""
    return any("RIGHT_ID" in word for word in pattern)


def check(pattern: Pattern) -> None:
    """Raise ValueError with what is wrong with a pattern."""
    if len(pattern) > LONGEST:
        raise ValueError(f"a pattern has at most {LONGEST} words")
    words = [w.get("RIGHT_ATTRS", {}) for w in pattern] if is_dependency(pattern) else pattern
    for word in pattern if is_dependency(pattern) else ():
        _known(word, NODE)
    for word in words:
        if not isinstance(word, Mapping):
            raise ValueError("RIGHT_ATTRS of a pattern is a mapping: {LEMMA: sign}")
        _known(word, ATTRIBUTES)
        for value in word.values():
            if isinstance(value, Mapping):
                _known(value, COMPARISONS)
    repeated = sum(str(word.get("OP", "")).endswith(REPEATING) for word in words)
    if repeated > MOST_REPEATED:
        raise ValueError(f"at most {MOST_REPEATED} words of a pattern may repeat (OP *, +)")
    _check_by_spacy(pattern)


def _known(word: Mapping[str, Any], allowed: frozenset[str]) -> None:
    for key in word:
        if key not in allowed:
            raise ValueError(f"'{key}' is not for patterns; known are {', '.join(sorted(allowed))}")


def _check_by_spacy(pattern: Pattern) -> None:
    from spacy.errors import MatchPatternError  # a second to import; few rules have patterns
    from spacy.matcher import DependencyMatcher, Matcher
    from spacy.vocab import Vocab

    matcher = DependencyMatcher if is_dependency(pattern) else Matcher
    try:
        matcher(Vocab(), validate=True).add("pattern", [[dict(word) for word in pattern]])
    except (MatchPatternError, ValueError, KeyError, TypeError) as error:
        told = " ".join(str(error).split()).removesuffix(".")
        raise ValueError(f"not a pattern: {told}") from None
