"""Which names of organizations are compared word by word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.extract.organizations import organization_name_of
from factcheck.language.document import Document
from factcheck.language.tokens import Token

Marked = Callable[[str], tuple[Document, tuple[Token, ...]]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The fire broke out at the Lindmark Savings [Bank] in Bergen.", "lindmark savings bank"),
        ("The clerk worked for Lindmark Trading [Ltd.], a wholesaler.", "lindmark trading"),
        ("He spoke for the National Savings [Bank] in Bergen.", None),
    ],
)
def test_a_name_needs_a_word_of_its_own_and_a_sort(
    marked: Marked, text: str, name: str | None
) -> None:
    document, (word,) = marked(text)

    found = organization_name_of(word, document)

    assert (found.normal if found else None) == name
