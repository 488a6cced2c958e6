"""States: which words name one, how they name it, and which words only look like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.values import places
from factcheck.values.relation import Relation


@pytest.mark.parametrize(
    ("code", "how", "words"),
    [
        ("US", "alias", "US|U.S.|USA|U.S.A.|America|the U.S.|the US"),
        ("US", "name", "the United States|The United States|United States"),
        ("US", "demonym", "American|Americans"),
        ("US", "capital", "Washington|Washington, D.C."),
        ("GB", "alias", "UK|U.K.|Britain|Great Britain|the UK"),
        ("GB", "demonym", "British|Briton|Britons"),
        ("TR", "name", "Turkey|TURKEY|Turkey's|Turkey’s"),
        ("TR", "alias", "Türkiye|Turkiye|Republic of Turkey"),
        ("TR", "demonym", "Turkish|Turk|Turks"),
        ("TR", "capital", "Ankara|ANKARA|Ankara's"),
        ("RU", "capital", "Moscow"),
        ("RU", "alias", "the Russian Federation"),
        ("RU", "demonym", "Russian|Russians"),
        ("IL", "demonym", "Israeli|Israelis"),
        ("PS", "demonym", "Palestinian|Palestinians"),
        ("IR", "demonym", "Iranian|Iranians"),
        ("IR", "capital", "Tehran"),
        ("DE", "demonym", "German|Germans"),
        ("CN", "demonym", "Chinese"),
        ("CN", "capital", "Beijing"),
        ("NL", "demonym", "Dutch"),
        ("FR", "demonym", "French"),
        ("AE", "alias", "UAE|the UAE"),
        ("AE", "demonym", "Emirati|Emiratis"),
        ("KR", "name", "South Korea"),
        ("KR", "demonym", "South Korean|South Koreans"),
        ("KP", "name", "North Korea"),
        ("UA", "capital", "Kyiv|Kiev"),
        ("IN", "capital", "New Delhi|Delhi"),
        ("IN", "demonym", "Indian|Indians"),
        ("BR", "capital", "Brasilia|Brasília"),
        ("CI", "alias", "Côte d'Ivoire|Cote d’Ivoire"),
        ("LA", "name", "Laos|Laos'"),
        ("XK", "name", "Kosovo"),
        ("MK", "name", "North Macedonia"),
        ("NO", "demonym", "Norwegians"),
        ("DK", "demonym", "Danes"),
        ("ES", "demonym", "Spaniards"),
        ("PL", "demonym", "Polish|Poles"),
        ("SG", "name", "Singapore"),
        ("IE", "capital", "Dublin"),
        ("EE", "capital", "Tallinn"),
    ],
)
def test_states_are_known_by_their_names(code: str, how: str, words: str) -> None:
    for word in words.split("|"):
        mention = places.lookup_state(word)
        assert mention is not None, word
        assert (mention.state.code, mention.how) == (code, how), word


@pytest.mark.parametrize(
    "words",
    [
        "turkey|us|polish|chad|china|jordan",  # words of the language
        "IN|NO|IT|IS|BE|Is|No",  # codes
        "Victoria|Kingston|Georgetown|Stanley|Douglas|Plymouth|Hamilton|Wellington",  # people
        "Island|Mann|Male|Reunion|Thai Airways",
        "Scotland|Wales|Kurds|Europe|Gaza|California",  # no states
        "Congolese|Dominican|Jerusalem",  # of more than one state
        "|the|'s|42",
    ],
)
def test_words_that_mostly_mean_something_else_are_no_states(words: str) -> None:
    for word in words.split("|"):
        assert places.lookup_state(word) is None, word


def test_a_territory_is_known_by_its_name_only() -> None:
    mention = places.lookup_state("Hong Kong")
    assert mention is not None
    assert mention.how == "name"


def test_every_state_is_read_back_from_its_code_and_name() -> None:
    for word in "Turkey|North Macedonia|Eswatini|Bahamas|Palestine|Vatican City|Myanmar".split("|"):
        state = places.parse(word)
        assert state is not None
        assert state.label == word
        assert places.parse(state.normal) == places.parse(state.label) == state


def test_two_names_of_one_state_are_the_same() -> None:
    ankara, turks, moscow = (places.parse(word) for word in ("Ankara", "Turks", "Moscow"))
    assert ankara is not None
    assert turks is not None
    assert moscow is not None
    assert places.relate(ankara, turks).relation is Relation.SAME
    assert places.relate(ankara, moscow).relation is Relation.DIFFERS
    assert places.relate(ankara, moscow) == places.relate(moscow, ankara)
    assert places.relate(ankara, moscow).detail == "Russia is not Turkey"


@given(st.text(max_size=30))
def test_no_text_breaks_lookup(text: str) -> None:
    mention = places.lookup_state(text)
    assert mention is None or places.parse(mention.state.normal) == mention.state
