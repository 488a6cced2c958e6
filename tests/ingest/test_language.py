"""Which language a text is told to be in, and when nothing is told."""

from pathlib import Path

import pytest
import yaml

from factcheck.ingest import language, read_articles
from factcheck.ingest.language import (
    LEAST_LETTERS,
    agreeing,
    language_name,
    language_of,
    read_language,
)
from factcheck.model import Stated

CORPUS = Path(__file__).parent / "corpus" / "languages.yaml"
NEWS: dict[str, list[str]] = yaml.safe_load(CORPUS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("spoken", sorted(NEWS))
def test_short_news_are_told_apart(spoken: str) -> None:
    for text in NEWS[spoken]:
        found = read_language(text)
        assert found is not None
        assert (found.field, found.value, found.source) == ("language", spoken, "text")


def test_plain_english_is_told_without_the_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_identifier", pytest.fail)
    for text in NEWS["en"]:
        assert read_language(f"{text} {text}") == Stated(
            field="language",
            value="en",
            evidence="the words of the text",
            source="text",
            confidence=1.0,
        )


def test_some_words_that_only_english_has_are_not_enough() -> None:
    english = " ".join(NEWS["en"])
    assert language._is_english(english)
    assert not language._is_english(NEWS["en"][0])  # of a few words five may be a quotation
    for other in NEWS.keys() - {"en"}:
        assert not any(language._is_english(text) for text in NEWS[other])
    # three times as much Spanish, which has few accents
    assert not language._is_english(f"{english} {' '.join(NEWS['es'] * 3)}")


def test_plain_english_has_plain_letters() -> None:
    english = " ".join(NEWS["en"])
    assert not language._is_english(f"{english} {NEWS['ru'][0][:40]}")
    assert language._is_english(f"{english} Café Łódź")


def test_what_is_too_short_is_not_judged() -> None:
    assert read_language("La Casa Blanca") is None
    assert all(
        read_language(text[: LEAST_LETTERS - 1]) is None
        for texts in NEWS.values()
        for text in texts
    )


def test_figures_and_signs_are_in_no_language() -> None:
    assert read_language("1 2 3 4 5 6 7 8 9 - + * / " * 20) is None


def test_a_long_text_takes_no_longer_than_a_short_one() -> None:
    assert read_language(NEWS["es"][0] * 5000) is not None


def test_a_region_is_no_other_language(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS["en"][0], encoding="utf-8")
    (tmp_path / "a.txt.meta.json").write_text('{"language": "en-GB"}', encoding="utf-8")
    (article,) = read_articles([tmp_path]).articles
    assert language_of(article) == "en"


def said(value: str, source: str) -> Stated:
    return Stated.model_validate(
        {"field": "language", "value": value, "evidence": "", "source": source}
    )


def test_the_words_of_a_text_belie_its_markup_but_not_a_person() -> None:
    spanish = read_language(NEWS["es"][0])
    given = [said("en", "markup"), said("es-MX", "markup"), said("en", "manifest")]
    assert agreeing(given, spanish) == tuple(given[1:])
    assert agreeing(given, None) == tuple(given)


def test_languages_have_names() -> None:
    assert [language_name(code) for code in ("es", "no", "tlh")] == [
        "Spanish",
        "Norwegian",
        "the language 'tlh'",
    ]
