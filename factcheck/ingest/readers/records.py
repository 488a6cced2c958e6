"""A record of a table or an export (names and values) goes in, the draft of its article comes out.

Which name means what is data: fields.yaml, and before it what the user says in factcheck.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate
from functools import cache
from itertools import islice
from typing import Any, get_args

from factcheck.ingest.dateline import day_in_edtf, place_alone, read_date_line
from factcheck.ingest.language import code_of
from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.page import without_control
from factcheck.ingest.reader import Draft
from factcheck.model import MetadataField, Skipped, Stated
from factcheck.tables import table

FIELDS: tuple[MetadataField, ...] = get_args(MetadataField)
TEXT = "text"
JOINS = " + "  # between the names of fields that make one value together

# A field of the format's own is what its publisher says; a date in seconds has no zone.
CERTAIN = 0.95
SECONDS_CERTAIN = 0.8

MOST_OF_A_VALUE = 1_000  # characters of a title, a name, an address; longer ones are none
MOST_NAMES_SHOWN = 12  # fields that a message lists
MOST_OF_A_NAME = 40

# Records that cannot be used before a whole file is given up.
MOST_BAD_AT_FIRST = 20
MOST_BAD = 1_000

# Seconds since 1970 from 1973 on; smaller numbers are years, days or counts. Thousandths too.
LEAST_SECONDS = 100_000_000
MOST_SECONDS = 10_000_000_000

_ISO = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?$|(\d{4})(\d\d)(\d\d)(?:T.*)?$", re.ASCII
)
_RFC = re.compile(r"(?:[A-Z][a-z]{2}, )?(\d{1,2} [A-Z][a-z]{2,8} \d{4})\b.*")
# Excel's own way: 13-Sep-17.
_SPREADSHEET = re.compile(r"(\d{1,2})-([A-Za-z]{3,9})-(\d{4}|\d\d)$", re.ASCII)
_BREAK = re.compile(r"<(?:br|/p|/div|/h[1-6]|/li|/blockquote)\b[^>]{0,200}>", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*$")

Record = Mapping[str, Any]


@cache
def _default_names() -> dict[str, tuple[str, ...]]:
    listed = table("factcheck.ingest.readers", "fields.yaml")
    return {field: tuple(names) for field, names in listed.items()}


@cache
def list_names() -> frozenset[str]:
    """What exports call their lists of articles, folded."""
    return frozenset(map(folded, _default_names()["lists"]))


def folded(name: str) -> str:
    """A name without what makes no difference: 'pubDate', 'Pub Date' and 'pub_date' are one."""
    return re.sub(r"[\s_-]+", "", name).casefold()


def tells_an_article(names: Iterable[str]) -> bool:
    """Whether these are the columns of a table of articles: a text, and something about it."""
    given = {folded(name) for name in names}
    defaults = _default_names()
    known = [
        f for f in (TEXT, *FIELDS) if given & {folded(n) for j in defaults[f] for n in _parts(j)}
    ]
    return TEXT in known and len(known) > 1


def has_text(record: Record, own_names: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a record has a text under one of the usual names, or of the user's own."""
    return _value(_flat(record), _names(TEXT, own_names)) is not None


def draft(
    record: Record, number: int, own_names: Mapping[str, tuple[str, ...]], path: str
) -> Draft | Skipped:
    """The article of record `number` (from 1) of the file `path`, or why there is none in it."""
    values = _flat(record)
    text = _value(values, _names(TEXT, own_names), between="\n\n")
    if text is None:
        return Skipped(path=f"{path}#{number}", reason=_no_text(record, number, own_names))
    try:
        body = without_markup(text[1])
    except Unusable as reason:
        return Skipped(path=f"{path}#{number}", reason=f"record {number}: {reason}")
    stated = tuple(_stated(values, own_names))
    title = next((s.value for s in stated if s.field == "title"), None)
    if title and not body.lstrip().startswith(title):
        body = f"{title}\n\n{body}"  # a statement of the publisher's as well
    return Draft(body, part=str(number), stated=stated)


