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


FRAME = (
    "<html><body><p>Buy a boat, buy it now, and be happy ever after, says Ann.</p></body></html>"
)
STORY = (
    "<html><body><h1>Ferry sinks</h1><p>The ferry sank off the café on the quay.</p></body></html>"
)


def saved(about: str, *parts: tuple[str, str]) -> bytes:
    """A page saved as one file: headers and body of each part."""
    head = f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b{about}\n\n"
    return (head + "".join(f"--b\n{h}\n\n{body}\n" for h, body in parts) + "--b--\n").encode()


@pytest.mark.parametrize("name", ["a.mht", "a.mhtml", "a.html", "a.txt"])
def test_frames_and_pictures_of_a_saved_page_are_not_read(read: Read, name: str) -> None:
    page = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable"
    story = STORY.replace("é", "=C3=A9").replace("Ferry sinks", "Ferry si=\nnks")
    frame = "Content-Type: text/html\nContent-Location: https://ads.example/"
    picture = "Content-Type: image/png\nContent-Transfer-Encoding: base64"
    data = saved("", (page, story), (frame, FRAME), (picture, "iVBORw0KGgo="))
    (article,), skipped = read(name, data)
    assert article.text == "Ferry sinks\nThe ferry sank off the café on the quay."
    assert skipped == []


def test_the_page_of_a_saved_file_is_the_part_that_it_names(read: Read) -> None:
    parts = [
        (f"Content-Type: text/html\nContent-ID: <{n}>", t) for n, t in ((1, FRAME), (2, STORY))
    ]
    (article,), _ = read("a.mht", saved('; type="text/html"; start="<2>"', *parts))
    assert article.title == "Ferry sinks"


def test_a_saved_page_of_one_part(read: Read) -> None:
    head = "From: <Saved by Windows Internet Explorer 8>\nSubject: Ferry\nDate: 1 May 2020\n"
    head += 'MIME-Version: 1.0\nContent-Type: text/html; charset="windows-1252"\n'
    (article,), _ = read("a.mht", (head + "\n" + STORY).encode("cp1252"))
    assert "café on the quay" in article.text
    assert article.published is None


def test_a_saved_page_that_is_cut_off_is_read_up_to_there(read: Read) -> None:
    data = saved("", ("Content-Type: text/html; charset=utf-8", STORY))
    (article,), _ = read("a.mht", data[:-15])
    assert article.text.startswith("Ferry sinks")


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


def test_of_a_mail_that_was_sent_on_its_own_headers_count(read: Read) -> None:
    inner = (
        "From: Bay Post <news@post.example>\nDate: Wed, 3 May 2017 at 08:15\nSubject: Ferry sinks\n"
    )
    data = (
        "Subject: Fwd: Look\nFrom: Ann <a@x.example>\nMIME-Version: 1.0\n\nFYI\n\n"
        f"---------- Forwarded message ---------\n{inner}To: <a@x.example>\n\nA ferry sank.\n"
    )
    (article,), _ = read("a.eml", data.encode())
    assert article.text == "Ferry sinks\nA ferry sank."
    assert (article.publisher, article.published) == ("Bay Post", "2017-05-03")
    assert "FYI" in "".join(part.text for part in article.removed)


def test_a_quotation_of_all_loses_its_marks(read: Read) -> None:
    data = "Subject: Ferry\nMIME-Version: 1.0\n\n> A ferry sank.\n> Two are missing.\n"
    (article,), _ = read("a.eml", data.encode())
    assert article.text == "Ferry\nA ferry sank.\nTwo are missing."
