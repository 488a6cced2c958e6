"""Tables and exports: which fields mean what, and what is said of records without a text."""

from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.ingest.opened import Opened
from factcheck.ingest.readers import json as json_reader
from factcheck.ingest.readers import parquet_rows, records
from factcheck.ingest.readers.csv import CsvFile
from factcheck.ingest.readers.json import JsonFile
from factcheck.ingest.reading import read_file
from factcheck.model import Skipped, Stated
from tests.ingest.opening import ARTICLE, OTHER, opened, read

RECORD: dict[str, object] = {
    "headline": "Ferry sinks",
    "body": ARTICLE,
    "source": {"id": None, "name": "The Harbour Post"},
    "url": "https://baypost.example/ferry",
    "publishedAt": "2024-05-03T22:10:00Z",
    "author": ["Kari Solberg", "Ann Roe"],
    "lang": "en_GB",
}
SECOND = {"headline": "Bridge closed", "body": OTHER}


def stated(record: object) -> dict[str, Stated]:
    (draft,) = JsonFile().read(opened("a.json", json.dumps(record).encode()))
    assert not isinstance(draft, Skipped)
    return {s.field: s for s in draft.stated}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", json.dumps([RECORD, SECOND])),
        ("a.json", json.dumps({"status": "ok", "articles": [RECORD, SECOND]}, indent=2)),
        ("a.json", "\ufeff" + json.dumps([RECORD, SECOND], indent=1)),
        ("a.jsonl", f"{json.dumps(RECORD)}\n\n{json.dumps(SECOND)}\n"),
        ("a.json", f"{json.dumps(RECORD)}\n{json.dumps(SECOND)}"),
        ("a.ndjson", f"{json.dumps(RECORD)}\r\n{json.dumps(SECOND)}"),
        ("a.txt", json.dumps([RECORD, SECOND])),
    ],
)
def test_json_is_read_in_the_forms_that_exports_have(name: str, data: str) -> None:
    articles, skipped = read(name, data.encode())
    assert [a.path for a in articles] == [f"{name}#1", f"{name}#2"]
    assert articles[0].text == f"Ferry sinks\n{ARTICLE}"
    assert skipped == {}


def test_one_object_is_one_article() -> None:
    (article,), _ = read("a.json", json.dumps(RECORD, indent=2).encode())
    assert article.text == f"Ferry sinks\n{ARTICLE}"


@pytest.mark.parametrize(
    "wrapped",
    [
        {"response": {"status": "ok", "results": [RECORD, SECOND]}},
        {"data": {"total": 2, "page": {"articles": [{"id": 1}, RECORD, SECOND]}}, "more": None},
    ],
)
def test_articles_are_found_in_objects_in_objects(wrapped: object) -> None:
    articles, _ = read("a.json", json.dumps(wrapped).encode())
    assert [a.title for a in articles] == ["Ferry sinks", "Bridge closed"]


def test_a_list_in_an_article_is_no_list_of_articles() -> None:
    record = {"related": {"items": [{"title": "Other"}]}, **RECORD}
    articles, skipped = read("a.json", json.dumps(record).encode())
    assert ([a.title for a in articles], skipped) == (["Ferry sinks"], {})


def test_names_with_dots_lead_into_records_deep_in_an_object() -> None:
    wrapped = {"response": {"results": [{"webTitle": "Ferry sinks", "fields": {"words": ARTICLE}}]}}
    data = json.dumps(wrapped).encode()
    reason = read("a.json", data)[1]["a.json#1"]
    assert "response.results (a list; its first has webTitle, fields.words)" in reason
    (article,) = read("a.json", data, text=("fields.words",))[0]
    assert article.title == "Ferry sinks"


