"""Parts of a report go in, the addresses come out by which linked data speaks of them; and what is
said becomes JSON that can stand inside a page.

An address is a JSON Pointer (RFC 6901, section 6) behind the name of the report: whoever keeps an
export beside report.json can follow it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import TypeAlias

from factcheck import model
from factcheck.report.addresses import web_address

Json: TypeAlias = Mapping[str, object]

REPORT_FILE = "report.json"  # as `factcheck check` names it
# `</script>` and `<!--` would end or change a script element that holds the JSON, the separators
# end a line of JavaScript: the same text, written otherwise.
_IN_A_PAGE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def pointer(*steps: str | int) -> str:
    """The address of a part of the report: `report.json#/findings/0/answers/1`."""
    return f"{REPORT_FILE}#{''.join(f'/{step}' for step in steps)}"


def article_addresses(report: model.Report) -> list[str]:
    """The addresses of the articles as documents, in their order: where each was published, if
    that is known and no other article of the report has it, else its place in the report."""
    published = [web_address(article) for article in report.articles]
    times = Counter(published)
    return [
        address if address is not None and times[address] == 1 else pointer("articles", index)
        for index, address in enumerate(published)
    ]


def text_address(report: model.Report, index: int) -> str:
    """The address of the cleaned text into which offsets point: always that in the report, for
    positions in a page that was published are other ones."""
    return pointer("articles", index, "text")


def article_indexes(report: model.Report) -> dict[str, int]:
    """Where the articles stand in the report, by their ids."""
    return {article.id: index for index, article in enumerate(report.articles)}


def dumps(data: Json) -> bytes:
    """JSON, UTF-8, indented by 1, fit for a script element of a page."""
    text = json.dumps(data, indent=1, ensure_ascii=False) + "\n"
    return text.translate(_IN_A_PAGE).encode("utf-8")
