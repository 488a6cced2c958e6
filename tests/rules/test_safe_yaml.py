"""The short way through a rule file: the same data as the long one, or none."""

from __future__ import annotations

from contextlib import suppress

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factcheck.rules.loader import builtin_packs, load_builtin
from factcheck.rules.safe_yaml import MAX_DEPTH, Loader, NotPlainError, plain_data

WORDS = "a b: c: - ? [ ] { } , : & * ! | > ' # ~ null true yes 1 1.5 0x1f 1:30 .nan 2020-01-02 << ="
SIGNS = ' \n \n\n  \n- \n-- " \t &x *x !!str --- ... %YAML'
PIECES = st.sampled_from([*WORDS.split(), *SIGNS.split(" "), " ", "\n  ", "\n- "])
LONG = st.lists(PIECES, max_size=12).map("".join)


@given(LONG | st.text(max_size=20))
def test_what_the_short_way_reads_the_long_one_reads_alike(text: str) -> None:
    with suppress(NotPlainError):
        assert repr(plain_data(text)) == repr(yaml.load(text, Loader=Loader))


def test_the_shipped_packs_take_the_short_way_and_no_place_is_looked_for() -> None:
    for path in builtin_packs():
        text = path.read_text("utf-8")
        assert plain_data(text) == yaml.load(text, Loader=Loader)
    load_builtin.cache_clear()
    assert not any("node" in vars(rule.file.source) for rule in load_builtin().rules)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: 1\na: 2",
        "a: &x 1",
        "a: &x [1]\nb: *x",
        "a: !!str 1",
        "a: !!set {b}",
        "? [a]\n: b",
        "<<: {a: 1}",
        "a: [1",
        "--- a\n--- b",
        "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
    ],
)
def test_what_is_not_plain_is_left_to_the_long_way(text: str) -> None:
    with pytest.raises(NotPlainError):
        plain_data(text)
