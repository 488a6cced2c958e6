"""Who is meant by a pronoun or a description, and which ages are of today."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.extract.people import given_name_of, person_of, protagonist_of
from factcheck.language.document import Document
from factcheck.language.tokens import Token
from factcheck.model import Claim

Marked = Callable[[str], tuple[Document, tuple[Token, ...]]]
ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Kari Solberg fell ill. [She] was 83.", "kari solberg"),
        ("The third [victim], identified as Kari Solberg, was taken away.", "kari solberg"),
        ("Kari Solberg, [who] was 83, fell ill.", "kari solberg"),
        ("Kari Solberg met Clara Brandt. [She] was 83.", None),
        ("A man was hit by Kari Solberg. [He] was 83.", None),
        ("Ole Brandt fell ill. With him was Kari Solberg, [his] wife.", "ole brandt"),
    ],
)
def test_a_pronoun_means_the_only_person_there(marked: Marked, text: str, key: str | None) -> None:
    document, (word,) = marked(text)

    person = person_of(word, document)

    assert (person.key if person else None) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Kari Solberg fell ill. The 41-year-[old] was taken home.", "kari solberg"),
        ("Kari Solberg fell ill. The Bergen [native] was taken home.", "kari solberg"),
        ("The singer Kari Solberg fell ill. The [singer] was taken home.", "kari solberg"),
        ("Kari Solberg fell ill. The [driver] was taken home.", None),
        ("Kari Solberg fell ill. The [Spaniard] was taken home.", "kari solberg"),
        ("Kari Solberg beat Clara Brandt. The [Spaniard] was taken home.", None),
        ("Kari Solberg fell ill. The 11-year-old [girl] was taken home.", None),
        ("Kari Solberg fell ill. The 52-year-old [goalkeeper] was taken home.", "kari solberg"),
        ("It was Kari Solberg [who] called.", "kari solberg"),
    ],
)
def test_a_description_means_the_person_of_whom_the_text_speaks(
    marked: Marked, text: str, key: str | None
) -> None:
    document, (word,) = marked(text)

    person = person_of(word, document)

    assert (person.key if person else None) == key


def test_who_is_only_quoted_is_not_meant(marked: Marked) -> None:
    document, (word,) = marked(
        "Kari Solberg fell ill on Monday, Clara Brandt said. [She] was taken to hospital."
    )

    person = person_of(word, document)

    assert person is not None
    assert person.key == "kari solberg"


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Kari Solberg, 41, won the race.", ["41"]),
        ("The race was won by 41-year-old Kari Solberg.", ["41"]),
        ("Kari Solberg, aged 41, won the race.", ["41"]),
        ("Kari Solberg died on Monday. She was 83.", ["83"]),
        ("Kari Solberg died on Monday at the age of 83.", ["83"]),
        ("Kari Solberg turned 30 on Monday.", ["30"]),
        ("Kari Solberg, one of 99 skiers, won the race.", []),
        ("Kari Solberg was 22 when she won her first race.", []),
        ("Kari Solberg, 26 at the time, won the race.", []),
        ("Kari Solberg, a 20-year veteran, won the race.", []),
        ("Kari Solberg is 22 points ahead.", []),
        ("Kari Solberg won the race. The 41-year-old, known for her speed, wept.", ["41"]),
        ("Kari Solberg has skied from the age of five.", []),
    ],
)
def test_an_age_is_of_today(claims_of: ClaimsOf, text: str, ages: list[str]) -> None:
    assert [c.answer.normal for c in claims_of(text, "people.age")] == ages


def test_a_person_named_once_in_passing_gives_no_first_name(marked: Marked) -> None:
    document, (passing,) = marked("The crowd sang for Kari [Solberg] all night.")

    assert given_name_of(passing, document) is None


def test_a_first_name_takes_along_who_it_is(marked: Marked) -> None:
    document, (name,) = marked("Kari [Solberg], 41, won the race.")

    found = given_name_of(name, document)

    assert found is not None
    assert found.normal == "kari solberg"
    assert "age 41" in found.marks


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Kari [Solberg] was held. Solberg wept. Clara Brandt saw Solberg.", "kari solberg"),
        ("Kari [Solberg] met Clara Brandt. Solberg wept. Brandt laughed.", None),
        ("The [council] met.", None),
    ],
)
def test_an_article_is_about_the_person_it_names_most(
    marked: Marked, text: str, key: str | None
) -> None:
    document, _ = marked(text)

    person = protagonist_of(document)

    assert (person.key if person else None) == key
