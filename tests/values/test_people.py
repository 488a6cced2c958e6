"""Names of people: folding, titles, and when two names can be one person's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.values import people
from factcheck.values.people import PersonName
from factcheck.values.relation import Relation

TITLES = frozenset({"president", "foreign", "minister", "norwegian", "king", "general"})


def name(surface: str) -> PersonName:
    parsed = people.parse(surface, TITLES)
    assert parsed is not None, surface
    return parsed


@pytest.mark.parametrize(
    ("surface", "normal"),
    [
        ("Norwegian Foreign Minister Bjørn Håkonsen", "bjorn hakonsen"),
        ("President Ayşe Işık's", "ayse isik"),
        ("Łukasz Groß", "lukasz gross"),
        ("Mr. Seán O’Brien", "sean obrien"),
        ("Jean-Claude Petit", "jean claude petit"),
        ("J.R. Hartley", "j r hartley"),
        ("Edith Moore, the mayor", "edith moore"),
        ("İpek Çağ", "ipek cag"),
    ],
)
def test_a_name_is_folded_and_without_titles(surface: str, normal: str) -> None:
    assert name(surface).normal == normal


def test_the_label_keeps_the_spelling() -> None:
    assert name("Foreign Minister Bjørn Håkonsen").label == "Bjørn Håkonsen"


def test_a_family_name_that_is_also_a_title_stays() -> None:
    assert name("General Adam King").normal == "adam king"
    assert name("King").normal == "king"


@pytest.mark.parametrize("surface", ["", "  ", "...", "42", "’"])
def test_what_has_no_letters_is_no_name(surface: str) -> None:
    assert people.parse(surface) is None


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("Ayşe Işık", "Ayse Isik", Relation.SAME),
        ("Kim Min-ho", "Kim Min Ho", Relation.SAME),
        ("Wei Zhang", "Zhang Wei", Relation.SAME),
        ("Smith", "John Smith", Relation.REFINES),
        ("Zhang", "Zhang Wei", Relation.REFINES),
        ("J. Smith", "John Smith", Relation.REFINES),
        ("J. R. Smith", "John Smith", Relation.REFINES),
        ("John Smith", "John Paul Smith", Relation.REFINES),
        ("Tina van der Berg", "Berg", Relation.REFINES),
        ("Omar al-Khatib", "Khatib", Relation.REFINES),
        ("Mike Turner", "Michael Turner", Relation.REFINES),
        ("Alex Turner", "Alexander Turner", Relation.REFINES),
        ("Smith", "Brown", Relation.DIFFERS),
        ("John Smith", "John Brown", Relation.DIFFERS),
        ("K. Smith", "John Smith", Relation.DIFFERS),
        ("Paul Moore Jr.", "Paul Moore Sr.", Relation.DIFFERS),
        ("Paul Moore Jr.", "Paul Moore", Relation.REFINES),
    ],
)
def test_names_are_compared_by_what_they_share(a: str, b: str, relation: Relation) -> None:
    assert people.relate(name(a), name(b)).relation is relation


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Muammar Gaddafi", "Moammar Kadafi"),
        ("Muammar Qaddafi", "Moammar Gadhafi"),
        ("Gaddafi", "Kadafi"),
        ("Sergei Petrov", "Sergey Petrov"),
        ("Mohammed Karim", "Muhammad Kareem"),
        ("Dmitri Volkonskiy", "Dmitry Volkonsky"),
        ("Hans Müller", "Hans Mueller"),
        ("Nikolai Orlov", "Nikolay Orlov"),
    ],
)
def test_spellings_of_one_name_are_no_conflict(a: str, b: str) -> None:
    assert people.relate(name(a), name(b)).relation is Relation.REFINES


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Marc Smith", "Marco Smith"),
        ("John Smith", "Jane Smith"),
        ("Maria Rossi", "Mario Rossi"),
        ("Daniel Ortiz", "Daniela Ortiz"),
        ("Jean Dupont", "Joan Dupont"),
        ("Peter Johnson", "Peter Johnston"),
        ("Christian Lund", "Christine Lund"),
    ],
)
def test_names_that_look_alike_stay_two_people(a: str, b: str) -> None:
    assert people.relate(name(a), name(b)).relation is Relation.DIFFERS


def test_the_detail_names_both() -> None:
    detail = people.relate(name("John Smith"), name("Jane Smith")).detail
    assert detail == "Jane Smith and John Smith have other first names"


_names = st.lists(
    st.sampled_from(
        "John Jane J. Smith van der al-Assad Gaddafi Kadafi Mike Michael Jr. O'Neill 王毅 Müller "
        "II Alexander Alex Kim".split()
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


@given(_names, _names)
def test_relate_is_symmetric(a: str, b: str) -> None:
    first, second = people.parse(a), people.parse(b)
    assert first is not None
    assert second is not None
    assert people.relate(first, second) == people.relate(second, first)


@given(st.text(max_size=40))
def test_no_text_breaks_parse_and_a_normal_form_is_read_back(text: str) -> None:
    parsed = people.parse(text, TITLES)
    if parsed is not None:
        again = people.parse(parsed.normal, TITLES)
        assert again is not None
        assert again.normal == parsed.normal
        assert people.relate(parsed, again).relation is Relation.SAME