def test_usual_names_are_known_with_their_evidence() -> None:
    found = stated(RECORD)
    assert {field: s.value for field, s in found.items()} == {
        "title": "Ferry sinks",
        "publisher": "The Harbour Post",
        "url": "https://baypost.example/ferry",
        "published": "2024-05-03",
        "byline": "Kari Solberg, Ann Roe",
        "language": "en-GB",
    }
    assert found["published"].evidence == "field publishedAt: 2024-05-03T22:10:00Z"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-05-03", "2024-05-03"),
        ("2024-05-03 10:11:12+02:00", "2024-05-03"),
        ("20240503", "2024-05-03"),
        ("2024-05", "2024-05"),
        ("2024", "2024"),
        ("Fri, 03 May 2024 10:11:12 GMT", "2024-05-03"),
        ("May 3, 2024", "2024-05-03"),
        ("3/5/2024", "2024"),
        ("1714731000", "2024-05-03"),
        ("1714731000123", "2024-05-03"),
        ("2024-02-31", ""),
        ("yesterday", ""),
        ("17", ""),
        ("13-Sep-17", "2017-09-13"),
        ("3-May-99", "1999-05-03"),
    ],
)
def test_dates_are_read_as_exports_write_them(written: str, day: str) -> None:
    assert records.day(written)[0] == day


def test_html_in_a_field_becomes_text() -> None:
    body = (
        "<p>A ferry <b>sank</b> &amp; two are missing.</p><script>x()</script><p>More<br/>soon.</p>"
    )
    (article,), _ = read("a.json", json.dumps({"content": {"rendered": body}}).encode())
    assert article.text == "A ferry sank & two are missing.\nMore\nsoon."


def test_the_users_own_names_count_before_ours() -> None:
    record = {"body": "not this", "story": {"words": ARTICLE}, "printed": "2024-05-03"}
    data = json.dumps([record]).encode()
    (article,), _ = read("a.json", data, text=("story.words",), published=("online", "printed"))
    assert article.text == ARTICLE


def test_fields_are_joined_where_the_user_says_so() -> None:
    record = {"lead": "A ferry sank.", "rest": "Two are missing.", "first": "Ann", "last": "Roe"}
    names = {"text": ("words", "lead + rest"), "byline": ("first + last",)}
    (article,) = read("a.json", json.dumps(record).encode(), **names)[0]
    assert article.text == "A ferry sank.\nTwo are missing."
    byline = next(s for s in article.metadata if s.field == "byline")
    assert (byline.value, byline.evidence) == ("Ann Roe", "field first + last: Ann Roe")


def test_the_columns_of_press_archives_are_known() -> None:
    table = (
        "HD,BY,PD,SN,LA,LP,TD\n"
        "Ferry sinks,Ann Roe,3 May 2024,The Harbour Post,English,A ferry sank.,Two are missing.\n"
    )
    (article,) = read("factiva.csv", table.encode())[0]
    assert article.text == "Ferry sinks\nA ferry sank.\nTwo are missing."
    assert (article.publisher, article.published) == ("The Harbour Post", "2024-05-03")
    assert {s.value for s in article.metadata if s.field == "language"} == {"en"}


def test_a_serial_number_is_no_publisher() -> None:
    (article,) = read("a.csv", b"SN,text\n4711,A ferry sank off Kiln Bay.\n")[0]
    assert article.publisher is None


def test_a_record_without_a_text_is_told_with_its_number_and_its_fields() -> None:
    data = "\n".join(json.dumps(r) for r in (RECORD, {"bodyy": "x", "b c": 1}, SECOND))
    articles, skipped = read("a.jsonl", data.encode())
    assert [a.path for a in articles] == ["a.jsonl#1", "a.jsonl#3"]
    reason = skipped["a.jsonl#2"]
    assert "record 2 has no field" in reason
    assert "it has bodyy, b c;" in reason
    assert "[ingest.fields] text =" in reason
    _, skipped = read("a.jsonl", data.encode(), text=("words",))
    assert "no text in words, as factcheck.toml says" in skipped["a.jsonl#1"]


def test_a_file_whose_first_records_have_no_text_is_given_up() -> None:
    data = json.dumps([{"id": n} for n in range(5000)])
    articles, skipped = read("a.json", data.encode())
    assert articles == []
    assert "21 of its first 21 records cannot be used; record 21 has no" in skipped["a.json"]


def test_broken_lines_are_told_and_the_next_ones_read() -> None:
    lines = [json.dumps(RECORD), "{broken", "[1]", json.dumps(SECOND)]
    articles, skipped = read("a.jsonl", "\n".join(lines).encode())
    assert [a.path for a in articles] == ["a.jsonl#1", "a.jsonl#4"]
    assert "record 2: no valid JSON" in skipped["a.jsonl#2"]
    assert "record 3: no object" in skipped["a.jsonl#3"]


