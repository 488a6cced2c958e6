"""Mails and saved pages: the text that says the most, and what the headers state."""

from collections.abc import Callable

import pytest

from factcheck.model import Article, Skipped

Read = Callable[..., tuple[list[Article], list[Skipped]]]


def test_a_newsletter_is_read_from_its_html(read: Read) -> None:
    (article,), _ = read("newsletter.eml")
    assert article.text.startswith("Ferry owner: “We will pay”\nThe owner")
    assert "20,000 euros to each passenger, it said" in article.text
    assert (article.publisher, article.published) == ("The Bay Post", "2019-05-09")


def test_an_attachment_is_named_and_not_read(read: Read) -> None:
    _, (skipped,) = read("newsletter.eml")
    assert skipped.path == "newsletter.eml#statement.pdf"
    assert "save it as a file" in skipped.reason


def test_the_day_a_mail_was_sent_on_is_not_the_day_of_publication(read: Read) -> None:
    (article,), _ = read("forwarded.eml")
    assert (article.title, article.published) == ("Strike at Nordic Lines", None)
    assert "union called a strike at Nordic Lines that is to begin" in article.text
    assert "Lena Holt" not in article.text


def test_the_day_a_page_was_saved_is_not_the_day_of_publication(read: Read) -> None:
    (article,), skipped = read("saved.mhtml")
    assert (article.publisher, article.published) == ("rigacourier.example", None)
    assert article.text.startswith("Second ferry inspected\nInspectors")
    assert skipped == []


def test_a_mail_is_told_by_its_headers_whatever_it_is_called(read: Read) -> None:
    data = b"Message-ID: <1@a.example>\nSubject: Ferry sinks\n\nThe ferry sank off the bay.\n"
    (article,), _ = read("a.txt", data)
    assert article.title == "Ferry sinks"


def test_a_text_that_begins_like_a_header_stays_a_text(read: Read) -> None:
    (article,), _ = read("a.txt", b"Paris: the ferry sank\n\nThe ferry sank off the bay.\n")
    assert article.text.startswith("Paris: the ferry")


def test_unknown_and_wrong_charsets_are_survived(read: Read) -> None:
    head = "MIME-Version: 1.0\nContent-Type: text/plain; charset=x-none\n"
    body = "Content-Transfer-Encoding: 8bit\n\nThe café was closed on Monday, “for good”.\n"
    (article,), _ = read("a.eml", (head + body).encode("cp1252"))
    assert "café was closed" in article.text


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\n" + b"X-A: b\n" * 60_000 + b"\nText.\n",
        b"MIME-Version: 1.0\nContent-Type: text/plain; " + b"a=b; " * 50_000 + b"\n\nText.\n",
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\n\nx\n" * 20_000,
        b"MIME-Version: 1.0\nContent-Type: image/png\n\nx\n",
        b"no header at all",
    ],
)
def test_a_mail_that_cannot_be_read_is_skipped_with_a_reason(read: Read, data: bytes) -> None:
    articles, (skipped,) = read("a.eml", data)
    assert articles == []
    assert "mail" in skipped.reason


def test_broken_headers_are_left_out(read: Read) -> None:
    data = b"MIME-Version: 1.0\nSubject: =?x?Q?\xff?=\nFrom: <<\nDate: (((\n\nThe ferry sank.\n"
    (article,), _ = read("a.eml", data)
    assert article.published is None
    assert "The ferry sank." in article.text
