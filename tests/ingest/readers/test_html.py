"""Web pages: the article alone, what its markup states, and pages made to do harm."""

from collections.abc import Callable

import pytest

from factcheck.ingest.page import MOST_ELEMENTS
from factcheck.model import Article, Skipped

Read = Callable[..., tuple[list[Article], list[Skipped]]]
Known = Callable[[Article], dict[str, str]]

PROSE = "The ferry Marla sank off Kiln Bay on Monday, and {} people are missing, the guard said."


def paragraphs(count: int) -> str:
    return "".join(f"<p>{PROSE.format(number)}</p>" for number in range(count))


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_the_article_is_read_without_what_stands_around_it(read: Read) -> None:
    (article,), skipped = read("ferry.html")
    assert skipped == []
    assert article.text.split("\n")[0] == "Ferry sinks off Kiln Bay, two missing"
    assert article.text.count("\n") == 4
    for beside in ("cookies", "Share", "dues", "uncle", "Home", "rights", "2016"):
        assert beside not in article.text


def test_what_was_removed_is_told_with_its_reason(read: Read) -> None:
    (article,), _ = read("ferry.html")
    reasons = {part.reason: part.text for part in article.removed}
    assert "My uncle" in reasons["comments"]
    assert "Harbour dues" in reasons["related links"]
    assert "Harbour" in reasons["navigation"]
    assert {"cookie notice", "share bar", "page footer"} <= set(reasons)


def test_linked_data_names_its_evidence_and_is_the_articles_own(read: Read, known: Known) -> None:
    (article,), _ = read("ferry.html")
    assert known(article) == {
        "publisher": "The Bay Post",
        "title": "Ferry sinks off Kiln Bay, two missing",
        "byline": "Kari Solberg, Per Moe",
        "published": "2019-05-07",
        "updated": "2019-05-08",
        "language": "en-GB",
        "url": "https://www.baypost.example/news/2019/05/ferry-sinks-off-kiln-bay",
    }
    assert (article.publisher, article.published) == ("The Bay Post", "2019-05-07")
    assert article.published_evidence == "JSON-LD datePublished: 2019-05-07T06:45:00+01:00"


LINKED = '<script type="application/ld+json">{}</script>'


def test_what_linked_data_names_by_its_id_is_looked_up(read: Read, known: Known) -> None:
    article = '{"@type": "NewsArticle", "author": [{"@id": "#a"}], "publisher": {"@id": "#org"}}'
    others = '{"@graph": [{"@id": "#org", "name": "Bay Post"}, {"@id": "#a", "name": "Per Moe"}]}'
    head = LINKED.format(article) + LINKED.format(others)
    (read_article,), _ = read("a.html", page(paragraphs(3), head))
    assert known(read_article).items() >= {"publisher": "Bay Post", "byline": "Per Moe"}.items()


@pytest.mark.parametrize("name", ['{"@id": "#org"}', '"https://bay.example/#org"', '"@bay"'])
def test_an_id_or_an_address_is_no_name(read: Read, known: Known, name: str) -> None:
    head = LINKED.format(f'{{"@type": "NewsArticle", "author": {name}, "publisher": {name}}}')
    (article,), _ = read("a.html", page(paragraphs(3), head))
    assert known(article).keys().isdisjoint({"publisher", "byline"})


def test_amp_with_wrapped_linked_data(read: Read, known: Known) -> None:
    (article,), _ = read("ferry-amp.html")
    assert known(article)["byline"] == "Per Moe"
    assert article.published == "2019-05-10"
    assert article.text.count("\n") == 3


def test_xhtml_with_a_script_closed_in_itself(read: Read) -> None:
    (article,), _ = read("ferry.xhtml")
    assert "the ship and it may sail" in article.text
    assert (article.publisher, article.published) == ("Riga Courier", "2019-05-08")


def test_an_old_page_of_tables_line_breaks_and_no_closing_tags(read: Read) -> None:
    (article,), _ = read("old-page.html")
    assert article.text.split("\n")[0] == "Bridge over the Tarn closed"
    assert "two of its piers." in article.text
    assert "county’s roads office" in article.text
    assert "Front page" not in article.text
    assert (article.publisher, article.published) == ("Valley Herald", "2004-11-23")


