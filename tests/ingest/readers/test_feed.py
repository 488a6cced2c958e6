"""Feeds: an article an entry, relative dates unknown, broken ones as far as they go."""

from collections.abc import Callable
from io import BytesIO

from factcheck.ingest.opened import Opened
from factcheck.ingest.readers.feed import MOST_ENTRIES, paper_of
from factcheck.ingest.reading import read_file
from factcheck.model import Article, Skipped, Stated

Read = Callable[..., tuple[list[Article], list[Skipped]]]
Known = Callable[[Article], dict[str, str]]


def feed(items: str, end: str = "</channel></rss>") -> bytes:
    return f"<rss version='2.0'><channel><title>Bay Post</title>{items}{end}".encode()


def test_each_entry_is_an_article_from_its_full_text(read: Read, known: Known) -> None:
    articles, _ = read("bay.rss")
    ferry = articles[0]
    assert ferry.path == "bay.rss#bay-17"
    assert ferry.text.split("\n") == [
        "Ferry sinks & two are missing",
        "The ferry Marla sank off Kiln Bay on Monday evening.",
        "There were 41 people on board, and two of them are missing.",
    ]
    assert known(ferry)["byline"] == "Kari Solberg"
    assert (ferry.publisher, ferry.published) == ("The Bay Post", "2019-05-07")


def test_relative_dates_and_those_of_the_feed_are_no_publication_dates(read: Read) -> None:
    articles, _ = read("bay.rss")
    assert articles[1].published is None


def test_an_entry_without_text_is_named_with_its_address(read: Read) -> None:
    _, (skipped,) = read("bay.rss")
    assert skipped.reason.endswith("https://www.baypost.example/picture")


def test_atom_with_xhtml(read: Read, known: Known) -> None:
    (article,), _ = read("valley.atom")
    assert article.title == "Fire at the paper mill"
    assert article.text.count("\n") == 2
    assert (article.published, known(article)["updated"]) == ("2018-02-03", "2018-02-05")


def test_a_feed_that_is_cut_off_is_read_up_to_the_break(read: Read) -> None:
    item = "<item><guid>1</guid><description>The ferry sank.</description></item>"
    articles, skipped = read("a.rss", feed(item + "<item><title>Harbour dues", ""))
    assert articles[0].text == "The ferry sank."
    assert "cut off" in skipped[-1].reason


def test_stray_ampersands_and_names_of_html_are_mended(read: Read) -> None:
    item = "<item><title>Fish & co</title><description>A caf&eacute; &amp; so.</description></item>"
    (article,), _ = read("a.rss", feed(item))
    assert article.text == "Fish & co\nA café & so."


def test_entities_are_neither_replaced_nor_loaded(read: Read) -> None:
    bomb = "<!ENTITY a 'lol'>" + "".join(
        f"<!ENTITY b{n} '{('&b' + str(n - 1) if n else '&a') * 10};'>" for n in range(9)
    )
    doctype = f"<!DOCTYPE rss [{bomb}<!ENTITY f SYSTEM 'file:///etc/hostname'>]>"
    item = "<item><description>The ferry &b8; &f; sank.</description></item>"
    (article,), _ = read("a.rss", doctype.encode() + feed(item))
    assert len(article.text) < 40


def test_two_entries_of_one_name_stay_two(read: Read) -> None:
    item = "<item><guid>1</guid><description>The ferry sank.</description></item>"
    articles, _ = read("a.rss", feed(item * 2))
    assert len({article.path for article in articles}) == 2


def test_more_entries_than_the_limit_are_told(read: Read) -> None:
    item = "<item><description>The ferry sank.</description></item>"
    articles, (skipped,) = read("a.rss", feed(item * (MOST_ENTRIES + 7)))
    assert len(articles) == MOST_ENTRIES
    assert skipped.reason.startswith("7 entries more")


def test_a_feed_without_entries_is_skipped(read: Read) -> None:
    assert "without entries" in read("a.rss", feed(""))[1][0].reason


RELATIVE = (
    "<link>https://bay.example/news/</link>"
    "<item><link>/ferry</link><description>The ferry sank.</description></item>"
    "<item><guid>2</guid><description>The mill burned down.</description></item>"
)


def test_links_are_joined_with_the_site_that_the_feed_names(read: Read, known: Known) -> None:
    articles, _ = read("a.rss", feed(RELATIVE))
    assert known(articles[0])["url"] == "https://bay.example/ferry"
    assert "url" not in known(articles[1])


def test_a_feed_from_an_address_is_its_entries(known: Known) -> None:
    address = "https://feeds.example/bay/all.xml"
    stated = Stated(field="url", value=address, evidence="address", source="surroundings")
    data = feed(RELATIVE)
    opened = Opened(address, BytesIO(data), len(data), "application/xml", (stated,))
    first, second = (one for one in read_file(opened) if isinstance(one, Article))
    assert known(first)["url"] == "https://feeds.example/ferry"  # as a browser joins it
    assert "url" not in known(second)


def test_tags_cut_in_half_cost_one_file() -> None:
    broken = b"<rss><channel><item><link><item"
    (skipped,) = read_file(Opened("bay.rss", BytesIO(broken), len(broken)))
    assert isinstance(skipped, Skipped)
    assert "open its address again" in skipped.reason


def test_a_papers_name_is_told_from_what_its_feed_is_called() -> None:
    assert paper_of("Bay Post - Latest news (RSS)") == "Bay Post"
    assert paper_of("Bay Post | Top Stories") == "Bay Post"
    assert [paper_of(name) for name in ("News", "Bay News", "Post: Harbour")] == [
        "News",
        "Bay News",
        "Post: Harbour",
    ]
