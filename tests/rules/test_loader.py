"""Rule files: what is read, and what is refused with file, line and column."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from factcheck.rules.loader import (
    RuleSet,
    builtin_packs,
    combine,
    load,
    load_builtin,
    parse,
)
from factcheck.rules.source import MAX_PACK_BYTES, RuleError

PACK = """\
pack: harbour
words:
  dues: [due, fee]
rules:
  - id: dues
    question: "Who pays {dues}?"
    roles:
      payer: {kind: actor}
      dues: {kind: thing, head: [$dues]}
    identity: [dues]
    answer: payer
    triggers:
      - verb: pay
        find: {payer: subject, dues: object}
    examples:
      - articles: [Norway paid the harbour dues., Chile paid the harbour dues.]
        expect: {verdict: conflict}
"""


def changed(old: str, new: str) -> str:
    assert PACK.count(old) == 1, old
    return PACK.replace(old, new)


def refused(text: str) -> str:
    with pytest.raises(RuleError) as caught:
        parse(text, "harbour.yaml")
    return str(caught.value)


def test_a_pack_is_read_as_written() -> None:
    file = parse(PACK, "harbour.yaml")
    pack, digest = file.pack, file.source.digest
    (rule,) = pack.rules
    assert (pack.pack, rule.id, rule.answer, rule.identity) == (
        "harbour",
        "dues",
        "payer",
        ("dues",),
    )
    assert digest == parse(PACK, "another name").source.digest
    assert digest != parse(PACK + "# a remark\n", "harbour.yaml").source.digest


def test_lists_are_spelled_out_and_rules_get_their_packs_name() -> None:
    rules = combine([parse(PACK, "harbour.yaml")])
    assert [loaded.id for loaded in rules.rules] == ["harbour.dues"]
    assert rules.rule("harbour.dues").roles["dues"].head == ("due", "fee")
    with pytest.raises(KeyError):
        rules.rule("harbour.toll")


def test_a_later_packs_list_adds_to_the_earlier_one() -> None:
    tolls = "pack: tolls\nwords: {dues: [toll]}\n"
    rules = combine([parse(PACK, "harbour.yaml"), parse(tolls, "tolls.yaml")])
    assert rules.known().words["dues"] == {"due", "fee", "toll"}
    assert "toll" in rules.rule("harbour.dues").roles["dues"].head


# -- errors that name the place --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        (changed("    answer: payer", "    answer: payer\n    colour: red"), "12:5", "colour"),
        (changed("identity: [dues]", "identity: 7"), "10:5", "identity"),
        (changed("{kind: actor}", "{kind: ship}"), "8:15", "kind"),
        (changed("payer: subject", "payer: sideways"), "13:9", "sideways"),
        (changed("payer: subject", "payer: object.sideways"), "13:9", "sideways"),
        (changed("{dues}?", "{ship}?"), "6:5", "ship"),
        (changed("answer: payer", "answer: ship"), "11:5", "ship"),
        (changed("payer: subject", "payr: subject"), "14:16", "payr"),
        (changed("{kind: actor}", "{kind: amount}"), "8:15", "did you mean 'quantity'"),
        (changed("answer: payer", "answer: dues"), "5:5", "dues"),
        (changed("verb: pay", "verb: pay\n        noun: payment"), "13:9", "exactly one"),
        (changed("verdict: conflict", "verdict: quarrel"), "17:18", "verdict"),
        (changed("    answer: payer\n", ""), "5:5", "answer"),
        (changed("verb: pay", "verb: pay, owe"), "13:9", "write a list: [pay, owe]"),
        (changed("verb: pay", "vreb: pay"), "13:9", "did you mean 'verb'?"),
        (changed("payer: subject", "payer: subjct"), "13:9", "did you mean 'subject'?"),
        (changed("identity: [dues]", "identity: []"), "10:15", "needs at least 1"),
        ("- a\n- list\n", "1:1", "mapping of fields"),
        ("just words\n", "1:1", "mapping of fields"),
        ("rules: []\n", "1:1", "pack"),
        ("pack: Harbour Dues\n", "1:1", "pack"),
        ("pack: harbour\nrules: [dues]\n", "2:9", "rules.0"),
        ("pack: harbour\nwords:\n  dues: [due, 7]\n", "3:15", "must be text"),
        ("pack: [harbour\n", "2:1", "not valid YAML"),
        ("pack:\n\t- harbour\n", "2:1", "not valid YAML"),
        ("pack: a\n---\npack: b\n", "2:1", "document"),
        ("pack: !!python/object/apply:os.getcwd []\n", "1:7", "tag"),
    ],
)
def test_an_error_names_file_line_column_and_what_is_wrong(
    text: str, where: str, what: str
) -> None:
    message = refused(text)
    assert message.startswith(f"harbour.yaml:{where}: ")
    assert what in message.splitlines()[0]


@pytest.mark.parametrize("text", ["", "\n", "# only a remark\n"])
def test_an_empty_file_is_refused_and_says_what_to_write(text: str) -> None:
    assert "pack: name" in refused(text)
    assert refused(text).startswith("harbour.yaml:1:1: ")


def test_every_mistake_in_a_file_is_named() -> None:
    text = changed("{kind: actor}", "{kind: ship}").replace("identity: [dues]", "identity: 7")
    lines = refused(text).splitlines()
    assert [line.split(": ")[0] for line in lines] == ["harbour.yaml:8:15", "harbour.yaml:10:5"]


def test_a_colon_without_a_space_is_named() -> None:
    message = refused(changed("verdict: conflict", "verdict:conflict"))
    assert "unknown field; put a space after the colon" in message


def test_one_mistake_is_named_once() -> None:
    """A trigger that is refused must not also be reported as missing."""
    assert len(refused(changed("payer: subject", "payer: sideways")).splitlines()) == 1


def test_two_rules_of_one_name_in_a_file_are_refused() -> None:
    with pytest.raises(RuleError) as caught:
        combine([parse(PACK + PACK.split("rules:\n")[1], "harbour.yaml")])
    assert str(caught.value).startswith("harbour.yaml:18:5: two rules are called 'harbour.dues'")


def test_shared_triggers_that_nobody_wrote_are_refused() -> None:
    rule = PACK.split("    triggers:\n")[0] + "    triggers: paying\n    examples: []\n"
    assert "'paying'" in refused(rule)


@pytest.mark.parametrize(
    "text",
    [
        "pack: a\npack: b\n",
        "pack: a\nwords:\n  dues: [due]\n  dues: [fee]\n",
        PACK + "rules: []\n",
    ],
)
def test_a_field_given_twice_is_refused(text: str) -> None:
    """YAML would keep the last one: half a pack must not read as 'no conflicts'."""
    assert refused(text).startswith("harbour.yaml:")


# -- hostile files ---------------------------------------------------------------------------


def test_aliases_are_refused_so_that_none_can_blow_up() -> None:
    levels = "".join(
        f"  {chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n"
        for n in range(9)
    )
    message = refused(f"pack: bomb\nwords:\n  a: &a [due]\n{levels}")
    assert message.startswith("harbour.yaml:4:10: ")
    assert "aliases" in message


@pytest.mark.parametrize("depth", [30, 5_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    assert "nested deeper" in refused("pack: " + "[" * depth + "]" * depth)


def test_lists_of_lists_cannot_blow_up_either() -> None:
    """Six lists that each name the one before 12 times: 3 million words unless read once."""
    levels = "".join(
        f"  {chr(98 + n)}: [{', '.join([f'${chr(97 + n)}'] * 12)}]\n" for n in range(6)
    )
    pack = parse(f"pack: bomb\nwords:\n  a: [due]\n{levels}", "bomb.yaml")
    started = time.perf_counter()
    rules = combine([pack])
    assert rules.known().words["g"] == {"due"}
    assert time.perf_counter() - started < 0.5


def test_an_unknown_list_is_refused_and_names_the_rule() -> None:
    with pytest.raises(RuleError, match=r"harbour\.yaml:5:5: unknown word list .\$tolls"):
        combine([parse(changed("[$dues]", "[$tolls]"), "harbour.yaml")])


@pytest.mark.parametrize(
    "words",
    ["  a: [$a, due]\n", "  a: [$b]\n  b: [$a]\n", "  a: [$b]\n  b: [$c]\n  c: [$a, due]\n"],
)
def test_lists_that_name_each_other_in_a_circle_are_refused(words: str) -> None:
    with pytest.raises(RuleError) as caught:
        combine([parse(f"pack: circle\nwords:\n{words}", "circle.yaml")])
    assert "unknown" not in str(caught.value), "each of the lists is known; the circle is wrong"


def test_two_rules_of_one_id_in_two_files_are_refused() -> None:
    with pytest.raises(RuleError, match=r"'harbour\.dues'.*rename"):
        combine([parse(PACK, "one.yaml"), parse(PACK, "other.yaml")])


# -- words that YAML would turn into something else ------------------------------------------


@pytest.mark.parametrize("word", "on off yes no y n Yes NO On 2016-03-03".split())
def test_words_stay_words(word: str) -> None:
    pack = parse(f"pack: words\nwords: {{dues: [{word}]}}\n", "words.yaml").pack
    assert pack.words["dues"] == (word,)


def test_norway_is_not_false() -> None:
    pack = parse("pack: states\nstands_for: {NO: [Akershus]}\n", "states.yaml")
    assert combine([pack]).known().stands_for == {"akershus": "NO"}


def test_the_preposition_on_is_a_place() -> None:
    text = changed("dues: object}", "dues: [on, object]}")
    assert parse(text, "harbour.yaml").pack.rules[0].triggers[0].find["dues"] == ("on", "object")


# -- files -----------------------------------------------------------------------------------


def test_a_users_pack_joins_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "harbour.yaml").write_text(PACK, encoding="utf-8")
    for given in (tmp_path / "harbour.yaml", tmp_path):
        rules = load([given])
        assert rules.rule("harbour.dues")
        assert len(rules.rules) == len(load_builtin().rules) + 1
        assert rules.packs[-1].startswith("harbour: 1 rule, sha256 ")


@pytest.mark.parametrize(
    "data",
    [
        "pack: a\nwords: {x: [fjörd]}\n".encode("latin-1"),
        "pack: a\nwords: {x: [fjord]}\n".encode("utf-16"),
        bytes(range(256)),
    ],
    ids=["latin-1", "utf-16", "binary"],
)
def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "pack.yaml"
    path.write_bytes(data)
    with pytest.raises(RuleError) as caught:
        load([path])
    assert str(caught.value).startswith(str(path))
    assert "UTF-8" in str(caught.value)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "harbour.yaml"
    path.write_text(PACK, encoding="utf-8-sig")
    assert load([path]).rule("harbour.dues")


def test_a_file_that_is_too_big_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    path.write_bytes(b"#" * (MAX_PACK_BYTES + 1))
    with pytest.raises(RuleError, match="larger than"):
        load([path])


def test_a_missing_file_and_a_folder_without_packs_are_refused(tmp_path: Path) -> None:
    for given in (tmp_path / "missing.yaml", tmp_path):
        with pytest.raises(RuleError) as caught:
            load([given])
        assert str(caught.value).startswith(str(given))


def test_one_broken_file_refuses_the_whole_set(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "b.yaml").write_text("pack: [broken\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"b\.yaml:2:1: "):
        load([tmp_path])


def test_the_shipped_packs_are_found_and_each_is_named_in_the_report() -> None:
    rules: RuleSet = load_builtin()
    assert len(rules.packs) == len(builtin_packs()) > 1
    assert len({loaded.id for loaded in rules.rules}) == len(rules.rules)
