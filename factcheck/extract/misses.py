"""A parsed article and rules go in; out come the places where a rule was triggered and yet made no
claim, each with what was missing: the answer to "why was nothing extracted from this?".

Each trigger is run once more in a rule that asks for nothing: whatever triggers it becomes a
claim, and its roles tell what was found around the word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from factcheck.extract.extractor import ANY, Extractor
from factcheck.language.document import Document
from factcheck.model import Claim, Evidence, Factuality, Value
from factcheck.rules.loader import LoadedRule
from factcheck.rules.schema import Role, Rule, Trigger

PROBE = "trigger"  # the role that every word fills, whatever stands around it


@dataclass(frozen=True, slots=True)
class Miss:
    """A word that triggers a rule in a passage from which the rule made no claim."""

    rule: str  # full id
    evidence: Evidence  # the passage; its answer words are the word that triggers
    found: tuple[tuple[str, Value], ...]  # roles that are filled
    missing: tuple[tuple[str, tuple[str, ...]], ...]  # roles that are not, and where they can stand
    factuality: Factuality
    reason: str  # one sentence, for people to read


def near_misses(
    document: Document, rules: Iterable[LoadedRule], claims: Iterable[Claim]
) -> list[Miss]:
    """The nearest miss for every rule and word, in text order, the nearest of a word first.

    `claims` are what the rules made of the document. A rule that any noun or name triggers comes
    near only where its answer is found.
    """
    of_rule: dict[str, list[Claim]] = {}
    for claim in claims:
        of_rule.setdefault(claim.rule, []).append(claim)
    probes = [
        (loaded, trigger, _as_probe(loaded, trigger, number))
        for loaded in rules
        for number, trigger in enumerate(loaded.rule.triggers)
    ]
    probed = {probe.id: (loaded, trigger) for loaded, trigger, probe in probes}
    nearest: dict[tuple[str, int], Miss] = {}
    for hit in Extractor(probe for _, _, probe in probes).claims(document):
        loaded, trigger = probed[hit.rule]
        if any(_covers(c, hit) for c in of_rule.get(loaded.id, ())):
            continue
        miss = _miss(hit, loaded, trigger)
        if not _is_near(miss, loaded.rule, trigger):
            continue
        key = loaded.id, hit.evidence.answer_start
        if key not in nearest or _distance(miss) < _distance(nearest[key]):
            nearest[key] = miss
    return sorted(nearest.values(), key=lambda m: (m.evidence.answer_start, _distance(m), m.rule))


def _as_probe(loaded: LoadedRule, trigger: Trigger, number: int) -> LoadedRule:
    """The rule under a name of its own, with one of its triggers, and nothing that must be found
    or be a fact."""
    rule = loaded.rule
    fields = {name: getattr(rule, name) for name in Rule.model_fields} | {
        "roles": {**rule.roles, PROBE: Role(kind="event")},
        "identity": (),
        "answer": PROBE,
        "participants": tuple(rule.roles),
        "factuality": tuple(Factuality),
        "inherit": (),
        "triggers": (trigger,),
    }
    probe = Rule.model_construct(**fields)  # a copy would keep what was derived from the fields
    return replace(loaded, id=f"{loaded.id}#{number}", rule=probe)


def _is_near(miss: Miss, rule: Rule, trigger: Trigger) -> bool:
    """Whether more than the trigger is there. A trigger that nearly every sentence holds a word
    of needs the answer beside it."""
    words = (*trigger.verb, *trigger.noun, *trigger.adjective)
    found = dict(miss.found)
    if not words or ANY in words:
        refused = bool(miss.missing) or miss.factuality not in rule.factuality
        return rule.answer in found and refused
    return any(rule.roles[role].kind != "event" for role in found)


def _covers(claim: Claim, hit: Claim) -> bool:
    return claim.evidence.start <= hit.evidence.answer_start < claim.evidence.end


def _miss(hit: Claim, loaded: LoadedRule, trigger: Trigger) -> Miss:
    rule, found = loaded.rule, dict(hit.participants)
    needed = (rule.answer, *rule.identity)
    missing = tuple((role, trigger.find.get(role, ())) for role in needed if role not in found)
    return Miss(
        rule=loaded.id,
        evidence=hit.evidence,
        found=tuple((role, found[role]) for role in needed if role in found),
        missing=missing,
        factuality=hit.factuality,
        reason=_reason(hit, rule, missing),
    )


def _reason(hit: Claim, rule: Rule, missing: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    word = hit.evidence.answer_text
    if missing:
        roles = [f"no {role} was found {_where(places)}" for role, places in missing]
        return f"'{word}' triggers it, but {' and '.join(roles)}"
    if hit.factuality not in rule.factuality:
        accepted = " or ".join(rule.factuality)
        return f"'{word}' reads as {hit.factuality.value}, the rule takes {accepted} alone"
    return f"'{word}' triggers it, but the words that answer are also what the question is about"


def _where(places: tuple[str, ...]) -> str:
    looked_at = ", ".join(dict.fromkeys(places))
    return f"where it can stand ({looked_at})" if places else "(this trigger does not look for it)"


def _distance(miss: Miss) -> int:
    return len(miss.missing)
