"""What the articles of a story have in common.

Comes in: what each of them denies and states. Goes out: which acts one denies, which statements
several make. Claims that no other article could answer are then not made at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.extract.deeds import act_told
from factcheck.language.document import Document
from factcheck.language.tokens import Token
from factcheck.model import Claim
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
    """What is known of all articles of a story."""

    denied: frozenset[str]  # acts: 'arrest', 'occur'
    shared: frozenset[str]  # keys of statements that at least two articles make

    @classmethod
    def over(cls, denied: Iterable[Iterable[str]], keys: Iterable[Iterable[str]]) -> Common:
        """From the acts that each article denies, and the keys of the statements of each."""
        articles = Counter(key for of_one in keys for key in of_one)  # that make a statement
        shared = frozenset(key for key, number in articles.items() if number > 1)
        return cls(frozenset(act for of_one in denied for act in of_one), shared)

    def ends(self, waiting: Waiting) -> bool:
        """Whether a claim has what it waited for."""
        return waiting.denial in self.denied or waiting.company in self.shared

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
