"""Which outlet a name means, and which names are none."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.compare.outlets import Outlets, outlet_names
from factcheck.ingest.furniture import furniture

PUBLISHERS = (
    "baypost.example",
    "The Bay Post",
    "Hill News",
    "www.vale-radio.co.uk",
    "fjord.example",
)
KNOWN = Outlets(PUBLISHERS)


@pytest.mark.parametrize(
    ("phrase", "outlet"),
    [
        ("the Bay Post", "The Bay Post"),
        ("The Bay Post newspaper", "The Bay Post"),
        ("a Bay Post reporter", "The Bay Post"),
        ("baypost.example", "The Bay Post"),
        ("Vale Radio", "www.vale-radio.co.uk"),
        ("the Oslo-based Hill News", "Hill News"),
        ("Reuters", "Reuters"),
        ("AP", "Associated Press"),
        ("The Associated Press", "Associated Press"),
        ("Norway's state-run NTB news agency", "NTB"),
        ("China's official Xinhua News Agency", "Xinhua"),
        ("the Turkish Anadolu Agency", "Anadolu Agency"),
        ("the Russian newspaper Kommersant", "Kommersant"),
        ("the NYT", "New York Times"),
        ("nytimes.com", "New York Times"),
        ("the Times of India", "Times of India"),
        ("the Ahlan newspaper", "Ahlan"),
        ("the Harbour Gazette", "Harbour Gazette"),
        ("the Örebro Gazette newspaper", "Örebro Gazette"),
        ("the Maltese Daily Courier", "Maltese Daily Courier"),
        ("dpa", "dpa"),
        ("the PTI news agency", "PTI"),
        ("www.telegraph.co.uk", "Daily Telegraph"),
        ("timesofindia.indiatimes.com", "Times of India"),
    ],
)
def test_an_outlet_is_known_by_what_texts_and_addresses_call_it(phrase: str, outlet: str) -> None:
    assert KNOWN.cited(phrase) == outlet


@pytest.mark.parametrize(
    "phrase",
    [
        "police",
        "the Post",
        "the newspaper",
        "State news agency",
        "the ministry's newspaper",
        "Foreign Minister John Post",
        "Bay Post editor Ada Brandt",
        "the Bay Post Foundation",
        "Associated Press of Nordland",
        "the Ahlan newspaper editor Sami Ali",
        "Sana",
        "PTI",
        "Fjord",
        "Norway",
        "",
    ],
)
def test_who_is_no_outlet_is_none(phrase: str) -> None:
    assert KNOWN.cited(phrase) is None


def test_a_state_is_not_the_site_that_bears_its_name() -> None:
    assert Outlets(["norway.example"]).cited("Norway") is None


def test_people_and_police_are_no_sites_that_bear_their_names() -> None:
    known = Outlets(["www.police.example", "people.example", "thehill.example"])
    assert known.cited("Police") is known.cited("police") is known.cited("People") is None
    assert known.cited("the Hill") == known.cited("thehill.example") == "thehill.example"


def test_papers_of_two_nations_are_two() -> None:
    assert Outlets().cited("the Jamaica Daily News") != Outlets().cited("the Malta Daily News")


def test_a_paper_and_an_agency_of_one_name_are_two() -> None:
    known = Outlets(["Steppe Newspaper", "Steppe News Agency"])
    assert known.publisher("Steppe News Agency") == "Steppe News Agency"


def test_writers_on_one_platform_are_two() -> None:
    known = Outlets(["ada.substack.com", "bob.substack.com"])
    assert known.publisher("bob.substack.com") == "bob.substack.com"


def test_which_name_is_shown_does_not_depend_on_the_order() -> None:
    names = ("Bay Post", "The Bay Post", "baypost.example")
    assert {Outlets(order).publisher("baypost.example") for order in permutations(names)} == {
        "Bay Post"
    }


def test_publishers_are_one_by_name_and_by_address() -> None:
    assert {KNOWN.publisher(name) for name in PUBLISHERS[:2]} == {"The Bay Post"}
    assert KNOWN.publisher("www.reuters.com") == KNOWN.publisher("Reuters") == "Reuters"
    assert KNOWN.publisher("nobody knows it") == "nobody knows it"


def test_every_agency_of_a_dateline_is_known_by_the_same_name() -> None:
    missing = {*furniture().agencies.values()} - {*outlet_names().agencies, *outlet_names().outlets}
    assert not missing


def test_a_name_is_no_two_outlets() -> None:
    lists = {**outlet_names().agencies, **outlet_names().outlets}
    names = Outlets()
    for outlet, others in lists.items():
        assert {names.publisher(name) for name in (outlet, *others)} == {outlet}


@given(st.text(max_size=80))
def test_no_name_makes_it_fail(name: str) -> None:
    outlets = Outlets([name])
    outlets.cited(name)
    outlets.publisher(name)


def test_a_name_of_a_megabyte_is_no_trouble() -> None:
    Outlets(["a's " * 250_000, "A. " * 300_000]).cited("the Bay " * 10)
