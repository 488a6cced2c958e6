"""A model's attribute ruler, remembered: a Doc in, the same Doc with the same attributes out.

spaCy's component tries every one of its patterns (180 in the English model) at every word, for an
eighth of the time of a parse. What a pattern of one word says depends on its form, tag and
dependency alone, and on the form only where it is one of those that patterns name. So spaCy's own
matcher is asked once for each of those, not once a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.vocab import Vocab

RULER = "attribute_ruler"
REMEMBERED = "factcheck_attributes"
LOWER = "LOWER"  # the form in lower case
_SET = [LEMMA, POS, MORPH, TAG, DEP]  # what a rule can set
# What a pattern can ask that the form, tag and dependency of a word decide.
_ASKED = frozenset(
    "ORTH LOWER SHAPE LENGTH TAG DEP IS_ALPHA IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE "
    "IS_UPPER LIKE_NUM".split()
)
MOST_WORDS = 200_000  # that are remembered: some 30 MB; then it begins anew

Pattern = list[dict[str, Any]]
Word = tuple[int, ...]  # all that patterns ask of a word, as spaCy numbers it
Rules = tuple[int, ...]  # numbers of rules, ascending: the later one wins


def remember_attributes(nlp: Language) -> None:
    """Put the remembered ruler in the place of a pipeline's own, where it can be one."""
    if RULER in nlp.pipe_names and _can_be_remembered(nlp.get_pipe(RULER)):
        nlp.add_pipe(REMEMBERED, after=RULER)
        nlp.disable_pipe(RULER)


def _can_be_remembered(ruler: object) -> bool:
    """Whether all rules are of a fixed number of words, and set what is known here."""
    if not isinstance(ruler, AttributeRuler):
        return False
    rules: list[Any] = list(ruler.patterns)
    return all(
        set(attributes) <= set(_SET) and all(_is_plain(p, rule["index"]) for p in rule["patterns"])
        for rule, attributes in zip(rules, ruler.attrs, strict=True)
    )


def _is_plain(pattern: list[dict[Any, Any]], index: int) -> bool:
    return 0 <= index < len(pattern) and not any(
        not isinstance(asked, str) or asked.upper() == "OP" for word in pattern for asked in word
    )


def _is_decided(pattern: Pattern) -> bool:
    """Whether the tag, the dependency and the form of one word decide if a pattern fits, and the
    pattern names the forms."""
    return (
        len(pattern) == 1
        and {asked.upper() for asked in pattern[0]} <= _ASKED
        and all(_named(form) for asked, form in pattern[0].items() if asked.upper() == LOWER)
    )


def _named(form: object) -> list[str]:
    """The forms that a pattern names; none where it describes them otherwise."""
    match form:
        case str():
            return [form]
        case {"IN": [*forms], **others} if not others:
            return [str(one) for one in forms]
    return []


@Language.factory(REMEMBERED)
def _remembered(nlp: Language, name: str) -> RememberedAttributes:
    ruler = nlp.get_pipe(RULER)
    assert isinstance(ruler, AttributeRuler)
    return RememberedAttributes(ruler)


class RememberedAttributes:
    """Does to a Doc what an attribute ruler does."""

    def __init__(self, ruler: AttributeRuler) -> None:
        rules: list[Any] = list(ruler.patterns)
        patterns = [(n, p) for n, rule in enumerate(rules) for p in rule["patterns"]]
        decided = [(n, p) for n, p in patterns if _is_decided(p)]
        self._one = _matcher(ruler.vocab, decided)
        self._more = _matcher(ruler.vocab, ((n, p) for n, p in patterns if not _is_decided(p)))
        self._number = {ruler.vocab.strings[str(n)]: n for n, _ in patterns}
        self._index: list[int] = [rule["index"] for rule in rules]
        self._attributes: Sequence[Mapping[int, int]] = ruler.attrs
        conditions = [(asked.upper(), value) for _, p in decided for asked, value in p[0].items()]
        others = {asked for asked, _ in conditions} - {LOWER}
        self._asked: list[int | str] = [LOWER, *sorted({"TAG", *others})]
        named = {form for asked, value in conditions if asked == LOWER for form in _named(value)}
        self._named = [ruler.vocab.strings.add(form) for form in sorted(named)]
        self._rules: dict[Word, Rules] = {}
        self._outcomes: dict[Rules, tuple[list[int], list[bool]]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of a Doc's words."""
        if not len(doc):
            return doc
        rules = self._of_one_word(doc)
        for at, more in self._of_more_words(doc).items():
            rules[at] = tuple(sorted({*rules[at], *more}))
        told = {found: number for number, found in enumerate(dict.fromkeys(rules))}
        outcomes = [self._outcome(found) for found in told]
        values = np.array([values for values, _ in outcomes], dtype=np.uint64)
        is_set = np.array([is_set for _, is_set in outcomes])
        which = [told[found] for found in rules]
        before = doc.to_array(_SET)
        after: Any = np.where(is_set[which], values[which], before)  # typed by thinc, as its own
        return doc.from_array(_SET, after)

    def forget(self) -> None:
        """Begin anew."""
        self._rules.clear()

    def _of_one_word(self, doc: Doc) -> list[Rules]:
        """The rules with patterns of one word, word by word."""
        asked: Any = doc.to_array(self._asked)
        asked[~np.isin(asked[:, 0], self._named), 0] = 0  # forms that no pattern names
        words: list[Word] = list(map(tuple, asked.tolist()))
        if len(self._rules) > MOST_WORDS:
            self.forget()
        known = self._rules
        for i, word in enumerate(words):
            if word not in known:
                found = self._one(doc[i : i + 1], allow_missing=True) if len(self._one) else ()
                known[word] = tuple(sorted({self._number[key] for key, _, _ in found}))
        return [known[word] for word in words]

    def _of_more_words(self, doc: Doc) -> dict[int, set[int]]:
        """The rules with other patterns, by the index of the word that they are about."""
        found: dict[int, set[int]] = {}
        for key, start, _ in self._more(doc, allow_missing=True) if len(self._more) else ():
            number = self._number[key]
            found.setdefault(start + self._index[number], set()).add(number)
        return found

    def _outcome(self, rules: Rules) -> tuple[list[int], list[bool]]:
        """What several rules make of a word: the values, and which of them are set."""
        if rules not in self._outcomes:
            merged: dict[int, int] = {}
            for number in rules:
                merged.update(self._attributes[number])
            self._outcomes[rules] = [merged.get(a, 0) for a in _SET], [a in merged for a in _SET]
        return self._outcomes[rules]


def _matcher(vocab: Vocab, patterns: Iterable[tuple[int, list[dict[str, Any]]]]) -> Matcher:
    matcher = Matcher(vocab)
    for number, pattern in patterns:
        matcher.add(str(number), [pattern])
    return matcher
