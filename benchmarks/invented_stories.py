"""Invented news at any size: stories of several articles that agree, and here and there do not.

Out come articles and what is planted in them: which questions the articles of a story answer alike,
and which they answer in two ways. The same every time: everything is drawn by the number of the
story and a seed. Nothing is copied from anywhere.

usage: python benchmarks/invented_stories.py FOLDER [--articles 100] [--short] [--seed 1]
       python benchmarks/invented_stories.py --measure [--articles 100] [--short] [--seed 1]

The first form writes the articles, one folder a story, with gold.json beside them; the second
checks them story by story and prints how much of what is planted is found. FOLDER must not exist.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import count, islice
from pathlib import Path
from random import Random

from factcheck.model import Article

ARTICLES_A_STORY = 5
CONFLICTS = 0.3  # share of the planted questions that one article answers in another way
SEED = 1

# Names are made of syllables, so that every story has its own, as it has in news: 160,000 of each
# ending. By them, and not by what happens again and again, articles on one story are told.
FIRST = ("Bar", "Dan", "El", "Fen", "Gar", "Hal", "Ker", "Lor", "Mar", "Nor")
FIRST += ("Or", "Pel", "Ran", "Sel", "Tor", "Ul", "Var", "Wen", "Yar", "Zel")
MIDDLE = ("a", "e", "i", "o", "an", "en", "in", "on", "ar", "er")
MIDDLE += ("ir", "or", "al", "el", "il", "ol", "as", "es", "is", "os")
NEXT = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r")
NEXT += ("s", "t", "v", "z", "br", "dr", "gr", "kr", "st", "tr")
LAST = ("ell", "ander", "ik", "ard", "olm", "ov", "und", "ark", "ess", "in")
LAST += ("ist", "ud", "en", "att", "oy", "ick", "ald", "ery", "ane", "ing")
TOWNS = ("abridge", "iburgh", "abury", "ichester", "icombe", "aford", "ingham", "ehaven", "ahill")
TOWNS += ("ihurst", "ingley", "imere", "eminster", "emouth", "aport", "estead", "ethorpe")
TOWNS += ("ington", "ewold", "eworth")
RIVERS = ("e", "ay", "ane", "ent", "ess", "ia", "ick", "ine", "ise", "oe")
RIVERS += ("ond", "or", "ou", "oy", "uble", "une", "ur", "uth", "yde", "yne")
SENTENCES = 6  # of FILLING, in an article that is not short
OFTEN = 4_219  # has no factor of 160,000
APART = 25_000  # stories whose names of one ending do not meet
GIVEN = ("Ida", "Paul", "Susan", "Martin", "Clara", "Peter", "Helen", "Robert", "Laura", "Simon")
GIVEN += ("Anna", "George", "Emma", "Walter", "Julia", "Frank", "Maria", "Henry", "Rose", "Karl")
GIVEN += ("Alice", "Oscar", "Nina", "Arthur", "Vera", "Thomas", "Edith", "Philip", "Joan", "Victor")
EVENTS = ("fire", "blast", "train crash", "flood", "landslide", "bus crash", "storm")
EVENTS += ("mudslide", "tornado", "plane crash", "gas leak", "shooting", "stampede", "heatwave")
BUILDINGS = ("school", "hotel", "warehouse", "hospital", "theatre", "mill", "library", "bakery")
BUILDINGS += ("brewery", "museum", "chapel", "stadium", "cinema", "factory", "courthouse", "market")
BUILDINGS += ("monastery", "shipyard", "laundry", "granary")
PAPERS = ("Courier", "Gazette", "Herald", "Observer", "Post", "Tribune", "Echo")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September")
MONTHS += ("October", "November", "December")

ROADS = ("Street", "Road", "Lane", "Row", "Square", "Avenue", "Gate", "Walk")

TITLES = ("{town}: {company}", "{mayor} in {town}", "{town}, {street}", "{quarter} and {town}")
TITLES += ("The {river} at {town}", "{person} of {town}")
OPENINGS = (
    "A {event} in {town} killed {dead} people and injured {hurt} on {day}.",
    "{dead} people died and {hurt} were injured on {day} in a {event} in {town}.",
    "Roads were blocked in {town} after a {event} killed {dead} people on {day}. Another {hurt} "
    "people were injured.",
    "{dead} people were killed and {hurt} injured in {town} on {day}, when a {event} struck.",
    "The {event} that struck {town} on {day} killed {dead} people and injured {hurt}.",
    "On {day}, {dead} people were killed in a {event} in {town}, and {hurt} were injured.",
)
PEOPLE = (
    "{person}, {age}, of {street}, called {company}.",
    "The first to ring for help was {person}, {age}, of {street}.",
    "{person}, {age}, of {quarter} survived it at {company}.",
    "{person}, {age}, a driver at {company}, escaped to {quarter}.",
    "{person}, {age}, of {street}, has family in {quarter}.",
    "{person}, {age}, of {quarter} swam through the {river}.",
    "{person}, {age}, who works for {company}, was in {street}.",
    "{mayor} praised {person}, {age}, of {street}.",
)
MONEY = (
    "The damage to the {building} was put at ${cost} million, the council said.",
    "The council put the damage to the {building} at ${cost} million.",
)
# Sentences mostly of the story's own names, with a few of many words: two stories of one kind share
# a word here and there, not sentences.
FILLING = (
    "{company} {did} {thing} to {quarter} and {street}.",
    "Mayor {mayor} of {town} {did} {thing} and {other} from {quarter}.",
    "On the {river}, {company} {did} {thing}.",
    "{quarter} {did} {thing}, {company} {other}.",
    "The {building} in {street}, built by {company}, had {thing} and {other}.",
    "{mayor}, once of {company}, {did} {thing} from the {river} to {quarter}.",
    "Between {street} and the {river}, {mayor} {did} {thing}.",
    "For {thing} and {other}, {mayor} went to {quarter}.",
)
DID = ("sent", "brought", "lent", "carried", "promised", "moved", "drove", "handed", "bought")
DID += ("found", "counted", "showed", "painted", "mended", "washed", "stored", "offered", "sold")
DID += ("shipped", "pulled", "dragged", "loaded", "hid", "lost", "fetched", "borrowed", "hired")
THINGS = ("blankets", "tea", "lamps", "boats", "candles", "pumps", "ladders", "coats", "soup")
THINGS += ("ropes", "tents", "beds", "bread", "maps", "shovels", "gloves", "boots", "horses")
THINGS += ("sirens", "sandbags", "bricks", "timber", "pipes", "cables", "engines", "wagons")
THINGS += ("milk", "apples", "letters", "flowers", "torches", "toys", "chairs", "tables", "doors")
THINGS += ("windows", "carpets", "paintings", "books", "bells", "flags", "drums", "bicycles")
THINGS += ("bandages", "masks", "helmets", "buckets", "barrels", "crates", "sacks", "coal", "hay")


@dataclass(frozen=True)
class Planted:
    """A question that is planted in a story, and the answers that its articles give."""

    story: int
    asks: str  # 'age', 'dead', 'hurt', 'cost'
    answers: tuple[str, ...]  # as they stand in the texts; of two, one article has the second

    @property
    def conflict(self) -> bool:
        """Whether two answers are given."""
        return len(self.answers) > 1


@dataclass(frozen=True)
class Story:
    """Articles on one event, and what is planted in them."""

    articles: tuple[Article, ...]
    planted: tuple[Planted, ...]
    names: tuple[str, ...]  # that no other story has


def stories(
    short: bool = False,
    seed: int = SEED,
    each: int = ARTICLES_A_STORY,
    conflicts: float = CONFLICTS,
) -> Iterator[Story]:
    """Stories without end. `short`: articles of three to five sentences; `each`: articles a story;
    `conflicts`: share of the planted questions that two answers are given to."""
    for number in count():
        yield story(number, short, seed, each, conflicts)


def story(
    number: int,
    short: bool = False,
    seed: int = SEED,
    each: int = ARTICLES_A_STORY,
    conflicts: float = CONFLICTS,
) -> Story:
    """One of the stories, by its number."""
    draw = Random(f"{seed} {number}")
    facts = _facts(number, draw)
    other = {
        "dead": str(int(facts["dead"]) + draw.randint(2, 9)),
        "hurt": str(int(facts["hurt"]) + draw.randint(11, 40)),
        "age": str(int(facts["age"]) + draw.randint(2, 9)),
        "cost": str(int(facts["cost"]) + draw.randint(11, 30)),
    }
    asked = ["dead", "hurt", "age"] if short else ["dead", "hurt", "age", "cost"]
    odd = {name: draw.randrange(each) for name in asked if draw.random() < conflicts}
    articles = []
    for n in range(each):
        own = facts | {name: other[name] for name, of in odd.items() if of == n}
        articles.append(_article(number, n, own, short, draw))
    planted = [
        Planted(number, name, (facts[name], other[name]) if name in odd else (facts[name],))
        for name in asked
    ]
    return Story(tuple(articles), tuple(planted), tuple(_names(number).values()))


def _names(number: int) -> dict[str, str]:
    """The names of a story."""
    return {
        "town": _syllables(number, TOWNS),
        "surname": _syllables(number, LAST),
        "street": _syllables(number + APART, LAST),
        "mayor": _syllables(number + 2 * APART, LAST),
        "company": _syllables(number + 3 * APART, LAST),
        "quarter": _syllables(number + APART, TOWNS),
        "river": _syllables(number, RIVERS),
    }


def _facts(number: int, draw: Random) -> dict[str, str]:
    """What happened, where and to whom."""
    names = _names(number)
    return names | {
        "person": f"{draw.choice(GIVEN)} {names['surname']}",
        "street": f"{names['street']} {draw.choice(ROADS)}",
        "event": draw.choice(EVENTS),
        "building": draw.choice(BUILDINGS),
        "day": f"{draw.choice(MONTHS)} {draw.randint(1, 28)}, {draw.randint(2001, 2020)}",
        "dead": str(draw.randint(3, 60)),
        "hurt": str(draw.randint(61, 300)),
        "age": str(draw.randint(21, 80)),
        "cost": str(draw.randint(2, 90)),
    }


def _syllables(number: int, ends: tuple[str, ...]) -> str:
    """A name by its number; its parts change at every step."""
    rest = number * OFTEN % (len(FIRST) * len(MIDDLE) * len(NEXT) * len(ends))
    name = ""
    for parts in (FIRST, MIDDLE, NEXT, ends):
        rest, place = divmod(rest, len(parts))
        name += parts[place]
    return name


def _article(number: int, n: int, facts: dict[str, str], short: bool, draw: Random) -> Article:
    said = [draw.choice(OPENINGS), draw.choice(PEOPLE)]
    if not short:
        said.append(draw.choice(MONEY))
    said = [sentence.format(**facts) for sentence in said]
    for sentence in draw.sample(FILLING, draw.choice((1, 2)) if short else SENTENCES):
        thing, other = draw.sample(THINGS, 2)
        said.append(sentence.format(**facts, did=draw.choice(DID), thing=thing, other=other))
    title = draw.choice(TITLES).format(**facts)
    text = "\n\n".join([title, *said])
    name = f"s{number:06}-{n}"
    return Article(
        id=name,
        path=f"{name}.txt",
        publisher=f"The {facts['town']} {PAPERS[n % len(PAPERS)]}",
        title=title,
        text=text,
    )


def write(folder: Path, articles: int, short: bool, seed: int) -> None:
    """The stories as files, a folder each, and gold.json.

    Raises FileExistsError for a folder that is there.
    """
    folder.mkdir(parents=True)
    gold = []
    for one in islice(stories(short, seed), articles // ARTICLES_A_STORY):
        for article in one.articles:
            place = folder / article.id.partition("-")[0]
            place.mkdir(exist_ok=True)
            (place / article.path).write_text(article.text + "\n", encoding="utf-8")
        gold += [asdict(planted) for planted in one.planted]
    (folder / "gold.json").write_text(json.dumps(gold, indent=1) + "\n", encoding="utf-8")


def measure(articles: int, short: bool, seed: int) -> None:
    """Print how many planted conflicts are flagged, and how many of what is flagged is planted."""
    from factcheck.pipeline import check_articles

    counted: Counter[str] = Counter()
    for one in islice(stories(short, seed), articles // ARTICLES_A_STORY):
        report = check_articles(one.articles)
        flagged = [{a.value for a in f.answers} for f in report.flagged]
        agreed = [{f.answers[0].value} for f in report.findings if f.verdict == "agreement"]
        for planted in one.planted:
            kind = "conflicts" if planted.conflict else "agreements"
            counted[kind] += 1
            found = flagged if planted.conflict else agreed
            counted[f"found {kind}"] += any(set(planted.answers) <= answers for answers in found)
        pairs = [set(planted.answers) for planted in one.planted if planted.conflict]
        counted["flagged"] += len(flagged)
        counted["rightly"] += sum(any(pair <= answers for pair in pairs) for answers in flagged)
    for kind in ("conflicts", "agreements"):
        print(f"{kind}: {counted[f'found {kind}']} of {counted[kind]} found")
    print(f"flagged: {counted['rightly']} of {counted['flagged']} planted")


def main() -> None:
    """Write the articles, or measure on them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", metavar="FOLDER")
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--short", action="store_true", help="articles of three to five sentences")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--measure", action="store_true")
    args = parser.parse_args()
    if args.measure:
        measure(args.articles, args.short, args.seed)
    elif args.folder is None:
        parser.error("give the folder to write, or --measure")
    elif args.folder.exists():
        sys.exit(f"{args.folder} is there already; give a folder that does not exist")
    else:
        write(args.folder, args.articles, args.short, args.seed)


if __name__ == "__main__":
    main()
