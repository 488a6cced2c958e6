"""A number of articles and findings goes in, a report of that size comes out, the same every time:
a storm in a country that is on no map, told by newspapers that nobody prints.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import product

from factcheck.model import (
    Answer,
    Article,
    Copy,
    Decision,
    Dependence,
    Evidence,
    Finding,
    Level,
    MetadataField,
    Passage,
    Provenance,
    Reason,
    Removed,
    Report,
    Severity,
    Skipped,
    State,
    Subject,
    Verdict,
)
from factcheck.model import Stated as Known

FIRST_DAY = date(2024, 3, 4)
DAYS = 14  # on which articles appear
WORDS = (350, 600)  # of an article
PUBLISHERS = 150  # at most
SHARES = {  # more is flagged than in a real story: the page has more to do
    Verdict.CONFLICT: 20,
    Verdict.DISPUTE: 8,
    Verdict.UPDATE: 12,
    Verdict.AGREEMENT: 30,
    Verdict.SINGLE: 30,
}
COPIED = 0.15  # share of passages that a second article has from an agency
REVIEWED = 12  # every so many findings
DISMISSED = 40  # one for every so many that are shown
KEPT = (State.CONFIRMED, State.RESOLVED, State.DEFERRED, State.CONTESTED)

STARTS = "Ar Bel Cor Dun Elm Far Gal Hol Is Kel Lun Mor Nor Or Pel Quar Ros Sel Tor Ul".split()
ENDS = "ava brook dale eth ford gate holm ick".split()
PLACES = [start + end for start, end in product(STARTS, ENDS)]
FIRST_NAMES = (
    "Ada Bruno Clara Dario Edda Felix Greta Hugo Ines Jonas Karla Leo Mira Nils Olga Paul Runa "
    "Stella Tomas Vera"
).split()
LAST_NAMES = (
    "Abend Brandal Corvo Dressel Eklof Farkas Granat Hessel Ivarin Jansa Kolbe Lindor Marvik "
    "Nordal Osten Prager Quist Rovelli Sandor Tarn"
).split()
PEOPLE = [f"{first} {last}" for first, last in product(FIRST_NAMES, LAST_NAMES)]
PAPERS = "Gazette Courier Herald Post Observer Mail Evening_News Dispatch Times Radio".split()
THINGS = (
    "school|hospital|footbridge|ferry landing|town hall|power station|railway line|harbour wall|"
    "water works|fish market|lighthouse|library|old mill|bus depot|care home|cannery|dam|museum|"
    "quarry|sports hall|swimming bath|grain store|chapel|coast road"
).split("|")
OFFICES = (
    "the fire service|the regional government|the harbour office|the town council|the coast guard|"
    "the ministry of transport|the water board|the hospital board|the police|the road office"
).split("|")
CAUSES = (
    "a fallen crane|the flood wave|a burst pipe|a landslide|a broken power line|floating timber|"
    "a gust from the north|melting snow|a blocked drain|a drifting barge"
).split("|")
ASIDES = """
The rain had not stopped for three days, and the wind turned to the north in the small hours
In {place} the shops stayed closed, and the buses ran only as far as the ring road
{person}, who has lived in {place} for {number} years, said nobody had seen anything like it
Meteorologists had warned of gusts of more than {number} kilometres an hour along the whole coast
Volunteers filled {number} hundred sandbags before dawn and carried them down to the quay
The road between {place} and {other} was passable for heavy vehicles alone
A spokesman for {office} said that the work would go on through the night
Schools in {place} are to open again on Monday, provided that the heating works
Neighbours brought soup and blankets to the gymnasium, where beds stood in long rows
“We have practised this for years, but never with so little light,” said {person} of the rescue team
The minister is expected in {place} this week, and {office} has asked for help from abroad
Insurers called it too early to name a sum, and asked their customers to take photographs
On the hill above {place} the mast of the radio station had come down across two garages
Power was back in most streets by the evening, though not in the lanes behind the church
{person} and {number} others spent the night in a railway carriage between {place} and {other}
Fishermen had pulled their boats ashore on the day before, which many of them did for the first time
The storm crossed the border in the afternoon and lost its strength over the plains
Local people blame the felling of the woods above {other}, an explanation that {office} rejects
A telephone line for relatives has been set up, and some {number} calls came in within an hour
The last comparable storm struck the coast {number} years ago, when {place} was still an island
“My father built that wall, and it has held until now,” said {person}, a carpenter from {other}
Helicopters could not take off before noon because of low clouds over the bay
The trains to {other} will be replaced by buses until further notice, as {office} announced
Farmers around {place} have lost most of the winter wheat and fear for the hay as well
""".strip().splitlines()


@dataclass(frozen=True)
class Topic:
    """What can be asked about a thing, and the sentences in which articles answer it."""

    rule: str
    kind: str
    question: str
    told: tuple[str, ...]  # with the answer; some with who says it


TOPICS = (
    Topic(
        "closures.date",
        "date",
        "When was {thing} closed?",
        (
            "{thing} was closed on {answer}, {who} said, after water had come through the doors.",
            "Since {answer} {thing} has been closed, and a notice at the gate says no more.",
            "“We shut {thing} on {answer} and sent everybody home,” said {who}.",
        ),
    ),
    Topic(
        "casualties.hurt",
        "quantity",
        "How many people were hurt at {thing}?",
        (
            "{answer} people were hurt at {thing}, {who} said, most of them by falling tiles.",
            "At {thing}, where the roof came down, {answer} people were hurt and taken to wards.",
            "“We counted {answer} injured people at {thing},” said {who} in the evening.",
        ),
    ),
    Topic(
        "money.repair",
        "money",
        "What will the repair of {thing} cost?",
        (
            "The repair of {thing} will cost {answer}, according to {who}.",
            "To mend {thing}, {answer} have to be found, which the budget does not hold.",
            "“It will cost us {answer} to put {thing} right,” {who} told reporters.",
        ),
    ),
    Topic(
        "figures.flooded",
        "percent",
        "How much of {thing} was under water?",
        (
            "{who} put the part of {thing} that was under water at {answer}.",
            "Some {answer} of {thing} stood under water by the evening, as pictures show.",
            "“When we arrived, {answer} of {thing} was under water,” said {who}.",
        ),
    ),
    Topic(
        "deeds.evacuation",
        "actor",
        "Who ordered the evacuation of {thing}?",
        (
            "It was {answer} that ordered the evacuation of {thing}, {who} said on the next day.",
            "The evacuation of {thing} had been ordered by {answer} shortly before midnight.",
            "“{answer} told us to leave {thing} at once,” said {who}.",
        ),
    ),
    Topic(
        "places.shelter",
        "location",
        "Where were the people from {thing} taken?",
        (
            "The people from {thing} were taken to {answer}, {who} said, where beds were ready.",
            "Everybody from {thing} was brought to {answer} in buses of the army.",
            "“They took us from {thing} to {answer}, and nobody told us for how long,” said {who}.",
        ),
    ),
    Topic(
        "causes.damage",
        "thing",
        "What damaged {thing}?",
        (
            "{thing} was damaged by {answer}, {who} said after a first look at the place.",
            "What damaged {thing} was {answer}, to judge by the marks on its western side.",
            "“There is no doubt that {answer} damaged {thing},” said {who}.",
        ),
    ),
    Topic(
        "deeds.inspection",
        "polarity",
        "Was {thing} inspected before the storm?",
        (
            "{thing} {answer} in the year before the storm, according to {who}.",
            "The papers say that {thing} {answer} before the winter, as the law demands.",
            "“{thing} {answer} in the autumn, and I can prove it,” said {who}.",
        ),
    ),
    Topic(
        "people.head",
        "person",
        "Who runs {thing}?",
        (
            "{answer}, who runs {thing}, had warned of the danger in a letter, {who} said.",
            "{thing} is run by {answer}, and had passed from hand to hand for years before.",
            "“{answer} has run {thing} since the spring,” said {who}.",
        ),
    ),
)
RISING = tuple(topic for topic in TOPICS if topic.kind in {"quantity", "money", "percent"})


@dataclass(frozen=True)
class Stated:
    """An answer: its normal form, its label, and the words that an article has for it."""

    value: str
    label: str
    words: str
    subject: Subject | None = None


@dataclass(frozen=True, eq=False)
class Said:
    """A sentence that states an answer, and where in it; one that was copied is the same object."""

    sentence: str
    words: str
    at: int
    who: str | None
    direct: bool


@dataclass
class Draft:
    """An article while it is written; `starts` says where what it says begins in its text."""

    article: Article
    said: list[Said] = field(default_factory=list)
    starts: dict[Said, int] = field(default_factory=dict)

    def evidence(self, said: Said) -> Evidence:
        """The passage, once the text is there."""
        start = self.starts[said]
        return Evidence(
            article=self.article.id,
            start=start,
            end=start + len(said.sentence),
            quote=said.sentence,
            answer_text=said.words,
            answer_start=start + said.at,
            answer_end=start + said.at + len(said.words),
            attributed_to=said.who,
            direct=said.direct,
        )


@dataclass(frozen=True)
class Plan:
    """A finding while its articles are written."""

    verdict: Verdict
    topic: Topic
    place: str
    question: str
    answers: tuple[tuple[Stated, tuple[tuple[Draft, Said], ...]], ...]


def invent(articles: int = 1_000, findings: int = 2_000, seed: int = 1) -> Report:
    """A report that shows so many articles and findings; a few more findings are dismissed."""
    chance = random.Random(seed)
    drafts = [_draft(chance, number, articles) for number in range(articles)]
    plans = list(_plans(chance, drafts, findings + findings // DISMISSED))
    for draft in drafts:
        _write(chance, draft)
    made = [_finding(chance, number, plan) for number, plan in enumerate(plans)]
    return Report(
        articles=tuple(draft.article for draft in drafts),
        findings=tuple(finding for finding in made if not _dismissed(finding)),
        dismissed=tuple(finding for finding in made if _dismissed(finding)),
        copies=tuple(_copies(plans)),
        skipped=(
            Skipped(path="storm/scan-0001.pdf", reason="not text: it is a PDF"),
            Skipped(path="storm/empty.txt", reason="empty"),
        ),
        provenance=Provenance(
            factcheck="0.1.0",
            model="en_core_web_sm 3.8.0",
            packs=tuple(f"{topic.rule.split('.')[0]}: 1 rule, sha256 c0ffee" for topic in TOPICS),
            settings={"longest article": "1,000,000 characters"},
        ),
    )


def _draft(chance: random.Random, number: int, of: int) -> Draft:
    """An article without its text; a few lack their date or their publisher."""
    paper = number % min(of, PUBLISHERS)
    name = PAPERS[paper % len(PAPERS)].replace("_", " ")
    publisher = f"The {PLACES[paper % len(PLACES)]} {name}" if number % 20 != 19 else None
    day = FIRST_DAY + timedelta(chance.randrange(DAYS))
    dated = number % 15 != 14
    title = f"{chance.choice(PLACES)} counts its losses after the storm"
    removed = (
        Removed(text="READ ALSO: How to keep a cellar dry", reason="related links"),
        Removed(text="Share this | Print | Newsletter", reason="share bar"),
    )
    return Draft(
        Article(
            id=f"{number:04}-storm",
            path=f"storm/{number:04}-storm.txt",
            publisher=publisher,
            title=title,
            published=day.isoformat() if dated else None,
            published_evidence=f"{day.day} March 2024" if dated else None,
            metadata=tuple(_known(number, publisher, title, day if dated else None)),
            text="",
            removed=removed if number % 3 == 0 else (),
        )
    )


def _known(number: int, publisher: str | None, title: str, day: date | None) -> Iterator[Known]:
    """What a page's markup tells of an article, a field once."""
    host = f"{(publisher or 'storm').lower().replace(' ', '')}.example"
    address = f"https://{host}/2024/03/{number:04}-counts-its-losses-after-the-storm"
    told: list[tuple[MetadataField, str, str]] = [
        ("title", title, "og:title"),
        ("byline", PEOPLE[number % len(PEOPLE)], "author"),
        ("language", "en", "html lang"),
        ("url", address, "link canonical"),
    ]
    if publisher is not None:
        told.append(("publisher", publisher, "og:site_name"))
    if day is not None:
        written = f"article:published_time: {day.isoformat()}T08:00:00+01:00"
        told.append(("published", day.isoformat(), written))
    for field_, value, evidence in told:
        yield Known(field=field_, value=value, evidence=evidence, source="markup", confidence=0.95)


