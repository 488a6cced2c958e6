"""Mails (.eml) and web pages saved as one file (.mht, .mhtml): the text, from HTML where there is
some, and what the headers state.

The date of a saved page is the day it was saved, and that of a forwarded mail the day it was sent
on: both are no publication dates and are left out.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from itertools import islice

from factcheck.ingest.charset import decode_page
from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.page import article_body, fragment_text, parse_page
from factcheck.ingest.page_metadata import marked, value_of
from factcheck.ingest.reader import Draft
from factcheck.ingest.readers.forwarded import sent_on, unquoted
from factcheck.ingest.readers.html import page_drafts, titled
from factcheck.model import MetadataField, Removed, Skipped, Stated

# Servers refuse mails beyond 25 to 50 MB, pictures and all.
MAX_BYTES = 40_000_000
MOST_PARTS = 1_000
# Longer headers are an attack: the parser's time grows with their square.
MOST_OF_A_HEADER = 2_000
# A mail of 200,000 parts takes the parser minutes, one of 500,000 headers 8 s.
MOST_BOUNDARIES = 10_000
MOST_HEADERS = 50_000
MOST_OF_A_NAME = 120

# How sure the headers of a mail make what they state: a newsletter's sender is its publisher, a
# colleague who sends an article is not.
SUBJECT = 0.8
FORWARDED = 0.5
SENT = 0.7
SENDER = 0.5

# The HTML of a mail is taken if it holds at least this share of what its plain text holds: in
# some, it is one picture.
MIN_HTML_SHARE = 0.5

_HEADER = re.compile(rb"(?:From [^\n]*\n)?[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?[^\n]*\r?\n")
_ANY_HEADER = re.compile(rb"^[A-Za-z][A-Za-z-]*:[ \t]", re.MULTILINE)
_LONG = re.compile(
    rb"^content-[a-z-]+:(?:[^\n]{2000}|(?:[^\n]*\n[ \t]){20})", re.IGNORECASE | re.MULTILINE
)
_MAIL_ONLY = re.compile(
    rb"^(?:MIME-Version|Message-ID|Received|Return-Path|Delivered-To|Content-Type|"
    rb"Snapshot-Content-Location):",
    re.IGNORECASE | re.MULTILINE,
)
_FORWARDED = re.compile(r"(?:\s*(?:fwd?|wg|tr|rv|vs|re)\s*:)+\s*", re.IGNORECASE)
_SAVED_BY = re.compile(r"saved by", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_SOFT_BREAK = re.compile(r"(?<=\S) \n(?=\S)")


class EmailReader:
    """A mail, or a page that a browser saved as one: one article a file."""

    name = "a mail"
    suffixes = frozenset({".eml", ".mht", ".mhtml"})
    largest = MAX_BYTES

    def knows(self, head: bytes) -> bool:
        """Headers from the first line on, one of them a mail's own."""
        head = head.removeprefix(BOM_UTF8)  # editors put it there
        if not _HEADER.match(head):
            return False
        headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
        return bool(_MAIL_ONLY.search(headers))

    def read(self, file: Opened) -> Iterator[Draft | Skipped]:
        """The text of the mail or page; then its attachments, which are not read."""
        try:
            data = file.all(self.largest).removeprefix(BOM_UTF8)
            _refuse_attacks(data)
            message = message_from_bytes(data, policy=policy.default)
            parts = list(islice(message.walk(), MOST_PARTS))
        except RecursionError:
            raise Unusable("a mail of parts nested too deeply; save its text alone") from None
        if not list(message.keys()):
            raise Unusable("not a mail: it has no headers; save its text as a .txt file")
        texts = [part for part in parts if not _attached(part) and _kind(part) != ""]
        if _is_saved_page(message):
            yield from _saved_page(message, texts)
            return
        yield _mail(message, texts)
        for part in parts:
            if _attached(part):
                reason = "attached to a mail and not read; save it as a file and give that"
                yield Skipped(path=f"{file.name}#{_file_name(part)}", reason=reason)


def _refuse_attacks(data: bytes) -> None:
    """Refuse what the mail parser would take minutes for. Raises `Unusable`."""
    lines = sum(1 for _ in islice(_ANY_HEADER.finditer(data), MOST_HEADERS + 1))
    if lines > MOST_HEADERS or data.count(b"\n--") > MOST_BOUNDARIES or _LONG.search(data):
        raise Unusable("a mail of far too many parts or headers; save its text alone")


def _is_saved_page(mail: EmailMessage) -> bool:
    return bool(
        _header(mail, "Snapshot-Content-Location")
        or _SAVED_BY.search(_header(mail, "From"))
        or (_content_type(mail) == "multipart/related" and not _header(mail, "To"))
    )


def _saved_page(mail: EmailMessage, texts: list[EmailMessage]) -> Iterator[Draft]:
    pages = [part for part in texts if _kind(part) == "html"]
    root = _root_of(mail)
    page = next((part for part in pages if root and _header(part, "Content-ID") == root), None)
    page = page or next(iter(pages), None)
    if page is None:
        raise Unusable("a saved page without HTML in it; save it again as .html")
    url = _header(mail, "Snapshot-Content-Location") or _header(page, "Content-Location")
    yield from page_drafts(_characters(page), url if url.startswith("http") else None)


