"""A text goes in, a report comes out that has it in every field that can hold text: the models
themselves are walked, so a new field is covered as soon as it is there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import Enum
from itertools import cycle
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from factcheck.model import Answer, Article, Dependence, Evidence, Passage, Report, Verdict

Model = TypeVar("Model", bound=BaseModel)

# How many there are of what a report lists; of all else there are two.
MANY = {"Report.articles": 3, "Report.findings": len(Verdict) * 2, "Report.dismissed": 1}


def filled(poison: str, *, whole: bool = True) -> Report:
    """A report with the text in every field. Where it is not whole, passages are of articles that
    it does not hold, and stand nowhere."""
    made = Filling(poison).model(Report)
    return fitted(made) if whole else made


class Filling:
    """Makes models; every text starts with the poison and ends with the field's name and a
    number, so that no two are the same."""

    def __init__(self, poison: str) -> None:
        self._poison = poison
        self._made: Counter[str] = Counter()
        self._turns: dict[str, Iterator[Any]] = {}

    def model(self, model: type[Model]) -> Model:
        """One of these with all its fields, those that may be missing, too."""
        fields = {
            name: self._field(f"{model.__name__}.{name}", field)
            for name, field in model.model_fields.items()
        }
        return model.model_validate(fields)

    def _field(self, name: str, field: FieldInfo) -> object:
        if field.annotation is int and not field.is_required():
            return field.default  # the number of the format
        return self._value(name, field.annotation)

    def _value(self, name: str, kind: Any) -> object:
        origin, inner = get_origin(kind), get_args(kind)
        if origin in {Union, UnionType}:
            (present,) = set(inner) - {NoneType}
            return self._value(name, present)
        if origin is tuple:
            return tuple(self._value(name, inner[0]) for _ in range(MANY.get(name, 2)))
        if origin is dict:
            return {self._value(name, inner[0]): self._value(name, inner[1]) for _ in range(2)}
        if origin is Literal:
            return self._next(name, inner)
        if issubclass(kind, BaseModel):
            return self.model(kind)
        if issubclass(kind, Enum):
            return self._next(name, tuple(kind))
        return self._plain(name, kind)

    def _plain(self, name: str, kind: type) -> object:
        if kind is str:
            self._made[name] += 1
            return f"{self._poison} {name} {self._made[name]}"
        return {int: 0, float: 0.5, bool: True, datetime: datetime(2024, 3, 4, tzinfo=UTC)}[kind]

    def _next(self, name: str, choices: tuple[object, ...]) -> object:
        return next(self._turns.setdefault(name, cycle(choices)))


def fitted(report: Report) -> Report:
    """The same with passages that stand in the articles, and words that answer inside them."""
    articles = cycle(report.articles)

    def fit(value: object) -> object:
        match value:
            case Evidence():
                return _evidence(value, next(articles))
            case Passage():
                article = next(articles)
                return Passage(article=article.id, start=0, end=len(article.text))
            case BaseModel():
                fields = {name: fit(getattr(value, name)) for name in type(value).model_fields}
                if isinstance(value, Answer):
                    ids = tuple(dict.fromkeys(e.article for e in fields["evidence"]))
                    fields["origins"] = (ids,)
                    fields["dependences"] = tuple(_of(ids, d) for d in fields["dependences"])
                return value.model_copy(update=fields)
            case tuple():
                return tuple(fit(item) for item in value)
        return value

    made = fit(report)
    assert isinstance(made, Report)
    return made


def _of(ids: tuple[str, ...], dependence: Dependence) -> Dependence:
    """The reason why these articles are one source, with the name of an outlet in it."""
    update = {"reason": "citation", "articles": ids, "citing": ids[:1]}
    return dependence.model_copy(update=update)


def _evidence(evidence: Evidence, article: Article) -> Evidence:
    """The whole text as the passage, its middle half as the words that answer: markup in it is
    cut in two."""
    end = len(article.text)
    start, stop = end // 4, end * 3 // 4
    return evidence.model_copy(
        update={
            "article": article.id,
            "start": 0,
            "end": end,
            "quote": article.text,
            "answer_text": article.text[start:stop],
            "answer_start": start,
            "answer_end": stop,
        }
    )


def texts(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a report with the name of its field."""
    match value:
        case Enum():
            return
        case str():
            yield name, value
        case BaseModel():
            for field in type(value).model_fields:
                yield from texts(getattr(value, field), f"{type(value).__name__}.{field}")
        case tuple():
            for item in value:
                yield from texts(item, name)
        case dict():
            for key, item in value.items():
                yield from texts(key, name)
                yield from texts(item, name)
