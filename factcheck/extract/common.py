"""What the articles of a run have in common, known before claims are made of them.

Comes in: all articles, parsed. Goes out: which acts some article denies. Claims that no other
article could answer are then not made at all.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from factcheck.extract.deeds import act_told, denied_acts
from factcheck.language.document import Document
from factcheck.language.tokens import Token
from factcheck.rules.schema import Rule


@dataclass(frozen=True, slots=True)
class Common:
    """What is known of all articles of a run."""

    denied: frozenset[str]  # acts: 'arrest', 'occur'

    @classmethod
    def of(cls, documents: Collection[Document]) -> Common:
        """Read from the articles."""
        return cls(frozenset().union(*map(denied_acts, documents)))

    def leaves_out(self, rule: Rule, token: Token, document: Document) -> bool:
        """Whether what a rule would ask at a word can come to nothing."""
        return rule.needs_denial and act_told(token, document) not in self.denied
