"""The word lists that the language room works with; they come from the rule packs, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

# Lists that language reads. A pack that ships with factcheck defines each of them.
REQUIRED_LISTS = (
    "reporting_verbs",
    "denial_verbs",
    "planning_verbs",
    "planning_nouns",
    "belief_verbs",
    "implicative_verbs",
    "failing_verbs",
    "preventing_verbs",
    "accusing_verbs",
    "unreal_modifiers",
    "news_agencies",
    "offices",
    "state_bodies",
    "country_nouns",
    "creation_verbs",
    "happening_verbs",
    "act_nouns",
    "earlier_events",
    "people_nouns",
    "name_particles",
    "light_verbs",
    "empty_verbs",
    "total_phrases",
    "counting_houses",
    "counting_in",
    "assailants",
    "part_phrases",
    "grave_degrees",
    "slight_degrees",
    "long_events",
    "of_another",
    "witnessing_verbs",
    "place_nouns",
    "locating_verbs",
    "town_nouns",
    "city_nouns",
    "site_kinds",
    "centre_nouns",
    "common_site_words",
    "creation_nouns",
    "transparent_nouns",
    "apart_modifiers",
    "plain_modifiers",
    "human_nouns",
    "occupations",
    "kin",
    "name_prefixes",
    "institutions",
    "legal_forms",
    "common_first_words",
    "event_nouns",
    "occurring_verbs",
    "limiting_adverbs",
)


class _Lists(dict[str, frozenset[str]]):
    """Word lists of a language whose packs define those alone that they need."""

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Named word lists (lemmas in lower case), synonyms and names that stand for states."""

    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    stands_for: Mapping[str, str] = field(default_factory=dict)
    alike: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        missing = [name for name in REQUIRED_LISTS if name not in self.words]
        if missing:
            raise ValueError(f"the rule packs define no word list {', '.join(missing)}")

    @classmethod
    def incomplete(
        cls,
        words: Mapping[str, frozenset[str]],
        same: Mapping[str, str],
        stands_for: Mapping[str, str],
        alike: Mapping[str, str],
    ) -> Lexicon:
        """What is known of a language in which nobody has to define any list."""
        empty: dict[str, frozenset[str]] = dict.fromkeys(REQUIRED_LISTS, frozenset())
        return cls(_Lists({**empty, **words}), same, stands_for, alike)

    @cached_property
    def attributing(self) -> frozenset[str]:
        """Prepositions before whoever says it; in English 'according to' needs no list."""
        return self.words.get("attributing_prepositions", frozenset())

    def has(self, name: str, lemma: str) -> bool:
        """Whether the named list holds this lemma."""
        return lemma in self.words[name]

    def canonical(self, lemma: str) -> str:
        """The head word that stands for this lemma and its synonyms."""
        return self.same.get(lemma, lemma)

    def deed_word(self, word: str) -> str:
        """The word that stands for all that one deed can be told with: verbs, or nouns."""
        return self.alike.get(word, word)
