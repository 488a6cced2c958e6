"""Phrases and patterns of rules in, the words of a document that they stand at out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from factcheck.language.document import Document
from factcheck.rules.loader import LoadedRule
from factcheck.rules.patterns import is_dependency
from factcheck.rules.schema import Trigger

if TYPE_CHECKING:
    from spacy.vocab import Vocab

Triggered = tuple[LoadedRule, Trigger]


class Patterns:
    """The triggers of a rule set that are several words."""

    def __init__(self, rules: Iterable[LoadedRule]) -> None:
        self._phrases: dict[str, list[tuple[tuple[str, ...], Triggered]]] = {}
        self._patterns: list[Triggered] = []
        self._ready: _Matchers | None = None
        for loaded in rules:
            for trigger in loaded.rule.triggers:
                for phrase in trigger.phrase:
                    words = tuple(phrase.lower().split())
                    self._phrases.setdefault(words[0], []).append((words, (loaded, trigger)))
                if trigger.pattern:
                    self._patterns.append((loaded, trigger))

    def matches(self, document: Document) -> dict[int, list[Triggered]]:
        """The triggers by the index of the word that the matched words hang on."""
        found: dict[int, list[Triggered]] = {}
        for at, triggered in (*self._of_phrases(document), *self._of_patterns(document)):
            found.setdefault(at, []).append(triggered)
        return found

    def _of_phrases(self, document: Document) -> Iterator[tuple[int, Triggered]]:
        if not self._phrases:
            return
        doc = document.doc
        for token in doc:
            for form in {token.lower_, token.lemma_}:
                for words, triggered in self._phrases.get(form, ()):
                    span = doc[token.i : token.i + len(words)]
                    if len(span) == len(words) and all(
                        word in (t.lower_, t.lemma_) for word, t in zip(words, span, strict=True)
                    ):
                        yield span.root.i, triggered

    def _of_patterns(self, document: Document) -> Iterator[tuple[int, Triggered]]:
        if not self._patterns:
            return
        doc = document.doc
        if self._ready is None or self._ready.vocab is not doc.parsed.vocab:
            self._ready = _Matchers(doc.parsed.vocab, self._patterns)
        ready = self._ready
        for sentence in doc.parsed.sents:
            for key, start, end in ready.words(sentence) if len(ready.words) else ():
                span = doc[sentence.start + start : sentence.start + end]
                yield span.root.i, ready.triggered[key]
            for key, tokens in ready.trees(sentence) if len(ready.trees) else ():
                yield sentence.start + tokens[0], ready.triggered[key]


class _Matchers:
    """spaCy's matchers for one language model, and the triggers by the keys of their patterns."""

    def __init__(self, vocab: Vocab, patterns: Iterable[Triggered]) -> None:
        from spacy.matcher import DependencyMatcher, Matcher

        self.vocab = vocab
        self.words, self.trees = Matcher(vocab), DependencyMatcher(vocab)
        self.triggered: dict[int, Triggered] = {}
        for number, triggered in enumerate(patterns):
            pattern = [dict(word) for word in triggered[1].pattern]
            name = f"pattern {number}"
            (self.trees if is_dependency(pattern) else self.words).add(name, [pattern])
            self.triggered[vocab.strings[name]] = triggered
