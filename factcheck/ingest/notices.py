"""The titles and paragraphs of a page go in; that it is no article but a notice in the place of one
("Page not found", "Just a moment…", "Please enable JavaScript") comes out, with what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from factcheck.ingest.vocabulary import vocabulary

# A page that opens with a notice is one if it has no more characters besides: notices explain
# themselves at length, and an article below a notice has more.
MOST_BESIDE = 400

_SITE_BEHIND = re.compile(r"\s+[|–—·»:-]+\s")


def notice_reason(titles: Iterable[str], paragraphs: Sequence[str]) -> str | None:
    """Return why a page is no article and what to do; None where it may be one."""
    heads = {head for title in titles for head in (_plain(title), _plain(_alone(title)))}
    told = [text for text in map(_plain, paragraphs) if text not in heads]
    beside = sum(map(len, told[1:]))
    for what, notice in vocabulary().notices.items():
        opens = bool(told) and told[0].startswith(notice.starts) and beside <= MOST_BESIDE
        if opens or heads & notice.titles:
            return f"{what}; {notice.advice}"
    return None


def _alone(title: str) -> str:
    return _SITE_BEHIND.split(title, maxsplit=1)[0]


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())