@pytest.mark.parametrize(
    "head",
    [
        '<div class="byline">By Ada Brandt</div><div class="date">13 September 2017</div>',
        "<ul><li>By Ada Brandt</li><li>Published: September 13, 2017</li></ul>",
        "<div>By Ada Brandt | September 13, 2017</div>",
        '<div><span class="author vcard">Ada Brandt</span></div><div>13 September 2017</div>',
    ],
)
def test_author_and_date_between_headline_and_article(read: Read, known: Known, head: str) -> None:
    body = f"<div>1 January 2026</div><h1>Ferry sinks off bay</h1>{head}{paragraphs(3)}"
    (article,), _ = read("a.html", page(body))
    assert known(article).items() >= {"byline": "Ada Brandt", "published": "2017-09-13"}.items()


def test_a_publishing_systems_name_is_no_byline(read: Read, known: Known) -> None:
    (article,), _ = read("a.html", page(paragraphs(3), "<meta name='author' content='admin'>"))
    assert "byline" not in known(article)


def test_microdata_and_the_day_that_the_publisher_writes(read: Read) -> None:
    (article,), _ = read("microdata.html")
    assert article.published == "2019-06-02"  # already the third in UTC
    assert "7 percent" not in article.text
    assert "Most read" not in article.text


def test_each_article_of_a_digest_page_is_one(read: Read, known: Known) -> None:
    articles, _ = read("digest.html")
    assert [article.path for article in articles] == ["digest.html#1", "digest.html#2"]
    assert [article.published for article in articles] == ["2018-02-03", "2018-02-04"]
    assert "roof" not in articles[0].text
    assert all(known(article)["publisher"] == "Valley Herald" for article in articles)


POST = "<div {0}><h2>{1}</h2><time datetime='2018-02-0{2}'></time>{3}</div>"


@pytest.mark.parametrize(
    "mark",
    [
        "class='post hentry'",
        "class='h-entry'",
        "itemscope itemtype='http://schema.org/NewsArticle'",
    ],
)
def test_posts_that_are_marked_by_class_or_type_are_articles(read: Read, mark: str) -> None:
    first = POST.format(mark, "Ferry sinks", 3, paragraphs(4))
    other = POST.format(mark, "Mill burns", 4, paragraphs(4).replace("ferry Marla", "mill"))
    articles, _ = read("a.html", page(f"<h1>In brief</h1><div>{first}{other}</div>"))
    assert [(a.title, a.published) for a in articles] == [
        ("Ferry sinks", "2018-02-03"),
        ("Mill burns", "2018-02-04"),
    ]


def test_posts_beside_an_article_are_not_the_page(read: Read) -> None:
    posts = "".join(POST.format("class='hentry'", f"Post {n}", n, paragraphs(3)) for n in (1, 2))
    main = paragraphs(20).replace("ferry Marla", "bridge")
    (article,), _ = read("a.html", page(f"<main><h1>Bridge</h1>{main}</main><div>{posts}</div>"))
    assert "bridge" in article.text


def test_short_articles_with_heading_and_time_are_several(read: Read) -> None:
    brief = "<article><h2>{0}</h2><time datetime='2018-02-0{1}'></time><p>{2}</p></article>"
    prose = "Three people are missing at {}, police said, and boats of the guard look for them."
    posts = [
        brief.format(f"Post {n}", n, prose.format(f"Pier {n} of Kiln Bay, in the far north"))
        for n in (1, 2, 3)
    ]
    articles, _ = read("a.html", page(f"<h1>In brief</h1>{''.join(posts)}"))
    assert [a.published for a in articles] == ["2018-02-01", "2018-02-02", "2018-02-03"]


def test_articles_to_scroll_on_to_are_not_the_pages_own(read: Read) -> None:
    first = f"<article><h1>Ferry sinks</h1>{paragraphs(4)}</article>"
    other = f"<article><h1>Mill burns</h1>{paragraphs(5).replace('ferry Marla', 'mill')}</article>"
    head = "<meta property='og:title' content='Ferry sinks'>"
    (article,), _ = read("a.html", page(first + other, head))
    assert "mill" not in article.text
    assert "another article" in [part.reason for part in article.removed]


def test_the_posts_of_a_live_page_are_one_article(read: Read) -> None:
    head = '<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>'
    post = "<article><h2>Post</h2>" + paragraphs(4) + "</article>"
    articles, _ = read("a.html", page(post * 3, head))
    assert len(articles) == 1


