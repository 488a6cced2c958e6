"""Which event a passage is of: its own place and date, or its article's main event.

Comes in: a trigger word and its document. Goes out: an Event that can be held against those of
other passages.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from factcheck.extract.times import belongs, published_date
from factcheck.language.document import Document
from factcheck.values import dates
from factcheck.values.actors import ActorKind
from factcheck.values.dates import DateExpression, DateValue
from factcheck.values.events import Event
from factcheck.values.people import fold

# Title and the first sentences name what an article is about: the inverted pyramid of news.
LEAD_SENTENCES = 4
NEAR_DAYS = 21  # a dated event this close to publication is still the news of the day
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
LONG_UNITS = frozenset({"year", "decade", "month", "century"})


def event_of(trigger: Token, document: Document) -> Event:
    """The event that the passage around a trigger word speaks of."""
    story = _story(document)
    own = frozenset(
        name
        for span, name in _places(trigger.sent, document)
        if name not in story and belongs(span, trigger)
    )
    values, past = _dating(trigger.sent, document)
    marked = any(document.lexicon.has("earlier_events", t.lemma_.lower()) for t in trigger.sent)
    return Event(
        lead=document.sentence_index(trigger) < LEAD_SENTENCES,
        places=own,
        dates=values,
        past=past or marked,
        story=story,
    )


def _story(document: Document) -> frozenset[str]:
    """Names in the title and the first lines."""
    names: set[str] = set()
    for sentence in document.sentences[:LEAD_SENTENCES]:
        names |= {name for _, name in _places(sentence, document)}
    end = document.sentences[:LEAD_SENTENCES][-1].end if document.sentences else 0
    names |= {m.actor.key for m in document.mentions if m.end <= end}
    return frozenset(names)


def _places(sentence: Span, document: Document) -> list[tuple[Span, str]]:
    found: list[tuple[Span, str]] = []
    for ent in sentence.ents:
        if ent.label_ in PLACE_LABELS:
            mention = document.mention_at(ent.root)
            state = mention is not None and mention.actor.kind is ActorKind.STATE
            by_name = state and mention is not None and mention.how != "capital"
            name = mention.actor.key if by_name and mention else fold(ent.text.removeprefix("the "))
            found.append((ent, name))
    return found


def _dating(sentence: Span, document: Document) -> tuple[tuple[DateValue, ...], bool]:
    """The dates of a sentence, and whether they lie before the news of the day."""
    published = published_date(document)
    values: list[DateValue] = []
    past = False
    for _, _, expression in dates.find(sentence.text):
        value = dates.resolve(expression, published)
        if value is None:
            past = past or expression.unit in LONG_UNITS
            continue
        values.append(value)
        past = past or _is_past(value, expression, published)
    return tuple(values), past


def _is_past(value: DateValue, expression: DateExpression, published: DateValue | None) -> bool:
    if published is not None and published.lower and value.upper:
        return (published.lower - value.upper).days > NEAR_DAYS
    return value.precision in {"year", "decade"} or expression.year is not None
