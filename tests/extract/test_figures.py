"""Figures: what an amount is of, which clause states it, and what it is in another currency."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.extract.figures import conversions, figures, names_of
from factcheck.extract.places import tokens_at
from factcheck.language.document import Document
from factcheck.language.tokens import Token

Marked = Callable[[str], tuple[Document, tuple[Token, ...]]]
Read = Callable[..., Document]


def main_words(document: Document, sort: str) -> list[Token]:
    found = figures(document)
    return [document.doc[i] for i in sorted(found) if sort in found[i]]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The club offered a $3 million contract.", "contract"),
        ("They stole coins worth $3 million.", "coins"),
        ("They stole $3 million worth of coins.", "coins"),
        ("They fled with $3 million in coins.", "coins"),
        ("They stole coins valued at $3 million.", "coins"),
        ("Police offered a reward of $3,000.", "reward"),
        ("She sold the mill for $3 million.", "mill"),
        ("The mill was sold for $3 million.", "mill"),
    ],
)
def test_an_amount_is_of_the_noun_that_it_measures(read: Read, text: str, noun: str) -> None:
    document = read(text)
    (amount,) = main_words(document, "money")
    measured = tokens_at("measured", amount, document.lexicon)
    assert [t.text for t in measured[:1]] == [noun]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("They stole coins worth $3 million.", ["stole"]),
        ("They stole coins valued at $3 million.", ["valued", "stole"]),
        ("They seized a ship loaded with $3 million of oil.", ["loaded"]),
        ("Police said that they stole $3 million.", ["stole"]),
    ],
)
def test_a_clause_ends_where_another_act_begins(read: Read, text: str, verbs: list[str]) -> None:
    document = read(text)
    (amount,) = main_words(document, "money")
    assert [t.text for t in tokens_at("clause", amount, document.lexicon)] == verbs


def test_amounts_in_brackets_are_the_same_in_other_currencies(read: Read) -> None:
    document = read("The mill cost 2 million euros ($2.6 million; £1.7 million), or $5 a brick.")
    first = document.quantities[0][1]
    found = [value.normal for value, _ in conversions(first, document)]
    assert found == ["~2600000 USD", "~1700000 GBP"]


def test_a_sum_a_year_is_no_whole_sum(read: Read) -> None:
    document = read("He earns $8 million a year; the contract is worth $40 million.")
    assert len(main_words(document, "rate")) == 1
    assert len(main_words(document, "money")) == 1


def test_the_sets_of_a_match_are_not_its_score(read: Read) -> None:
    assert main_words(read("She won 6-4, 3-6, 7-5 on Monday."), "score") == []
    assert len(main_words(read("The Rovers won 3-1 on Monday."), "score")) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Rovers signed Piet Vos to a [$4 million] deal, Ola Berg said.", {"vos"}),
        ("Norsel said it would buy Tarn Systems for [$2 billion].", {"norsel", "tarn systems"}),
    ],
)
def test_the_names_of_a_clause_are_those_that_its_verb_holds(
    marked: Marked, text: str, names: set[str]
) -> None:
    document, _ = marked(text)
    (amount,) = main_words(document, "money")
    found = names_of(amount, document)
    assert found is not None
    assert found.people == names or found.others >= names