def test_several_days_without_a_word_which_counts_are_unknown(read: Read) -> None:
    times = "<time datetime='2019-05-07'></time><time datetime='2018-01-01'></time>"
    (article,), _ = read("a.html", page(f"<article><h1>Ferry</h1>{times}{paragraphs(3)}</article>"))
    assert article.published is None


@pytest.mark.parametrize("stated", ["0001-01-01", "1970-01-01T00:00:00Z", "3 hours ago", "soon"])
def test_what_is_no_day_of_news_is_unknown(read: Read, stated: str) -> None:
    head = f"<meta property='article:published_time' content='{stated}'>"
    (article,), _ = read("a.html", page(paragraphs(3), head))
    assert article.published is None


def test_broken_linked_data_is_passed_over(read: Read) -> None:
    head = "<script type='application/ld+json'>{'headline': </script><title>Ferry</title>"
    (article,), _ = read("a.html", page(paragraphs(3), head))
    assert article.title == "Ferry"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "iso-8859-1"), ("cp1252", "utf-8"), ("cp1252", "iso-8859-1"), ("cp1252", "x-none")],
)
def test_a_wrong_charset_is_survived(read: Read, encoding: str, declared: str) -> None:
    body = "".join(f"<p>The café’s owner gave “no comment” on day {n}.</p>" for n in range(5))
    data = f"<html><head><meta charset={declared}></head><body>{body}</body></html>"
    (article,), _ = read("a.html", data.encode(encoding))
    assert "café’s owner gave “no comment”" in article.text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_marked_and_wide_pages(read: Read, encoding: str) -> None:
    (article,), _ = read("a.txt", page(paragraphs(3)).decode().encode(encoding))
    assert article.text.startswith("The ferry Marla")


def test_the_servers_charset_counts(read: Read) -> None:
    body = "<p>Паром Марла затонул у берега в понедельник вечером, двое пропали без вести.</p>"
    (article,), _ = read(
        "a.html", page(body).decode().encode("koi8-r"), "text/html; charset=koi8-r"
    )
    assert "Паром" in article.text


def test_nul_bytes_are_left_out(read: Read) -> None:
    (article,), _ = read("a.html", page(paragraphs(3).replace("ferry", "fer\x00ry")))
    assert "ferry Marla" in article.text


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + paragraphs(3),
        "<br>" * (MOST_ELEMENTS + 1),
        "<script>" + "x" * 1_000_000,
        "<!--" + paragraphs(3),
        "",
    ],
)
def test_a_page_without_an_article_is_skipped_with_advice(read: Read, body: str) -> None:
    articles, (skipped,) = read("a.html", page(body))
    assert articles == []
    assert "an HTML page" in skipped.reason


@pytest.mark.parametrize(
    ("title", "body", "advice"),
    [
        (
            "Ferry | News",
            "<noscript>You need to enable JavaScript to run this app.</noscript>",
            "save it",
        ),
        (
            "Just a moment...",
            "<p>Checking your browser before you go on to bay.example.</p>",
            "browser",
        ),
        ("Page not found | Bay Post", f"<h1>Page not found</h1>{paragraphs(4)}", "its address"),
        (
            "Bay Post",
            "<p>Sorry, we can’t find what you were looking for, try a search.</p>",
            "address",
        ),
    ],
)
def test_a_notice_in_the_place_of_an_article_is_skipped_with_advice(
    read: Read, title: str, body: str, advice: str
) -> None:
    articles, (skipped,) = read("a.html", page(body, f"<title>{title}</title>"))
    assert articles == []
    assert advice in skipped.reason


def test_an_article_below_a_notice_is_read(read: Read) -> None:
    notice = "<p>Please enable JavaScript to see the comments of our readers on this page.</p>"
    (article,), _ = read("a.html", page(notice + paragraphs(8), "<title>Access denied</title>"))
    assert "ferry Marla" in article.text


COMMENT = "<div><b>seadog77</b> says:<p>My uncle says that 400 people are missing there.</p></div>"


