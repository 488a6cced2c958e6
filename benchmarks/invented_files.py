"""A number and a seed go in; so many files of invented articles come out, mixed as in a newsroom's
folder, the same every time: texts, pages, mails, documents, tables, feeds, archives, broken ones.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage
from html import escape
from pathlib import Path

from invented import ASIDES, FIRST_DAY, OFFICES, PAPERS, PEOPLE, PLACES, THINGS
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

DAYS = 90  # on which articles appear
SENTENCES = (10, 40)  # of an article: 150 to 700 words
RECORDS = (3, 12)  # articles of a table, a feed, an archive
A_FOLDER = 500  # files
COPIED = 0.04  # share of articles that were printed before, by the same paper

# Files of a thousand, by their format.
SHARES = {
    "text": 240,
    "html": 280,
    "mail": 90,
    "docx": 70,
    "pdf": 60,
    "json": 40,
    "jsonl": 15,
    "csv": 20,
    "feed": 40,
    "ninjs": 45,
    "newsml": 40,
    "zip": 10,
    "tar": 5,
    "warc": 5,
    "broken": 40,
}

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STYLES = getSampleStyleSheet()
_ZIP_DAY = (2024, 3, 4, 0, 0, 0)  # of members, so that the same archive comes out


@dataclass(frozen=True)
class Story:
    """An article before it is put into a format."""

    number: int
    publisher: str
    title: str
    byline: str
    day: date
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def address(self) -> str:
        host = self.publisher.removeprefix("The ").replace(" ", "").lower()
        return f"https://{host}.example/{self.day:%Y/%m/%d}/{self.number}"


class Stories:
    """Articles, one after the other; now and then one comes a second time."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._number = 0
        self._last: list[Story] = []

    def next(self) -> Story:
        self._number += 1
        if self._last and self.chance.random() < COPIED:
            return self.chance.choice(self._last)
        story = self._new()
        self._last = [*self._last[-200:], story]
        return story

    def some(self) -> list[Story]:
        return [self.next() for _ in range(self.chance.randint(*RECORDS))]

    def _new(self) -> Story:
        chance = self.chance
        place = chance.choice(PLACES)
        sentences = [self._sentence(place) for _ in range(chance.randint(*SENTENCES))]
        paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
        paper = chance.choice(PAPERS).replace("_", " ")
        return Story(
            self._number,
            f"The {chance.choice(PLACES[:40])} {paper}",
            f"{place} {chance.choice(('mends', 'counts', 'misses', 'opens', 'sells'))} "
            f"its {chance.choice(THINGS)} again, {chance.randint(2, 900)} days on",
            chance.choice(PEOPLE),
            FIRST_DAY + timedelta(chance.randrange(DAYS)),
            tuple(paragraphs),
        )

    def _sentence(self, place: str) -> str:
        chance = self.chance
        told = chance.choice(ASIDES).format(
            place=place,
            other=chance.choice(PLACES),
            person=chance.choice(PEOPLE),
            office=chance.choice(OFFICES),
            number=chance.randint(2, 900),
        )
        thing = f"the {chance.choice(THINGS)} of {chance.choice(PLACES)}"
        return f"{told}, not far from {thing}."


def text(stories: Stories) -> bytes:
    story = stories.next()
    head = f"{story.title}\nBy {story.byline}\nPublished {story.day:%d %B %Y}\n{story.publisher}"
    return f"{head}\n\n{story.text}\n\nShare on Facebook\n".encode()


def page(stories: Stories) -> bytes:
    return _page(stories.next())


def _page(story: Story) -> bytes:
    known = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": f"{story.day}T06:45:00+01:00",
        "author": {"@type": "Person", "name": story.byline},
        "publisher": {"@type": "Organization", "name": story.publisher},
    }
    links = "".join(
        f'<li><a href="/more/{n}">More on the storm, part {n}</a></li>' for n in range(40)
    )
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(story.title)} '
        f'| {escape(story.publisher)}</title><link rel="canonical" href="{story.address}">'
        f'<script type="application/ld+json">{json.dumps(known)}</script>'
        f"<style>{'.a { margin: 0 }' * 200}</style></head><body><nav><ul>{links}</ul></nav>"
        f"<main><article><h1>{escape(story.title)}</h1><p class='byline'>By {story.byline}</p>"
        f"{body}</article></main><aside><h2>Most read</h2><ul>{links}</ul></aside>"
        f"<footer>© {escape(story.publisher)}. Privacy. Cookies.</footer></body></html>"
    ).encode()


def mail(stories: Stories) -> bytes:
    story = stories.next()
    message = EmailMessage()
    message["From"] = f"{story.publisher} <desk@paper.example>"
    message["To"] = "readers@paper.example"
    message["Subject"] = story.title
    message["Date"] = f"{story.day:%a, %d %b %Y} 06:45:00 +0100"
    message.set_content(story.text)
    return message.as_bytes()


def docx(stories: Stories) -> bytes:
    story = stories.next()
    lines = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in (story.title, f"By {story.byline}", *story.paragraphs)
    )
    document = f'<w:document xmlns:w="{_W}"><w:body>{lines}</w:body></w:document>'
    return _zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()})


