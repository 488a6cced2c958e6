"""Whom and which places a finding is about."""

from __future__ import annotations

from collections.abc import Callable

from factcheck.model import Finding, Report

CheckTexts = Callable[[dict[str, str]], Report]

NORWAY = "Norway has proposed a fisheries council. The council would watch over cod off Iceland."
CHILE = "Chile has proposed a fisheries council. The council would watch over cod off Iceland."


def about(report: Report, question: str) -> set[tuple[str, str, str]]:
    (finding,) = [f for f in report.findings if f.question == question]
    return {(subject.kind, subject.value, subject.label) for subject in finding.about}


def test_the_doers_of_all_answers_are_what_a_finding_is_about(check_texts: CheckTexts) -> None:
    named = about(check_texts({"a": NORWAY, "b": CHILE}), "Who proposed the fisheries council?")
    assert {("place", "NO", "Norway"), ("place", "CL", "Chile")} <= named


def test_a_person_is_named_once_however_often_it_answers(check_texts: CheckTexts) -> None:
    text = "Ingrid Solvang, 41, was elected mayor of Oslo. Solvang is 41 years old."
    report = check_texts({"a": text, "b": text.replace("41", "43")})
    people = [s.label for s in of(report, "people.age").about if s.kind == "person"]
    assert people == ["Ingrid Solvang"]


def of(report: Report, rule: str) -> Finding:
    return next(finding for finding in report.findings if finding.rule == rule)