def _root_of(mail: EmailMessage) -> str:
    """The id of the part that is the page (RFC 2387); '' where the first one is."""
    try:
        return str(mail.get_param("start") or "")
    except Exception:  # the header parser fails in many ways on broken ones
        return ""


def _mail(mail: EmailMessage, texts: list[EmailMessage]) -> Draft:
    """The draft of a mail: its subject, and the HTML or plain text that says the most."""
    stated = _stated(mail)
    title = value_of(stated, "title")
    plain = next((_characters(part) for part in texts if _kind(part) == "plain"), "")
    markup = next((_characters(part) for part in texts if _kind(part) == "html"), "")
    removed: tuple[Removed, ...] = ()
    paragraphs: tuple[str, ...] = ()
    if markup:
        paragraphs, removed = _of_html(markup, title)
    if sum(map(len, paragraphs)) < MIN_HTML_SHARE * len(plain):
        plain, headers, above = sent_on(unquoted(plain))
        if headers:
            stated = tuple(_stated_inside(headers))
            title = value_of(stated, "title")
        text, removed = _without_signature(plain)
        text = _SOFT_BREAK.sub(" ", unquoted(text))
        if above:
            removed = (Removed(text=above, reason="above what was sent on"), *removed)
        headline = f"{title}\n\n" if title else ""
        return Draft(headline + text, stated=stated, removed=removed)
    if not paragraphs:
        raise Unusable("a mail without text (a picture, or nothing but attachments)")
    return Draft(titled(title, paragraphs), stated=stated, removed=removed)


def _of_html(markup: str, title: str | None) -> tuple[tuple[str, ...], tuple[Removed, ...]]:
    try:
        body = article_body(parse_page(markup), title)
    except Unusable:  # short mails look like no article
        return tuple(fragment_text(markup).split("\n")), ()
    return body.paragraphs, body.removed


def _without_signature(text: str) -> tuple[str, tuple[Removed, ...]]:
    """Cut a mail at the line '-- ' (RFC 3676), if there is text before it."""
    found = _SIGNATURE.search(text)
    if found is None or not text[: found.start()].strip():
        return text, ()
    return text[: found.start()], (Removed(text=text[found.start() :], reason="signature"),)


def _stated(mail: EmailMessage) -> tuple[Stated, ...]:
    subject = _header(mail, "Subject")
    if forwarded := _FORWARDED.match(subject):
        return tuple(marked("title", subject[forwarded.end() :], "header Subject", FORWARDED))
    found = [*marked("title", subject, "header Subject", SUBJECT)]
    found += marked("published", _header(mail, "Date"), "header Date", SENT)
    name, address = parseaddr(_header(mail, "From"))
    sender = name or address.rpartition("@")[2]
    field: MetadataField = "publisher"
    return (*found, *marked(field, sender, "header From", SENDER))


def _stated_inside(headers: Mapping[str, str]) -> Iterator[Stated]:
    """What the headers of a mail that was sent on in another one state."""
    subject = _FORWARDED.sub("", headers["subject"], count=1)
    yield from marked("title", subject, "Subject of what was sent on", SUBJECT)
    yield from marked("published", headers.get("date", ""), "Date of what was sent on", SENT)
    name, address = parseaddr(headers["from"])
    sender = name or address.rpartition("@")[2]
    yield from marked("publisher", sender, "From of what was sent on", SENDER)


def _header(message: EmailMessage, name: str) -> str:
    """A header's words in one line; '' for none, or for one that is broken or far too long."""
    raw = next((v for key, v in message.raw_items() if key.casefold() == name.casefold()), "")
    if not raw or len(str(raw)) > MOST_OF_A_HEADER:
        return ""
    try:
        return " ".join(str(message[name]).split())
    except Exception:  # the header parser fails in many ways on broken ones
        return ""


def _content_type(part: EmailMessage) -> str:
    try:
        return part.get_content_type()
    except Exception:  # as above
        return ""


def _kind(part: EmailMessage) -> str:
    """'html', 'plain' or '' for a part that is no text."""
    kinds = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "plain"}
    return kinds.get(_content_type(part), "") if not part.is_multipart() else ""


def _attached(part: EmailMessage) -> bool:
    try:
        return part.get_content_disposition() == "attachment"
    except Exception:  # as above
        return False


def _file_name(part: EmailMessage) -> str:
    try:
        name = part.get_filename() or _content_type(part)
    except Exception:  # as above
        name = _content_type(part)
    shown = "".join(c if c.isprintable() else "�" for c in name)
    return shown[:MOST_OF_A_NAME].strip() or "attachment"


def _characters(part: EmailMessage) -> str:
    """The characters of a text part; a charset that is wrong or unknown is survived."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data:
        return ""
    try:
        charset = part.get_content_charset()
    except Exception:  # as above
        charset = None
    return decode_page(data, f"text/html; charset={charset}" if charset else None)
