"""The articles of two reports go in; which are the same, and what changed about them, comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from zlib import crc32

from factcheck.model import Article, Report
from factcheck.report.difference.model import ArticleDifference, ArticleName, Change
from factcheck.report.difference.pairing import Pair, Score, best_pairs, sharing

RUN = 3  # words that make a mark of a text: unrelated news shares few runs of three
# Of the runs of the shorter text, for an article that kept its id or path: it may have grown to
# many times its length, so the shorter one is what counts.
LEAST_KEPT = 0.3
# Of the runs of both texts, for one that goes by another name: as much as an agency's story keeps
# when two papers edit it.
LEAST_ALIKE = 0.5
FEW_RUNS = 100  # of which all are looked at; of more,
ONE_IN = 8  # so that a thousand articles that were all renamed and edited take a second or two

# Where an article was read from is no news: two runs in two folders read the same articles.
FIELDS = ("text", "id", "publisher", "title", "published")

_Runs = frozenset[tuple[str, ...]]


def pair_articles(old: Report, new: Report) -> list[Pair]:
    """Places of the articles that are the same: same id or path and much of the text, the same
    text under another name, nearly the same text, and at last the same path whatever it holds."""
    pairs: list[Pair] = []
    for same in (_same_id_and_text, _same_name, _same_text, _nearly_same_text, _same_path):
        olds = _left(old.articles, {o for o, _ in pairs})
        news = _left(new.articles, {n for _, n in pairs})
        if not olds or not news:
            break
        pairs += best_pairs(same(olds, news))
    return sorted(pairs)


def article_differences(
    old: Report, new: Report, pairs: Sequence[Pair]
) -> tuple[ArticleDifference, ...]:
    """Added, removed and changed articles, in this order and the reports'."""
    olds, news = {o for o, _ in pairs}, {n for _, n in pairs}
    unread_then = {skipped.path: skipped.reason for skipped in old.skipped}
    unread_now = {skipped.path: skipped.reason for skipped in new.skipped}
    added = (
        ArticleDifference(
            change=Change.NEW, old=None, new=_name(article), reason=unread_then.get(article.path)
        )
        for n, article in enumerate(new.articles)
        if n not in news
    )
    removed = (
        ArticleDifference(
            change=Change.GONE, old=_name(article), new=None, reason=unread_now.get(article.path)
        )
        for n, article in enumerate(old.articles)
        if n not in olds
    )
    changed = (_changed(old.articles[o], new.articles[n]) for o, n in pairs)
    return (*added, *removed, *(one for one in changed if one.fields))


def _changed(old: Article, new: Article) -> ArticleDifference:
    differing = tuple(f for f in FIELDS if getattr(old, f) != getattr(new, f))
    added = removed = 0
    if "text" in differing:
        before, now = Counter(old.text.split()), Counter(new.text.split())
        added, removed = (now - before).total(), (before - now).total()
    return ArticleDifference(
        change=Change.CHANGED,
        old=_name(old),
        new=_name(new),
        fields=differing,
        words_added=added,
        words_removed=removed,
    )


def _name(article: Article) -> ArticleName:
    return ArticleName(**{field: getattr(article, field) for field in ArticleName.model_fields})


def _left(articles: Sequence[Article], taken: set[int]) -> dict[int, Article]:
    return {n: article for n, article in enumerate(articles) if n not in taken}


# -- what makes two articles the same: candidates with their scores, the lowest the best ---------

_Articles = Mapping[int, Article]
_Scored = dict[Pair, Score]


def _same_id_and_text(olds: _Articles, news: _Articles) -> _Scored:
    shared = sharing(olds, news, lambda a: [(a.id, a.text)])
    return {(o, n): (olds[o].path != news[n].path,) for (o, n), _ in shared}


def _same_name(olds: _Articles, news: _Articles) -> _Scored:
    """The same id or path, and enough of the shorter text in the longer one."""
    runs = _runs_of(olds, news)
    found: _Scored = {}
    for (o, n), _ in sharing(olds, news, lambda a: [("id", a.id), ("path", a.path)]):
        before, now = runs[olds[o].text], runs[news[n].text]
        kept = len(before & now) / min(len(before), len(now))
        if kept >= LEAST_KEPT:
            found[o, n] = (-kept,)
    return found


def _same_text(olds: _Articles, news: _Articles) -> _Scored:
    """What `_nearly_same_text` would find, too, but at once: a folder whose files were renamed."""
    shared = sharing(olds, news, lambda a: [a.text])
    return {
        (o, n): (olds[o].title != news[n].title,)
        for (o, n), _ in shared
        if _may_be_one(olds[o], news[n])
    }


def _nearly_same_text(olds: _Articles, news: _Articles) -> _Scored:
    runs = _runs_of(olds, news)

    def marks(article: Article) -> Iterable[Hashable]:
        return _some(runs[article.text])

    found: _Scored = {}
    for (o, n), _ in sharing(olds, news, marks):
        before, now = runs[olds[o].text], runs[news[n].text]
        alike = 2 * len(before & now) / (len(before) + len(now))
        if alike >= LEAST_ALIKE and _may_be_one(olds[o], news[n]):
            found[o, n] = (-alike,)
    return found


def _same_path(olds: _Articles, news: _Articles) -> _Scored:
    return {pair: (0.0,) for pair, _ in sharing(olds, news, lambda a: [(a.id, a.path)])}


def _may_be_one(old: Article, new: Article) -> bool:
    """Whether neither publisher speaks against it: two papers print one agency's story."""
    return None in {old.publisher, new.publisher} or old.publisher == new.publisher


def _runs_of(*sides: _Articles) -> dict[str, _Runs]:
    texts = {article.text for articles in sides for article in articles.values()}
    return {text: _runs(text.casefold().split()) for text in texts}


def _runs(words: list[str]) -> _Runs:
    if len(words) < RUN:
        return frozenset([tuple(words)])
    return frozenset(zip(*(words[start:] for start in range(RUN)), strict=False))


def _some(runs: _Runs) -> Iterable[tuple[str, ...]]:
    """Of many runs one in so many, the same ones of every text: enough to find its like."""
    if len(runs) < FEW_RUNS:
        return runs
    return [run for run in runs if not _crc(run[0]) % ONE_IN]


@lru_cache(maxsize=100_000)
def _crc(word: str) -> int:
    """A number for a word, the same on every machine."""
    return crc32(word.encode("utf-8", "surrogatepass"))
