"""Flight numbers and tail numbers of aircraft, for factcheck."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from factcheck.extensions import extension
from factcheck.language.document import Document
from factcheck.language.tokens import Token
from factcheck.model import Value
from factcheck.values.relation import Related, Relation
from factcheck.values.text import parse as text_value

FLIGHT = re.compile(r"\b([A-Z][A-Z0-9])\s?(\d{1,4})\b")  # IATA: two letters, up to four digits
TAIL = re.compile(r"\bLN-[A-Z]{3}\b")  # registered in Norway


@dataclass(frozen=True, slots=True)
class FlightNumber:
    """An airline's IATA code and the number of the flight."""

    airline: str
    number: int

    @property
    def normal(self) -> str:
        """'DY 321'."""
        return f"{self.airline} {self.number}"

    @property
    def label(self) -> str:
        """As people write it."""
        return self.normal


def read_flight_number(token: Token, document: Document) -> FlightNumber | None:
    """The flight number that a word belongs to, where there is one."""
    found = FLIGHT.search(token.doc[token.left_edge.i : token.right_edge.i + 1].text)
    return FlightNumber(found[1], int(found[2])) if found else None


def relate_flight_numbers(a: FlightNumber, b: FlightNumber) -> Related:
    """The same, or two flights."""
    if a == b:
        return Related(Relation.SAME, f"both are {a.label}")
    return Related(Relation.DIFFERS, f"{a.label} is not {b.label}")


def same_airline(a: Value, b: Value) -> Related:
    """For rules that ask for the airline alone."""
    same = a.normal.split()[0] == b.normal.split()[0]
    relation = Relation.SAME if same else Relation.DIFFERS
    return Related(
        relation, f"{a.label} and {b.label}: {'one airline' if same else 'two airlines'}"
    )


def tail_numbers(
    document: Document,
) -> Iterator[tuple[int, Mapping[str, tuple[Value, int, int]]]]:
    """Every tail number, with the first noun of its sentence as what it belongs to."""
    for found in TAIL.finditer(document.text):
        span = document.doc.char_span(*found.span())
        if span is None:
            continue
        noun = next((t for t in span.sent if t.lemma_ in {"plane", "aircraft", "jet"}), None)
        tail, plane = text_value(found[0]), text_value("plane")
        if noun is not None and tail is not None and plane is not None:
            yield (
                span.root.i,
                {"tail": (tail, span.start, span.end), "plane": (plane, noun.i, noun.i + 1)},
            )


@extension
def factcheck_kinds() -> Mapping[str, Callable[[Token, Document], Value | None]]:
    return {"flight-number": read_flight_number}


@extension
def factcheck_relations() -> Mapping[type, Callable[[FlightNumber, FlightNumber], Related]]:
    return {FlightNumber: relate_flight_numbers}


@extension
def factcheck_comparators() -> Mapping[str, Callable[[Value, Value], Related]]:
    return {"same-airline": same_airline}


@extension
def factcheck_extractors() -> Mapping[
    str, Callable[[Document], Iterator[tuple[int, Mapping[str, tuple[Value, int, int]]]]]
]:
    return {"tail-numbers": tail_numbers}
