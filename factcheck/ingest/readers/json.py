"""JSON goes in (a list of records, an object, a record a line); a draft a record comes out.

Records are read one at a time: an export of gigabytes takes no more memory than its longest record.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from factcheck.ingest.containers.unpacking import spooled
from factcheck.ingest.json_values import read_json
from factcheck.ingest.opened import Allowance, Opened, Unusable
from factcheck.ingest.reader import Draft
from factcheck.ingest.readers import records
from factcheck.ingest.readers.text import marked_encoding
from factcheck.model import Skipped

MAX_BYTES = 4_000_000_000  # a stream: only one record is in memory
MOST_OF_A_RECORD = 8_000_000  # bytes: twice what the longest article may have
MOST_VALUES = 200_000  # names and values in one record
MOST_LEVELS = 50  # of records in records
# The answers of news sites hold their articles in an object in an object, seldom one deeper.
MOST_WRAPPERS = 4

Found = Generator[records.Record | str, None, Any]  # records; what they were found in, if in none

LINES = frozenset({".jsonl", ".ndjson"})

# What factcheck's own reports begin with, whatever they are called.
_OWN_REPORT = re.compile(rb'\s*\{\s*"(?:schema_version"\s*:|\$schema"\s*:\s*"[^"]*factcheck)')
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*(?:\"|\})|\[\s*(?:\{|\]))")
_BOM = b"\xef\xbb\xbf"

TOO_LONG = f"a record of more than {MOST_OF_A_RECORD:,} bytes; it is no article"


class JsonFile:
    """JSON and JSON Lines."""

    name = "JSON"
    suffixes = frozenset({".json", *LINES})
    largest = MAX_BYTES

    def knows(self, head: bytes) -> bool:
        """By an object or a list of objects at its beginning."""
        return _OBJECT.match(head) is not None

    def read(self, file: Opened) -> Iterator[Draft | Skipped]:
        """A draft a record, numbered from 1. Raises `Unusable`; records before stay good."""
        head = file.head()
        if not head.strip():
            raise Unusable("empty file")
        if _OWN_REPORT.match(head.removeprefix(_BOM)):
            raise Unusable("a report of factcheck; give it the articles themselves")
        marked = marked_encoding(head) or "utf-8"
        if not marked.startswith("utf-8"):
            narrow, size = spooled(_narrowed(file.stream, marked), Allowance())
            with narrow:
                yield from self.read(replace(file, stream=narrow, size=size))
            return
        file.stream.seek(len(_BOM) if head.startswith(_BOM) else 0)
        if file.suffix in LINES or _is_lines(file, head):
            yield from records.drafts(_lines(file.stream), file)
        else:
            yield from records.drafts(_streamed(file.stream, file.fields), file)


def _narrowed(stream: BinaryIO, encoding: str) -> Callable[[int], bytes]:
    """What reads a file that is marked as UTF-16 or UTF-32, as UTF-8."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    stream.seek(0)

    def read(size: int) -> bytes:
        data = stream.read(size)
        return decoder.decode(data, not data).encode("utf-8", "replace")

    return read


def _is_lines(file: Opened, head: bytes) -> bool:
    """Whether the first line is a whole record, and more lines follow."""
    start = file.stream.tell()
    line = file.stream.readline(MOST_OF_A_RECORD)
    more = bool(file.stream.read(1))
    file.stream.seek(start)
    if not line.lstrip().startswith(b"{") or not more:
        return False
    try:
        return isinstance(read_json(line), dict)
    except (ValueError, RecursionError):
        return False


def _lines(stream: BinaryIO) -> Iterator[records.Record | str]:
    """A record a line; why it is none for a broken one."""
    while line := stream.readline(MOST_OF_A_RECORD):
        if len(line) == MOST_OF_A_RECORD and not line.endswith(b"\n"):
            yield TOO_LONG
            while (rest := stream.readline(MOST_OF_A_RECORD)) and not rest.endswith(b"\n"):
                pass
            continue
        if not line.strip():
            continue
        try:
            record = read_json(line)
        except UnicodeDecodeError:
            yield "not UTF-8; save the file again as UTF-8"
        except (ValueError, RecursionError):
            yield "no valid JSON; every line must be a whole object"
        else:
            yield record if isinstance(record, dict) else "no object with names and values"


