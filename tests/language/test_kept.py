"""A parse comes out of its bytes as it went in; bytes that are none are not taken for one."""

from __future__ import annotations

import zlib

import pytest

from factcheck.language.kept import packed_parse, unpacked_parse
from factcheck.language.parser import load_model, parse
from factcheck.language.tokens import Text

TEXT = (
    "The ferry Marla sank off Kiln Bay on 5 May. Its captain, Edda Holm, didn't leave.\n\nTwo died."
)


def facts(text: Text) -> list[tuple[object, ...]]:
    """All that is known of each word."""
    words = [
        (t.text, t.idx, t.lemma_, t.pos_, t.tag_, t.dep_, t.head.i, t.ent_type_, t.like_num)
        for t in text
    ]
    spans = [(s.start, s.end, s.label_) for s in (*text.ents, *text.sents)]
    return [*words, *spans]


def test_a_parse_comes_out_as_it_went_in(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = load_model()
    (first,) = parse(nlp, [TEXT])
    data = packed_parse(first.parsed)
    new = list(parse(nlp, ["It rained.", TEXT, "It snowed."], kept={1: data}))
    assert facts(new[1]) == facts(first)
    assert [text.text for text in new] == ["It rained.", TEXT, "It snowed."]
    monkeypatch.setattr(type(nlp), "pipe", lambda *given, **named: iter(()))
    (again,) = parse(nlp, [TEXT], kept={0: data})
    assert facts(again) == facts(first)


@pytest.mark.parametrize(
    "data", [b"", b"no parse", zlib.compress(b"no parse"), zlib.compress(b"\x81\xa4text\xa1a")]
)
def test_bytes_that_are_no_parse_are_none(data: bytes) -> None:
    assert unpacked_parse(data, TEXT, load_model().vocab) is None


def test_a_parse_of_another_text_is_none() -> None:
    nlp = load_model()
    (other,) = parse(nlp, ["It rained."])
    assert unpacked_parse(packed_parse(other.parsed), TEXT, nlp.vocab) is None
    (text,) = parse(nlp, [TEXT], kept={0: packed_parse(other.parsed)})
    assert text.text == TEXT
