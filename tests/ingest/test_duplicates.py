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
    assert left_out(article("a"), article("b")) == {"b": "the same article as a.txt"}


def test_case_white_space_and_punctuation_make_no_other_article() -> None:
    other = STORY.upper().replace("\n", "\n\n").replace(",", " –")
    assert len(left_out(article("a"), article("b", other))) == 1


def test_the_copy_whose_publisher_is_known_stays() -> None:
    assert list(left_out(article("a"), article("b", publisher="Bay Post"))) == ["a"]


def test_a_copy_in_another_paper_stays() -> None:
    bay, hill = article("a", publisher="Bay Post"), article("b", publisher="Hill Post")
    assert left_out(bay, hill) == {}


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
        "first": "an earlier version of then.txt, which is of 2013-05-04"
    }


def test_a_version_that_has_grown_under_its_title_is_the_same_article() -> None:
    short = article("a", "\n".join(SENTENCES[:4]), publisher="Bay Post", title="Ferry sinks")
    grown = article("b", publisher="Bay Post", title="Ferry Sinks")
    assert left_out(short, grown) == {"a": "nearly the same article as b.txt"}
    other_title = article("a", "\n".join(SENTENCES[:4]), publisher="Bay Post", title="Ferry lost")
    assert left_out(other_title, grown) == {}


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
