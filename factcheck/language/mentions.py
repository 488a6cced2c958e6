"""Names in a text: states, people and organizations, and which mentions name the same one.

Comes in: a parsed Doc. Goes out: a mention for every name, tied to an entity of the document
(alias clusters: 'Mevlüt Çavuşoğlu' = 'Cavusoglu'), with the state that a person acts for where
a title says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from factcheck.language.lexicon import Lexicon
from factcheck.language.named_people import evident_people, never_people
from factcheck.language.tokens import Span, Text, Token
from factcheck.values.actors import Actor, ActorKind
from factcheck.values.people import GENERATIONS, HONORIFICS, fold
from factcheck.values.places import lookup_state, may_start_a_state
from factcheck.values.places import parse as parse_state

LONGEST_STATE_NAME = 7  # tokens: 'the United Kingdom of Great Britain and Northern Ireland' less
TITLE_WINDOW = 6  # tokens before a name that can hold its title: 'Turkish Foreign Minister'
FIRST_AND_LAST = 2  # words of a name to which nothing before belongs
SHORTEST_HEADING = 4  # letters: 'JOHN' of a heading, not an initial
NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "WORK_OF_ART", "NORP", "FAC", "PRODUCT", "LOC"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: tokens start..end (end excluded) name `actor`."""

    start: int
    end: int
    actor: Actor
    how: str = "name"  # for states: name, demonym, capital, alias
    office: str | None = None  # the title that stands before a person's name


def find_mentions(doc: Text, lexicon: Lexicon) -> list[Mention]:
    """All names in the document, in text order, without overlaps between people and states."""
    people = _people(doc, lexicon)
    taken = {i for m in people for i in range(m.start, m.end)}
    states = [m for m in _states(doc, lexicon) if not taken & set(range(m.start, m.end))]
    people = _with_states(doc, people, states, lexicon)
    taken |= {i for m in states if m.how != "demonym" for i in range(m.start, m.end)}
    organizations = [
        m for m in _organizations(doc, lexicon) if not taken & set(range(m.start, m.end))
    ]
    return sorted([*people, *states, *organizations], key=lambda m: (m.start, -m.end))


def entity_by_token(doc: Text) -> dict[int, Span]:
    """The named entity that each token is part of. spaCy reads all of them anew every time it is
    asked for one; so ask once."""
    return {i: ent for ent in doc.ents for i in range(ent.start, ent.end)}


def _states(doc: Text, lexicon: Lexicon) -> Iterator[Mention]:
    i = 0
    entities = entity_by_token(doc)
    aliases = frozenset(name.split()[0] for name in lexicon.stands_for)
    while i < len(doc.tokens):
        word = doc.tokens[i].text  # that most are no beginning of a state's name, is seen at once
        found = None
        if word[:1].isupper() and (may_start_a_state(word) or word.lower() in aliases):
            found = _state_at(doc, i, entities, lexicon)
        if found is None:
            i += 1
        else:
            yield found
            i = found.end


def _state_at(
    doc: Text,
    i: int,
    entities: Mapping[int, Span],
    lexicon: Lexicon,
) -> Mention | None:
    entity = entities.get(i)
    inside = doc[i].ent_type_ == "PERSON"
    for end in range(min(i + LONGEST_STATE_NAME, len(doc)), i, -1):
        span = doc[i:end]
        if "\n" in span.text or (inside and _is_part_of_person(span, entity)):
            continue
        text = span.text
        code = lexicon.stands_for.get(text.lower())
        if code is not None:
            state = parse_state(code)
            name = state.name if state else code
            return Mention(i, end, Actor(ActorKind.STATE, code, name), "alias")
        found = lookup_state(text)
        part = _is_part_of_name(span, entity, found.how) if found is not None else False
        part = part or (found is not None and found.how == "capital" and _ends_a_name(span))
        if found is not None and not part:
            actor = Actor(ActorKind.STATE, found.state.code, found.state.name)
            return Mention(i, end, actor, found.how)
    return None


