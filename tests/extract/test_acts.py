"""The verb that a counted noun stands with, and on which side of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.extract.acts import act_of
from factcheck.language.document import Document
from factcheck.language.tokens import Token

Marked = Callable[[str], tuple[Document, tuple[Token, ...]]]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Three [shells] landed in the yard.", "land"),
        ("The gang held nine [engineers] in a barn.", "hold (object)"),
        ("Nine [engineers] were held in a barn.", "hold (object)"),
        ("Divers raised two anchors, six [bells] and a mast.", "raise (object)"),
        ("The storm damaged 40 shops including six [bakeries].", "damage (object)"),
        ("Some 350 [villagers] took shelter in the mill.", "shelter"),
        ("The wave killed thousands in 14 [countries].", "kill in (object)"),
        ("A list of 14 [countries].", None),
    ],
)
def test_the_act_is_read_through_rows_passives_and_light_verbs(
    marked: Marked, text: str, normal: str | None
) -> None:
    document, (noun,) = marked(text)
    act = act_of(noun, document)
    assert (act.normal if act else None) == normal
