"""A parsed text as plain objects: tokens, spans and sentences, named as spaCy names them.

Comes in: the Doc of a language model. Goes out: a Text, whose tokens know their head, children
and sentence. spaCy makes a new object at every step through a tree and decodes every tag anew;
rules take millions of such steps, so they are taken here once a text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, overload
from unicodedata import category

from factcheck.language.digits import readable
from factcheck.language.trees import converted, entity_label

if TYPE_CHECKING:  # who compares what others read has no spaCy: it takes a second to import
    from spacy.tokens import Doc

_NAMES = ("ORTH", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE")  # numbers that stand for strings
_READ: list[int | str] = [*_NAMES, "SPACY", "HEAD", "LIKE_NUM"]
CONJUNCT = "conj"
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language, where a model's trees must be made like those of the English one."""

    language: str
    stop_words: frozenset[str]


class Token:
    """A word, number or sign, and its place in the syntax tree (Universal Dependencies' parts of
    speech, the model's dependency labels)."""

    __slots__ = (
        "children",  # the tokens that hang on this one, in text order
        "dep_",
        "doc",
        "ent_type_",
        "head",  # of a sentence's root: itself
        "i",  # its index in the text
        "idx",  # its character offset
        "lefts",  # the children before it
        "lemma_",  # in lower case, unlike spaCy's
        "like_num",  # a number in digits or words
        "lower_",
        "mood",  # of verbs in another language: the factuality that their form gives; else empty
        "pos_",
        "sent",
        "tag_",
        "text",
    )

    doc: Text
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    like_num: bool
    mood: str
    head: Token
    children: tuple[Token, ...]
    lefts: tuple[Token, ...]
    sent: Span

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_alpha(self) -> bool:
        """Letters alone."""
        return self.text.isalpha()

    @property
    def is_punct(self) -> bool:
        """Punctuation alone."""
        return all(category(sign).startswith("P") for sign in self.text)

    @property
    def is_stop(self) -> bool:
        """One of the words that say nothing by themselves."""
        return self.lower_ in self.doc.stop_words

    @property
    def stop_lemma(self) -> bool:
        """Whether its lemma is such a word."""
        return self.lemma_ in self.doc.stop_words

    @property
    def text_with_ws(self) -> str:
        """The token and the space behind it."""
        return self.doc.text[self.idx : self.doc.offset(self.i + 1)]

    @property
    def rights(self) -> tuple[Token, ...]:
        """The children after it."""
        return self.children[len(self.lefts) :]

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its head, the head of that one, up to the root."""
        here = self
        while here.head is not here:
            here = here.head
            yield here

    @property
    def subtree(self) -> list[Token]:
        """The token and all that hangs below it, in text order."""
        found = [self]
        for token in found:
            found += token.children
        return sorted(found, key=_index)

    @property
    def left_edge(self) -> Token:
        """The first token of its subtree."""
        here = self
        while here.lefts:
            here = here.lefts[0]
        return here

    @property
    def right_edge(self) -> Token:
        """The last token of its subtree."""
        here = self
        while len(here.children) > len(here.lefts):
            here = here.children[-1]
        return here

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The tokens coordinated with it, whichever comes first."""
        first = self
        while first.dep_ == CONJUNCT and first.head is not first:
            first = first.head
        row = [first]
        for token in row:
            row += [child for child in token.rights if child.dep_ == CONJUNCT]
        return tuple(token for token in row if token is not self)

    def nbor(self, offset: int = 1) -> Token:
        """The token so many places on. Raises IndexError outside the text."""
        at = self.i + offset
        if at < 0:
            raise IndexError(at)
        return self.doc[at]


_index = attrgetter("i")


class Span:
    """The tokens start to end (end excluded) of a text; `label_` where it is a named entity."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Text, start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __reversed__(self) -> Iterator[Token]:
        return reversed(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Span: ...
    def __getitem__(self, key: int | slice) -> Token | Span:
        if isinstance(key, slice):
            start, end, _ = key.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.tokens[self.start : self.end][key]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self._place == other._place

    def __hash__(self) -> int:
        return hash(self._place)

    def __repr__(self) -> str:
        return self.text

    @property
    def _place(self) -> tuple[int, int, int, str]:
        return id(self.doc), self.start, self.end, self.label_

    @property
    def start_char(self) -> int:
        """Character offset of the first token."""
        return self.doc.offset(self.start)

    @property
    def end_char(self) -> int:
        """Character offset behind the last token."""
        if self.start == self.end:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def sent(self) -> Span:
        """The sentence of its first token."""
        return self.doc.tokens[self.start].sent

    @property
    def text(self) -> str:
        """The words as they stand in the text."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Token:
        """The token highest in the syntax tree, a word before a sign; the first of several."""
        tokens = self.doc.tokens[self.start : self.end]
        for token in tokens:
            if token.head is token:
                return token
        tops = [t for t in tokens if not self.start <= t.head.i < self.end]
        return min(tops, key=_height, default=tokens[0]) if len(tops) != 1 else tops[0]