def test_records_before_a_break_are_read() -> None:
    data = json.dumps([RECORD, SECOND, RECORD]).encode()
    articles, skipped = read("a.json", data[:-30])
    assert [a.path for a in articles] == ["a.json#1", "a.json#2"]
    assert "no valid JSON from here on" in skipped["a.json"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.json", b"", "empty file"),
        ("a.json", b"[]", "no record in it"),
        ("a.json", b'"words"', "no object"),
        ("a.json", b"not json", "no valid JSON"),
        ("a.json", b"[" * 100_000, "too many values"),
        ("a.json", b'[{"a":' + b"[" * 100 + b"]" * 100 + b"}]", "too many values"),
        ("a.json", b'[{"body": "\xff\xfe caf\xe9"}]', "UTF-8"),
        ("a.json", b'{"schema_version": 1, "articles": [{"text": "x"}]}', "a report of factcheck"),
        ("a.csv", b"", "empty file"),
        ("a.csv", b"id;day\n1;2\n", "the table has no field that is known as its text; it has id"),
        ("a.csv", b"text,day\n", "no record in it"),
        ("a.csv", b"text\x00,day\n\xff\x00", "NUL"),
        ("a.parquet", b"PAR1 and no more", "broken Parquet"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, data: bytes, reason: str) -> None:
    articles, skipped = read(name, data)
    assert articles == []
    assert any(reason in told for told in skipped.values()), skipped


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_are_read_with_their_signs_and_encodings(sign: str, encoding: str) -> None:
    rows = [
        ["Title", "Full Text", "Pub Date"],
        ["Café sinks", f'"{ARTICLE}, she said ""no""."', "2024-05-03"],
    ]
    data = "\r\n".join(sign.join(row) for row in rows).encode(encoding)
    (article,), skipped = read("a.csv", data)
    assert article.text == f'Café sinks\n{ARTICLE}, she said "no".'
    assert skipped == {}


def test_rows_with_too_many_cells_are_told_and_an_open_quote_ends_the_table() -> None:
    data = f'text,title\n{OTHER},x,y,z\nA ferry sank.,Ferry\n\n"open,x\n'.encode()
    articles, skipped = read("a.csv", data.replace(OTHER.encode(), b"One"))
    assert [a.path for a in articles] == ["a.csv#2"]
    assert "4 cells for 2 columns" in skipped["a.csv#1"]
    assert "a quotation mark alone" in skipped["a.csv#3"]


def test_tables_of_articles_are_told_by_their_columns() -> None:
    assert CsvFile().knows(b"title,text,date\nx,y,z")
    assert not CsvFile().knows(b"A ferry sank, the text says.\nTwo are missing.")
    assert not CsvFile().knows(b"id,name\n1,2")


def parquet(rows: list[dict[str, object]], **options: object) -> bytes:
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), buffer, **options)
    return buffer.getvalue()


def test_parquet_is_read() -> None:
    rows = [{**RECORD, "picture": b"x"}, {**RECORD, "body": None}, {**RECORD, "body": OTHER}]
    articles, skipped = read("a.parquet", parquet(rows))
    assert [a.path for a in articles] == ["a.parquet#1", "a.parquet#3"]
    assert articles[0].text == f"Ferry sinks\n{ARTICLE}"
    assert "record 2 has no field" in skipped["a.parquet#2"]


def test_parquet_with_groups_of_rows_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.ingest.readers.parquet.MOST_OF_A_COLUMN", 10)
    assert "a group of rows of more than" in read("a.parquet", parquet([RECORD]))[1]["a.parquet"]


def test_parquet_that_is_cut_or_damaged_is_told() -> None:
    data = parquet([{"text": f"{ARTICLE} {n}"} for n in range(100)], compression="none")
    assert "broken Parquet" in read("a.parquet", data[:-20])[1]["a.parquet"]
    damaged = data[:40] + b"\xff" * 40 + data[80:]
    assert "broken Parquet" in read("a.parquet", damaged)[1]["a.parquet"]


