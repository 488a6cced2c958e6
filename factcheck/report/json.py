"""A report goes in, the text of report.json comes out, and back again: the contract with tools
outside the project (docs of the fields: the descriptions in `factcheck.model`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, ValidationError

from factcheck import model


class _Versioned(BaseModel):
    """The one field that is read before the rest can be trusted."""

    schema_version: int


def dumps(report: model.Report) -> str:
    """The report as JSON text: fields in the order of the model, non-ASCII letters as they are."""
    return "".join(pieces(report))


def pieces(report: model.Report) -> Iterator[str]:
    """The text of `dumps` an article and a finding at a time: the whole of a large report would
    take its memory three times."""
    empty = report.model_copy(update={"articles": (), "findings": ()})
    rest = empty.model_dump_json(indent=1)
    many: tuple[tuple[str, Iterable[BaseModel]], ...] = (
        ("articles", report.articles),
        ("findings", report.findings),
    )
    for field, ones in many:  # the first fields but for the version: no text of an article before
        before, name, rest = rest.partition(f'\n "{field}": [')
        yield before + name
        gap = "\n  "
        for one in ones:
            yield gap + one.model_dump_json(indent=1).replace("\n", "\n  ")
            gap = ",\n  "
        if gap != "\n  ":
            yield "\n "
    yield rest + "\n"


def read(path: Path) -> model.Report:
    """The report in the file `path`.

    Raises OSError when it cannot be read, ValueError with the first thing that is wrong when
    it is not a report of this version.
    """
    data = path.read_bytes()
    try:
        version = _Versioned.model_validate_json(data).schema_version
        if version == model.SCHEMA_VERSION:
            return model.Report.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise ValueError(
            f"{path} is not a factcheck report ({where}: {first['msg']}). "
            "Give a report.json that `factcheck check` has written."
        ) from error
    raise ValueError(
        f"{path} has report format {version}, this factcheck reads format "
        f"{model.SCHEMA_VERSION}. Run `factcheck check` again to write it anew."
    )
