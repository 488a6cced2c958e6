"""Times of day: English news text goes in, a minute of the day with its tolerance comes out.

'shortly after 7:40 p.m.', 'at 0615 GMT', 'around noon'. A time whose half of the day is not said
('at 7:40') is not read. Two zones are never converted into each other, as texts do not say how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from factcheck.values.relation import Related, Relation

DAY = 24 * 60  # minutes
# Minutes that a word leaves room for, before and after the time that stands beside it: what
# newsrooms take 'about' and 'shortly after' to mean. A bare full or half hour is rounded.
ROOM = {"": (0, 0), "about": (30, 30), "after": (0, 45), "before": (45, 0)}
ROUNDED = (5, 5)
SIGNS = {"": "", "about": "~", "after": ">", "before": "<"}  # in normal forms
# Two times closer than this are one event's, read off two watches: alarm, call and arrival.
SLACK = 10
HALVES = {"morning": "a", "afternoon": "p", "evening": "p", "night": "p"}
LOCAL = "local"
ZONES = tuple("GMT UTC BST CET CEST EET MSK IST JST AEST".split()) + tuple(
    f"{coast}{form}" for coast in "ECMP" for form in ("T", "ST", "DT")
)
SAME_ZONE = {"UTC": "GMT"}
COASTS = "Local|Eastern|Central|Mountain|Pacific"  # whose time is that of the news

_BOUNDS = "by|before|after|until|till|since|from|between|to|and|than|through"
_LEAD = re.compile(
    rf"\b(?:(?P<bound>{_BOUNDS})\s+)?"
    r"(?:(?P<about>about|around|approximately|roughly|circa|approx\.?)\s+"
    r"|(?:shortly|just|soon|moments|minutes) (?P<side>after|before|past)\s+"
    r"|(?P<nearly>nearly|almost)\s+)?$",
    re.IGNORECASE,
)
LEAD_REACH = 24  # characters; the longest lead there is
_ZONE = rf"(?:[ ,(]{{1,2}}(?P<zone>{'|'.join(ZONES)}|local(?: time)?)\b)?"
_HALF = r"(?:[ \u00a0\u202f]?(?P<half>[ap])\.?[ ]?m\b\.?)"
_OF_DAY = (
    r"(?:,? (?:in the|at|this|last|that|yesterday|tomorrow|(?:on )?\w{3,6}day) "
    r"(?P<of_day>morning|afternoon|evening|night)\b)"
)
_BESIDE = (
    rf" ?\((?:\d{{1,2}}[.:]?\d\d)[^()]{{0,6}} ?(?:{'|'.join(ZONES)})\b"  # 'at 1540 (1340 GMT)'
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w.:,$€£-])(?P<hour>\d{{1,2}})(?:[.:](?P<minute>\d\d))?(?:{_HALF}|{_OF_DAY}){_ZONE}",
        rf"(?<![\w.:,$€£-])(?P<hour>\d\d?):(?P<minute>\d\d)(?![\d:])(?P<hours> (?:hours|hrs)\b)?"
        rf"{_OF_DAY}?{_ZONE}",
        rf"(?<![\w.:,$€£-])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)"
        rf"(?=[ ]?(?:hours|hrs|{'|'.join(ZONES)})\b)(?P<hours> ?(?:hours|hrs)\b)?{_ZONE}",
        rf"(?<![\w.:,$€£-])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?={_BESIDE})",
        r"\b(?P<word>noon|midday|midnight)\b",
    )
)
_ELSEWHERE = re.compile(
    rf"(?: on)?(?: \w{{3,6}}day)?,? \(?(?!{COASTS})(?P<town>[A-Z][a-z]+(?: [A-Z][a-z]+)?) time\b"
)
_LOCAL = re.compile(_BESIDE)  # a time with another zone's beside it is local

_NORMAL = re.compile(
    rf"(?P<sign>[~<>]?)(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)"
    rf"(?: (?P<zone>{LOCAL}|[A-Z]+(?: [A-Z]+)?))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: minutes after midnight, and what the text adds to them."""

    minute: int
    about: str = ""  # a key of ROOM
    zone: str = ""  # 'GMT', 'local', a town in capitals; empty where none is said

    @property
    def normal(self) -> str:
        """'19:40', '~17:00', '>19:40' for shortly after, with the zone that is said."""
        return f"{SIGNS[self.about]}{self._digits} {self.zone}".strip()

    @property
    def label(self) -> str:
        """For people: 'shortly after 19:40 GMT'."""
        words = {"": "", "about": "about ", "after": "shortly after ", "before": "shortly before "}
        zone = f" {self.zone} time" if self.zone == LOCAL else f" {self.zone}"
        return f"{words[self.about]}{self._digits}{zone if self.zone else ''}"

    @property
    def _digits(self) -> str:
        return f"{self.minute // 60:02}:{self.minute % 60:02}"

    @property
    def window(self) -> tuple[int, int]:
        """The first and the last minute that it can mean; outside 0 to 1439 around midnight."""
        before, after = ROOM[self.about]
        if not self.about and self.minute % 30 == 0:
            before, after = ROUNDED
        return self.minute - before, self.minute + after