def _no_text(record: Record, number: int | None, own_names: Mapping[str, tuple[str, ...]]) -> str:
    """What to do about a record, or a table without a number, that has no text."""
    what = "the table" if number is None else f"record {number}"
    found = list(islice(_names_in(record), MOST_NAMES_SHOWN + 1))
    more = ", …" if len(found) > MOST_NAMES_SHOWN else ""
    names = ", ".join(found[:MOST_NAMES_SHOWN])
    has = f"it has {names}{more}" if names else "it is empty"
    if TEXT in own_names:
        wanted = " or ".join(own_names[TEXT])
        return f"{what} has no text in {wanted}, as factcheck.toml says; {has}"
    return (
        f"{what} has no field that is known as its text; {has}; "
        'say which in factcheck.toml: [ingest.fields] text = "NAME"'
    )


def _names_in(record: Mapping[Any, Any], before: str = "", levels: int = 4) -> Iterator[str]:
    """The names in a record as [ingest.fields] has them: 'body.words', with what lists hold."""
    for key, value in record.items():
        name = before + repr(str(key)[:MOST_OF_A_NAME])[1:-1]
        first = value[0] if isinstance(value, list) and value else None
        if isinstance(value, Mapping) and value and levels > 1:
            yield from _names_in(value, f"{name}.", levels - 1)
        elif isinstance(first, Mapping) and levels > 1:
            inside = ", ".join(islice(_names_in(first, levels=2), MOST_NAMES_SHOWN))
            yield f"{name} (a list; its first has {inside})"
        else:
            yield name


