"""What holds of whatever is read from a file, however hostile it is. The fuzzer asks the same."""

from __future__ import annotations

from collections.abc import Iterable

from edtf import parse_edtf

from factcheck.model import Article, Skipped


def sound(name: str, outcomes: Iterable[Article | Skipped]) -> list[Article | Skipped]:
    """What was read from the file `name`, looked through. Raises AssertionError."""
    found = list(outcomes)
    assert found, "neither an article nor a reason"
    articles = [one for one in found if isinstance(one, Article)]
    ids = [article.id for article in articles]
    assert len(set(ids)) == len(ids), f"ids that are not unique: {ids}"
    for one in found:
        assert one.path.startswith(name), one.path
        one.model_dump_json()  # a report is UTF-8: no halves of surrogate pairs
        if isinstance(one, Article):
            _sound_article(one)
        else:
            assert one.reason.strip(), "a reason that says nothing"
    return found


def _sound_article(article: Article) -> None:
    assert article.text == article.text.strip() != ""
    assert "\0" not in article.text
    starts = {0, len(article.text)} | {
        at + 1 for at, letter in enumerate(article.text) if letter == "\n"
    }
    for part in article.removed:
        assert part.at is None or part.at in starts, (part.at, part.reason)
    fields = [stated.field for stated in article.metadata]
    assert len(set(fields)) == len(fields)
    for stated in article.metadata:
        assert stated.value.strip(), stated.field
        assert stated.evidence.strip(), stated.field
        if stated.field in ("published", "updated"):
            parse_edtf(stated.value)
