"""An opened file goes in, its articles come out, cleaned and dated, and what could not be used.

Files that hold files are opened in turn, a few levels deep and no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from factcheck.ingest.cleaning import clean
from factcheck.ingest.known import settled
from factcheck.ingest.media_types import essence
from factcheck.ingest.metadata import read_metadata
from factcheck.ingest.opened import Opened, Unusable, too_large
from factcheck.ingest.reader import Draft
from factcheck.ingest.readers import container_of, reader_of, suffixes
from factcheck.model import Article, Skipped

# The language pipeline takes a million characters at a time (spaCy's `nlp.max_length`); the
# longest press articles have a tenth of that.
MAX_CHARACTERS = 1_000_000
MOST_LEVELS = 3  # of archives in archives: a mail with a ZIP in a TAR has two


def read_file(file: Opened, level: int = 0) -> Iterator[Article | Skipped]:
    """The articles of a file in order, each with its name for an id, and what is left out."""
    try:
        if container := container_of(file):
            if level == MOST_LEVELS:
                raise Unusable(f"an archive in an archive, {MOST_LEVELS} deep; unpack it first")
            for member in container.members(file):
                if isinstance(member, Skipped):
                    yield member
                    continue
                with closing(member.stream):
                    yield from read_file(member, level + 1)
        elif reader := reader_of(file):
            if file.size > reader.largest:
                raise Unusable(too_large(file.size, reader.largest, "bytes"))
            for draft in reader.read(file):
                yield draft if isinstance(draft, Skipped) else _article(file, draft)
        else:
            raise Unusable(refusal(file))
    except Unusable as reason:
        yield Skipped(path=file.name, reason=str(reason))


def refusal(file: Opened) -> str:
    """Why a file is not read, whose format nobody here knows."""
    if said := essence(file.media_type):
        return f"sent as {said}, which is not read; {_known()}"
    return refusal_by_name(file.suffix)


def refusal_by_name(suffix: str) -> str:
    """Why a file with this ending is not read."""
    return f"{suffix} files are not read; {_known()}" if suffix else f"no file ending; {_known()}"


def _known() -> str:
    return f"this version reads {', '.join(suffixes())} files"


def _article(file: Opened, draft: Draft) -> Article | Skipped:
    """The article of a draft; its name stands for the id until all articles are known."""
    name = f"{file.name}#{draft.part}" if draft.part else file.name
    if len(draft.text) > MAX_CHARACTERS:
        return Skipped(path=name, reason=too_large(len(draft.text), MAX_CHARACTERS, "characters"))
    if not draft.text.strip():
        return Skipped(path=name, reason="empty file: nothing but white space")
    cleaned = clean(draft.text)
    read = read_metadata(cleaned.text)
    if not read.text:
        reason = "no article text left when navigation, links and dates are taken out"
        return Skipped(path=name, reason=reason)
    metadata = settled((*file.stated, *draft.stated))
    known = {stated.field: stated for stated in metadata}
    published = known.get("published")
    return Article(
        id=name,
        path=name,
        publisher=known["publisher"].value if "publisher" in known else read.publisher,
        title=known["title"].value if "title" in known else read.title,
        published=published.value if published else read.published,
        published_evidence=published.evidence if published else read.published_evidence,
        metadata=metadata,
        text=read.text,
        removed=(*draft.removed, *cleaned.removed, *read.removed),
    )