def _plans(chance: random.Random, drafts: list[Draft], findings: int) -> Iterator[Plan]:
    """What is to be found, no question twice; the sentences go to the articles at once."""
    asked = list(product(THINGS, PLACES, TOPICS))
    chance.shuffle(asked)
    verdicts = chance.choices(list(SHARES), list(SHARES.values()), k=findings)
    for verdict in sorted(verdicts, key=list(Verdict).index):
        thing, place, topic = asked.pop()
        while verdict is Verdict.UPDATE and topic not in RISING:
            thing, place, topic = asked.pop()
        named = f"the {thing} of {place}"
        sides = []
        for stated, tellers in _sides(chance, verdict, topic, drafts):
            told = tuple(_tell(chance, verdict, topic, named, stated, tellers))
            for draft, said in told:
                draft.said.append(said)
            sides.append((stated, told))
        yield Plan(verdict, topic, place, topic.question.format(thing=named), tuple(sides))


def _sides(
    chance: random.Random, verdict: Verdict, topic: Topic, drafts: list[Draft]
) -> Iterator[tuple[Stated, list[Draft]]]:
    """The answers, and the articles that give each; of an update the later ones give more."""
    few = 1 if verdict is Verdict.SINGLE else chance.randint(2, 6)
    tellers = chance.sample(drafts, min(few, len(drafts)))
    if verdict in {Verdict.AGREEMENT, Verdict.SINGLE}:
        number = 1
    else:
        number = min(2 if topic.kind == "polarity" else chance.randint(2, 4), len(tellers))
    if verdict is Verdict.UPDATE:
        tellers.sort(key=lambda draft: draft.article.published or "")
    stated = _stated(chance, topic.kind, number)
    cuts = [round(len(tellers) * place / number) for place in range(number + 1)]
    for place, one in enumerate(stated):
        yield one, tellers[cuts[place] : cuts[place + 1]]


