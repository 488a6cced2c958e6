"""How two reports were made goes in; what is not the same about it comes out, and what speaks for
the old one being the newer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from factcheck.model import Article, Provenance, Report
from factcheck.report.difference.model import Maker, RunDifference
from factcheck.report.difference.pairing import Pair


def run_differences(old: Provenance, new: Provenance) -> tuple[RunDifference, ...]:
    """Version, model, rule packs and settings that are not the same. The order of packs counts
    for nothing."""
    return tuple(
        RunDifference(what=what, name=name, old=before.get(name), new=now.get(name))
        for what, before, now in _makers(old, new)
        for name in dict.fromkeys([*before, *now])
        if before.get(name) != now.get(name)
    )


def _makers(
    old: Provenance, new: Provenance
) -> Iterator[tuple[Maker, Mapping[str, str], Mapping[str, str]]]:
    yield Maker.FACTCHECK, {"factcheck": old.factcheck}, {"factcheck": new.factcheck}
    yield Maker.MODEL, {"model": old.model}, {"model": new.model}
    yield Maker.RULES, _packs(old), _packs(new)
    yield Maker.SETTINGS, _settings(old), _settings(new)


def _packs(made: Provenance) -> dict[str, str]:
    """Name → what tells its state; two of one name count together."""
    found: dict[str, str] = {}
    for pack in made.packs:
        name, _, state = pack.partition(": ")
        found[name] = f"{found[name]}; {state}" if name in found else state
    return found


def _settings(made: Provenance) -> dict[str, str]:
    """But for the model, which is told with its version."""
    return {name: value for name, value in made.settings.items() if name != "model"}


def seems_swapped(old: Report, new: Report, articles: list[Pair]) -> str | None:
    """What speaks for `old` being the newer report; None where nothing does. Reports bear no date
    of their own (equal runs give equal bytes), so versions, decisions and articles have to tell."""
    was, now = _version(old.provenance.factcheck), _version(new.provenance.factcheck)
    if was != now:
        if was < now:
            return None
        return (
            f"OLD was made by factcheck {old.provenance.factcheck}, NEW by "
            f"{new.provenance.factcheck}"
        )
    decided, again = _last_decision(old), _last_decision(new)
    if decided and again and decided != again:
        return "OLD has later decisions of people than NEW" if decided > again else None
    if len(articles) == len(new.articles) < len(old.articles):
        known = {o for o, _ in articles}
        others = [article for n, article in enumerate(old.articles) if n not in known]
        if _last_day(others) > _last_day(new.articles) > "":
            return "OLD has articles that came out after all of NEW"
    return None


def _version(number: str) -> tuple[int, ...]:
    return tuple(int(digits[:9]) for digits in re.findall(r"\d+", number, re.ASCII))


def _last_decision(report: Report) -> datetime | None:
    decisions = [f.review.at for f in (*report.findings, *report.dismissed) if f.review]
    return max(decisions, default=None, key=datetime.isoformat)


def _last_day(articles: tuple[Article, ...] | list[Article]) -> str:
    return max((article.published or "" for article in articles), default="")
