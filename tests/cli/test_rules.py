"""`factcheck rules`: list, show, new, validate, test, try, schema, typed as users type them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from factcheck.cli.rules import app
from factcheck.rules.loader import load_builtin

Type = Callable[..., Result]


def words(text: str) -> str:
    """Printed text without frames and line breaks."""
    return " ".join(text.replace("│", " ").split())


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, type_command: Type) -> Path:
    """A folder with one rule of its own, ferries.fare, and two articles that it is about."""
    monkeypatch.chdir(tmp_path)
    assert type_command("rules", "new", "ferries.fare", "--answer", "how-much").exit_code == 0
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "a.txt").write_text("A ferry ticket costs 12 euros.\n")
    (tmp_path / "story" / "b.txt").write_text("The ferry ticket costs 15 euros.\n")
    return tmp_path


def broken(project: Path) -> None:
    pack = project / "rules" / "ferries.yaml"
    pack.write_text(pack.read_text().replace("identity:", "identiy:"))


def test_every_rule_is_listed_with_question_and_severity(type_command: Type) -> None:
    result = type_command("rules", "list")

    assert result.exit_code == 0
    assert "How old is {person}? medium" in words(result.stdout)
    assert f"{len(load_builtin().rules)} rules in " in result.stdout


def test_the_list_is_data_for_programs(type_command: Type, project: Path) -> None:
    (project / "factcheck.toml").write_text('[rules]\noff = ["people.age"]\n')
    listed = json.loads(type_command("rules", "list", "--json").stdout)
    by_id = {row["id"]: row for row in listed}

    assert by_id["people.age"]["on"] is False
    assert by_id["ferries.fare"] == {
        "id": "ferries.fare",
        "question": "What does {ticket} cost?",
        "pack": "ferries",
        "severity": "medium",
        "on": True,
        "builtin": False,
        "file": "rules/ferries.yaml:12:5",
    }


def test_own_rules_and_those_switched_off_are_marked(type_command: Type, project: Path) -> None:
    (project / "factcheck.toml").write_text('[rules]\noff = ["sports"]\n')

    assert "cost? medium yours" in words(type_command("rules", "list", "--pack", "ferries").stdout)
    sports = type_command("rules", "list", "--pack", "sports").stdout
    assert "switched off" in sports
    assert type_command("rules", "list", "--pack", "sport").exit_code == 2


def test_a_rule_is_shown_as_it_stands_in_its_file(type_command: Type, project: Path) -> None:
    result = type_command("rules", "show", "ferries.fare")

    assert "stands in rules/ferries.yaml:12:5" in words(result.stdout)
    assert '    question: "What does {ticket} cost?"\n' in result.stdout
    wrong = type_command("rules", "show", "ferries.fair")
    assert wrong.exit_code == 2
    assert "did you mean ferries.fare?" in words(wrong.stderr)


def test_a_new_rule_passes_at_once_and_is_used_at_once(type_command: Type, project: Path) -> None:
    tested = type_command("rules", "test")
    assert (tested.stdout, tested.exit_code) == ("2 examples of 1 rule: all hold.\n", 0)
    checked = type_command("check", "story", "--fail-on", "conflict")
    assert checked.exit_code == 1
    assert "What does the ferry ticket cost?" in words(checked.stdout)
    assert type_command("check", "story", "--no-project", "--fail-on", "any").exit_code == 0


def test_a_file_that_is_there_is_not_written_over(type_command: Type, project: Path) -> None:
    again = type_command("rules", "new", "ferries.fare", "--answer", "who")
    assert again.exit_code == 2
    assert "there is a rule 'ferries.fare' already" in words(again.stderr)
    same_pack = type_command("rules", "new", "ferries.line", "--answer", "who")
    assert same_pack.exit_code == 2
    assert "rules/ferries.yaml is there already" in words(same_pack.stderr)
    other = type_command("rules", "new", "ferries.line", "--answer", "who", "-o", "own/line.yaml")
    assert other.exit_code == 0
    assert (project / "own" / "line.yaml").is_file()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["Ferries"], "give PACK.RULE"),
        (["ferries.line", "--answer", "wo"], "did you mean 'who'?"),
        (["ferries.line"], "--answer how-many | how-much"),
    ],
)
def test_a_slip_is_answered_with_what_to_type(
    type_command: Type, project: Path, typed: list[str], said: str
) -> None:
    typed = typed if "--answer" in typed or len(typed[0].split(".")) == 2 else [*typed, "-a", "who"]
    result = type_command("rules", "new", *typed)
    assert result.exit_code == 2
    assert said in words(result.stderr)


def test_good_and_broken_files_are_told_apart(type_command: Type, project: Path) -> None:
    good = type_command("rules", "validate")
    assert (good.stdout, good.exit_code) == ("rules/ferries.yaml: good\n", 0)
    broken(project)
    bad = type_command("rules", "validate", "rules")
    assert bad.exit_code == 2
    assert "rules/ferries.yaml:23:14: rules.0.identiy: unknown field" in words(bad.stderr)
    assert "1 of 1 files cannot be used" in words(bad.stderr)


def test_where_no_rules_are_it_is_said_how_to_make_one(
    type_command: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = type_command("rules", "validate")
    assert result.exit_code == 2
    assert "factcheck rules new" in words(result.stderr)


def test_a_failing_example_shows_what_was_read_and_why(type_command: Type, project: Path) -> None:
    pack = project / "rules" / "ferries.yaml"
    pack.write_text(pack.read_text().replace("- The ferry ticket will", "- The train ticket will"))

    result = type_command("rules", "test", "rules")
    shown = words(result.stdout)

    assert result.exit_code == 1
    assert "rules/ferries.yaml:35:9: ferries.fare: two prices" in shown
    assert "expected a finding 'conflict'" in shown
    assert "“The train ticket will cost 15 euros.”" in shown
    assert "2 examples of 1 rule: 1 failed." in shown


@pytest.mark.parametrize("target", ["rules/none.yaml", "none/", "people.agee", "nothing"])
def test_a_target_that_is_not_there_is_refused(
    type_command: Type, project: Path, target: str
) -> None:
    assert type_command("rules", "test", target).exit_code == 2


def test_rules_and_packs_are_tested_by_name(type_command: Type, project: Path) -> None:
    assert "of 1 rule: all hold" in type_command("rules", "test", "people.age").stdout
    assert "of 2 rules: all hold" in type_command("rules", "test", "agreements").stdout


def test_a_rule_is_tried_on_a_text_and_on_articles(type_command: Type, project: Path) -> None:
    text = type_command("rules", "try", "ferries.fare", "--text", "The bus pass cost 9 euros.")
    assert "answer 9 EUR" in words(text.stdout)
    story = type_command("rules", "try", "ferries.fare", "story")
    assert "2 articles, 2 sentences: 2 claims." in story.stdout


def test_a_broken_rule_file_does_not_take_the_check_down(type_command: Type, project: Path) -> None:
    broken(project)
    result = type_command("check", "story")
    assert result.exit_code == 3
    assert "skipped rules/ferries.yaml: 12:5: rules.0.identity: is missing 23:14: " in words(
        result.stderr
    )
    report = json.loads((project / "reports" / "latest" / "report.json").read_text())
    assert [skipped["path"] for skipped in report["skipped"]] == ["rules/ferries.yaml"]
    assert type_command("check", "story", "--strict").exit_code == 2


def test_the_schema_lets_editors_know_every_field(type_command: Type) -> None:
    schema = json.loads(type_command("rules", "schema").stdout)
    trigger = schema["$defs"]["Trigger"]["properties"]
    assert schema["$defs"]["Rule"]["properties"]["identity"]["description"]
    assert {"type": "string"} in schema["$defs"]["Rule"]["properties"]["triggers"]["anyOf"]
    assert trigger["verb"]["anyOf"][0]["type"] == "array"


def test_help_names_every_command(type_command: Type) -> None:
    shown = type_command("rules", "--help").stdout
    assert all(f" {command.name} " in shown for command in app.registered_commands if command.name)