def _height(token: Token) -> tuple[bool, int]:
    """The lower, the higher in the tree; a bare sign or space comes last."""
    bare = not token.children and (token.is_punct or token.text.isspace())
    return bare, sum(1 for _ in token.ancestors)


class Text:
    """A parsed text: its tokens, sentences and named entities."""

    __slots__ = (
        "_starts",
        "ents",
        "language",
        "parsed",
        "readable",  # by those who look for figures: in another language, the digits alone
        "sents",
        "stop_words",
        "text",
        "tokens",
    )

    def __init__(self, text: str, starts: list[int], parsed: Doc) -> None:
        """`starts`: the character offset of each token; `parsed`: spaCy's own, for its matchers."""
        from spacy.lang.en.stop_words import STOP_WORDS  # with a Doc, spaCy is there already

        self.text = self.readable = text
        self.language = ENGLISH
        self.stop_words: frozenset[str] | set[str] = STOP_WORDS
        self.parsed = parsed
        self.tokens = [Token() for _ in starts]
        self.ents: list[Span] = []
        self.sents: list[Span] = []
        self._starts = starts

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Span: ...
    def __getitem__(self, key: int | slice) -> Token | Span:
        if isinstance(key, slice):
            start, end, _ = key.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[key]

    def offset(self, index: int) -> int:
        """Character offset of the token with this index; of the one behind the last: the end."""
        return self._starts[index] if index < len(self._starts) else len(self.text)

    def char_span(self, start: int, end: int) -> Span | None:
        """The tokens that these characters are in; None when none are."""
        if not self._starts or not 0 <= start < end <= len(self.text):
            return None
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1) - 1
        return Span(self, first, last + 1) if first >= 0 else None


_strings: dict[int, str] = {0: ""}  # spaCy numbers a string by its hash, in every model the same


def from_spacy(doc: Doc, grammar: Grammar | None = None) -> Text:
    """What the language model found, as plain objects; `grammar` where it is not the English
    one's to begin with."""
    rows = doc.to_array(_READ).tolist()
    known, strings = _strings, doc.vocab.strings
    for number in {number for row in rows for number in row[: len(_NAMES)]} - known.keys():
        known[number] = strings[number]
    starts, end = [], 0
    for row in rows:
        starts.append(end)
        end += len(known[row[0]]) + row[len(_NAMES)]  # the word, and a space behind it
    text = Text(doc.text, starts, doc)
    tokens = text.tokens
    below: list[list[Token]] = [[] for _ in rows]
    for i, (token, start, row) in enumerate(zip(tokens, starts, rows, strict=True)):
        orth, lemma, pos, tag, dep, ent_type, _, head, number_like = row
        word = known[orth]
        token.doc, token.i, token.idx, token.text = text, i, start, word
        token.lower_ = word.lower()
        token.lemma_ = known[lemma].lower()
        token.pos_, token.tag_, token.dep_ = known[pos], known[tag], known[dep]
        token.ent_type_ = known[ent_type]
        token.like_num = bool(number_like)
        above = i + _signed(head)
        token.head = tokens[above]
        if above != i:
            below[above].append(token)
    if grammar is not None:
        below = _as_in_english(text, grammar)
    for token, children in zip(tokens, below, strict=True):
        token.children = tuple(children)
        token.lefts = tuple(child for child in children if child.i < token.i)
    text.ents = [
        Span(text, ent.start, ent.end, entity_label(ent.label_) if grammar else ent.label_)
        for ent in doc.ents
    ]
    text.sents = [Span(text, sent.start, sent.end) for sent in doc.sents]
    for sentence in text.sents:
        for token in sentence:
            token.sent = sentence
    return text


def _as_in_english(text: Text, grammar: Grammar) -> list[list[Token]]:
    """Ties the tokens together as the English model would have; goes out: the children of each."""
    text.language, text.stop_words = grammar.language, grammar.stop_words
    tree, tokens = converted(text.parsed), text.tokens
    for token, head, label in zip(tokens, tree.heads, tree.labels, strict=True):
        token.head, token.dep_ = tokens[head], label
        token.ent_type_ = entity_label(token.ent_type_)
        token.mood = tree.moods.get(token.i, "")
    if grammar.language != ENGLISH:
        for token, tag in zip(tokens, tree.tags, strict=True):
            token.tag_ = tag
        text.readable = readable(text.parsed, grammar.language)
    return [[tokens[i] for i in below] for below in tree.children()]


def _signed(number: int) -> int:
    """Offsets to the head come as unsigned numbers."""
    return number - (1 << 64) if number >> 63 else number