def pdf(stories: Stories) -> bytes:
    story = stories.next()
    buffer = io.BytesIO()
    lines = [Paragraph(escape(story.title), _STYLES["Title"])]
    lines += [Paragraph(escape(line), _STYLES["BodyText"]) for line in story.paragraphs]
    SimpleDocTemplate(buffer, title=story.title, author=story.byline, invariant=1).build(lines)
    return buffer.getvalue()


def _record(story: Story) -> dict[str, str]:
    return {
        "title": story.title,
        "source": story.publisher,
        "date": story.day.isoformat(),
        "author": story.byline,
        "url": story.address,
        "text": story.text,
    }


def json_list(stories: Stories) -> bytes:
    return json.dumps([_record(story) for story in stories.some()]).encode()


def json_lines(stories: Stories) -> bytes:
    return "".join(json.dumps(_record(story)) + "\n" for story in stories.some()).encode()


def table(stories: Stories) -> bytes:
    rows = [_record(story) for story in stories.some()]
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    return "".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in line) + "\n" for line in lines
    ).encode()


def feed(stories: Stories) -> bytes:
    items = "".join(
        f"<item><guid>{story.number}</guid><title>{escape(story.title)}</title>"
        f"<link>{story.address}</link><pubDate>{story.day:%a, %d %b %Y} 06:45:00 +0100</pubDate>"
        f"<description>{escape(''.join(f'<p>{p}</p>' for p in story.paragraphs))}</description>"
        "</item>"
        for story in stories.some()
    )
    channel = f"<channel><title>The Bay Post</title>{items}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'.encode()


def ninjs(stories: Stories) -> bytes:
    story = stories.next()
    item = {
        "uri": story.address,
        "type": "text",
        "versioncreated": f"{story.day}T06:45:00Z",
        "headline": story.title,
        "byline": f"By {story.byline}",
        "copyrightholder": story.publisher,
        "body_text": story.text,
    }
    return json.dumps(item).encode()


def newsml(stories: Stories) -> bytes:
    story = stories.next()
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    return (
        '<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" '
        f'guid="urn:item:{story.number}" version="1" standard="NewsML-G2" standardversion="2.30">'
        f'<itemMeta><itemClass qcode="ninat:text"/><provider literal="wire"><name>'
        f"{escape(story.publisher)}</name></provider><versionCreated>{story.day}T06:45:00Z"
        "</versionCreated></itemMeta><contentMeta>"
        f"<headline>{escape(story.title)}</headline><by>{story.byline}</by></contentMeta>"
        '<contentSet><inlineXML contenttype="application/xhtml+xml">'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'
        "</inlineXML></contentSet></newsItem>"
    ).encode()


def _members(stories: Stories) -> dict[str, bytes]:
    """Files for an archive, of the plainer formats."""
    made: dict[str, bytes] = {}
    for number in range(stories.chance.randint(*RECORDS)):
        format_ = stories.chance.choice(("text", "html", "mail"))
        ending, make = FORMATS[format_]
        made[f"{number:03}.{ending}"] = make(stories)
    return made


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DAY), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def zipped(stories: Stories) -> bytes:
    return _zip(_members(stories))


def tar(stories: Stories) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in _members(stories).items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return gzip.compress(buffer.getvalue(), mtime=0)


def warc(stories: Stories) -> bytes:
    records = []
    for story in stories.some():
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + _page(story)
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {story.address}\r\n"
            f"WARC-Date: 2026-11-22T10:00:00Z\r\nWARC-Record-ID: <urn:record:{story.number}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}"
        )
        record = head.encode() + b"\r\n\r\n" + answer + b"\r\n\r\n"
        records.append(gzip.compress(record, mtime=0))
    return b"".join(records)


def broken(stories: Stories) -> bytes:
    """What is called a text, or cut off, or no text at all."""
    match stories.chance.randrange(6):
        case 0:
            return b""
        case 1:
            return b"\x89PNG\r\n\x1a\n" + stories.chance.randbytes(2000)
        case 2:
            return pdf(stories)[:1500]
        case 3:
            return zipped(stories)[:-400]
        case 4:
            return b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><rss>&b;</rss>'
        case _:
            return json_list(stories)[:-200]


FORMATS: dict[str, tuple[str, Callable[[Stories], bytes]]] = {
    "text": ("txt", text),
    "html": ("html", page),
    "mail": ("eml", mail),
    "docx": ("docx", docx),
    "pdf": ("pdf", pdf),
    "json": ("json", json_list),
    "jsonl": ("jsonl", json_lines),
    "csv": ("csv", table),
    "feed": ("rss", feed),
    "ninjs": ("ninjs", ninjs),
    "newsml": ("newsml", newsml),
    "zip": ("zip", zipped),
    "tar": ("tar.gz", tar),
    "warc": ("warc.gz", warc),
    "broken": ("txt", broken),
}


def write_files(folder: Path, count: int, seed: int = 1) -> dict[str, list[Path]]:
    """Write so many files, some hundred a folder, and return them by their format. Of two counts
    with one seed, the first files are the same."""
    stories = Stories(seed)
    formats = random.Random(seed)
    written: dict[str, list[Path]] = {name: [] for name in SHARES}
    for number in range(count):
        (name,) = formats.choices(list(SHARES), list(SHARES.values()))
        ending, make = FORMATS[name]
        file = folder / f"{number // A_FOLDER:02}" / f"{number:05}-{name}.{ending}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(make(stories))
        written[name].append(file)
    return written
