"""Articles on one story come together, others do not."""

from __future__ import annotations

import re
import sys
from collections import Counter
from itertools import permutations

from factcheck.match.stories import (
    LEAST_ALIKE,
    Alike,
    Link,
    Weights,
    Words,
    joined,
    least_common,
    rarities,
    stories,
    telling,
)
from factcheck.model import Article, NotCompared

FERRY = (
    "The ferry Marla sank off Kiln Bay on Sunday. Captain Edda Holm told the coast guard of Karvik "
    "that water had come in through the bow door. Divers of the navy searched the wreck.",
    "Divers found two bodies in the wreck of the Marla, the coast guard of Karvik said. The ferry "
    "had left Kiln Bay with 40 passengers. Its captain, Edda Holm, was rescued from the water.",
    "Relatives of the Marla's passengers came to Karvik, where captain Edda Holm was questioned. "
    "The bow door of the ferry had been repaired in May.",
)
BANK = (
    "The Orsund Bank lost 4 million euros, and its chairman Paul Dressler resigned. Shares fell by "
    "a tenth in Lindberg. Auditors had warned the board of bad loans to a shipyard.",
    "Paul Dressler, chairman of the Orsund Bank, resigned after auditors found bad loans. The "
    "board in Lindberg named no successor. Shares of the bank fell.",
)
# Of many articles only what is rare tells: here each has words and names of its own.
OTHERS = tuple(
    f"The mayor of {a}ville opened the {a}er {b}works with {a}ina {b}son. {b}mere's {a}ists sang "
    f"of {b}dale and the {b}ing {a}horse while {a}burg watched the {b}fall."
    for a in ("Bran", "Cald", "Dorn", "Eld", "Fenn", "Gost", "Hald", "Irm", "Jarl", "Keld")
    for b in ("ash", "birch", "cedar", "elm", "fir", "holly", "larch", "maple", "oak", "pine")
)


def told(*texts: str, most: int = 1_000) -> list[list[int]]:
    """The stories that texts tell, as places."""
    articles = [Article(id=str(n), path=f"{n}.txt", text=text) for n, text in enumerate(texts)]
    return stories(articles, most)


def test_articles_on_two_stories_are_told_apart() -> None:
    assert told(*FERRY, *BANK)[:2] == [[0, 1, 2], [3, 4]]


def test_many_others_change_nothing() -> None:
    found = told(*OTHERS[:50], *FERRY, *OTHERS[50:], *BANK)
    assert [50, 51, 52] in found
    assert [103, 104] in found


def test_the_order_of_articles_does_not_matter() -> None:
    texts = [*FERRY, *BANK]
    for order in permutations(range(5)):
        found = told(*(texts[n] for n in order))
        assert {frozenset(order[n] for n in of) for of in found} == {
            frozenset({0, 1, 2}),
            frozenset({3, 4}),
        }


def test_articles_of_one_story_in_few_words_stay_together() -> None:
    assert told("Two people died in Karvik.", "In Karvik three people died.") == [[0, 1]]


def test_nothing_comes_of_nothing() -> None:
    assert told() == []
    assert told("One article alone.") == [[0]]
    assert told("", "", "…") == [[0], [1], [2]]


def test_an_article_that_is_like_none_goes_with_its_nearest() -> None:
    near = [Link(0.3, 0, 1), Link(0.3, 1, 0), Link(0.08, 2, 1)]
    assert joined(near, 4) == [[0, 1, 2], [3]]


def weighed(words: list[Words], most: int = 1_000) -> list[dict[str, float]]:
    """The telling words of articles with their weights."""
    common = rarities(Counter(w for one in words for w in one.often), len(words), most)
    return [telling(one, common) for one in words]


def test_a_story_grows_to_its_limit_the_most_alike_first() -> None:
    found = [Link(0.9, 0, 1), Link(0.8, 2, 3), Link(0.5, 1, 2), Link(0.4, 3, 4)]
    assert joined(found, 5, most=3) == [[0, 1], [2, 3, 4]]


