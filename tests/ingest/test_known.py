"""Of several statements on one thing, which counts."""

from factcheck.ingest.known import TRUST, settled
from factcheck.model import Stated


def titled(value: str, source: str, confidence: float = 1.0) -> Stated:
    return Stated.model_validate(
        {"field": "title", "value": value, "evidence": value, "source": source}
        | {"confidence": confidence}
    )


def test_the_manifest_counts_before_all_others_and_the_text_last() -> None:
    every = [titled(source, source, 0.1) for source in TRUST]
    for number, source in enumerate(TRUST):
        assert [s.value for s in settled([*every[number:]][::-1])] == [source]


def test_of_one_source_the_surest_counts_and_of_equals_the_first() -> None:
    stated = [titled("a", "text", 0.5), titled("b", "text", 0.7), titled("c", "text", 0.7)]
    assert [s.value for s in settled(stated)] == ["b"]
