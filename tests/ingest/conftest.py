"""Opens a file of the corpus, or bytes under a name, and reads it as a run does."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from factcheck.ingest.opened import Opened
from factcheck.ingest.reading import read_file
from factcheck.model import Article, Skipped

CORPUS = Path(__file__).parent / "corpus"

Read = Callable[..., tuple[list[Article], list[Skipped]]]


@pytest.fixture
def read() -> Read:
    """A function: name of a file of the corpus, or a name and its bytes → articles and skipped."""

    def reads(
        name: str, data: bytes | None = None, media_type: str | None = None
    ) -> tuple[list[Article], list[Skipped]]:
        held = (CORPUS / name).read_bytes() if data is None else data
        found = list(read_file(Opened(name, BytesIO(held), len(held), media_type)))
        articles = [one for one in found if isinstance(one, Article)]
        return articles, [one for one in found if isinstance(one, Skipped)]

    return reads


@pytest.fixture
def known() -> Callable[[Article], dict[str, str]]:
    """A function: an article → what is known of it, by field."""
    return lambda article: {stated.field: stated.value for stated in article.metadata}
