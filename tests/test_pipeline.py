"""The road from articles to a report: complete, in order, the same on every run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.language.limits import MAX_CHARACTERS
from factcheck.language.models import ModelError
from factcheck.model import Article, Finding, Report
from factcheck.pipeline import Settings, check_articles
from factcheck.rules.loader import load_builtin

CheckTexts = Callable[..., Report]

ROOT = Path(__file__).parent.parent
STORY = {
    "agency": "Norway and Chile signed the salmon treaty on 3 March 2016. "
    "The fisheries council was proposed by Oslo, officials said.",
    "daily": "Chile proposed a fisheries council. The salmon treaty was signed in May 2016.",
    "radio": "Norway and Chile signed the salmon treaty in 2016. “We proposed a fisheries "
    "council,” Norwegian Foreign Minister Kari Berg said.",
    "tabloid": "Peru proposed a whaling ban. A copper treaty was signed on 4 June 2017.",
}


def comparable(report: Report) -> list[object]:
    """Everything that findings say, without the order in which articles were given."""
    return sorted(
        (
            f.id,
            f.verdict,
            f.question,
            f.confidence,
            f.fingerprint,
            sorted((a.value, sorted(a.sources)) for a in f.answers),
        )
        for f in report.findings
    )


def test_a_run_too_long_to_keep_its_articles_finds_the_same(
    check_texts: CheckTexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = {
        "agency": f"{STORY['agency']} Kari Berg signed the letter of the union.",
        "daily": f"{STORY['daily']} Kari Berg never signed the letter of the union.",
    }
    kept = check_texts(story)
    monkeypatch.setattr("factcheck.pipeline.MOST_KEPT", 0)
    assert kept.conflicts
    assert check_texts(story) == kept


def test_of_too_many_findings_a_report_has_the_first_and_all_are_given_as_lines() -> None:
    articles = [Article(id=name, path=name, text=text) for name, text in STORY.items()]
    wanted = Settings(one_story=True)
    whole = check_articles(articles, settings=wanted)
    lines: list[bytes] = []
    few = check_articles(articles, settings=wanted, all_lines=lines.extend, most=2)
    assert few.findings == whole.findings[:2]
    assert sum(few.not_listed.values()) == len(whole.findings) - 2 > 0
    assert [Finding.model_validate_json(line) for line in lines] == list(whole.findings)
    assert not whole.not_listed


def test_no_articles_have_no_findings() -> None:
    report = check_articles([])
    assert (report.articles, report.findings, report.skipped) == ((), (), ())


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?", "“", "No news today."])
def test_an_article_that_says_nothing_has_no_findings(check_texts: CheckTexts, text: str) -> None:
    report = check_texts({"a": text, "b": text})
    assert report.findings == ()
    assert [a.text for a in report.articles] == [text, text]


def test_every_passage_stands_verbatim_in_its_article(check_texts: CheckTexts) -> None:
    report = check_texts(STORY)
    texts = {a.id: a.text for a in report.articles}
    passages = [e for f in report.findings for a in f.answers for e in a.evidence]
    assert len(passages) > len(STORY)
    for e in passages:
        assert texts[e.article][e.start : e.end] == e.quote
        assert texts[e.article][e.answer_start : e.answer_end] == e.answer_text


def test_the_story_of_this_file_has_its_two_conflicts(check_texts: CheckTexts) -> None:
    conflicts = {f.rule for f in check_texts(STORY).conflicts}
    assert conflicts == {"proposals.proposer", "agreements.signing-date"}


@pytest.mark.parametrize(
    "story",
    [
        STORY,
        {
            "a": "Norway and Chile signed the salmon treaty on 3 March 2016.",
            "b": "Norway and Chile signed the salmon treaty in May 2016.",
            "c": "Norway and Chile signed the salmon treaty in 2016.",
        },
        {
            "a": "The salmon treaty between Norway and Chile was signed on 3 March 2016.",
            "b": "The salmon treaty between Norway and Peru was signed on 4 June 2017.",
            "c": "The salmon treaty was signed on 4 June 2017.",
            "d": "The salmon treaty was signed on 3 March 2016.",
        },
    ],
    ids=["a whole story", "a year that fits two days", "two treaties of one name"],
)
def test_the_order_of_articles_does_not_matter(
    check_texts: CheckTexts, story: dict[str, str]
) -> None:
    found = [comparable(check_texts(dict(order))) for order in permutations(story.items())]
    assert all(other == found[0] for other in found)


def test_an_article_on_something_else_changes_no_finding(check_texts: CheckTexts) -> None:
    others = {name: text for name, text in STORY.items() if name != "tabloid"}
    with_tabloid = comparable(check_texts(STORY))
    without = comparable(check_texts(others))
    assert [f for f in with_tabloid if f in without] == without


def test_a_text_longer_than_the_model_reads_is_skipped_and_said_to_be() -> None:
    long = Article(id="long", path="long.txt", text="a " * (MAX_CHARACTERS // 2 + 1))
    short = Article(id="short", path="short.txt", text="Norway proposed a fisheries council.")
    report = check_articles([long, short])
    assert [a.id for a in report.articles] == ["short"]
    assert [s.path for s in report.skipped] == ["long.txt"]
    assert report.findings


def test_a_model_that_is_not_installed_is_an_error_and_no_empty_report() -> None:
    article = Article(id="a", path="a.txt", text="Norway proposed a fisheries council.")
    with pytest.raises(ModelError, match="no_such_model"):
        check_articles([article], settings=Settings(model="no_such_model"))


def test_progress_counts_every_article() -> None:
    articles = [Article(id=name, path=name, text=text) for name, text in STORY.items()]
    steps: list[tuple[str, int, int]] = []
    check_articles(articles, progress=lambda *step: steps.append(step))
    counted = [(f"reading article {done} of 4", done, 4) for done in (1, 2, 3, 4)]
    assert steps == [*counted, ("comparing", 0, 0)]


def test_the_report_says_how_it_was_made(check_texts: CheckTexts) -> None:
    provenance = check_texts({}).provenance
    assert provenance.factcheck
    assert provenance.model.startswith("en_")
    assert provenance.packs == load_builtin().packs


def test_the_seeds_give_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    """Two runs in their own processes: no set or dict order of one run may show."""
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "factcheck", "check", "seeds", "--output", str(tmp_path / seed)],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.DEVNULL,
        )
        for seed in ("1", "20160303")
    ]
    assert [run.wait(timeout=120) for run in runs] == [0, 0]
    first, second = (path.read_bytes() for path in sorted(tmp_path.glob("*/report.json")))
    assert len(first) > 10_000
    assert first == second


FRAGMENTS = st.sampled_from(
    "Norway Chile's “We proposed a the fisheries council treaty signed by on 3 March 2016 , . ” \" "
    "said according to Foreign Minister Kari Berg who which , and not will if 's second group of "
    "it the latter Ankara side's sanctions against \n – K-12 50% 1/2/2003 <b> \\ \u200b \ud7ff İ"
    .split(" ")
)  # fmt: skip
NEWS = st.lists(FRAGMENTS | st.text(max_size=6), max_size=25).map(" ".join)


@settings(max_examples=60)
@given(st.lists(NEWS | st.text(max_size=80), min_size=1, max_size=3))
def test_no_text_breaks_the_road(texts: list[str]) -> None:
    articles = [Article(id=str(n), path=str(n), text=text) for n, text in enumerate(texts)]
    report = check_articles(articles)
    by_id = {a.id: a.text for a in report.articles}
    for finding in report.findings:
        for answer in finding.answers:
            for e in answer.evidence:
                assert by_id[e.article][e.start : e.end] == e.quote