class _Metered:
    """A stream that refuses to be read on and on without a record coming to its end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.left = MOST_OF_A_RECORD

    def read(self, size: int = -1) -> bytes:
        """As of any file. Raises `Unusable`."""
        data = self._stream.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise Unusable(TOO_LONG)
        return data


def _streamed(
    stream: BinaryIO, own_names: Mapping[str, tuple[str, ...]]
) -> Iterator[records.Record | str]:
    """The records of a list, of the lists of articles in an object, or the object itself."""
    import ijson  # for JSON alone: it takes a twentieth of a second to load

    metered = _Metered(stream)
    events = ijson.basic_parse(metered, use_float=True, multiple_values=True)
    try:
        for event, _ in events:
            if event == "start_array":
                yield from _items(events, metered)
            elif event == "start_map":
                whole = yield from _object(events, metered, own_names)
                metered.left = MOST_OF_A_RECORD
                if whole is not None:
                    yield whole
            else:
                yield "no object with names and values"
    except ijson.JSONError as error:
        if "lexical" in str(error) and "utf8" in str(error).casefold():
            raise Unusable("not UTF-8; save the file again as UTF-8") from None
        raise Unusable("no valid JSON from here on, perhaps cut off; export it again") from None
    except (UnicodeDecodeError, RecursionError):
        raise Unusable("no valid JSON from here on; export it again as UTF-8") from None


def _items(events: Iterator[tuple[str, Any]], metered: _Metered) -> Iterator[records.Record | str]:
    """The records of a list that has begun."""
    for event, value in events:
        if event == "end_array":
            return
        record = _built(event, value, events)
        metered.left = MOST_OF_A_RECORD
        yield record if isinstance(record, dict) else "no object with names and values"


def _object(
    events: Iterator[tuple[str, Any]],
    metered: _Metered,
    own_names: Mapping[str, tuple[str, ...]],
    level: int = 0,
) -> Found:
    """The records of the lists of articles in an object that has begun, or in an object in it;
    the object itself is returned where it has no such list."""
    whole: dict[str, Any] = {}
    is_article = lists = False
    for event, value in events:
        if event == "end_map":
            break
        key = str(value)  # event is map_key
        event, value = next(events)
        is_list = event == "start_array" and records.folded(key) in records.list_names()
        built: Any = None
        if is_list and not is_article and level == 0:
            yield from _items(events, metered)
            lists = True
        elif is_list and not is_article:
            built = yield from _articles(events, metered, own_names)
            lists = lists or built is None
        elif event == "start_map" and not is_article and level < MOST_WRAPPERS:
            built = yield from _object(events, metered, own_names, level + 1)
            lists = lists or built is None
        else:
            built = _built(event, value, events)
        if lists:
            whole.clear()
        elif built is not None:
            whole[key] = built
            is_article = is_article or records.has_text({key: built}, own_names)
    return None if lists else whole


def _articles(
    events: Iterator[tuple[str, Any]], metered: _Metered, own_names: Mapping[str, tuple[str, ...]]
) -> Found:
    """The records of a list deep in an object, from the first one with a text on those before,
    too; the list itself is returned where none has a text."""
    held: list[Any] = []
    for event, value in events:
        if event == "end_array":
            return held
        held.append(_built(event, value, events))
        if isinstance(held[-1], dict) and records.has_text(held[-1], own_names):
            break
    for record in held:
        yield record if isinstance(record, dict) else "no object with names and values"
    metered.left = MOST_OF_A_RECORD
    yield from _items(events, metered)
    return None


def _built(event: str, value: Any, events: Iterator[tuple[str, Any]]) -> Any:
    """The value that begins with an event. Raises `Unusable` for one too deep or too large."""
    from ijson.common import ObjectBuilder

    builder = ObjectBuilder()
    builder.event(event, value)
    depth, count = (1 if event.startswith("start_") else 0), 0
    while depth:
        event, value = next(events)
        depth += event.startswith("start_") - event.startswith("end_")
        count += 1
        if depth > MOST_LEVELS or count > MOST_VALUES:
            raise Unusable("a record with too many values in it; it is no article")
        builder.event(event, value)
    return builder.value