def test_a_story_in_parts_is_told_with_the_pairs_that_are_not_compared() -> None:
    """Of five articles on one story, two and three are together; two others are on another one."""
    found = [Link(0.9, 0, 1), Link(0.8, 2, 3), Link(0.5, 1, 2), Link(0.4, 3, 4), Link(0.9, 5, 6)]
    cut: list[NotCompared] = []
    assert joined(found, 7, most=3, too_large=cut) == [[0, 1], [2, 3, 4], [5, 6]]
    assert cut == [NotCompared(rule="stories", about="", claims=0, articles=5, pairs=6)]
    whole: list[NotCompared] = []
    assert joined(found, 7, too_large=whole) == [[0, 1, 2, 3, 4], [5, 6]]
    assert whole == []


def test_parts_of_one_story_are_told_once() -> None:
    chain = [Link(0.9 - n / 100, n, n + 1) for n in range(8)]
    cut: list[NotCompared] = []
    parts = joined(chain, 9, most=2, too_large=cut)
    assert [len(part) for part in parts] == [2, 2, 2, 2, 1]
    assert [(one.articles, one.pairs) for one in cut] == [(9, (81 - 4 * 4 - 1) // 2)]


def test_words_of_more_articles_than_a_story_has_tell_nothing() -> None:
    words = [Words.of(Article(id="a", path="a", text="The Marla sank."))] * 3
    assert weighed(words, most=3)[0].keys() == {"the", "marla", "sank"}
    assert weighed(words, most=2) == [{}, {}, {}]


def test_a_name_tells_more_than_another_word_that_is_as_frequent() -> None:
    article = Article(id="a", path="a", text="Later Karvik waited; it is a harbour.")
    (weights, *_) = weighed([Words.of(article)] * 300)
    assert weights["karvik"] > weights["harbour"]


def test_names_have_capitals_in_any_alphabet() -> None:
    text = "Сегодня президент Иванов заявил в Москве. Hier élu à Évry, le maire, Émile, était là."
    found = Words.of(Article(id="a", path="a", text=text))
    assert found.names == {"иванов", "москве", "évry", "émile"}


def test_capitals_make_no_other_words() -> None:
    """Whatever the letter: of a few, casefold() makes signs that are no letters."""
    for letter in map(chr, range(sys.maxunicode + 1)):
        if letter.casefold() != letter:
            text = f"as{letter}we met,{letter}{letter}{letter}"
            found = Words.of(Article(id="a", path="a", text=text)).often
            words = [word.casefold() for word in re.findall(r"[^\W_]+", text)]
            assert found == Counter(word for word in words if len(word) > 2), letter


def test_writing_without_spaces_is_told_by_pairs_of_signs() -> None:
    ferry, again = "渡轮在湾外沉没船长获救", "船长获救渡轮沉没在湾外"
    bank = "银行董事长辞职股价下跌"
    assert told(ferry, bank, again)[0] == [0, 2]


def test_writing_with_spaces_is_told_by_its_words() -> None:
    for text, word in (("თბილისი ქალაქია", "თბილისი"), ("서울시청 앞 광장에서", "서울시청")):
        assert word in Words.of(Article(id="a", path="a", text=text)).often


def test_links_are_between_the_most_alike() -> None:
    weights = weighed([Words.of(Article(id="a", path="a", text=text)) for text in (*FERRY, *BANK)])
    found = Alike(Weights.of(weights)).links(range(5))
    strong = {(one, other) for alike, one, other in found if alike >= LEAST_ALIKE}
    assert strong == {(a, b) for a in range(3) for b in range(3) if a != b} | {(3, 4), (4, 3)}


def test_links_of_some_articles_are_those_of_all() -> None:
    texts = (*FERRY, *BANK, *OTHERS[:5])
    words = [Words.of(Article(id="a", path="a.txt", text=text)) for text in texts]
    alike = Alike(Weights.of(weighed(words)))
    apart = [link for rows in ((0, 1), (2, 3, 4), range(5, 10)) for link in alike.links(rows)]
    assert apart == list(alike.links(range(10)))
    assert apart


def test_words_that_are_not_counted_are_as_rare_as_can_be() -> None:
    size = 30_000
    having = {"the": 29_000, "mayor": 900, "ferry": 150, "marla": 3}
    words = Words(Counter(dict.fromkeys(having, 2)), frozenset({"marla"}))
    counted = {word: often for word, often in having.items() if often > least_common(size)}
    assert counted.keys() == {"the", "mayor"}
    assert telling(words, rarities(counted, size)) == telling(words, rarities(having, size))
    assert "the" not in telling(words, rarities(counted, size))
