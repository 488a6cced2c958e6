"""UTF-8 that was read as Latin 1 is mended, at a cost that no text can drive up."""

import pytest

from factcheck.ingest import mojibake
from factcheck.ingest.mojibake import LONGEST_PIECE, mended

MEANT = "“Café” and “naïveté”, said Łukasz."
LAYERS = "Ã\x83Â\x83\x82"


def broken(text: str) -> str:
    return text.encode().decode("latin-1")


@pytest.mark.parametrize("text", [MEANT, MEANT * 40, "渡船在周一沉没" * 60, MEANT + "\n" + MEANT])
def test_broken_lines_come_out_as_they_were_meant(text: str) -> None:
    assert mended(broken(text)) == text
    assert mended(text) == text


def test_no_text_has_more_to_mend_than_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("ftfy.fix_encoding", lambda piece: asked.append(piece) or piece)
    words = [f"{LAYERS}{n}" for n in range(40_000)]
    lines = [LAYERS] * 10_000 + [" ".join(words[n : n + 400]) for n in range(0, 40_000, 400)]
    text = "\n".join(lines)
    assert mended(text) == text
    assert len(asked) == len(set(asked))
    assert max(map(len, asked)) <= LONGEST_PIECE
    assert 100_000 < sum(map(len, asked)) <= mojibake.MOST_TO_MEND