def find(text: str) -> Iterator[tuple[int, int, Clock]]:
    """Yield the times of day in `text` as (start, end, clock), in order."""
    found: dict[int, tuple[int, int, Clock]] = {}
    taken: set[int] = set()
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            lead = _LEAD.search(text, max(0, match.start() - LEAD_REACH), match.start())
            clock = _clock(match, lead, _LOCAL.match(text, match.end()) is not None)
            town = _ELSEWHERE.match(text, match.end())  # 'at 5 p.m. Oslo time'
            if clock is not None and not clock.zone and town is not None:
                clock = replace(clock, zone=town["town"].upper())
            if clock is not None and taken.isdisjoint(range(match.start(), match.end())):
                taken.update(range(match.start(), match.end()))
                start = lead.start() if lead and lead[0] else match.start()
                found[start] = (start, match.end(), clock)
    yield from (found[start] for start in sorted(found))


def _clock(match: re.Match[str], lead: re.Match[str] | None, beside: bool) -> Clock | None:
    if lead is not None and lead["bound"]:
        return None  # 'until 9 p.m.' is not when
    groups = match.groupdict()
    minute = _minute(groups)
    if minute is None:
        return None
    about = ""
    if lead is not None:
        side = (lead["side"] or "").lower().replace("past", "after")
        about = "about" if lead["about"] else "before" if lead["nearly"] else side
    zone = (groups.get("zone") or "").upper()
    zone = LOCAL if zone.startswith("LOCAL") or (beside and not zone) else SAME_ZONE.get(zone, zone)
    return Clock(minute, about, zone)


def _minute(groups: dict[str, str | None]) -> int | None:
    """Minutes after midnight; None where the time does not exist or its half is not said."""
    word = groups.get("word")
    if word:
        return 0 if word.lower() == "midnight" else DAY // 2
    hour, minute = int(groups["hour"] or 0), int(groups["minute"] or 0)
    of_day = groups.get("of_day")
    half = (groups.get("half") or HALVES.get((of_day or "").lower(), "")).lower()
    if of_day == "night" and hour in {12, 1, 2, 3, 4}:
        half = "a"
    if hour > 23 or minute > 59:
        return None
    if half and 1 <= hour <= 12:
        return (hour % 12 + (12 if half == "p" else 0)) * 60 + minute
    padded = len(groups["hour"] or "") == 2 and hour < 10
    if hour > 12 or padded or groups.get("hours") or groups.get("zone"):
        return hour * 60 + minute
    return None


def parse(surface: str) -> Clock | None:
    """The time of day that the whole of `surface` says, or a normal form read back."""
    surface = surface.strip()
    if match := _NORMAL.fullmatch(surface):
        about = {sign: word for word, sign in SIGNS.items()}[match["sign"]]
        return Clock(int(match["hour"]) * 60 + int(match["minute"]), about, match["zone"] or "")
    for start, end, clock in find(surface):
        if not surface[end:].strip() and not surface[:start].strip():
            return clock
    return None


def relate(a: Clock, b: Clock) -> Related:
    """Hold the windows of two times against each other, round midnight too."""
    if a == b:
        return Related(Relation.SAME, f"both say {a.label}")
    zones = {a.zone, b.zone} - {"", LOCAL}
    if zones and a.zone != b.zone:
        if a.minute == b.minute and "" not in (a.zone, b.zone) and zones <= {*ZONES}:
            return Related(Relation.DIFFERS, f"{a.label} is not {b.label}")
        return Related(Relation.INCOMPARABLE, f"{a.label} and {b.label} are of two time zones")
    (a_from, a_to), (b_from, b_to) = a.window, b.window
    gap = min(
        max(a_from + days * DAY, b_from) - min(a_to + days * DAY, b_to) for days in (-1, 0, 1)
    )
    if gap <= 0:
        return Related(Relation.REFINES, f"{a.label} and {b.label} leave room for each other")
    if gap <= SLACK:
        return Related(Relation.INCOMPARABLE, f"{a.label} and {b.label} are minutes apart")
    return Related(Relation.DIFFERS, f"{a.label} is not {b.label}")