def _stated(chance: random.Random, kind: str, number: int) -> list[Stated]:
    """So many answers of a kind that differ; amounts rise."""
    match kind:
        case "date":
            days = sorted(chance.sample(range(1, 25), number))
            return [Stated(f"2024-03-{d:02}", f"{d} March 2024", f"{d} March") for d in days]
        case "quantity":
            counts = sorted(chance.sample(range(2, 180), number))
            return [Stated(str(n), str(n), str(n)) for n in counts]
        case "money":
            sums = [n * 10_000 for n in sorted(chance.sample(range(12, 900), number))]
            return [Stated(f"{n} [crown]", f"{n:,} crowns", f"{n:,} crowns") for n in sums]
        case "percent":
            parts = sorted(chance.sample(range(5, 100), number))
            return [Stated(f"{n} %", f"{n} %", f"{n} percent") for n in parts]
        case "polarity":
            both = [Stated("yes", "Yes", "was inspected"), Stated("no", "No", "went unchecked")]
            return chance.sample(both, number)
        case "thing":
            return [Stated(cause, cause, cause) for cause in chance.sample(CAUSES, number)]
        case "actor":
            return [_named("organization", name) for name in chance.sample(OFFICES, number)]
        case "person":
            return [_named("person", name) for name in chance.sample(PEOPLE, number)]
        case "location":
            return [_named("place", name) for name in chance.sample(PLACES, number)]
    raise ValueError(f"no answers of kind {kind}")


