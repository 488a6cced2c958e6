"""A project's rules and settings: where they are found, what they change, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.model import Severity
from factcheck.rules.loader import RuleSet, load_builtin, load_for
from factcheck.rules.project import find_project
from factcheck.rules.source import RuleError
from factcheck.rules.templates import new_pack


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project: articles/, rules/ferries.yaml."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "ferries.yaml").write_text(new_pack("ferries.fare", "how-much"))
    return tmp_path


def settle(folder: Path, text: str) -> None:
    (folder / "factcheck.toml").write_text(text, encoding="utf-8")


def ids(rules: RuleSet) -> set[str]:
    return {loaded.id for loaded in rules.rules}


def refused(folder: Path, text: str) -> str:
    settle(folder, text)
    with pytest.raises(RuleError) as caught:
        load_for(["articles"])
    return str(caught.value)


def test_rules_beside_the_articles_count_by_themselves(folder: Path) -> None:
    assert ids(load_for(["articles"])) - ids(load_builtin()) == {"ferries.fare"}
    assert "ferries.fare" in ids(load_for([folder / "articles" / "a.txt"]))
    assert ids(load_for(["."])) - ids(load_builtin()) == {"ferries.fare"}
    assert ids(load_for(["articles"], with_project=False)) == ids(load_builtin())


def test_the_nearest_settings_above_the_articles_count(folder: Path) -> None:
    deep = folder / "articles" / "2016" / "may"
    deep.mkdir(parents=True)
    settle(folder, '[rules]\noff = ["casualties.killed"]\n')

    rules = load_for([deep])

    assert "ferries.fare" in ids(rules)
    assert [loaded.id for loaded in rules.off] == ["casualties.killed"]


def test_it_does_not_matter_which_articles_are_named_first(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "articles"
    other.mkdir(parents=True)
    settle(folder / "articles", '[rules]\noff = ["people"]\n')
    for named in ([other, "articles"], ["articles", other]):
        assert find_project(named).rules.off == ("people",)


def test_articles_of_two_projects_are_refused(folder: Path) -> None:
    for name in ("one", "two"):
        (folder / name).mkdir()
        settle(folder / name, "")
    for named in (["one", "two"], ["two", "one"]):
        with pytest.raises(RuleError, match=r"two projects, one/factcheck\.toml and two"):
            find_project(named)


def test_rules_and_whole_packs_are_switched_off(folder: Path) -> None:
    settle(folder, '[rules]\noff = ["people", "ferries.fare"]\n')

    rules = load_for(["articles"])

    assert not {i for i in ids(rules) if i.startswith("people.")}
    assert {"people.age", "ferries.fare"} <= {loaded.id for loaded in rules.off}


def test_severities_of_rules_and_packs_are_set(folder: Path) -> None:
    settle(folder, '[rules.severity]\n"casualties" = "low"\n"casualties.killed" = "medium"\n')

    rules = load_for(["articles"])

    assert rules.rule("casualties.injured").severity is Severity.LOW
    assert rules.rule("casualties.killed").severity is Severity.MEDIUM


def test_words_are_added_to_a_list(folder: Path) -> None:
    settle(folder, '[rules.words]\nevent_nouns = ["regatta"]\n')
    assert "regatta" in load_for(["articles"]).known().words["event_nouns"]


def test_rules_come_from_the_paths_that_are_named(folder: Path) -> None:
    (folder / "rules").rename(folder / "shared")
    settle(folder, '[rules]\npaths = ["shared"]\n')
    assert "ferries.fare" in ids(load_for(["articles"]))
    settle(folder, "[rules]\npaths = []\n")
    assert "ferries.fare" not in ids(load_for(["articles"]))


def test_a_report_can_tell_which_settings_were_used(folder: Path) -> None:
    settle(folder, '[rules]\noff = ["people"]\n')
    assert load_for(["articles"]).packs[-1].startswith("factcheck.toml: sha256 ")


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ('[rules]\noff = ["people.agee"]\n', "2:9", "did you mean 'people.age'?"),
        ('[rules]\nof = ["people.age"]\n', "2:1", "did you mean 'off'?"),
        ('[ruls]\noff = ["people.age"]\n', "1:2", "did you mean 'rules'?"),
        ('[rules.severity]\n"people.age" = "hi"\n', "2:2", "'hi' is not known"),
        ('[rules.severity]\n"people.ag" = "low"\n', "2:2", "did you mean 'people.age'?"),
        ('[rules.words]\nevent_noun = ["a"]\n', "2:1", "did you mean 'event_nouns'?"),
        ('[rules.words]\nevent_nouns = ["$event_noun"]\n', "2:17", "unknown word list"),
        ("[rules\n", "1:7", "not valid TOML"),
        ("[rules]\noff = 7\n", "2:1", "must be a list"),
    ],
)
def test_a_mistake_is_named_with_its_place(folder: Path, text: str, where: str, what: str) -> None:
    message = refused(folder, text)
    assert message.startswith(f"factcheck.toml:{where}: ")
    assert what in message


def test_a_path_that_does_not_exist_is_refused(folder: Path) -> None:
    assert "nowhere" in refused(folder, '[rules]\npaths = ["nowhere"]\n')


def test_settings_that_are_no_text_are_refused(folder: Path) -> None:
    (folder / "factcheck.toml").write_bytes(b"\xff\xfe[rules]")
    with pytest.raises(RuleError, match="UTF-8"):
        find_project(["articles"])


def test_a_rule_of_a_project_takes_the_place_of_another(folder: Path) -> None:
    pack = new_pack("people.age", "how-much")
    own = folder / "rules" / "people.yaml"
    own.write_text(pack)
    with pytest.raises(RuleError, match=r"people\.yaml:12:5: two rules .* 'override: true'"):
        load_for(["articles"], strict=True)
    own.write_text(pack.replace("    answer: price\n", "    answer: price\n    override: true\n"))
    rules = load_for(["articles"], strict=True)
    assert rules.rule("people.age").question == "What does {ticket} cost?"
    assert len(rules.rules) == len(load_builtin().rules) + 1


def test_nothing_can_be_overridden_that_is_not_there(folder: Path) -> None:
    pack = new_pack("people.agee", "how-much")
    own = folder / "rules" / "people.yaml"
    own.write_text(pack.replace("    answer: price\n", "    answer: price\n    override: true\n"))
    with pytest.raises(RuleError, match=r"did you mean 'people\.age'"):
        load_for(["articles"], strict=True)


def test_a_broken_file_is_left_out_and_named_and_the_others_count(folder: Path) -> None:
    good = new_pack("tolls.toll", "how-much")
    (folder / "rules" / "tolls.yaml").write_text(good.replace("identity:", "identiy:"))
    (folder / "rules" / "trams.yaml").write_text(
        new_pack("trams.line", "who").replace("[run, operate]", "[$running]")
    )

    rules = load_for(["articles"])

    assert "ferries.fare" in ids(rules)
    assert not ids(rules) & {"tolls.toll", "trams.line"}
    problems = dict(rules.broken)
    assert "identiy: unknown field; did you mean 'identity'?" in problems["rules/tolls.yaml"]
    assert "unknown word list '$running'" in problems["rules/trams.yaml"]
    with pytest.raises(RuleError, match=r"tolls\.yaml"):
        load_for(["articles"], strict=True)
