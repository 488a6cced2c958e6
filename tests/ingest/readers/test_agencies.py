"""The formats of agencies: ninjs 1.x to 3.x, NewsML-G2, NITF."""

from collections.abc import Callable

import pytest

from factcheck.model import Article, Skipped

Read = Callable[..., tuple[list[Article], list[Skipped]]]
Known = Callable[[Article], dict[str, str]]

TEXT = (
    "Ferry sinks off Kiln Bay\n"
    "The ferry Marla sank off Kiln Bay on Monday.\n"
    "Two of 41 people are missing."
)


@pytest.mark.parametrize("name", ["item-1.json", "item-3.json", "item.newsml"])
def test_an_item_is_the_same_in_every_format(read: Read, known: Known, name: str) -> None:
    (article,), skipped = read(name)
    assert skipped == []
    assert article.text == TEXT
    stated = known(article)
    assert stated["byline"] == "Kari Solberg"
    assert stated["publisher"] == "Coast News Agency"
    assert stated["place"] == "Kiln Bay"
    assert (stated["published"], stated["updated"]) == ("2019-05-07", "2019-05-08")


def test_usage_terms_are_kept_beside_the_text(read: Read) -> None:
    (article,), _ = read("item-1.json")
    assert "Not for use before noon." in [
        r.text for r in article.removed if r.reason == "usage terms"
    ]


def test_a_list_of_items(read: Read) -> None:
    item = b'{"uri": "x:%d", "pubstatus": "%s", "type": "%s", "body_text": "%s"}'
    one = item % (1, b"usable", b"text", b"The ferry sank.")
    two = item % (2, b"canceled", b"text", b"Wrong.")
    three = item % (3, b"usable", b"picture", b"")
    articles, skipped = read("a.json", b"[" + b", ".join([one, two, three, b"4"]) + b"]")
    assert [article.path for article in articles] == ["a.json#1"]
    assert [s.reason.split(" ")[0] for s in skipped] == ["canceled", "a", "no"]
    assert "picture" in skipped[1].reason


@pytest.mark.parametrize(
    "data", [b'{"uri": "x", "body_text": ', b'{"uri":1,"bodies":' + b"[" * 99_999]
)
def test_broken_json_is_told(read: Read, data: bytes) -> None:
    assert "broken JSON" in read("a.json", data)[1][0].reason


def test_a_message_with_nitf_a_package_and_a_canceled_item(read: Read, known: Known) -> None:
    (article,), skipped = read("message.xml")
    assert article.text == (
        "Divers find both missing\nDivers found the two missing passengers on Thursday.\n"
        "They were a couple from Port Riga."
    )
    assert known(article)["byline"] == "Per Moe"
    assert article.published == "2019-05-09"  # neither that of the version nor of the sending
    assert ["package" in s.reason or "canceled" in s.reason for s in skipped] == [True, True]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<!DOCTYPE a [<!ENTITY a 'x'>]><newsItem>&a;</newsItem>", "declares entities"),
        (b"<newsItem>" + b"<a>" * 100_000, "broken XML"),
        (b"<newsItem><contentMeta>", "broken XML"),
        (b"<svg xmlns='x'/>", "another kind (<svg>)"),
        (b"<newsMessage/>", "without items"),
        (b"<newsItem/>", "without text"),
    ],
)
def test_what_cannot_be_read_is_told(read: Read, data: bytes, reason: str) -> None:
    articles, (skipped,) = read("a.xml", data)
    assert articles == []
    assert reason in skipped.reason


def test_a_dtd_is_not_loaded(read: Read) -> None:
    data = b"<!DOCTYPE nitf SYSTEM 'http://127.0.0.1:9/nitf.dtd'><nitf><body><body.content>"
    data += b"<p>The ferry sank.</p></body.content></body></nitf>"
    (article,), _ = read("a.xml", data)
    assert article.text == "The ferry sank."


def test_half_a_surrogate_pair_does_not_reach_the_report(read: Read) -> None:
    data = rb'{"uri": "a", "byline": "A\ud800", "usageterms": "\udc00", "body_text": "It sank."}'
    (article,), _ = read("a.ninjs", data)
    assert "\ufffd" in article.model_dump_json()


def test_items_of_one_name_stay_two(read: Read) -> None:
    text = "<contentSet><inlineData>A ferry sank.</inlineData></contentSet>"
    item = f'<newsItem guid="a">{text}</newsItem>'
    articles, _ = read("m.xml", f"<newsMessage>{item * 3}</newsMessage>".encode())
    assert [article.id for article in articles] == ["m.xml#a", "m.xml#a (2)", "m.xml#a (3)"]


def test_items_in_items_are_one(read: Read) -> None:
    text = "<contentSet><inlineData>A ferry sank.</inlineData></contentSet>"
    data = f"<newsMessage>{'<newsItem>' * 3}{text}{'</newsItem>' * 3}</newsMessage>"
    articles, skipped = read("m.xml", data.encode())
    assert [article.text for article in articles] == ["A ferry sank."]
    assert skipped == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"])
def test_entities_are_refused_in_any_encoding(read: Read, encoding: str) -> None:
    head = f"<?xml version='1.0' encoding='{encoding}'?>"
    body = "<!DOCTYPE a [<!ENTITY a SYSTEM 'file:a.txt'>]><newsItem>&a;</newsItem>"
    hidden = body.replace("<!ENTITY", "+ADwAIQ-ENTITY") if encoding == "utf-7" else body
    data = (head + hidden).encode("ascii" if encoding == "utf-7" else encoding)
    articles, (skipped,) = read("a.xml", data)
    assert articles == []
    assert "declares entities" in skipped.reason


def test_items_that_an_answer_wraps_are_read(read: Read) -> None:
    item = '{"uri": "a", "pubstatus": "usable", "body_text": "A ferry sank."}'
    articles, _ = read("a.json", f'{{"items": [{item}, {item}]}}'.encode())
    assert [article.id for article in articles] == ["a.json#1", "a.json#2"]
