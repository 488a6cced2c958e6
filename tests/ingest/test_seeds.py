"""The five seed articles, from file to cleaned article."""

from pathlib import Path

import pytest

from factcheck.ingest import read_articles
from factcheck.model import Article

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def seeds() -> dict[str, Article]:
    return {article.id[:3]: article for article in read_articles([SEEDS]).articles}


def test_all_five_seeds_become_articles(seeds: dict[str, Article]) -> None:
    assert list(seeds) == ["000", "001", "002", "003", "004"]


def test_a_clean_seed_loses_nothing(seeds: dict[str, Article]) -> None:
    raw = (SEEDS / "000_dc2f8815e60b5284.txt").read_text(encoding="utf-8")
    assert seeds["000"].text.split() == raw.split()
    assert seeds["000"].removed == ()


def test_half_lost_quotation_marks_and_page_marks_are_gone(seeds: dict[str, Article]) -> None:
    text = seeds["001"].text
    assert "â" not in text
    assert "[ad_" not in text
    assert "“The S-400s will be under our 100% control." in text
    assert "will not stay in Turkey,” Cavusoglu said during a visit" in text
    assert "he said at the time. “We have to work" in text


def test_an_access_time_is_no_publication_date(seeds: dict[str, Article]) -> None:
    article = seeds["002"]
    assert (article.published, article.published_evidence, article.title) == (None, None, None)
    assert "January 2021" not in article.text
    assert ("08:36 GMT18 January 2021", "access time") in {
        (part.text, part.reason) for part in article.removed
    }


@pytest.mark.parametrize(
    "furniture",
    [
        "Listen Live",
        "Military & Intelligence",
        "Get short URL",
        "READ MORE",
        "Done Deal",
        "Vows to Further Boost",
        "IAF Chief",
        "working group, S-400, Donald Trump",
        "Community standards",
    ],
)
def test_no_navigation_and_no_links_are_left(seeds: dict[str, Article], furniture: str) -> None:
    assert furniture not in seeds["002"].text


@pytest.mark.parametrize(
    "sentence",
    [
        "which was inked in December 2017",
        "The initiative to create the group came from the Turkish president.",
        "announced on 3 April that Ankara had proposed",
        "Ankara didn't exclude buying American Patriots in addition to the S-400.",
    ],
)
def test_no_sentence_between_the_links_is_lost(seeds: dict[str, Article], sentence: str) -> None:
    assert sentence in seeds["002"].text


def test_the_headline_is_the_title_and_the_caption_stays_alone(seeds: dict[str, Article]) -> None:
    article = seeds["003"]
    assert article.title is not None
    assert article.title.startswith("NATO Reacting Positively To Form Joint Working Group")
    lines = article.text.split("\n")
    assert lines[0] == article.title
    assert "Turkey's Foreign Minister Mevlüt Çavusoglu" in lines


def test_empty_tags_are_gone_and_the_date_of_signing_stays(seeds: dict[str, Article]) -> None:
    text = seeds["004"].text
    assert "Tags" not in text
    assert "the contract had been signed on September 12, 2017." in text