def test_parquet_that_brings_its_library_down_is_told_and_rows_before_are_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "program.py"
    monkeypatch.setattr("factcheck.ingest.readers.parquet_rows.__file__", str(program))
    program.write_text("import os; os.abort()")
    assert "broken Parquet" in read("a.parquet", parquet([RECORD]))[1]["a.parquet"]
    lines = [["columns", ["text"]], ["row", {"text": ARTICLE}]]
    said = "".join(f"print({json.dumps(json.dumps(line))}, flush=True);" for line in lines)
    program.write_text(f"import os; {said} input(); os.abort()")  # not before it is told what
    articles, skipped = read("a.parquet", parquet([RECORD]))
    assert [a.path for a in articles] == ["a.parquet#1"]
    assert "broken Parquet file from here on" in skipped["a.parquet"]


def test_parquet_is_read_within_the_limits_that_a_user_has(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    hard = {resource.RLIMIT_DATA: 1_500_000_000, resource.RLIMIT_CPU: 600}
    now: dict[int, tuple[int, int]] = {}

    def limit(what: int, limits: tuple[int, int]) -> None:
        if limits[1] > hard.get(what, limits[1]):
            raise ValueError("not allowed to raise maximum limit")
        now[what] = limits

    unlimited = resource.RLIM_INFINITY
    monkeypatch.setattr(resource, "getrlimit", lambda what: (0, hard.get(what, unlimited)))
    monkeypatch.setattr(resource, "setrlimit", limit)
    parquet_rows._limit()
    assert {what: now[what][1] for what in hard} == hard
    assert now[resource.RLIMIT_CORE] == (0, 0)


def test_parquet_that_is_a_bomb_is_refused() -> None:
    data = parquet([{"text": "x" * 3_000_000, "title": "t"}] * 9, compression="zstd")
    assert len(data) < 20_000
    assert "200 times its size" in read("a.parquet", data)[1]["a.parquet"]


class _Endless(io.RawIOBase):
    """So many bytes of a beginning and then one letter, without taking memory."""

    def __init__(self, start: bytes, size: int) -> None:
        self._start, self._size, self._at = start, size, 0

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset
        return offset

    def tell(self) -> int:
        return self._at

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        end = min(self._at + (size if size >= 0 else 1 << 30), self._size)
        data = self._start[self._at : end]
        data += b"x" * (end - self._at - len(data))
        self._at = end
        return data

    def readline(self, size: int | None = -1) -> bytes:
        return self.read(size or 0)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.json", b'[{"body": "'),
        ("a.jsonl", b'{"body": "'),
        ("a.csv", b"text,title\n"),
        ("a.csv", b'text,title\n"'),
        ("a.csv", b""),
    ],
)
def test_a_record_without_end_takes_no_more_memory_than_a_record_may(
    name: str, start: bytes
) -> None:
    size = 300_000_000
    file = Opened(name, _Endless(start, size), size)  # type: ignore[arg-type]
    tracemalloc.start()
    try:
        found = list(read_file(file))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert all(isinstance(f, Skipped) for f in found)
    assert found
    assert peak < 10 * json_reader.MOST_OF_A_RECORD


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "date", "source", "author", "x"]), inner)
    ),
    max_leaves=8,
)


@given(JSON)
def test_any_json_is_read_or_refused(value: object) -> None:
    data = json.dumps(value).encode()
    read("a.json", data)
    read("a.jsonl", data + b"\n" + data)


@given(
    st.binary(max_size=200), st.sampled_from(["a.json", "a.jsonl", "a.csv", "a.tsv", "a.parquet"])
)
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    read(name, data)
    read(name, b"text,title\n" + data)


@pytest.mark.parametrize("written", ["²024", "٢٠٢٤"])
def test_digits_of_other_scripts_are_no_date(written: str) -> None:
    assert records.day(written)[0] == ""


def test_control_characters_in_html_of_a_record_are_left_out() -> None:
    body = "A\x01 ferry&#2; sank.<br>Two<script></script>\x03 died."
    (article,), _ = read("a.json", json.dumps({"text": body}).encode())
    assert article.text == "A ferry sank.\nTwo died."


def test_half_a_surrogate_pair_in_a_line_does_not_reach_the_report() -> None:
    line = rb'{"text": "A ferry sank.", "title": "x\ud800", "a\udfff": 1}'
    (article, _), _ = read("a.jsonl", line + b"\n" + line)
    assert article.title == "x\ufffd"
