"""An opened file goes in, its articles come out, cleaned and dated, and what could not be used.

Files that hold files are opened in turn, a few levels deep and no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing

from factcheck.ingest.archived import look_through
from factcheck.ingest.choosing import by_head, by_name, known, refusal_by_name
from factcheck.ingest.cleaning import clean
from factcheck.ingest.credits import TAIL_LINES, read_agency_credit
from factcheck.ingest.known import settled
from factcheck.ingest.language import agreeing, read_language
from factcheck.ingest.media_types import essence
from factcheck.ingest.metadata import Metadata, read_metadata
from factcheck.ingest.opened import Opened, Unusable, too_large
from factcheck.ingest.placing import placed
from factcheck.ingest.reader import Container, Draft, Reader
from factcheck.ingest.readers import container_of, reader_of
from factcheck.model import Article, Skipped, Stated

# The language pipeline takes a million characters at a time (spaCy's `nlp.max_length`); the
# longest press articles have a tenth of that.
MAX_CHARACTERS = 1_000_000
# A book in narrow lines has 20,000; half a million lines of one letter took 18 s.
MAX_LINES = 50_000
MOST_LEVELS = 3  # of archives in archives: a mail with a ZIP in a TAR has two


def read_file(file: Opened) -> Iterator[Article | Skipped]:
    """The articles of a file in order, each with its name for an id, and what is left out."""
    return once_named(_read_file(file, 0))


def once_named(found: Iterable[Article | Skipped]) -> Iterator[Article | Skipped]:
    """The same, no two articles under one name: items may have one, and a member that of a
    record."""
    numbers: dict[str, int] = {}  # of each name, the last one given
    for one in found:
        if isinstance(one, Skipped):
            yield one
            continue
        name = one.path
        while name in numbers:
            numbers[one.path] += 1
            name = f"{one.path} ({numbers[one.path]})"
        numbers[name] = 1
        yield one if name == one.path else one.model_copy(update={"id": name, "path": name})


def _read_file(file: Opened, level: int, met: bool = False) -> Iterator[Article | Skipped]:
    """`met`: whether the user named an archive around it, and its name may be anything."""
    try:
        if container := container_of(file):
            yield from read_members(container, file, level)
        elif reader := reader_of(file):
            yield from read_with(reader, file)
        elif reason := by_head(file.name, file.head()) if met else refusal(file):
            raise Unusable(reason)
    except Unusable as reason:
        yield Skipped(path=file.name, reason=str(reason))


def read_members(container: Container, file: Opened, level: int = 0) -> Iterator[Article | Skipped]:
    """The articles of the files in a file, `level` archives deep. Raises `Unusable`; what came
    before stays good."""
    if level == MOST_LEVELS:
        raise Unusable(f"an archive in an archive, {MOST_LEVELS} deep; unpack it first")
    contents = look_through(container, file)
    nothing = True
    try:
        for found in container.members(file, contents.left_out):
            if isinstance(found, Skipped):
                nothing = False
                yield found
                continue
            met = container.folders and by_name(found.name) is None
            with closing(found.stream):
                for read in _read_file(contents.stated(found), level + 1, met):
                    nothing = False
                    yield read
    except Unusable:
        yield from contents.told()
        raise
    yield from contents.told()
    if nothing:
        raise Unusable(f"{container.name} with no file in it that is read")


def read_with(reader: Reader, file: Opened) -> Iterator[Article | Skipped]:
    """The articles of a file in the format of a reader. Raises `Unusable`; what came before
    stays good."""
    if file.size > reader.largest:
        raise Unusable(too_large(file.size, reader.largest, "bytes"))
    for draft in reader.read(file):
        yield draft if isinstance(draft, Skipped) else _article(file, draft)


def refusal(file: Opened) -> str:
    """Why a file is not read, whose format nobody here knows."""
    if said := essence(file.media_type):
        return f"sent as {said}, which is not read; {known()}"
    if reason := by_head(file.name, file.head()):
        return reason
    return refusal_by_name(file.suffix)


def _article(file: Opened, draft: Draft) -> Article | Skipped:
    """The article of a draft; its name stands for the id until all articles are known."""
    name = f"{file.name}#{draft.part}" if draft.part else file.name
    if len(draft.text) > MAX_CHARACTERS:
        return Skipped(path=name, reason=too_large(len(draft.text), MAX_CHARACTERS, "characters"))
    lines = len(draft.text.splitlines())
    if lines > MAX_LINES:
        return Skipped(path=name, reason=too_large(lines, MAX_LINES, "lines"))
    if not draft.text.strip():
        return Skipped(path=name, reason="empty file: nothing but white space")
    cleaned = clean(draft.text)
    language = read_language(cleaned.text)
    read = read_metadata(cleaned.text, language.value if language else None)
    if not read.text:
        reason = "no article text left when navigation, links and dates are taken out"
        return Skipped(path=name, reason=reason)
    metadata = _metadata(file, draft, read)
    known = {stated.field: stated.value for stated in metadata}
    return Article(
        id=name,
        path=name,
        publisher=known.get("publisher"),
        title=known.get("title"),
        published=known.get("published"),
        published_evidence=next((s.evidence for s in metadata if s.field == "published"), None),
        metadata=metadata,
        text=read.text,
        removed=placed((*draft.removed, *cleaned.removed, *read.removed), draft.text, read.text),
    )


def _metadata(file: Opened, draft: Draft, read: Metadata) -> tuple[Stated, ...]:
    """What is known of an article: from beside it, its surroundings, its markup and its text."""
    credit = read_agency_credit(draft.text.rstrip().rsplit("\n", TAIL_LINES * 2))
    language = read_language(read.text)
    # where a feed or a table was fetched from is the address of none of its articles
    address = ("url", "surroundings")
    of_file = (s for s in file.stated if not (draft.part and (s.field, s.source) == address))
    given = agreeing((*of_file, *draft.stated), language)
    return settled((*given, *read.stated, *filter(None, (credit, language))))
