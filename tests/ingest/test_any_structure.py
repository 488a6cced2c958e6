"""Whatever is nested in whatever way: articles or reasons come out, and all that holds of them."""

from __future__ import annotations

import json
import warnings
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.ingest.opened import Opened
from factcheck.ingest.reading import read_file
from tests.ingest.containers import test_tar, test_zip
from tests.ingest.invariants import sound
from tests.ingest.opening import ARTICLE, OTHER
from tests.ingest.readers import test_docx

WORDS = st.sampled_from([ARTICLE, OTHER, "", " ", "May 3, 2013", "By Ada", "x" * 300])
ODD = st.text(max_size=8) | st.sampled_from(["\0", "&#1;", "&b;", "\ufffe", "]]>", "--b", "(AP)"])
TEXTS = WORDS | ODD


def read(name: str, data: bytes | str) -> None:
    held = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    sound(name, read_file(Opened(name, BytesIO(held), len(held))))


def nested(tags: list[str], names: list[str]) -> st.SearchStrategy[str]:
    """Markup of these tags in each other, with these attributes; some are left open."""

    def element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        attributes = st.dictionaries(st.sampled_from(names), TEXTS, max_size=2)
        return st.builds(
            lambda tag, given, parts, closed: (
                f"<{tag}{''.join(f' {n}={quoteattr(v)}' for n, v in given.items())}>"
                + "".join(parts)
                + (f"</{tag}>" if closed else "")
            ),
            st.sampled_from(tags),
            attributes,
            st.lists(inside, max_size=3),
            st.sampled_from([True, True, True, False]),
        )

    return st.recursive(TEXTS.map(escape) | TEXTS, element, max_leaves=12)


HTML = "html head body article main nav p div span h1 time table tr td li br a meta title".split()
FEED = "channel item entry title guid id link description summary content pubDate updated".split()
NEWSML = "itemMeta contentMeta contentSet inlineData nitf body hl1 headline by located p".split()
WORD = "w:p w:r w:t w:tab w:tbl w:tr w:tc w:sdt w:ins w:del w:txbxContent w:hyperlink".split()


@settings(max_examples=20)
@given(nested(HTML, ["class", "id", "datetime", "property", "content", "itemprop", "lang"]))
def test_any_page(body: str) -> None:
    read("a.html", f"<!doctype html><html>{body}")


@settings(max_examples=30)
@given(nested(FEED, ["href", "type", "xml:base", "isPermaLink"]))
def test_any_feed(entries: str) -> None:
    read("a.rss", f"<rss version='2.0'><channel><item>{entries}</item></channel></rss>")
    read("a.atom", f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{entries}</entry></feed>")


@settings(max_examples=30)
@given(st.lists(nested(NEWSML, ["guid", "qcode", "tag", "norm"]), max_size=3))
def test_any_news_message(items: list[str]) -> None:
    inside = "".join(f'<newsItem guid="a">{item}</newsItem>' for item in items)
    read("a.newsml", f"<newsMessage>{inside}</newsMessage>")


@settings(max_examples=30)
@given(nested(WORD, ["w:val"]))
def test_any_word_document(body: str) -> None:
    read("a.docx", test_docx.made(body.replace("\0", "").encode("utf-8", "replace").decode()))


KINDS = st.sampled_from(
    "text/plain text/html image/png message/rfc822 multipart/mixed multipart/related x/ /".split()
)
HEADERS = st.sampled_from(["Content-Disposition", "Content-Location", "Subject", "Date", "From"])
CODES = st.sampled_from("7bit 8bit base64 quoted-printable x-uuencode binary x".split())


@st.composite
def mails(draw: st.DrawFn, depth: int = 3) -> str:
    """A mail, or a part of one, with parts in it that may be cut off."""
    kind, boundary = draw(KINDS), f"b{depth}"
    charset = draw(st.sampled_from(["utf-8", "us-ascii", "utf-16", "x-none", "punycode"]))
    lines = [
        f"Content-Type: {kind}; charset={charset}; boundary={boundary}",
        f"Content-Transfer-Encoding: {draw(CODES)}",
        *(f"{name}: {draw(TEXTS)}" for name in draw(st.lists(HEADERS, max_size=2))),
    ]
    parts = [draw(mails(depth - 1)) for _ in range(draw(st.integers(0, 2)) if depth else 0)]
    body = "".join(f"\n--{boundary}\n{part}" for part in parts) if parts else draw(TEXTS)
    return "\n".join(lines) + f"\n\n{body}\n" + draw(st.sampled_from([f"--{boundary}--\n", ""]))


@settings(max_examples=25)
@given(mails(), st.sampled_from(["a.eml", "a.mhtml"]))
def test_any_mail(mail: str, name: str) -> None:
    read(name, f"MIME-Version: 1.0\n{mail}")


MEMBERS = st.lists(
    st.tuples(
        st.sampled_from(["a.txt", "a.txt", "a (2).txt", "b/c.html", "../d.txt", "e.zip", "", "/"])
        | st.text("a.\\/: é\n\u202e", max_size=12).map(lambda name: f"{name}.txt"),
        WORDS | st.binary(max_size=20) | st.just(test_zip.packed(("a.txt", OTHER))),
    ),
    max_size=5,
)


@settings(max_examples=25)
@given(MEMBERS, st.sampled_from([0, 8]))
def test_any_archive(members: list[tuple[str, bytes | str]], method: int) -> None:
    with warnings.catch_warnings(action="ignore"):  # two members of one name
        packed = test_zip.packed(*((test_zip.named(n), d) for n, d in members), method=method)
    read("a.zip", packed)
    read("a.tar", test_tar.packed(*members))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | TEXTS | st.just("\ud800"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from("name @type @id value role url".split()), inner)
    ),
    max_leaves=5,
)
NINJS = "body_text body_html bodies headline headlines byline located type pubstatus".split()
LINKED = "headline datePublished author publisher url mainEntity @graph inLanguage".split()


@settings(max_examples=15)
@given(st.lists(st.dictionaries(st.sampled_from(NINJS), JSON), max_size=2))
def test_any_ninjs(items: list[dict[str, object]]) -> None:
    read("a.ninjs", json.dumps([{"uri": "a", "body_text": ARTICLE, **item} for item in items]))


@settings(max_examples=15)
@given(st.dictionaries(st.sampled_from(LINKED), JSON))
def test_any_linked_data(stated: dict[str, object]) -> None:
    linked = json.dumps({"@type": "NewsArticle", **stated})
    script = f'<script type="application/ld+json">{linked}</script>'
    read("a.html", f"<!doctype html><html><head>{script}</head><p>{ARTICLE}</p></html>")


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
@settings(max_examples=20)
@given(rows=st.lists(st.lists(TEXTS | st.just('"'), max_size=4), max_size=4))
def test_any_table(name: str, rows: list[list[str]]) -> None:
    read(name, "text,title,date\n" + "\n".join(",".join(row) for row in rows))
