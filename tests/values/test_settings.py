"""The words around a number: enough telling ones in common make one matter."""

from __future__ import annotations

import pytest

from factcheck.values.relation import Relation
from factcheck.values.settings import Setting, relate


def setting(**weights: float) -> Setting:
    return Setting(tuple(sorted(weights.items())))


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (
            setting(gallery=1.0, holm=1.0, theft=1.0),
            setting(gallery=1.0, holm=1.0, theft=1.0),
            "SAME",
        ),
        (setting(gallery=1.0, holm=0.5), setting(gallery=1.0, holm=1.0, king=1.0), "REFINES"),
        (setting(gallery=1.0, holm=0.3), setting(gallery=1.0, holm=1.0), "INCOMPARABLE"),
        (setting(), setting(gallery=1.0), "INCOMPARABLE"),
    ],
)
def test_settings_meet_by_the_weight_of_what_they_share(
    a: Setting, b: Setting, relation: str
) -> None:
    assert relate(a, b).relation is Relation[relation]
    assert relate(b, a).relation is Relation[relation]


def test_the_most_telling_words_are_shown() -> None:
    assert setting(holm=0.2, gallery=1.0).label == "gallery, holm"