def _is_part_of_person(span: Span, ent: Span | None) -> bool:
    return ent is not None and (ent.end - ent.start) > (span.end - span.start)


def _is_part_of_name(span: Span, ent: Span | None, how: str) -> bool:
    """'New Mexico', 'Mexico City', 'Bank of America' are no states; 'Turkish Ministry' has one."""
    if ent is None or ent.label_ not in {"GPE", "LOC", "FAC", "ORG"}:
        return False
    outside = [
        t
        for t in ent
        if not span.start <= t.i < span.end and t.dep_ not in {"det", "case", "punct"}
    ]
    return bool(outside) and (ent.label_ != "ORG" or how != "demonym")


def _ends_a_name(capital: Span) -> bool:
    """'Real Madrid', 'Hotel Vienna', 'East London': a club, a house or a place, not a state."""
    before = capital.doc[max(capital.start - 1, 0)]
    named = before.pos_ == "PROPN" and before.dep_ == "compound" and before.text[:1].isupper()
    return named and before.i < capital.start and before.head.i in range(capital.start, capital.end)


PLACES_AND_BODIES = frozenset({"GPE", "LOC", "FAC", "ORG", "NORP"})


def _people(doc: Text, lexicon: Lexicon) -> list[Mention]:
    spans = _named_people(doc, lexicon)
    single = {fold(s.text) for s in spans}
    by_last = _by_last_name(spans)
    found = {s.start: s for s in spans}
    covered = {i for s in spans for i in range(s.start, s.end)}
    first = Counter(name.split()[0] for name in single if len(name.split()) > 1)
    for token in doc:  # the model often misses a bare last name, and a first name
        if token.pos_ not in {"PROPN", "NOUN"} or token.i in covered or token.text.islower():
            continue
        word = fold(token.text)
        if token.pos_ == "NOUN" and word not in by_last:
            continue
        named = word in by_last or (word in single and token.text[0].isupper())
        if named or (first[word] == 1 and token.ent_type_ not in PLACES_AND_BODIES):
            name = _with_given_name(token, lexicon)
            found[name.start] = name
            covered |= set(range(name.start, name.end))
    return _tied_together([found[start] for start in sorted(found)], lexicon)


def _by_last_name(spans: Iterable[Span]) -> dict[str, list[str]]:
    """The full names, folded, that end in a last name, in the order in which they come."""
    found: dict[str, list[str]] = {}
    for folded in dict.fromkeys(fold(s.text) for s in spans):
        words = [w for w in folded.split() if w not in GENERATIONS]
        if len(words) > 1:
            found.setdefault(words[-1], []).append(folded)
    return found


def _named_people(doc: Text, lexicon: Lexicon) -> list[Span]:
    """The names that the model finds, without what cannot be people's, and those that the text
    treats as people's, in text order."""
    found = [s for s in (_name_span(e, lexicon) for e in doc.ents) if s is not None]
    evident = evident_people(doc, lexicon)
    never = never_people(doc, found) - {fold(s.text) for s in evident}
    found = [_with_words_before(s, evident) for s in found if fold(s.text) not in never]
    taken = {i for s in found for i in range(s.start, s.end)}
    more = [s for s in evident if not any(t.i in taken for t in s)]
    return sorted([*found, *more], key=lambda s: s.start)


def _with_words_before(name: Span, evident: list[Span]) -> Span:
    """'Ola Henrik Brandt, 53,' where the model leaves out the first name."""
    for whole in evident:
        if whole.end == name.end and whole.start < name.start:
            before = name.doc[whole.start : name.start]
            return whole if not any(t.ent_type_ for t in before) else name
    return name


