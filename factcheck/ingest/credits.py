"""The last lines of a page go in; the news agency that they credit comes out, with the words that
do: "(AP)", "© 2013 AFP", "The Associated Press contributed to this report.". How sure it is that
the article is the agency's tells whole copy from an article that an agency only added to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from factcheck.ingest.furniture import alternatives, furniture
from factcheck.model import Stated

TAIL_LINES = 4  # below the body: a credit, a copyright line, two links
TAIL_CHARACTERS = 200  # of the last lines; credits are shorter, and a line may have megabytes

# A line of its own says it outright; at the end of a sentence the brackets may explain a name.
CONFIDENCE_OF_A_LINE = 0.8
CONFIDENCE_OF_AN_END = 0.6
# What an agency contributed to may be its copy but for a line, or have a line of it.
CONFIDENCE_OF_A_SHARE = 0.5


def read_agency_credit(lines: Sequence[str]) -> Stated | None:
    """Return the agency that the last of an article's lines credit, None where none is."""
    tail = [line for line in lines if line][-TAIL_LINES:]
    for number, line in enumerate(reversed(tail)):
        line = line[-TAIL_CHARACTERS:].strip()
        if found := _credit_line().match(line):
            return _stated(found, line, CONFIDENCE_OF_A_LINE)
        if found := _share_line().match(line):
            return _stated(found, line, CONFIDENCE_OF_A_SHARE)
        if number == 0 and (found := _end_of_a_sentence().search(line)):
            return _stated(found, found.group().strip(), CONFIDENCE_OF_AN_END)
    return None


def _stated(found: re.Match[str], words: str, confidence: float) -> Stated:
    name = next(value for value in found.groups() if value)
    agencies = {key.casefold(): agency for key, agency in furniture().agencies.items()}
    return Stated(
        field="agency",
        value=agencies[name.casefold()],
        evidence=words,
        source="text",
        confidence=confidence,
    )


@lru_cache(maxsize=1)
def _credit_line() -> re.Pattern[str]:
    """An agency between marks and nothing else, or as one of the listed forms has it."""
    follows = furniture().agency_follows
    words = alternatives(phrase for phrase in follows if not phrase.endswith("…"))
    last = alternatives(phrase.rstrip(" …") for phrase in follows if phrase.endswith("…"))
    end = rf"(?=(?:[\W\d]|\b(?:{words})\b)*(?:$|\b(?:{last})))"
    forms = (form + end for form in _forms(furniture().agency_credits))
    return re.compile("|".join([rf"(?:\W*{_agency()}\W*$)", *forms]), re.IGNORECASE)


@lru_cache(maxsize=1)
def _share_line() -> re.Pattern[str]:
    """An agency as one of the listed forms has it, or credited beside others."""
    others = rf"(?=\s*(?:{alternatives(furniture().agency_others)})(?:(?<!\w)|(?!\w)))"
    shared = (form + others for form in _forms(furniture().agency_credits))
    return re.compile("|".join([*_forms(furniture().agency_shares), *shared]), re.IGNORECASE)


def _agency() -> str:
    return rf"(?:the )?\b({alternatives(furniture().agencies)})\b"


def _forms(phrases: Sequence[str]) -> list[str]:
    agency, forms = _agency(), []
    for form in phrases:
        before, after = (part.strip() for part in form.split("…"))
        if before:
            forms.append(rf"\W*{re.escape(before)}\W*(?:\d{{4}}\W*)?{agency}")
        else:
            forms.append(rf"\W*{agency}(?: (?:and|journalists?|reporters?|staff)\b[\w ]*)? {after}")
    return [f"(?:{form})" for form in forms]


@lru_cache(maxsize=1)
def _end_of_a_sentence() -> re.Pattern[str]:
    """'… the ministry said. (AP)', '… said. - Reuters'."""
    names = alternatives(furniture().agencies)
    return re.compile(rf"(?<=[.!?”\"'])\s+(?:\(({names})\)|[-–—]{{1,2}}\s?({names}))\W*$")