def _named(kind: str, name: str) -> Stated:
    label = name.removeprefix("the ")
    label = label[0].upper() + label[1:]
    value = label.lower()
    return Stated(value, label, name, Subject(kind=kind, value=value, label=label))


def _tell(
    chance: random.Random,
    verdict: Verdict,
    topic: Topic,
    thing: str,
    stated: Stated,
    tellers: Iterable[Draft],
) -> Iterator[tuple[Draft, Said]]:
    """A sentence for each article; agency text is one sentence in two articles."""
    before: Said | None = None
    for draft in tellers:
        if before is not None and chance.random() < COPIED:
            said = before
        else:
            form = topic.told[2 if verdict is Verdict.DISPUTE else chance.randrange(3)]
            said = _sentence(chance, form, thing, stated)
        before = said
        yield draft, said


def _sentence(chance: random.Random, form: str, thing: str, stated: Stated) -> Said:
    who = chance.choice(PEOPLE) if chance.random() < 0.6 else chance.choice(OFFICES)
    cut = form.format(answer="\0", thing=thing, who=who)
    at = cut.index("\0")
    sentence = cut.replace("\0", stated.words)
    opening = 1 if sentence[0] == "“" else 0  # the sentence proper begins behind the quotation mark
    sentence = sentence[:opening] + sentence[opening].upper() + sentence[opening + 1 :]
    words = sentence[at : at + len(stated.words)]
    return Said(sentence, words, at, who if "{who}" in form else None, form[0] == "“")


def _write(chance: random.Random, draft: Draft) -> None:
    """Give the article its text: what it has to say among what any article says, in paragraphs."""
    sentences: list[tuple[str, Said | None]] = [(said.sentence, said) for said in draft.said]
    words = sum(len(sentence.split()) for sentence, _ in sentences)
    enough = chance.randint(*WORDS)
    while words < enough:
        aside = _aside(chance)
        sentences.append((aside, None))
        words += len(aside.split())
    chance.shuffle(sentences)
    text, left = "", chance.randint(1, 4)
    for sentence, said in sentences:
        if text:
            text += " " if left else "\n\n"
            left = left - 1 if left else chance.randint(0, 3)
        if said is not None:
            draft.starts[said] = len(text)
        text += sentence
    draft.article = draft.article.model_copy(update={"text": text})


