"""What the articles of a run have in common, known before claims are made of them.

Comes in: all articles, parsed. Goes out: which acts some article denies, which statements several
make. Claims that no other article could answer are then not made at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from factcheck.extract.deeds import act_told, denied_acts
from factcheck.extract.statements import keys_of
from factcheck.language.document import Document
from factcheck.language.tokens import Token
from factcheck.rules.loader import LoadedRule
from factcheck.rules.schema import Rule


@dataclass(frozen=True, slots=True)
class Common:
    """What is known of all articles of a run."""

    denied: frozenset[str]  # acts: 'arrest', 'occur'
    shared: frozenset[str]  # keys of statements that at least two articles make

    @classmethod
    def of(
        cls, documents: Iterable[Document], rules: Callable[[str], Iterable[LoadedRule]]
    ) -> Common:
        """Read from the articles what the rules for their languages ask for."""
        asked: dict[str, tuple[bool, bool]] = {}
        denied: set[str] = set()
        articles: Counter[str] = Counter()  # that make a statement, by its key
        for document in documents:
            language = document.doc.language
            if language not in asked:
                of_it = [loaded.rule for loaded in rules(language)]
                asked[language] = (
                    any(r.needs_denial for r in of_it),
                    any(r.needs_company for r in of_it),
                )
            of_denial, of_company = asked[language]
            if of_denial:
                denied |= denied_acts(document)
            if of_company:
                articles.update(keys_of(document))
        return cls(frozenset(denied), frozenset(k for k, number in articles.items() if number > 1))

    def leaves_out(self, rule: Rule, token: Token, document: Document) -> bool:
        """Whether what a rule would ask at a word can come to nothing."""
        return rule.needs_denial and act_told(token, document) not in self.denied

    def wanted(self, rule: Rule) -> frozenset[str] | None:
        """The keys of the statements that can come to something; None for all."""
        return self.shared if rule.needs_company else None
