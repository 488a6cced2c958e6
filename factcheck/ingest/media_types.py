"""What a server or an archive says of a file (its Content-Type) goes in; the ending that files of
that format have, and the encoding of its text, come out.
"""

from __future__ import annotations

import codecs
import re

# Media types as servers send them for what newsrooms have: IANA's, and older ones still met.
# What says nothing (octet-stream) or too much (application/xml: feed, NewsML, XHTML) is left to a
# file's bytes and its name.
SUFFIXES = {
    "application/atom+xml": ".atom",
    "application/csv": ".csv",
    "application/feed+json": ".json",
    "application/gzip": ".gz",
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "application/ld+json": ".json",
    "application/pdf": ".pdf",
    "application/rdf+xml": ".rss",  # RSS 1.0
    "application/rss+xml": ".rss",
    "application/vnd.apache.parquet": ".parquet",
    "application/vnd.iptc.g2.newsitem+xml": ".xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/warc": ".warc",
    "application/x-ndjson": ".jsonl",
    "application/x-pdf": ".pdf",
    "application/x-tar": ".tar",
    "application/xhtml+xml": ".html",
    "application/zip": ".zip",
    "message/rfc822": ".eml",
    "multipart/related": ".mhtml",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "text/tab-separated-values": ".tsv",
    "text/x-markdown": ".md",
}

# The legacy encodings of the web (WHATWG Encoding), as Python calls them; others that Python has
# (punycode, unicode_escape) are no encodings of text, and slow on what is not written in them.
ENCODINGS = frozenset(
    {"utf-8", "utf-16", "utf-16-be", "utf-16-le", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"}
    | {"big5", "euc_jp", "euc_kr", "gb18030", "gbk", "shift_jis", "cp866", "cp874"}
    | {f"cp{page}" for page in range(1250, 1259)}
    | {f"iso8859-{part}" for part in (*range(2, 12), *range(13, 17))}
)
# WHATWG Encoding: pages that name these are written in the code page of Windows.
REALLY = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gbk"}

_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?\s*(?P<name>[\w.:-]+)", re.IGNORECASE)


def essence(media_type: str | None) -> str:
    """'text/html' of 'Text/HTML; charset=utf-8'; empty where there is none."""
    return (media_type or "").partition(";")[0].strip().lower()


def suffix_of(media_type: str | None) -> str | None:
    """The ending of files of this media type, None where it is unknown."""
    return SUFFIXES.get(essence(media_type))


def charset_of(media_type: str | None) -> str | None:
    """The encoding that a media type names, as Python calls it; None for none that is known."""
    named = _CHARSET.search(media_type or "")
    if named is None:
        return None
    try:
        name = codecs.lookup(named["name"]).name
    except LookupError:
        return None
    name = REALLY.get(name, name)
    return name if name in ENCODINGS else None