def _tied_together(spans: list[Span], lexicon: Lexicon) -> list[Mention]:
    """Mentions of people, those by last name under the full names that they stand for."""
    full = {fold(s.text): s for s in reversed(spans)}
    by_last = _by_last_name(spans)
    mentions = []
    for span in spans:
        key = _fullest(span, by_last, spans)
        name = full[key].text if key in full else span.text
        actor = Actor(ActorKind.PERSON, key, name)
        mentions.append(Mention(span.start, span.end, actor, office=_title(span, lexicon)))
    return mentions


def _name_span(ent: Span, lexicon: Lexicon) -> Span | None:
    """A person's name inside an entity, without titles and possessive endings; None if none."""
    titled = ent.start > 0 and lexicon.has("offices", ent.doc[ent.start - 1].lemma_)
    if ent.label_ != "PERSON" and not (titled and ent.label_ in NAME_LABELS):
        return None
    start, end = ent.start, ent.end
    while start < end and (
        lexicon.has("offices", ent.doc[start].lemma_)
        or fold(ent.doc[start].text) in HONORIFICS
        or not ent.doc[start].text[0].isupper()
    ):
        start += 1
    end = next((t.i for t in ent.doc[start:end] if not _may_be_named(t, lexicon)), end)
    while end > start and (
        ent.doc[end - 1].tag_ == "POS" or not ent.doc[end - 1].text[0].isupper()
    ):
        end -= 1
    start = _without_heading(ent.doc[start:end], lexicon)
    start = _without_body(ent.doc[start:end], lexicon)
    span = ent.doc[start:end]
    plain = all(t.text.replace("-", "").replace("'", "").replace(".", "").isalpha() for t in span)
    if start == end or not plain or (len(span) == 1 and span.text.isupper() and len(span.text) < 5):
        return None
    if lookup_state(span.text) is not None or span.text.lower() in lexicon.stands_for:
        return None
    return span


def _without_heading(name: Span, lexicon: Lexicon) -> int:
    """Where a name starts once a word is off that the model takes for its first: 'Actress Ida
    Lind', and 'LUCKY Ida Lind' of papers that print their first word in capitals."""
    start = name.start
    while name.end - start > FIRST_AND_LAST:
        first = name.doc[start]
        printed = len(first.text) >= SHORTEST_HEADING and first.text.isupper()
        heading = printed and not any(t.text.isupper() for t in name.doc[start + 1 : name.end])
        if not heading and not lexicon.has("occupations", first.lemma_):
            break
        start += 1
    return start


def _without_body(name: Span, lexicon: Lexicon) -> int:
    """Where a name starts after what an office is of: 'Superintendent of Police Ida Lind'."""
    start, doc = name.start, name.doc
    office = start >= 2 and doc[start - 1].lower_ == "of" and doc[start - 2].lemma_.lower()
    held = bool(office) and lexicon.has("offices", str(office))
    return start + 1 if held and name.end - start > FIRST_AND_LAST else start


def _may_be_named(word: Token, lexicon: Lexicon) -> bool:
    """Whether a word can stand within a name: not the 'never' of 'Ida never came'."""
    text = word.text
    return not text[:1].islower() or lexicon.has("name_particles", text.lower())


def _with_given_name(name: Token, lexicon: Lexicon) -> Span:
    """A last name and the first name before it, where the model takes both for no person."""
    start = name.i
    before = name.doc[start - 1] if start > name.sent.start else None
    if (
        before is not None
        and before.pos_ == "PROPN"
        and before.dep_ == "compound"
        and before.head == name
        and before.text.istitle()
        and not before.ent_type_.startswith("DATE")
        and not lexicon.has("offices", before.lemma_)
        and lookup_state(before.text) is None
        and fold(before.text) not in HONORIFICS
    ):
        start -= 1
    return name.doc[start : name.i + 1]


