"""Cutting a text with overlapping spans into pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.report.segments import Segment, Span, segments

offsets = st.integers(min_value=-5, max_value=40)
spans = st.lists(st.builds(Span, offsets, offsets, st.integers(0, 9)), max_size=8)


@given(st.text(max_size=30), spans)
def test_the_pieces_joined_are_the_text(text: str, spans: list[Span[int]]) -> None:
    (pieces,) = segments(text, spans, [(0, len(text))])
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)


@given(st.text(max_size=30), spans)
def test_every_letter_has_the_tags_of_the_spans_around_it(
    text: str, spans: list[Span[int]]
) -> None:
    (pieces,) = segments(text, spans, [(0, len(text))])
    tags = [piece.tags for piece in pieces for _ in piece.text]
    assert tags == [
        tuple(span.tag for span in spans if span.start <= place < span.end)
        for place in range(len(text))
    ]


def test_spans_that_overlap_share_a_piece() -> None:
    text = "The mayor of Halden spoke"
    assert segments(text, [Span(0, 9, "who"), Span(4, 19, "of")], [(0, len(text))]) == [
        [
            Segment("The ", ("who",)),
            Segment("mayor", ("who", "of")),
            Segment(" of Halden", ("of",)),
            Segment(" spoke", ()),
        ]
    ]


def test_a_span_reaches_over_lines_and_nothing_stands_between_them() -> None:
    text = "One fell.\n\nTwo fell."
    assert segments(text, [Span(4, 14, "who")], [(0, 9), (11, 20)]) == [
        [Segment("One ", ()), Segment("fell.", ("who",))],
        [Segment("Two", ("who",)), Segment(" fell.", ())],
    ]
