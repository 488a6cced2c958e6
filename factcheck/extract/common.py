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
from factcheck.model import Claim
from factcheck.rules.loader import LoadedRule
from factcheck.rules.schema import Rule
from factcheck.values.statements import Statement


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a claim needs from another article to come to anything: one of the two."""

    denial: str = ""  # of this act
    company: str = ""  # with a statement of this key

    @classmethod
    def of(cls, claim: Claim, rule: Rule, token: Token, document: Document) -> Waiting | None:
        """What a claim that a rule made at a word waits for; None where that is nothing."""
        if rule.needs_denial:
            return cls(denial=act_told(token, document))
        if rule.needs_company:
            return cls(company=next(v.key for _, v in claim.identity if isinstance(v, Statement)))
        return None


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
        denied: list[set[str]] = []
        keys: list[set[str]] = []
        for document in documents:
            language = document.doc.language
            if language not in asked:
                asked[language] = needs(loaded.rule for loaded in rules(language))
            of_denial, of_company = asked[language]
            if of_denial:
                denied.append(denied_acts(document))
            if of_company:
                keys.append(keys_of(document))
        return cls.over(denied, keys)

    @classmethod
    def over(cls, denied: Iterable[Iterable[str]], keys: Iterable[Iterable[str]]) -> Common:
        """From the acts that each article denies, and the keys of the statements of each."""
        articles = Counter(key for of_one in keys for key in of_one)  # that make a statement
        shared = frozenset(key for key, number in articles.items() if number > 1)
        return cls(frozenset(act for of_one in denied for act in of_one), shared)

    def leaves_out(self, rule: Rule, token: Token, document: Document) -> bool:
        """Whether what a rule would ask at a word can come to nothing."""
        return rule.needs_denial and act_told(token, document) not in self.denied

    def wanted(self, rule: Rule) -> frozenset[str] | None:
        """The keys of the statements that can come to something; None for all."""
        return self.shared if rule.needs_company else None


def needs(rules: Iterable[Rule]) -> tuple[bool, bool]:
    """Whether any of the rules makes claims that wait for a denial, or for company."""
    rules = list(rules)
    return any(rule.needs_denial for rule in rules), any(rule.needs_company for rule in rules)
