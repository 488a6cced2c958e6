"""Which articles are one, which of them stays, and which only look alike."""

import itertools
import time

import pytest

from factcheck.ingest.duplicates import without_repeats
from factcheck.model import Article, Stated

SENTENCES = [
    "A ferry with forty people on board sank off Kiln Bay on Monday night.",
    "Two passengers are still missing, the coast guard said.",
    "Divers will go on searching for them at first light.",
    "The captain, a man of sixty, had sailed this route for eleven years.",
    "The owners of the ship would not speak to reporters.",
    "An inquiry into the wreck will begin in the capital next week.",
    "It was the third such accident in the bay since spring.",
    "Families of the missing waited on the quay through the night.",
]
STORY = "\n".join(SENTENCES)


def article(name: str, text: str = STORY, **known: str) -> Article:
    return Article.model_validate(
        {
            "id": name,
            "path": f"{name}.txt",
            "text": text,
            "published": known.get("published"),
            "metadata": [
                Stated.model_validate(
                    {"field": field, "value": value, "evidence": value, "source": "manifest"}
                )
                for field, value in known.items()
            ],
        }
    )


def left_out(*articles: Article) -> dict[str, str]:
    """Reasons by name; the same in whatever order the articles come."""
    outcomes = []
    for order in itertools.permutations(articles):
        kept, history = without_repeats(order)
        assert [a.path for a in kept] == [
            a.path for a in order if a.path not in {h.path for h in history}
        ]
        outcomes.append({h.path.removesuffix(".txt"): h.reason for h in history})
    assert all(outcome == outcomes[0] for outcome in outcomes)
    return outcomes[0]


def test_the_same_article_twice_is_one() -> None:
    assert left_out(article("a"), article("b")) == {"b": "the same words as a.txt"}


def test_case_white_space_and_punctuation_make_no_other_article() -> None:
    other = STORY.upper().replace("\n", "\n\n").replace(",", " –")
    assert len(left_out(article("a"), article("b", other))) == 1


def test_the_copy_whose_publisher_is_known_stays() -> None:
    assert list(left_out(article("a"), article("b", publisher="Bay Post"))) == ["a"]


def test_a_copy_in_another_paper_stays() -> None:
    bay, hill = article("a", publisher="Bay Post"), article("b", publisher="Hill Post")
    assert left_out(bay, hill) == {}


def guessed(name: str, publisher: str) -> Article:
    """An article whose publisher is read from its title or the host of its address."""
    known = article(name, publisher=publisher)
    unsure = [s.model_copy(update={"confidence": 0.5}) for s in known.metadata]
    return known.model_copy(update={"metadata": tuple(unsure)})


def test_a_copy_in_another_paper_stays_however_unsure_its_name() -> None:
    bay, hill = guessed("a", "Bay Post"), guessed("b", "Hill Post")
    assert left_out(bay, hill) == {}
    assert left_out(bay, article("b", publisher="Hill Post")) == {}
    assert list(left_out(bay, article("b"))) == ["b"]


def test_a_paper_and_the_host_of_its_address_are_one() -> None:
    bay, host = article("a", publisher="The Bay Post"), guessed("b", "www.baypost.example")
    assert left_out(bay, host) == {"b": "the same words as a.txt"}


def test_of_the_versions_of_one_article_the_latest_counts() -> None:
    first = article("first", publisher="Bay Post", published="2013-05-03")
    then = article(
        "then",
        STORY.replace("Two", "Three"),
        publisher="bay post",
        published="2013-05-03",
        updated="2013-05-04",
    )
    assert left_out(first, then) == {
        "first": "an earlier version of then.txt, which is of 2013-05-04 (nearly the same words)"
    }


def test_a_version_that_has_grown_under_its_title_is_the_same_article() -> None:
    short = article("a", "\n".join(SENTENCES[:4]), publisher="Bay Post", title="Ferry sinks")
    grown = article("b", publisher="Bay Post", title="Ferry Sinks")
    assert left_out(short, grown) == {"a": "most of the same words as b.txt"}
    other_title = article("a", "\n".join(SENTENCES[:4]), publisher="Bay Post", title="Ferry lost")
    assert left_out(other_title, grown) == {}


def test_a_new_headline_and_figures_of_one_day_are_the_same_article() -> None:
    first = article("b", publisher="P", title="Ferry sinks", published="2013-05-03")
    text = STORY.replace("Two passengers", "At least 12 passengers")
    more = "A second inquiry was opened by the ministry on Tuesday, as the parents had asked."
    then = article(
        "a", f"{text}\n{more}", publisher="P", title="Twelve lost in bay", published="2013-05-03"
    )
    assert left_out(first, then) == {"b": "most of the same words as a.txt"}
    updated = article(
        "a",
        "\n".join(SENTENCES[:-1]),
        publisher="P",
        title="Two lost",
        published="2013-05-03",
        updated="2013-05-03",
    )
    assert left_out(first, updated) == {
        "b": "an earlier version of a.txt, which is of 2013-05-03 (nearly the same words)"
    }


def test_another_story_of_a_paper_that_repeats_the_background_is_no_version() -> None:
    first = article("a", publisher="P", title="Ferry sinks", published="2013-05-03")
    own = [
        "The mayor of Kiln Bay said on Friday that he would resign over the wreck.",
        "He had let the ferry sail although its papers had run out in March.",
        "Three members of the council called for a vote before the summer.",
    ]
    other = article(
        "b",
        "\n".join([*own, *SENTENCES[3:6]]),
        publisher="P",
        title="Mayor resigns",
        published="2013-05-03",
    )
    assert left_out(first, other) == {}


def test_a_digest_that_has_a_story_whole_is_no_version_of_it() -> None:
    others = "\n".join(f"In town {n} people spoke of nothing but thing {n}." for n in range(20))
    story = article("a", publisher="P", title="Ferry sinks", published="2013-05-03")
    digest = article("b", f"{STORY}\n{others}", publisher="P", title="Day", published="2013-05-03")
    assert left_out(story, digest) == {}


def test_nothing_is_said_of_days_that_are_not_known() -> None:
    undated = article("b", STORY.replace("Two", "Three"), publisher="P")
    dated = article("a", publisher="P", published="2013-05-03")
    assert left_out(undated, dated) == {"b": "nearly the same words as a.txt"}


def test_nearly_the_same_text_of_unknown_publishers_is_not_judged() -> None:
    assert left_out(article("a"), article("b", STORY.replace("Two", "Three"))) == {}


def test_a_form_that_a_publisher_fills_in_each_month_is_no_version() -> None:
    may = article("may", publisher="Bay Post", published="2013-05-03")
    june = article(
        "june", STORY.replace("Two", "Three"), publisher="Bay Post", published="2013-06-03"
    )
    assert left_out(may, june) == {}


@pytest.mark.parametrize("published", ["2013", "XXXX-05-03"])
def test_a_part_of_a_date_makes_none_the_later_one(published: str) -> None:
    part = article("b", STORY.replace("Two", "Three"), publisher="P", published=published)
    whole = article("a", publisher="P", published="2013-05-03")
    assert list(left_out(part, whole)) == ["b"]


def test_thousands_of_articles_with_one_foot_of_the_page_take_a_moment() -> None:
    articles = [
        article(str(n), f"{' '.join(f'w{n}x{m}' for m in range(60))}\n{STORY}", publisher="P")
        for n in range(2000)
    ]
    start = time.perf_counter()
    kept, _ = without_repeats(articles)
    assert len(kept) == 2000
    assert time.perf_counter() - start < 20
