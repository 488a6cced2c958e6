"""The articles of a run and the claims of one answer go in; which articles are copy of one agency,
and which have the answer from an outlet that they cite, comes out.

An article is an agency's copy when it says so of the whole of it: in its dateline, in a credit, in
a field made for that. A chain is told by the claim's own sentence alone ("…, the Bay Post
reported").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from factcheck.compare.outlets import Outlets
from factcheck.model import Article, Claim, Dependence, Evidence, MetadataField

# How sure an article must be of its agency, or publisher: credits for a part of it, and agencies
# that stand in for a publisher, are less (ingest/credits.py, ingest/metadata.py).
SURELY = 0.6


class Standing:
    """Whose the articles of a run are: their publisher's, an agency's."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        articles = list(articles)
        publishers = {a.id: name for a in articles if (name := _surely(a, "publisher"))}
        agencies = {a.id: name for a in articles if (name := _surely(a, "agency"))}
        self.outlets = Outlets((*publishers.values(), *agencies.values()))
        self._publisher = {i: self.outlets.publisher(name) for i, name in publishers.items()}
        self._agency = {i: self.outlets.publisher(name) for i, name in agencies.items()}
        self._agencies = self.outlets.agencies | set(self._agency.values())
        self._headlines = {
            a.id: len(a.title) for a in articles if a.title and a.text.startswith(a.title)
        }

    def agency(self, article: str) -> str | None:
        """The agency whose copy an article is: printed by others, or published by itself."""
        publisher = self._publisher.get(article)
        return self._agency.get(article) or (publisher if publisher in self._agencies else None)

    def speaks_for(self, article: str) -> frozenset[str]:
        """The outlets whose claims an article's own claims are: its publisher's, its agency's."""
        outlets = (self._publisher.get(article), self._agency.get(article))
        return frozenset(filter(None, outlets))

    def in_headline(self, evidence: Evidence) -> bool:
        """Whether a passage is the headline, which leaves out who says so."""
        return evidence.start < self._headlines.get(evidence.article, 0)


def _surely(article: Article, field: MetadataField) -> str | None:
    """What an article says for sure; of one made without metadata, the publisher that it has."""
    stated = next((s for s in article.metadata if s.field == field), None)
    if stated is not None:
        return stated.value if stated.confidence >= SURELY else None
    return article.publisher if field == "publisher" else None


def agency_copy(articles: Iterable[str], standing: Standing) -> Iterator[Dependence]:
    """Articles that are copy of one agency, be it in other words: it has rewritten its report."""
    printed: defaultdict[str, list[str]] = defaultdict(list)
    for article in articles:
        if agency := standing.agency(article):
            printed[agency].append(article)
    for agency, ids in sorted(printed.items()):
        if len(ids) > 1:
            yield Dependence(reason="agency", articles=tuple(ids), outlet=agency)


def chains(claims: Iterable[Claim], standing: Standing) -> Iterator[Dependence]:
    """Articles that have an answer from an outlet, those of one outlet with one of its own."""
    of_article: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        of_article[claim.evidence.article].append(claim)
    own: defaultdict[str, list[str]] = defaultdict(list)  # articles, by whose they are
    cited: dict[str, dict[str, str]] = {}
    for article, told in sorted(of_article.items()):
        whose = standing.speaks_for(article)
        for outlet in whose:
            own[outlet].append(article)
        named = _cited(told, standing)
        cited[article] = {outlet: named[outlet] for outlet in sorted(named.keys() - whose)}
    times = Counter(outlet for named in cited.values() for outlet in named)
    citing: defaultdict[str, list[str]] = defaultdict(list)
    for article, named in cited.items():
        if named:  # of several one, for who cites two makes them not one source: best one whose
            # article is here, else one that others cite, too
            citing[max(named, key=lambda o: (o in own, times[o]))].append(article)
    for outlet, ids in sorted(citing.items()):
        articles = tuple(sorted({*ids, *own[outlet]}))
        if len(articles) > 1:
            phrase = cited[ids[0]][outlet]
            yield Dependence(
                reason="citation",
                articles=articles,
                outlet=standing.outlets.shown(outlet, phrase),
                citing=tuple(ids),
            )


def _cited(claims: Iterable[Claim], standing: Standing) -> dict[str, str]:
    """The outlets that an article has an answer from, with what it calls them; none where it has
    it from others, too, or says it in its own voice. A headline says nothing of that, unless it is
    all there is."""
    claims = list(claims)
    told = [c for c in claims if not standing.in_headline(c.evidence)] or claims
    outlets = [{o: name for name in c.cited if (o := standing.outlets.cited(name))} for c in told]
    if not all(outlets):
        return {}
    return {outlet: min(o[outlet] for o in outlets if outlet in o) for o in outlets for outlet in o}
