"""Findings that are put aside come back as they would have stayed."""

from __future__ import annotations

import errno
import json
import sqlite3

import pytest

from factcheck.compare import keeping
from factcheck.compare.keeping import Findings
from factcheck.compare.merging import merged
from factcheck.model import Answer, Evidence, Finding, Severity, Verdict

VERDICTS = (Verdict.SINGLE, Verdict.CONFLICT, Verdict.AGREEMENT)


def finding(number: int, name: str) -> Finding:
    """A finding under an id, with a passage of its own."""
    said = Evidence(
        article=f"a{number}",
        start=0,
        end=9,
        quote=f"Number {number} \U0001f6f3\ufffd said so.",
        answer_text="9",
        answer_start=0,
        answer_end=1,
    )
    return Finding(
        id=name,
        fingerprint=str(number),
        verdict=VERDICTS[number % len(VERDICTS)],
        kind="quantity",
        question=f"How many \uff5e\U00010000 {'äzÅ'[number % 3]}?",
        severity=Severity.LOW,
        confidence=(number * 7 % 10) / 10,
        explanation=(),
        rule=f"pack.rule{number % 2}",
        answers=(Answer(value="9", label="nine", sources=("x",), evidence=(said,)),),
    )


STORIES = [
    [finding(n + 10 * story, f"same {n % 2}" if n < 4 else f"{story}-{n}") for n in range(9)]
    for story in range(6)
]


@pytest.mark.parametrize("most_held", [0, 1, 20, 53, 54, 1_000])
def test_what_is_put_aside_comes_back_in_the_order_of_a_report(most_held: int) -> None:
    whole = merged(STORIES)
    with Findings(most_held) as found:
        for story in STORIES:
            found.add(story)
        assert len(found) == len(whole) == 54
        assert found.first(54) == (whole, {})
        listed, others = found.first(20)
        assert listed == whole[:20]
        assert list(others.items()) == [(Verdict.AGREEMENT, 16), (Verdict.SINGLE, 18)]
        assert [Finding.model_validate_json(line) for line in found.lines()] == whole


def test_a_number_that_is_another_findings_id_is_not_given_out() -> None:
    stories = [[finding(1, "same")], [finding(2, "same")]]
    taken = next(f.id for f in merged(stories) if f.id != "same")
    stories.append([finding(3, taken)])
    with Findings(most_held=0) as found:
        for story in stories:
            found.add(story)
        listed, _ = found.first(3)
    assert listed == merged(stories)
    assert len({one.id for one in listed}) == 3


def test_all_lines_are_findings_as_report_json_has_them() -> None:
    with Findings(most_held=0) as found:
        found.add(STORIES[0])
        (line, *_) = found.lines()
    assert json.loads(line) == json.loads(merged([STORIES[0]])[0].model_dump_json())


def test_nothing_comes_of_nothing() -> None:
    with Findings() as found:
        assert (len(found), found.first(10), list(found.lines())) == (0, ([], {}), [])


def test_where_there_is_no_room_what_to_do_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def small() -> sqlite3.Connection:
        aside = opened()
        aside.execute("PRAGMA max_page_count = 3")
        return aside

    opened = keeping._opened
    monkeypatch.setattr(keeping, "_opened", small)
    many = STORIES[0] * 20
    with Findings(most_held=0) as found, pytest.raises(OSError, match="set TMPDIR") as refusal:
        found.add(many)
    assert refusal.value.errno == errno.ENOSPC
