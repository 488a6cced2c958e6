"""The Python interface, as a user's script has it: `from factcheck import check`."""

from __future__ import annotations

from pathlib import Path

import pytest

import factcheck
from factcheck import IngestError, ModelError, Report, RuleError, check


def write_story(folder: Path) -> Path:
    """Two articles that disagree on who proposed something."""
    folder.mkdir()
    for name, state in {"delta": "Laos", "river": "Thailand"}.items():
        text = f"{state} proposed the fish ladder at the new dam.\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Two articles that disagree on who proposed something."""
    return write_story(tmp_path / "story")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The same two articles, checked once."""
    return check(write_story(tmp_path_factory.mktemp("checked") / "story"))


def test_conflicts_come_with_question_answers_and_sources(report: Report) -> None:
    (conflict,) = report.conflicts
    assert conflict.question == "Who proposed the fish ladder?"
    assert {answer.label: answer.sources for answer in conflict.answers} == {
        "Laos": ("delta",),
        "Thailand": ("river",),
    }


def test_the_passage_stands_in_the_article_where_the_evidence_says(report: Report) -> None:
    texts = {article.id: article.text for article in report.articles}

    for answer in report.conflicts[0].answers:
        for evidence in answer.evidence:
            text = texts[evidence.article]
            assert text[evidence.start : evidence.end] == evidence.quote
            assert text[evidence.answer_start : evidence.answer_end] == evidence.answer_text


def test_a_report_writes_itself(report: Report, tmp_path: Path) -> None:
    report.to_html(tmp_path / "new folder" / "report.html")
    report.to_json(tmp_path / "new folder" / "report.json")

    assert "fish ladder" in (tmp_path / "new folder" / "report.html").read_text("utf-8")
    assert Report.model_validate_json((tmp_path / "new folder" / "report.json").read_bytes())


def test_one_path_is_as_good_as_a_list_and_a_second_run_as_the_first(story: Path) -> None:
    assert check(str(story)).model_dump_json() == check([story]).model_dump_json()


def test_files_can_be_named_one_by_one(story: Path, report: Report) -> None:
    files = (story / name for name in ("delta.txt", "river.txt"))

    assert check(files).conflicts == report.conflicts


def test_progress_tells_how_much_has_been_read(story: Path) -> None:
    steps: list[tuple[str, int, int]] = []

    check([story], progress=lambda *step: steps.append(step))

    assert list(dict.fromkeys(step for step, *_ in steps)) == [
        "reading file 1 of 2",
        "reading file 2 of 2",
        "looking for copies",
        "loading the language model",
        "reading article 1 of 2",
        "reading article 2 of 2",
        "comparing",
    ]


@pytest.mark.parametrize("paths", [[], [""], ["nowhere"]])
def test_paths_that_lead_nowhere_are_an_error_and_no_empty_report(paths: list[str]) -> None:
    with pytest.raises(IngestError, match=r"(name|give)"):
        check(paths)


def test_an_article_that_cannot_be_read_is_in_the_report(story: Path) -> None:
    (story / "blank.txt").touch()

    report = check([story])

    assert [(s.path, s.reason) for s in report.skipped] == [
        ((story / "blank.txt").as_posix(), "empty file")
    ]
    assert report.conflicts


def test_a_broken_rule_pack_is_left_out_or_else_an_error(story: Path, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("pack: [", encoding="utf-8")

    with pytest.raises(RuleError, match=r"pack\.yaml:\d+:1: not valid YAML"):
        check([story], rules=tmp_path / "pack.yaml", strict=True)
    (skipped,) = check([story], rules=tmp_path / "pack.yaml").skipped
    assert "not valid YAML" in skipped.reason


def test_a_missing_model_is_an_error(story: Path) -> None:
    with pytest.raises(ModelError, match="en_nowhere"):
        check([story], model="en_nowhere")


def test_every_public_name_is_there() -> None:
    assert all(hasattr(factcheck, name) for name in factcheck.__all__)
    assert not hasattr(factcheck, "chekc")


def test_a_finding_is_explained_as_data(report: Report) -> None:
    number, finding, otherwise = factcheck.explain(report, 1)

    assert (number, finding) == (1, report.findings[0])
    assert otherwise is not None
    with pytest.raises(factcheck.FindingError):
        factcheck.explain(report, "99")


def test_a_report_is_held_against_an_older_one(report: Report, tmp_path: Path) -> None:
    report.to_json(tmp_path / "old.json")
    without = report.model_copy(update={"findings": ()})

    assert factcheck.diff(tmp_path / "old.json", report).empty
    assert [one.change for one in factcheck.diff(report, without).findings] == ["gone"]
    with pytest.raises(ValueError, match="is not a factcheck report"):
        factcheck.diff(tmp_path / "old.json", __file__)


def test_two_passages_are_explained_as_data(story: Path) -> None:
    pair = factcheck.explain_pair(f"{story / 'delta.txt'}:1", f"{story / 'river.txt'}:1")

    assert pair.flagged
    with pytest.raises(factcheck.PassageError):
        factcheck.explain_pair("nowhere.txt:1", f"{story / 'river.txt'}:1")


def test_what_was_extracted_comes_as_data(story: Path) -> None:
    of_files = factcheck.claims(story, rule="proposals.proposer")
    of_text = factcheck.claims(text="Laos proposed the fish ladder.", rule="proposals.proposer")

    assert [claim.answer.value for claim in of_files.claims] == ["LA", "TH"]
    assert [claim.answer.value for claim in of_text.claims] == ["LA"]