def _fullest(span: Span, by_last: dict[str, list[str]], spans: list[Span]) -> str:
    """The full name that a last name stands for: who was named just before, else who is first
    named of those before it, for that is whom the article is about; else the first. A first
    name stands for the one person who has it."""
    folded = fold(span.text)
    if len(folded.split()) > 1:
        return folded
    names = by_last.get(folded, [])
    if not names:  # 'Ida' of a text that knows one Ida
        full = dict.fromkeys(fold(s.text) for s in spans)
        names = [n for n in full if len(n.split()) > 1 and n.split()[0] == folded]
        if len(names) > 1:
            return folded
    earlier = [(s.start, fold(s.text)) for s in spans if s.start <= span.start]
    before = [(start, key) for start, key in earlier if key in names]
    if not before:
        return (names or [folded])[0]
    last, latest = max(before)
    if last >= _sentence_before(span).start:
        return latest
    return min(before)[1]


def _sentence_before(span: Span) -> Span:
    start = span.sent.start
    return span.doc[start - 1].sent if start > 0 else span.sent


def _title(span: Span, lexicon: Lexicon) -> str | None:
    """The office named right before a person's name: 'Foreign Minister'."""
    words: list[str] = []
    for token in reversed(span.doc[max(span.sent.start, span.start - TITLE_WINDOW) : span.start]):
        office = lexicon.has("offices", token.lemma_)
        if office or (words and token.pos_ in {"PROPN", "NOUN", "ADJ"} and token.text[0].isupper()):
            if words and not office and lookup_state(token.text) is not None:
                break
            words.insert(0, token.text)
        else:
            break
    return " ".join(words) or None


def _with_states(
    doc: Text, people: list[Mention], states: list[Mention], lexicon: Lexicon
) -> list[Mention]:
    """Every person gets the state of the office that any mention of that person is given."""
    acts_for: dict[str, str] = {}
    for mention in people:
        code = _state_of_office(doc, mention, states, lexicon)
        if code is not None:
            acts_for.setdefault(mention.actor.key, code)
    return [
        Mention(m.start, m.end, _acting(m.actor, acts_for.get(m.actor.key)), m.how, m.office)
        for m in people
    ]


def _acting(actor: Actor, code: str | None) -> Actor:
    return Actor(actor.kind, actor.key, actor.name, code)


def _state_of_office(
    doc: Text, person: Mention, states: list[Mention], lexicon: Lexicon
) -> str | None:
    """'Turkish Foreign Minister X', 'X, the Turkish president', 'X, president of Turkey'."""
    head = doc[person.start : person.end].root
    nearby: list[Token] = []
    if person.office is not None:
        nearby = [head, *(t for t in head.lefts)]
        first = person.start - len(person.office.split())
        nearby += list(doc[max(0, first - 3) : person.start])
        nearby += [t for c in head.children if c.lower_ == "of" for t in c.subtree]
    for token in [*head.children, head.head]:
        titled = head.dep_ == "appos" and token == head.head
        beside = titled or token.dep_ in {"appos", "compound"}
        if beside and lexicon.has("offices", token.lemma_):
            nearby += [t for t in token.subtree if t.i not in range(person.start, person.end)]
    indexes = {t.i for t in nearby}
    for state in states:
        if indexes & set(range(state.start, state.end)):
            return state.actor.key
    return None


# Words that end a name which the language model draws too long: 'Lindmark never' is no company.
NEVER_NAMED = frozenset({"VERB", "AUX", "ADV", "PRON"})


def _organizations(doc: Text, lexicon: Lexicon) -> Iterator[Mention]:
    for ent in doc.ents:
        if ent.label_ != "ORG" or "\n" in ent.text:
            continue
        start, end = ent.start, ent.end
        while start < end and doc[start].dep_ == "det":
            start += 1
        end = next((t.i for t in doc[start:end] if t.text.islower() and t.pos_ in NEVER_NAMED), end)
        while end > start and doc[end - 1].tag_ == "POS":
            end -= 1
        span = doc[start:end]
        if start == end or not span.text[0].isupper() or any(c.isdigit() for c in span.text):
            continue
        if all(t.like_num for t in span):  # 'Thirteen people' are no organization
            continue
        yield Mention(start, end, Actor(ActorKind.ORGANIZATION, fold(span.text), span.text))
