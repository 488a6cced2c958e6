"""`factcheck claims`: what was extracted from each sentence, on the screen and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Type = Callable[..., Result]

RULE_OF_ONES_OWN = """\
pack: tenders
rules:
  - id: winner
    question: "Who won {tender}?"
    roles:
      tender: {kind: thing, head: [tender]}
      winner: {kind: actor}
    identity: [tender]
    answer: winner
    triggers:
      - verb: [win]
        find: {winner: subject, tender: object}
    examples:
      - articles: [Norway won the harbour tender., Sweden won the harbour tender.]
        expect: {verdict: conflict, answers: [NO, SE]}
"""


def words(text: str) -> str:
    """Printed text without frames and line breaks."""
    return " ".join(text.replace("│", " ").split())


def test_every_claim_is_shown_with_its_question_answer_and_speaker(
    type_command: Type, story: Path
) -> None:
    result = type_command("claims", story / "harbour-post.txt")
    shown = words(result.stdout)

    assert "proposals.proposer Who proposed the joint rescue centre?" in shown
    assert "answer Iceland (IS), from the words “Iceland”" in shown
    assert "proposal joint rescue centre" in shown
    assert "presented as asserted, in the article's own voice" in shown
    assert "1 article, 2 sentences: " in shown
    assert (result.stderr, result.exit_code) == ("", 0)


def test_a_text_on_the_command_line_is_read_and_what_came_near_is_told(
    type_command: Type,
) -> None:
    result = type_command("claims", "--text", "Norway plans to sign the fish treaty in May 2016.")

    assert "came near: agreements.sign" in words(result.stdout)
    assert "'sign' reads as planned" in words(result.stdout)
    assert result.exit_code == 0


def test_one_rule_and_one_sentence_can_be_asked_for(type_command: Type, story: Path) -> None:
    result = type_command(
        "claims", story, "--rule", "agreements.signing-date", "--sentence", "rescue agreement"
    )

    assert result.stdout.count("The rescue agreement was signed on 4 May 2016.") == 2
    assert "proposals.proposer" not in result.stdout
    assert "3 articles, 2 sentences: 2 claims." in result.stdout


def test_a_rule_pack_of_ones_own_is_run(type_command: Type, tmp_path: Path) -> None:
    pack = tmp_path / "tenders.yaml"
    pack.write_text(RULE_OF_ONES_OWN, encoding="utf-8")

    result = type_command(
        "claims",
        "--text",
        "Norway won the harbour tender.",
        "--rules",
        pack,
        "--rule",
        "tenders.winner",
    )

    assert "tenders.winner  Who won the harbour tender?" in result.stdout


def test_json_has_every_field_and_nothing_else_is_printed(type_command: Type, story: Path) -> None:
    result = type_command("claims", story / "fjord-echo.txt", "--json")
    data = json.loads(result.stdout)

    (article,) = data["articles"]
    claims = article["sentences"][0]["claims"]
    claim = next(c for c in claims if c["rule"] == "proposals.proposer")
    assert claim["answer"]["value"] == "NO"
    assert claim["evidence"]["quote"] == article["sentences"][0]["text"]
    assert (result.stderr, data["skipped"]) == ("", [])


def test_text_of_articles_cannot_command_the_terminal(type_command: Type) -> None:
    result = type_command(
        "claims", "--text", "Norway proposed\x1b[31m the [bold]fund[/bold].\u202e"
    )

    assert "\x1b" not in result.stdout
    assert "[bold]fund[/bold]" in result.stdout
    assert "[U+202E]" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "says", "code"),
    [
        ([], 'give articles (files or folders), or a text: factcheck claims --text "…"', 2),
        (["a.txt", "--text", "It rained."], "give articles or --text, not both", 2),
        (["--text", "  "], "the text is empty", 2),
        (["nowhere.txt"], "nowhere.txt: no such file or folder", 2),
        (["--text", "It rained.", "--rule", "killed"], "did you mean casualties.killed?", 2),
        (["--text", "It rained.", "--rules", "no.yaml"], "no.yaml: cannot be read", 2),
        (["--text", "It rained.", "--sentence", "sun"], "no sentence holds the words “sun”", 2),
        (["--text", "It rained.", "--sentence", "…"], "--sentence has no words", 2),
        (["--text", "It rained.", "--model", "xx_none"], "'xx_none' cannot be loaded", 3),
    ],
)
def test_wrong_use_is_met_with_what_to_do(
    type_command: Type, arguments: list[str], says: str, code: int
) -> None:
    result = type_command("claims", *arguments)

    assert says in words(result.stderr)
    assert (result.stdout, result.exit_code) == ("", code)


def test_what_cannot_be_read_is_named(type_command: Type, tmp_path: Path) -> None:
    (tmp_path / "blank.txt").touch()

    result = type_command("claims", tmp_path / "blank.txt")

    assert "skipped" in result.stderr
    assert "no article could be read" in words(result.stderr)
    assert result.exit_code == 3
