"""Patterns for experts: what is accepted, and what a stranger's file must not ask for."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.rules.patterns import LONGEST, check

TREE = [
    {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LEMMA": "sign"}},
    {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "who", "RIGHT_ATTRS": {"DEP": "nsubj"}},
]


@pytest.mark.parametrize(
    "pattern",
    [
        [{"LEMMA": "sign"}],
        [{"LOWER": {"IN": ["a", "the"]}, "OP": "?"}, {"POS": "NOUN", "OP": "+"}],
        [{"LENGTH": {">=": 3}}, {"LIKE_NUM": True}],
        TREE,
    ],
)
def test_words_and_trees_are_accepted(pattern: list[dict[str, Any]]) -> None:
    check(pattern)


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ([{"TEXT": {"REGEX": "(a+)+$"}}], "'REGEX' is not for patterns"),
        ([{"REGEX": "a"}], "'REGEX' is not for patterns"),
        ([{"TEXT": {"FUZZY": "a"}}], "'FUZZY' is not for patterns"),
        ([{"_": {"x": 1}}], "'_' is not for patterns"),
        ([{"LEMMA": "a"}] * (LONGEST + 1), "at most 12 words"),
        ([{"POS": "NOUN", "OP": "*"}] * 3, "at most 2 words"),
        ([{"POS": "NOUN", "OP": "{2,}"}] * 3, "at most 2 words"),
        ([{"LEMMA": 7}], "not a pattern"),
        ([{"LEMMA": "a", "OP": "twice"}], "not a pattern"),
        ([TREE[0], {**TREE[1], "REL_OP": "near"}], "not a pattern"),
        ([TREE[0], {**TREE[1], "RIGHT_ATTRS": 7}], "mapping"),
        ([{**TREE[0], "RIGHT_ATTRS": {"TEXT": {"REGEX": "a"}}}], "'REGEX' is not for patterns"),
        ([{**TREE[0], "COLOUR": "red"}], "'COLOUR' is not for patterns"),
    ],
)
def test_what_could_stop_the_machine_or_is_no_pattern_is_refused(
    pattern: list[dict[str, Any]], said: str
) -> None:
    with pytest.raises(ValueError, match=said.replace("(", r"\(")):
        check(pattern)
