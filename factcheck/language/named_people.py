"""Names that the text treats as people's, whatever the language model takes them for.

Comes in: a parsed Doc. Goes out: spans of names with an age behind them, an honorific or a trade
before them, a 'who' after them, or kin of their own ('Lind's widow'). The model knows the names
that it was trained on; the papers are full of others.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.language.lexicon import Lexicon
from factcheck.language.tokens import Span, Text, Token
from factcheck.values.people import HONORIFICS, fold
from factcheck.values.places import lookup_state

LONGEST_NAME = 4  # words
AGES = range(5, 106)
LOCATIVE = frozenset({"in", "at", "near", "atop", "inside", "outside", "around", "up", "down"})
BODIES = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT"})
DATES = frozenset({"DATE", "TIME"})


def evident_people(doc: Text, lexicon: Lexicon) -> list[Span]:
    """The names of people by what stands around them."""
    return [name for name in _proper_names(doc, lexicon) if _is_treated_as_person(name, lexicon)]


def _proper_names(doc: Text, lexicon: Lexicon) -> Iterator[Span]:
    """Runs of capitalised proper nouns that can be a name of somebody."""
    words = doc.tokens
    i = 0
    while i < len(words):
        if not _is_name_word(words[i]):
            i += 1
            continue
        end, sentence_end = i + 1, words[i].sent.end
        while end < sentence_end and _is_name_word(words[end]):
            end += 1
        start = i
        while start < end and _is_title(doc[start], lexicon):
            start += 1
        name = doc[start:end]
        the_body = start == i > 0 and doc[i - 1].lower_ == "the"  # 'the Harbour Police'
        short = 0 < len(name) <= LONGEST_NAME
        if short and not the_body and _may_be_person(name, lexicon):
            yield name
        i = end


def _is_name_word(word: Token) -> bool:
    if word.pos_ != "PROPN" or word.ent_type_ in DATES:
        return False
    text = word.text
    return text[:1].isupper() and (len(text) > 1 or not text.isalpha())


def _is_title(word: Token, lexicon: Lexicon) -> bool:
    lemma = word.lemma_
    titled = fold(word.text) in HONORIFICS or lexicon.has("offices", lemma)
    return titled or lexicon.has("occupations", lemma) or lexicon.has("people_nouns", lemma)


def _may_be_person(name: Span, lexicon: Lexicon) -> bool:
    words = [t.lower_ for t in name]
    if any(not w.replace("-", "").replace("'", "").replace(".", "").isalpha() for w in words):
        return False
    if any(lexicon.has(n, w) for w in words for n in ("institutions", "legal_forms")):
        return False
    if name[-1].tag_ == "NNPS":
        return False
    capitals = [t.text.isupper() and len(t.text) > 1 and t.is_alpha for t in name]
    if any(capitals) and not all(capitals):
        return False  # 'USS Lindmark'
    if name[-1].text.isupper() and len(name) == 1:
        return False  # 'FBI'
    return lookup_state(name.text) is None and name.text.lower() not in lexicon.stands_for


def _is_treated_as_person(name: Span, lexicon: Lexicon) -> bool:
    return (
        _has_age_behind(name)
        or _has_honorific(name)
        or _has_trade_before(name, lexicon)
        or _has_who_behind(name)
        or _has_description_with_who(name)
        or _has_kin(name, lexicon)
        or _speaks(name, lexicon)
    )


def _after(name: Span, offset: int) -> str:
    index = name.end - 1 + offset
    return name.doc[index].lower_ if index < len(name.doc) else ""


def _has_age_behind(name: Span) -> bool:
    """'Lind, 62, owns …', 'Lind (62)'."""
    age, closing = _after(name, 2), _after(name, 3)
    aged = age.isdigit() and int(age) in AGES
    return aged and (_after(name, 1), closing) in {(",", ","), ("(", ")"), (",", "."), (",", "and")}


def _has_honorific(name: Span) -> bool:
    before = name.doc[name.start - 1] if name.start > name[0].sent.start else None
    return before is not None and fold(before.text) in HONORIFICS


def _has_trade_before(name: Span, lexicon: Lexicon) -> bool:
    """'the skipper Ole Lind', 'climber Ole Lind', in one phrase."""
    before = name.doc[name.start - 1] if name.start > name[0].sent.start else None
    if before is None or before.tag_ in {"NNS", "NNPS"} or not before.is_alpha:
        return False
    known = lexicon.has("occupations", before.lemma_) or lexicon.has("human_nouns", before.lemma_)
    return known and before.pos_ in {"NOUN", "PROPN"}


def _has_who_behind(name: Span) -> bool:
    after = [_after(name, 1), _after(name, 2)]
    return after[0] == "who" or (after[0] == "," and after[1] in {"who", "whose", "aged"})


def _has_description_with_who(name: Span) -> bool:
    """'Lind, a former banker who …'."""
    described = [c for c in name.root.rights if c.dep_ == "appos"]
    clauses = [c for noun in described for c in noun.rights if c.dep_ == "relcl"]
    return any(t.lower_ == "who" for clause in clauses for t in clause.lefts)


def _has_kin(name: Span, lexicon: Lexicon) -> bool:
    """'Lind's widow', 'the widow of Lind', 'his widow, Lind'."""
    root = name.root
    if root.dep_ == "pobj" and root.head.lower_ == "of":
        return lexicon.has("kin", root.head.head.lemma_)
    return root.dep_ in {"poss", "appos"} and lexicon.has("kin", root.head.lemma_)


def _speaks(name: Span, lexicon: Lexicon) -> bool:
    """'Ole Lind said': two words at least, for firms of one word speak too."""
    root = name.root
    unknown = all(t.ent_type_ not in BODIES for t in name)
    speaking = root.dep_ == "nsubj" and lexicon.has("reporting_verbs", root.head.lemma_)
    return len(name) > 1 and unknown and speaking


def never_people(doc: Text, names: list[Span]) -> set[str]:
    """Folded names that cannot be people's: common words that the text has in small letters too,
    headings, and what people are only ever in, at or near."""
    small = {t.lower_ for t in doc if t.text.islower()}
    found: set[str] = set()
    by_name: dict[str, list[Span]] = {}
    for name in names:
        by_name.setdefault(fold(name.text), []).append(name)
    for folded, spans in by_name.items():
        words = folded.split()
        common = len(words) == 1 and words[0] in small
        heading = any(t.is_stop and t.text.istitle() for t in spans[0][1:]) and len(words) > 1
        located = all(_stands_after(s, LOCATIVE) for s in spans)
        if common or heading or located:
            found.add(folded)
    return found


def _stands_after(name: Span, prepositions: frozenset[str]) -> bool:
    root = name.root
    return root.dep_ == "pobj" and root.head.lower_ in prepositions