@pytest.mark.parametrize(
    "beside",
    [
        f"<h3>2 Comments</h3>{COMMENT * 2}<h3>Leave a reply</h3>",
        f"<section><h2>Comments (1,204)</h2></section>{COMMENT}",
        "<blockquote class='twitter-tweet'><p>My uncle says 400 are missing.</p></blockquote>",
        "<div id='wm-ipp-base'><p>3 captures, collected by my uncle in the year 2016</p></div>",
        "<div class='paywall'><p>Get unlimited access to my uncle for only 3.99 a month.</p></div>",
        "<p>Since you’re here… my uncle has a small favour to ask of 400 readers.</p>",
        "<div><p>We value your privacy. My uncle and our partners use cookies for ads.</p></div>",
        "<p>(Photo by my uncle/Getty Images)</p>",
        "<h2>Correction</h2><p>An earlier version of this article said my uncle was missing.</p>",
        "<p>Subscribe to our newsletter, which my uncle reads on Mondays.</p>",
    ],
)
def test_what_is_not_the_article_is_left_out_and_told(read: Read, beside: str) -> None:
    (article,), _ = read("a.html", page(f"<h1>Ferry sinks off bay</h1>{paragraphs(5)}{beside}"))
    assert "uncle" not in article.text
    assert article.text.count("ferry Marla") == 5
    assert any("ncle" in part.text for part in article.removed)


def test_a_link_to_the_comments_below_the_headline_ends_nothing(read: Read) -> None:
    body = f"<h1>Ferry sinks off bay</h1><h4>2 Comments</h4>{paragraphs(5)}"
    (article,), _ = read("a.html", page(body))
    assert article.text.count("ferry Marla") == 5


def test_a_title_without_the_name_of_its_site_and_escapes(read: Read, known: Known) -> None:
    head = "<title>Bay Post - Ferry &amp;#8211; two missing</title>"
    head += "<meta property='og:site_name' content='Bay Post'>"
    (article,), _ = read("a.html", page(paragraphs(3), head))
    assert known(article)["title"] == "Ferry – two missing"


def test_paragraphs_that_line_breaks_end_are_not_told_as_removed(read: Read) -> None:
    lines = "<br>".join(PROSE.format(number) for number in range(5))
    (article,), _ = read("a.html", page(f"<h1>Ferry sinks off bay</h1><div>{lines}</div>"))
    assert article.text.count("ferry Marla") == 5
    assert article.removed == ()


def test_links_alone_are_no_article(read: Read) -> None:
    assert "a list of links" in read("links.html")[1][0].reason


def test_what_is_nested_too_deeply_is_left_out_and_the_rest_is_read(read: Read) -> None:
    (article,), _ = read("a.html", page(f"<article>{paragraphs(3)}{'<b>' * 100_000}x</article>"))
    assert article.text.count("missing") == 3


def test_a_page_of_very_many_elements_is_read_in_one_pass(read: Read) -> None:
    body = f"<nav>{'<a>x</a>' * MOST_ELEMENTS}</nav>{paragraphs(3)}"
    (article,), _ = read("a.html", page(body))
    assert article.text.count("missing") == 3
    assert article.removed[0].reason == "navigation"


def test_declared_entities_are_not_replaced(read: Read) -> None:
    doctype = "<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/hostname'><!ENTITY b '&a;&a;'>]>"
    data = f"{doctype}<html><body>{paragraphs(3)}<p>The end of it is &b; here.</p></body></html>"
    (article,), _ = read("a.html", data.encode())
    assert "&b;" in article.text


def test_the_same_page_gives_the_same_article(read: Read) -> None:
    assert read("ferry.html") == read("ferry.html")


@pytest.mark.parametrize("odd", ["\x01", "\ufffe", "&#1;", "&#x1F;", "&#65534", "&#xFFFF;"])
def test_characters_that_xml_forbids_are_left_out(read: Read, odd: str) -> None:
    (article,), _ = read("a.html", page(paragraphs(3).replace("Marla", f"Mar{odd} la")))
    assert article.text.startswith("The ferry Mar la sank")


def test_half_a_surrogate_pair_in_linked_data_is_shown_as_such(read: Read) -> None:
    data = r'{"@type": "NewsArticle", "headline": "Ferry \ud83d sinks \ud83d\ude22"}'
    head = f'<script type="application/ld+json">{data}</script>'
    (article,), _ = read("a.html", page(paragraphs(3), head))
    assert article.title == "Ferry \ufffd sinks \U0001f622"


def test_parts_are_looked_for_in_the_article_no_longer_than_they_may(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck.ingest.page.MOST_SEARCHED", 1000)
    menu = "".join(f"<nav>Menu {number}</nav>" for number in range(20))
    (article,), _ = read("a.html", page(paragraphs(3) + menu))
    assert [part.text for part in article.removed] == [
        "Menu 0\nMenu 1\nMenu 2",
        "… 17 further parts",
    ]
