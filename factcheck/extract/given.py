"""What an article gives to a check: the claims that can come to something beside the articles that
it is held against, which are known only when all of them are read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from factcheck.extract.common import Common
from factcheck.extract.deeds import denied_acts
from factcheck.extract.extractor import Extractor, Gathered
from factcheck.extract.statements import keys_of
from factcheck.language.document import Document
from factcheck.model import Claim


class Given(Protocol):
    """An article that was read."""

    @property
    def denied(self) -> Iterable[str]:
        """The acts that it says were not done, where a rule asks for them."""
        ...

    @property
    def companies(self) -> Iterable[str]:
        """The keys of the statements that it makes, where a rule asks for them."""
        ...

    def claims(self, article: str, common: Common) -> list[Claim]:
        """The claims that can come to something, in text order, of the article with this id."""
        ...

    def let_go(self) -> None:
        """Keep no more than is needed for the rest."""
        ...


class Parsed:
    """A parsed article, of which claims are made when it is known which can come to something:
    the others are never made. It is large (half a megabyte for a newspaper's) until it is let go.
    """

    def __init__(self, document: Document, extractor: Extractor) -> None:
        self._document: Document | None = document
        self._extractor = extractor
        self._gathered: Gathered | None = None
        of_denial, of_company = extractor.needs
        self.denied = denied_acts(document) if of_denial else set[str]()
        self.companies = keys_of(document) if of_company else set[str]()

    def claims(self, article: str, common: Common) -> list[Claim]:
        """Those of the article that was parsed, which `article` is."""
        if self._gathered is not None:
            return self._gathered.claims_beside(common)
        assert self._document is not None  # let_go puts one in the place of the other
        return self._extractor.claims(self._document, common)

    def let_go(self) -> None:
        """Make all claims, and keep those."""
        if self._document is not None:
            self._gathered = self._extractor.gathered(self._document)
            self._document = None
