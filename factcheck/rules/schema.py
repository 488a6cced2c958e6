"""The rule language: the pydantic models that a rule pack (one YAML file) is read into.

A rule says what triggers it (a verb, a noun), which roles stand around the trigger and how each
is found, which roles identify the question, which one is the answer, and shows in examples what
it must and must not flag. Our own packs and a user's are the same language.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from factcheck.extensions import installed
from factcheck.model import Factuality, Severity
from factcheck.rules import patterns
from factcheck.rules.problems import nearest
from factcheck.rules.vocabulary import KINDS, PLACES
from factcheck.values.actors import ActorKind
from factcheck.values.relation import Precision

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
RoleName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Word = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
ENGLISH = "en"

Measure = Literal[
    "number", "age", "money", "percent", "length", "area", "time", "calendar", "speed", "mass",
    "level", "altitude", "count", "most",
]  # fmt: skip
Figure = Literal[
    "number", "money", "rate", "percent", "length", "area", "mass", "time", "speed", "score",
    "telephone", "clock",
]  # fmt: skip
Stated = Literal["number", "date", "name", "act", "quotation"]
PREPOSITIONS = (
    "about above across after against among around as at before behind below beneath between by "
    "beyond concerning during following for from in inside into near of off on onto over past "
    "regarding since than through to toward towards under until upon via with within without"
).split()
PREPOSITIONS_OF_PACK = "prepositions"  # in the context of a validation: what the pack names
# Kinds that need no place.
FILLED_ALONE = frozenset({"event", "names", "polarity", "protagonist", "setting"})
# Fields of a trigger in which one word may stand for a list of one.
SINGLE_OR_LIST = ("verb", "noun", "adjective", "word", "phrase", "name", "figure", "states")
SORTS = (*SINGLE_OR_LIST, "pattern", "extractor")
# A stranger's file may cost an error message, not the machine.
LONGEST_PLACE = 6  # steps
SENTENCE = "sentence"  # the place of every word of the sentence
MOST_PLACES = 12  # that one role is looked for at
MOST_TRIGGERS = 60  # of a rule
MOST_EXAMPLES = 60
MOST_RULES = 1000  # of a pack
MOST_PREPOSITIONS = 100  # of a pack
SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _known_kind(kind: str) -> str:
    return _one_of(kind, (*KINDS, *installed().kinds), "kind of value")


def _known_comparator(name: str) -> str:
    return _one_of(name, tuple(installed().comparators), "comparator")


def _known_extractor(name: str) -> str:
    return _one_of(name, tuple(installed().extractors), "extractor")


def _one_of(name: str, known: tuple[str, ...], what: str) -> str:
    if name in known:
        return name
    hint = nearest(name, known) or f"; known are {', '.join(known) or 'none: none is installed'}"
    raise ValueError(f"'{name}' is no {what}{hint}")


def own_prepositions(info: ValidationInfo) -> tuple[str, ...]:
    """The prepositions that the pack around a part names as places of its language."""
    named: tuple[str, ...] = (info.context or {}).get(PREPOSITIONS_OF_PACK, ())
    return named


class Role(_Model):
    """A part of the event: what may fill it."""

    kind: Annotated[
        str, AfterValidator(_known_kind), WithJsonSchema({"type": "string", "enum": list(KINDS)})
    ] = Field(description="kind of value that fills the role, see the table of kinds")
    head: tuple[Word, ...] = Field(
        default=(), description="lemmas that the phrase's main word must be; $list names a list"
    )
    unlike: tuple[Word, ...] = Field(
        default=(), description="lemmas that the phrase's main word must not be"
    )
    measure: Measure | None = Field(
        default=None, description="for quantities: what they must measure; empty: anything"
    )
    between: tuple[float, float] | None = Field(
        default=None, description="for quantities: the least and the greatest that make sense"
    )
    rough: bool = Field(
        default=False, description="for quantities: read as 'about', as distances are measured"
    )
    tolerance: float | None = Field(
        default=None,
        gt=0,
        lt=1,
        description="for quantities: numbers that lie within this share are the same (0.05: 5 %)",
    )
    precision: Precision | None = Field(
        default=None, description="for dates: year, month or day; finer differences do not count"
    )
    compare: Annotated[str, AfterValidator(_known_comparator)] | None = Field(
        default=None, description="a comparator of an installed extension"
    )
    default: str | None = Field(
        default=None,
        description="for counted things: what a number alone counts; for events: main, lead",
    )
    classes: dict[str, tuple[Word, ...]] = Field(
        default_factory=dict,
        description="for categories: classes that exclude each other, and the words for each; "
        "a word of several classes leaves open which",
    )
    only: tuple[ActorKind, ...] = Field(
        default=(), description="for actors: the kinds that may fill the role; empty: any"
    )


class Trigger(_Model):
    """Words that start a claim, and where each role stands in relation to them.

    A place is a chain of steps from the trigger, joined by dots: 'subject', 'object', 'from',
    'object.modifier' (a modifier of the object), 'governor.subject' (the subject of the verb that
    the trigger depends on). Several places are tried in order.
    """

    verb: tuple[Word, ...] = Field(default=(), description="lemmas of verbs")
    noun: tuple[Word, ...] = Field(default=(), description="lemmas of nouns")
    adjective: tuple[Word, ...] = Field(default=(), description="lemmas of adjectives")
    word: tuple[Word, ...] = Field(default=(), description="a form, whatever its part of speech")
    phrase: tuple[Word, ...] = Field(
        default=(), description="several words in a row, as forms or lemmas"
    )
    pattern: tuple[dict[str, Any], ...] = Field(
        default=(),
        description="for experts: one of spaCy's token patterns, or dependency patterns (the first "
        "node is the word that starts the claim)",
    )
    name: tuple[ActorKind, ...] = Field(
        default=(), description="any name of these kinds: person, state, organization"
    )
    figure: tuple[Figure, ...] = Field(
        default=(), description="any figure of these sorts: money, rate (a sum a year), score, …"
    )
    states: tuple[Stated, ...] = Field(
        default=(),
        description="anything that a sentence states: any number, date, name, act or quotation",
    )
    extractor: Annotated[str, AfterValidator(_known_extractor)] | None = Field(
        default=None, description="an extractor of an installed extension; it fills all roles"
    )
    when: dict[str, tuple[Word, ...]] = Field(
        default_factory=dict,
        description="place: lemmas one of which must stand there for the trigger to count",
    )
    unless: dict[str, tuple[Word, ...]] = Field(
        default_factory=dict, description="place: lemmas none of which may stand there"
    )
    find: dict[RoleName, tuple[str, ...]] = Field(
        default_factory=dict, description="role: places to look for it"
    )

    @cached_property
    def of_verbs(self) -> bool:
        """Whether verbs alone start a claim."""
        others = (self.noun, self.adjective, self.word, self.phrase, self.pattern)
        rest = (self.name, self.figure, self.states, self.extractor)
        return bool(self.verb) and not any(others) and not any(rest)

    @cached_property
    def required(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """`when`, ready for looking words up: lists can be long; what is known anyway is first."""
        places = sorted(self.when, key=lambda place: place not in (SENTENCE, "self"))
        return tuple((place, frozenset(self.when[place])) for place in places)

    @cached_property
    def required_nearby(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """`required` without what is asked of the whole sentence, once for all its words."""
        return tuple((place, words) for place, words in self.required if place != SENTENCE)

    @cached_property
    def forbidden_nearby(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """`unless`, ready for looking words up, without what is asked of the whole sentence."""
        asked = [place for place in self.unless if place != SENTENCE]
        return tuple((place, frozenset(self.unless[place])) for place in asked)

    @cached_property
    def forbidden_in_sentence(self) -> frozenset[str]:
        """What `unless` asks of the whole sentence."""
        return frozenset(self.unless.get(SENTENCE, ()))

    @model_validator(mode="before")
    @classmethod
    def _single_words_are_lists_of_one(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        listed = {
            k: [v] if isinstance(v, str) and k in SINGLE_OR_LIST else v for k, v in data.items()
        }
        for field in ("find", "when", "unless"):
            inner = listed.get(field)
            if isinstance(inner, dict):
                listed[field] = {k: [v] if isinstance(v, str) else v for k, v in inner.items()}
        return listed

    @model_validator(mode="after")
    def _places_exist(self, info: ValidationInfo) -> Trigger:
        if sum(bool(getattr(self, sort)) for sort in SORTS) != 1:
            raise ValueError(f"a trigger needs exactly one of {', '.join(SORTS)}")
        for word in (*self.verb, *self.noun, *self.adjective, *self.word):
            if "," in word:
                listed = ", ".join(part.strip() for part in word.split(","))
                raise ValueError(f"'{word}' is read as one word; write a list: [{listed}]")
        if self.pattern:
            patterns.check(self.pattern)
        for role, places in self.find.items():
            if len(places) > MOST_PLACES:
                raise ValueError(f"'{role}' is looked for at more than {MOST_PLACES} places")
        for place in [*self.when, *self.unless, *(p for ps in self.find.values() for p in ps)]:
            steps = place.split(".")
            if len(steps) > LONGEST_PLACE:
                raise ValueError(f"the place '{place}' has more than {LONGEST_PLACE} steps")
            for step in steps:
                known = [*PLACES, *PREPOSITIONS, *installed().places, *own_prepositions(info)]
                if step not in known:
                    hint = nearest(step, known) or f"; known are {', '.join(PLACES)}"
                    raise ValueError(f"unknown place '{step}'{hint}")
        return self


class Expected(_Model):
    """What an example must come to."""

    verdict: Literal["conflict", "dispute", "update", "agreement", "none"] = Field(
        description="what the rule must come to; none: the articles stay unrelated"
    )
    answers: tuple[str, ...] = Field(
        default=(), description="normal forms of the answers, in any order; empty: not checked"
    )


class Example(_Model):
    """Short articles and what the rule must make of them."""

    name: str = Field(default="", description="what it shows, for people to read")
    articles: tuple[str, ...] = Field(min_length=2, description="two or more short texts")
    language: Language | None = Field(
        default=None, description="what they are written in; empty: the rule's first language"
    )
    expect: Expected = Field(description="what the rule must make of them")


MOVING = frozenset({"changing", "daily"})  # over_time of values whose difference is an update


class Rule(_Model):
    """One kind of question that news articles answer."""

    id: Identifier = Field(
        description="lower case, digits, hyphens; its full id is that of the pack, a dot, and this"
    )
    question: str = Field(description="a sentence with {role} slots, for people to read")
    severity: Severity = Field(
        default=Severity.MEDIUM, description="how much a wrong answer would matter"
    )
    roles: dict[RoleName, Role] = Field(description="the parts of what happened")
    identity: tuple[RoleName, ...] = Field(
        min_length=1, description="roles that identify the question"
    )
    answer: RoleName = Field(description="the role that answers it")
    participants: tuple[RoleName, ...] = Field(
        default=(), description="roles that must not contradict each other for one question"
    )
    values: Literal["single", "list"] = Field(
        default="single",
        description="single: one right answer; list: several can be right, never a conflict",
    )
    conflicts_only: bool = Field(
        default=False,
        description="that articles agree, or one alone answers, is not worth reporting",
    )
    general: bool = Field(
        default=False,
        description="true: a net below the other rules: what one source alone says is not "
        "reported, nor an agreement whose passages stand in another finding",
    )
    over_time: Literal["fixed", "yearly", "daily", "changing"] = Field(
        default="fixed",
        description="changing: different values on different days are an update; yearly: only in "
        "articles of different years; daily: an update too, but every day has a value of its own",
    )
    once: bool = Field(
        default=False,
        description="only articles that give one answer and no other are compared: a figure that "
        "stands alone in its article is of what the article is about",
    )
    factuality: tuple[Factuality, ...] = Field(
        default=(Factuality.ASSERTED,), description="which presentations of the event count"
    )
    inherit: tuple[RoleName, ...] = Field(
        default=(),
        description="roles that a definite mention ('the offer') takes from the fuller one",
    )
    tags: tuple[Identifier, ...] = Field(
        default=(), description="words by which factcheck.toml can switch rules off: '#sport'"
    )
    languages: tuple[Language, ...] = Field(
        default=(ENGLISH,),
        min_length=1,
        description="languages of the articles that it is for, as ISO 639 codes; empty: those of "
        "its pack",
    )
    override: bool = Field(
        default=False, description="true: takes the place of another pack's rule of the same id"
    )
    triggers: tuple[Trigger, ...] = Field(
        min_length=1,
        max_length=MOST_TRIGGERS,
        description="what starts a claim; or the name of shared triggers of this pack",
    )
    examples: tuple[Example, ...] = Field(
        min_length=1,
        max_length=MOST_EXAMPLES,
        description="short articles and the verdict that they must come to",
    )

    @cached_property
    def named_by_kind(self) -> dict[str, str]:
        """The name of the role of each kind; of several, the last."""
        return {role.kind: name for name, role in self.roles.items()}

    @cached_property
    def only_shared(self) -> bool:
        """Whether nothing is reported that one article alone states, nor is it weighed against
        what others state, as numbers are."""
        silent = self.conflicts_only or (self.general and self.values == "list")
        return silent and self.roles[self.answer].kind != "quantity"

    @cached_property
    def needs_denial(self) -> bool:
        """Whether it asks of the deeds of verbs if they were done, and reports conflicts alone:
        where no article denies a deed, there is nothing to ask."""
        truth = self.roles[self.answer].kind == "polarity"
        of_deeds = [self.roles[name].kind for name in self.identity] == ["deed"]
        return self.conflicts_only and truth and of_deeds and all(t.of_verbs for t in self.triggers)

    @cached_property
    def needs_company(self) -> bool:
        """Whether a statement that one article alone makes comes to nothing."""
        return self.only_shared and [self.roles[n].kind for n in self.identity] == ["statement"]

    @cached_property
    def counts(self) -> bool:
        """Whether a role is for things that are counted."""
        return any(role.kind == "counted" for role in self.roles.values())

    @cached_property
    def must_be_found(self) -> frozenset[str]:
        """The identity roles without which nothing is claimed, and that a trigger alone finds:
        those that neither fill themselves nor are taken from a default or a fuller mention."""
        return frozenset(
            name
            for name in self.identity
            if name not in self.inherit
            and self.roles[name].kind not in FILLED_ALONE
            and not self.roles[name].default
        )

    @cached_property
    def sums_up(self) -> str | None:
        """The role whose default is counted where several numbers make up the answer."""
        if self.roles[self.answer].kind != "quantity":
            return None
        roles = self.roles.items()
        return next((name for name, r in roles if r.kind == "counted" and r.default), None)

    @model_validator(mode="after")
    def _names_fit_together(self) -> Rule:
        named = {
            "question": SLOT.findall(self.question),
            "identity": self.identity,
            "answer": (self.answer,),
            "participants": self.participants,
            "inherit": self.inherit,
            "triggers": [role for t in self.triggers for role in t.find],
        }
        for field, roles in named.items():
            for role in roles:
                if role not in self.roles:
                    known = ", ".join(self.roles)
                    raise ValueError(f"{field} names the role '{role}'; roles are {known}")
        found = {role for t in self.triggers for role in t.find}
        stating = any(t.states or t.extractor for t in self.triggers)  # what they fill, they find
        for role in (*self.identity, self.answer):
            kind, default = self.roles[role].kind, self.roles[role].default
            filled = stating or kind in FILLED_ALONE or default
            if role not in found and not filled:
                raise ValueError(f"no trigger says where to find the role '{role}'")
        if self.answer in self.identity:
            raise ValueError(f"role '{self.answer}' cannot both identify and answer the question")
        return self


class Pack(_Model):
    """One YAML file: word lists, aliases and rules on one subject."""

    pack: Identifier = Field(description="its name; the rules' ids begin with it")
    about: str = Field(default="", description="its subject, in a sentence")
    languages: tuple[Language, ...] = Field(
        default=(ENGLISH,),
        min_length=1,
        description="languages that its words are of and that its rules are for, as ISO 639 codes",
    )
    prepositions: tuple[Word, ...] = Field(
        default=(),
        max_length=MOST_PREPOSITIONS,
        description="in another language than English: those that its rules use as places",
    )
    words: dict[
        Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")], tuple[Word, ...]
    ] = Field(
        default_factory=dict,
        description="named word lists; those of other packs with the same name are added to",
    )
    same: dict[str, tuple[Word, ...]] = Field(
        default_factory=dict, description="head word: words that name the same kind of thing"
    )
    alike: dict[str, tuple[Word, ...]] = Field(
        default_factory=dict, description="word: verbs, or nouns, that one deed can be told with"
    )
    stands_for: dict[str, tuple[Word, ...]] = Field(
        default_factory=dict, description="ISO 3166 code: names that stand for that state"
    )
    triggers: dict[Identifier, tuple[Trigger, ...]] = Field(
        default_factory=dict, description="named triggers that several rules share"
    )
    rules: tuple[Rule, ...] = Field(
        default=(), max_length=MOST_RULES, description="what it asks about"
    )

    @model_validator(mode="before")
    @classmethod
    def _tell_rules_what_they_share(cls, data: object) -> object:
        if not isinstance(data, dict) or not isinstance(data.get("rules"), list):
            return data
        shared = data.get("triggers")
        spoken = {"languages": data["languages"]} if "languages" in data else {}
        rules = []
        for rule in data["rules"]:
            if isinstance(rule, dict):
                rule = {**spoken, **rule}
            name = rule.get("triggers") if isinstance(rule, dict) else None
            if isinstance(name, str):
                if not isinstance(shared, dict) or name not in shared:
                    raise ValueError(f"no shared triggers named '{name}' in this pack")
                rule = {**rule, "triggers": shared[name]}
            rules.append(rule)
        return {**data, "rules": rules}