def _aside(chance: random.Random) -> str:
    place, other = chance.sample(PLACES, 2)
    return (
        chance.choice(ASIDES).format(
            place=place,
            other=other,
            person=chance.choice(PEOPLE),
            office=chance.choice(OFFICES),
            number=chance.randint(3, 90),
        )
        + "."
    )


def _finding(chance: random.Random, number: int, plan: Plan) -> Finding:
    answers = tuple(_answer(stated, told) for stated, told in plan.answers)
    levels = tuple(_levels(plan))
    named = [stated.subject for stated, _ in plan.answers if stated.subject is not None]
    return Finding(
        id=f"{number:016x}",
        fingerprint=f"{number * 7919:016x}",
        verdict=plan.verdict,
        kind=plan.topic.kind,
        question=plan.question,
        severity=chance.choice(list(Severity)),
        confidence=round(min(0.99, max(0.05, sum(level.contribution for level in levels))), 3),
        explanation=levels,
        rule=plan.topic.rule,
        answers=answers,
        about=tuple(
            dict.fromkeys(
                (Subject(kind="place", value=plan.place.lower(), label=plan.place), *named)
            )
        ),
        review=_review(number, answers[0]),
    )


def _answer(stated: Stated, told: tuple[tuple[Draft, Said], ...]) -> Answer:
    """An answer with its passages; articles that have one sentence are one source."""
    sources = (draft.article.publisher or draft.article.id for draft, _ in told)
    groups: dict[Said, list[str]] = {}
    for draft, said in told:
        groups.setdefault(said, []).append(draft.article.id)
    return Answer(
        value=stated.value,
        label=stated.label,
        sources=tuple(dict.fromkeys(sources)),
        evidence=tuple(draft.evidence(said) for draft, said in told),
        origins=tuple(tuple(group) for group in groups.values()),
        dependences=tuple(
            Dependence(reason="words", articles=tuple(group))
            for group in groups.values()
            if len(group) > 1
        ),
    )


def _levels(plan: Plan) -> Iterator[Level]:
    """An explanation as long as real ones are."""
    yield Level(name="question", detail=plan.question, contribution=0.6)
    detail = f"both speak of '{plan.place}' and of the storm of 4 March 2024"
    yield Level(name="same event", detail=detail, contribution=0.15)
    if plan.verdict is Verdict.SINGLE:
        return
    labels = [stated.label for stated, _ in plan.answers]
    tellers = sum(len(told) for _, told in plan.answers)
    if len(labels) == 1:
        detail = f"{tellers} articles say {labels[0]}"
    else:
        detail = f"{' and '.join(labels[:2])} are different answers to one question"
    yield Level(name="values", detail=detail, contribution=0.1)
    if plan.verdict is Verdict.UPDATE:
        detail = "the later articles have the higher number, as they do while something goes on"
        yield Level(name="order", detail=detail, contribution=0.05)
    detail = "the doer is named by a pronoun or description, which was read as the name before it"
    yield Level(name="reading", detail=detail, contribution=-0.1)
    detail = f"{max(0, tellers - 2)} more independent sources of the answers"
    yield Level(name="corroboration", detail=detail, contribution=0.05)


def _review(number: int, answer: Answer) -> Decision | None:
    """What somebody decided, if anybody did; the decisions that leave a finding in take turns."""
    if number % (DISMISSED + 1) == DISMISSED:
        state = State.DISMISSED
    elif number % REVIEWED == 0:
        state = KEPT[number // REVIEWED % len(KEPT)]
    else:
        return None
    return Decision(
        state=state,
        person=PEOPLE[number % len(PEOPLE)],
        at=datetime(2024, 3, 20, 9, number % 60, tzinfo=UTC),
        reason=Reason.DIFFERENT_EVENTS if state is State.DISMISSED else None,
        answer=answer.value if state is State.RESOLVED else None,
        note="Called the press office twice; they will send the minutes of the meeting.",
    )


def _dismissed(finding: Finding) -> bool:
    return finding.review is not None and finding.review.dismissed


def _copies(plans: Iterable[Plan]) -> Iterator[Copy]:
    """The sentences that stand in two articles."""
    for plan in plans:
        for _, told in plan.answers:
            first: dict[Said, Draft] = {}
            for draft, said in told:
                source = first.setdefault(said, draft)
                if source is not draft:
                    yield Copy(passage=_place(draft, said), same_as=_place(source, said))


def _place(draft: Draft, said: Said) -> Passage:
    start = draft.starts[said]
    return Passage(article=draft.article.id, start=start, end=start + len(said.sentence))