def _names(field: str, own_names: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The names to look for: the user's own alone where there are any."""
    return own_names.get(field) or _default_names().get(field, ())


def _flat(record: Record) -> dict[str, tuple[str, Any]]:
    """The values by their folded names, with the names as written; one level of records in
    records by names with a dot."""
    found: dict[str, tuple[str, Any]] = {}
    for name, value in record.items():
        found.setdefault(folded(str(name)), (str(name), value))
        if isinstance(value, Mapping):
            for inner, held in _inner(str(name), value):
                found.setdefault(folded(inner), (inner, held))
    return found


def _inner(name: str, record: Mapping[Any, Any], levels: int = 3) -> Iterator[tuple[str, Any]]:
    for key, value in record.items():
        inner = f"{name}.{key}"
        yield inner, value
        if levels > 1 and isinstance(value, Mapping):
            yield from _inner(inner, value, levels - 1)


def _parts(name: str) -> list[str]:
    """'LP + TD' are two fields that make one value."""
    return [part.strip() for part in name.split(JOINS)]


def _value(
    values: Mapping[str, tuple[str, Any]], names: Iterable[str], between: str = " "
) -> tuple[str, str] | None:
    """The first value that says something, with its name; of joined fields those that do."""
    for name in names:
        found = [values.get(folded(part), (part, None)) for part in _parts(name)]
        said = [(written, words) for written, value in found if (words := _said(value))]
        if said:
            return JOINS.join(w for w, _ in said), between.join(words for _, words in said)
    return None


def _said(value: Any) -> str:
    """A value in words: a list of names with commas; nothing for what is none."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        if all(isinstance(item, str) and len(item) > MOST_OF_A_NAME for item in value):
            return "\n\n".join(value)  # paragraphs
        return ", ".join(said for item in value if (said := _said(item)))
    if isinstance(value, Mapping):
        return _said(value.get("name"))
    return value.isoformat() if hasattr(value, "isoformat") else ""  # a table's own dates


def _stated(
    values: Mapping[str, tuple[str, Any]], own_names: Mapping[str, tuple[str, ...]]
) -> Iterator[Stated]:
    for field in FIELDS:
        found = _value(values, _names(field, own_names))
        if found is None or len(found[1]) > MOST_OF_A_VALUE:
            continue
        name, said = found
        value, confidence = said, CERTAIN
        if field in ("publisher", "title", "byline") and not any(map(str.isalpha, said)):
            continue  # a serial number in a column 'SN'
        if field in ("published", "updated"):
            value, confidence = day(said)
        elif field == "place":
            value = place_alone(said)
        elif field == "language":
            value = code_of(said) or (said.replace("_", "-") if _LANGUAGE.match(said) else "")
        elif field == "title":
            value = " ".join(without_markup(said).split())
        if value:
            yield Stated(
                field=field,
                value=value,
                evidence=f"field {name}: {said}",
                source="markup",
                confidence=confidence,
            )


def day(said: str) -> tuple[str, float]:
    """A date as exports write it, as EDTF, and how sure that is; "" for what is none."""
    if said.isascii() and said.replace(".", "", 1).isdigit() and "." not in said[:5]:
        seconds = float(said)
        if seconds >= MOST_SECONDS:
            seconds /= 1000
        if LEAST_SECONDS <= seconds < MOST_SECONDS and len(said) != len("20240131"):
            return datetime.fromtimestamp(seconds, UTC).date().isoformat(), SECONDS_CERTAIN
    if iso := _ISO.match(said):
        year, month, of_month = iso.group(1, 2, 3) if iso[1] else iso.group(4, 5, 6)
        if of_month:
            return day_in_edtf(int(year), int(month), int(of_month)) or "", CERTAIN
        return (f"{year}-{month}" if month and 1 <= int(month) <= 12 else year), CERTAIN
    if spreadsheet := _SPREADSHEET.match(said):
        said = " ".join(spreadsheet.groups())
        written = parsedate(f"{said} 00:00")  # 17 is 2017, and 69 is 1969
        return (day_in_edtf(*written[:3]) or "" if written else ""), CERTAIN
    rfc = _RFC.match(said)
    line = read_date_line(rfc[1] if rfc else said)
    dates = [date for date in line.dates if date.label != "accessed"] if line else []
    if not dates or dates[0].candidates[0].startswith("X"):
        return "", CERTAIN
    candidates = dates[0].candidates  # two for 5/3/2013: no more than its year is certain
    return (candidates[0] if len(candidates) == 1 else candidates[0][:4]), CERTAIN


def without_markup(text: str) -> str:
    """The text of a value that is HTML, a paragraph a line; any other text as it is."""
    if not _BREAK.search(text):
        return text
    from lxml import etree, html

    try:
        broken = _BREAK.sub(lambda found: found[0] + "\n\n", without_control(text))
        marked = html.document_fromstring(broken)
    except (etree.LxmlError, ValueError):
        raise Unusable("HTML in it that cannot be read") from None
    for element in marked.xpath("//script|//style|//figure"):
        element.drop_tree()
    lines = (" ".join(line.split()) for line in str(marked.text_content()).split("\n\n"))
    return "\n\n".join(line for line in lines if line)


def drafts(found: Iterable[Record | str], file: Opened) -> Iterator[Draft | Skipped]:
    """A draft for each record of a file, in order; a string is the reason why one is broken.

    Raises `Unusable` when the first records have no text at all, when too many have none, and
    when there is no record.
    """
    good = bad = number = 0
    waiting: list[Skipped] = []  # until one record is good: else it is the file that is not
    for number, record in enumerate(found, 1):
        if isinstance(record, str):
            made: Draft | Skipped = Skipped(
                path=f"{file.name}#{number}", reason=f"record {number}: {record}"
            )
        else:
            made = draft(record, number, file.fields, file.name)
        if isinstance(made, Draft):
            good += 1
            yield from waiting
            waiting.clear()
            yield made
            continue
        bad += 1
        if good:
            yield made
        else:
            waiting.append(made)
        if bad > MOST_BAD or (not good and bad > MOST_BAD_AT_FIRST):
            raise Unusable(f"{bad} of its first {number} records cannot be used; {made.reason}")
    if number == 0:
        raise Unusable("no record in it")
    yield from waiting


def check_columns(names: list[str], file: Opened) -> None:
    """Raises `Unusable` for a table without a column that may be the text."""
    given = {folded(name) for name in names}
    looked_for = [part for name in _names(TEXT, file.fields) for part in _parts(name)]
    if not any(
        folded(name.partition(".")[0]) in given or folded(name) in given for name in looked_for
    ):
        raise Unusable(_no_text(dict.fromkeys(names), None, file.fields))


def wanted(names: list[str], file: Opened) -> list[str]:
    """The columns of a table that something is read from."""
    looked_for = {
        folded(part)
        for field in (TEXT, *FIELDS)
        for joined in _names(field, file.fields)
        for name in _parts(joined)
        for part in (name, name.partition(".")[0])
    }
    return [name for name in names if folded(name) in looked_for]
