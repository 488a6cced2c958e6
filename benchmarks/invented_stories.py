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

# Names are made of syllables, so that there are as many as there are stories: 8,000 of each kind.
FIRST = ("Bar", "Dan", "El", "Fen", "Gar", "Hal", "Ker", "Lor", "Mar", "Nor")
FIRST += ("Or", "Pel", "Ran", "Sel", "Tor", "Ul", "Var", "Wen", "Yar", "Zel")
MIDDLE = ("a", "e", "i", "o", "an", "en", "in", "on", "ar", "er")
MIDDLE += ("ir", "or", "al", "el", "il", "ol", "as", "es", "is", "os")
LAST = ("berg", "dal", "feld", "gard", "holm", "kov", "lund", "mark", "nes", "ov")
LAST += ("quist", "rud", "sen", "stad", "tov", "vik", "wald", "wick", "yard", "zan")
TOWNS = ("bridge", "burgh", "bury", "chester", "combe", "ford", "ham", "haven", "hill", "hurst")
TOWNS += ("ley", "mere", "minster", "mouth", "port", "stead", "thorpe", "ton", "wold", "worth")
GIVEN = ("Ida", "Paul", "Susan", "Martin", "Clara", "Peter", "Helen", "Robert", "Laura", "Simon")
EVENTS = ("fire", "explosion", "train crash", "flood", "landslide", "bus crash", "storm")
BUILDINGS = ("school", "hotel", "warehouse", "hospital", "theatre", "mill", "library")
PAPERS = ("Courier", "Gazette", "Herald", "Observer", "Post", "Tribune", "Echo")
MONTHS = ("January", "March", "April", "June", "August", "October", "November")

OPENINGS = (
    "A {event} in {town} killed {dead} people and injured {hurt} on {day}.",
    "{dead} people died and {hurt} were injured on {day} in a {event} in {town}.",
    "At least one street was closed in {town} after a {event} killed {dead} people on {day}. "
    "Another {hurt} people were injured.",
)
PEOPLE = (
    "{person}, {age}, who lives nearby, called the fire brigade.",
    "The first to call for help was {person}, {age}, who had seen smoke.",
)
MONEY = (
    "The damage to the {building} was put at ${cost} million, the council said.",
    "The council put the damage to the {building} at ${cost} million.",
)
FILLING = (
    "Streets around the {building} stayed closed until the evening.",
    "Neighbours brought blankets and tea to those who had to wait outside.",
    "Experts are looking for the cause, and it may take weeks before they have found it.",
    "The {building} is one of the oldest in {town} and was repaired not long ago.",
    "Trains and buses were late, and many people walked home.",
    "The mayor of {town} thanked the helpers and asked for patience.",
    "A fund for the families is to be opened at the town hall.",
)


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


def stories(
    short: bool = False,
    seed: int = SEED,
    each: int = ARTICLES_A_STORY,
    conflicts: float = CONFLICTS,
) -> Iterator[Story]:
    """Stories without end. `short`: articles of two to four sentences; `each`: articles a story;
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
    return Story(tuple(articles), tuple(planted))


def _facts(number: int, draw: Random) -> dict[str, str]:
    """What happened. Town and person are of this story alone, for 8,000 stories."""
    return {
        "town": _syllables(number, TOWNS),
        "person": f"{draw.choice(GIVEN)} {_syllables(number, LAST)}",
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
    number = number * 4_219 % (len(FIRST) * len(MIDDLE) * len(ends))  # has no factor of 8,000
    rest, first = divmod(number, len(FIRST))
    last, middle = divmod(rest, len(MIDDLE))
    return FIRST[first] + MIDDLE[middle] + ends[last]


def _article(number: int, n: int, facts: dict[str, str], short: bool, draw: Random) -> Article:
    said = [draw.choice(OPENINGS), draw.choice(PEOPLE)]
    if not short:
        said += [draw.choice(MONEY), *draw.sample(FILLING, len(FILLING) - 1)]
    elif draw.random() < 1 / 2:
        said.append(draw.choice(FILLING))
    title = "{event} in {town}".format(**facts)
    title = title[0].upper() + title[1:]
    text = "\n\n".join([title, *(sentence.format(**facts) for sentence in said)])
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
    parser.add_argument("--short", action="store_true", help="articles of two to four sentences")
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
