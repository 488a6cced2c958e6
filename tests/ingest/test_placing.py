"""Where the parts that were taken out of an article stood."""

import time

from hypothesis import given
from hypothesis import strategies as st

from factcheck.ingest.placing import MOST_PLACED, placed
from factcheck.model import Removed


def removed(*texts: str) -> list[Removed]:
    return [Removed(text=text, reason="test") for text in texts]


def test_each_part_is_placed_before_the_paragraph_that_followed_it() -> None:
    parts = placed(
        removed("Share", "Menu", "Share"), "Menu\nOne.\nShare\nTwo.\nShare", "One.\nTwo."
    )
    assert [(part.text, part.at) for part in parts] == [("Menu", 0), ("Share", 5), ("Share", 9)]


def test_a_line_of_its_own_comes_before_the_same_words_in_a_sentence() -> None:
    (part,) = placed(
        removed("Share"), "Share prices fell.\nShare\nEnd.", "Share prices fell.\nEnd."
    )
    assert part.at == 19


def test_what_is_not_in_the_original_comes_last_without_a_place() -> None:
    parts = placed(removed("Cookie notice", "Menu"), "Menu\nOne.", "One.")
    assert [(part.text, part.at) for part in parts] == [("Menu", 0), ("Cookie notice", None)]


def test_a_hundred_thousand_parts_take_no_longer_than_a_moment() -> None:
    start = time.perf_counter()
    text = "x " * 100_000
    parts = placed(removed(*(f"part {n}" for n in range(100_000))), text, text)
    assert len(parts) == 100_000 > MOST_PLACED
    assert time.perf_counter() - start < 10


@given(st.lists(st.text(max_size=5), max_size=5), st.text(max_size=30), st.text(max_size=30))
def test_no_part_is_lost(texts: list[str], original: str, text: str) -> None:
    parts = placed(removed(*texts), original, text)
    assert sorted(part.text for part in parts) == sorted(texts)
    assert all(part.at is None or part.at <= len(text) for part in parts)
