"""What a text tells about its publisher, title and publication date, and what it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.ingest.dateline import place_alone, read_agency_dateline, read_date_line
from factcheck.ingest.metadata import Metadata, read_metadata

TITLE = "Ferry sinks off Kiln Bay"
BODY = "A ferry with forty people on board sank on Monday.\nTwo of them are missing."


def head(*lines: str) -> Metadata:
    return read_metadata("\n".join([*lines, BODY]))


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Posted Oct 26, 2011 8:57 AM CDT", "2011-10-26"),
        ("Published: 12 March 2014", "2014-03-12"),
        ("Updated 3:15 p.m., Friday, May 3, 2013", "2013-05-03"),
        ("THURSDAY, MAY 2, 2013,1: 32 PM", "2013-05-02"),
        ("7:00pm UK, Wednesday 05 May 2010", "2010-05-05"),
        ("12:48PM BST 09 Sep 2013", "2013-09-09"),
        ("3 July 2013 Last updated at 13:38 GMT", "2013-07-03"),
        ("Published: 09 Sep 2013 11:25 GMT+02:00", "2013-09-09"),
        ("September 10th, 2010", "2010-09-10"),
        ("AFP, Tuesday 2 Jul 2013", "2013-07-02"),
        ("Oslo, July 2, 2013", "2013-07-02"),
        ("Marseille, July 2, 2013", "2013-07-02"),
        ("By Ada Brandt on 2 July 2013", "2013-07-02"),
        ("Posted by Ada Brandt on 2 July 2013", "2013-07-02"),
        ("2013-07-02T14:30:00Z", "2013-07-02"),
        ("Tue, 02 Jul 2013 12:28 CDT", "2013-07-02"),
        ("Updated 11/27/2005 3:41 PM", "2005-11-27"),
        ("Fri., May. 3, 2013 11:45 AM PDT", "2013-05-03"),
        ("27.11.2005", "2005-11-27"),
        ("09/09/10 8:23 PM", "2010-09-09"),
        ("11/05/09 05:40 PM EDT", "2009-11-05"),
        ("The Harbour Post - Sat May 22, 2010 5:31pm EDT", "2010-05-22"),
        ("Posted on November 15, 2011 6:07:15 PM GMT+01:0", "2011-11-15"),
        ("Sunday, November 27-2005 at 16:12", "2005-11-27"),
        ("Novemer 27, 2005", "2005-11-27"),
        ("Baltic Wire (UK), 23 June 2010", "2010-06-23"),
        ("Harbour.tv | Posted Sunday May 23 2010", "2010-05-23"),
        ("(AFP) - Feb 14, 2010", "2010-02-14"),
        ("First posted: 10/25/11 06:44 PM ET Updated: 12/25/11 05:12 AM ET", "2011-10-25"),
    ],
)
def test_a_date_line_below_the_title_dates_the_article(line: str, published: str) -> None:
    found = head(TITLE, line)
    assert (found.published, found.published_evidence) == (published, line)
    assert found.text == f"{TITLE}\n{BODY}"
    assert [(part.text, part.reason) for part in found.removed] == [(line, "date line")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The contract was signed on 12 March 2014",
        "In May 2013 the ferry was sold",
        "On May 3, 2013, the ferry sank",
        "By 2 July 2013 nothing had been found",
        "By noon the fire was out",
        "The Harbour Bridge, 12 years old, was closed",
        "By Monday Evening Nobody Was Left",
        "Published in 2013, the book sold well",
        "31 February 2013",
        "Marsh 3, 2013",
    ],
)
def test_a_sentence_with_a_date_does_not_date_the_article(sentence: str) -> None:
    found = head(TITLE, sentence)
    assert found.published is None
    assert sentence in found.text


def test_without_evidence_there_is_no_date_no_title_and_no_publisher() -> None:
    assert read_metadata(BODY) == Metadata(None, None, None, None, BODY, ())


def test_an_access_time_never_dates_an_article() -> None:
    assert head(TITLE, "Accessed 3 May 2020").published is None


def test_the_address_names_publisher_and_day() -> None:
    url = "https://www.baypost.example/news/2013/05/03/ferry-sinks"
    found = head(url, TITLE)
    assert (found.publisher, found.published, found.title) == (
        "baypost.example",
        "2013-05-03",
        TITLE,
    )
    assert (found.removed[0].text, found.removed[0].reason) == (url, "address")


@pytest.mark.parametrize(
    ("path", "published"),
    [
        ("2013/may/03/ferry", "2013-05-03"),
        ("2013-05-03/news/ferry", "2013-05-03"),
        ("view/20130503-2683/ferry", "2013-05-03"),
        ("2013/05/ferry", "2013-05"),
        ("2013/02/31/ferry", None),
        ("story/20130599", None),
        ("ferry-of-2013", None),
    ],
)
def test_days_and_months_in_an_address_count_if_the_calendar_has_them(
    path: str, published: str | None
) -> None:
    assert head(f"http://baypost.example/{path}", TITLE).published == published


def test_the_first_publication_beats_the_update_wherever_they_stand() -> None:
    found = head(TITLE, "Updated: 5 May 2013", "Originally published 3 May 2013")
    assert found.published == "2013-05-03"


def test_a_date_in_figures_that_can_be_read_both_ways_is_not_guessed() -> None:
    assert head(TITLE, "05/03/2013").published == "2013"
    assert head(TITLE, "05/03/2013 at 11:00 AM EDT").published == "2013-05-03"
    found = head("http://baypost.example/2013/03/05/ferry", TITLE, "05/03/2013")
    assert found.published == "2013-03-05"
    found = head("http://baypost.example/2013/03/ferry", TITLE, "05/03/2013")
    assert found.published == "2013-03-05"


def test_a_day_without_a_year_keeps_its_year_unknown() -> None:
    text = "ATHENS, May 5 (Reuters) - A ferry sank on Monday.\nTwo people are missing."
    found = read_metadata(text)
    assert found.published == "XXXX-05-05"
    assert found.publisher == "Reuters"
    assert found.text.startswith("A ferry sank on Monday.")
    assert ("ATHENS, May 5 (Reuters) -", "dateline") in {(p.text, p.reason) for p in found.removed}


def test_a_year_in_the_address_beats_a_dateline_without_one() -> None:
    found = read_metadata(
        "http://baypost.example/2010/05/06/ferry\nATHENS, May 5 (AP) — A ferry sank.\nTwo died."
    )
    assert (found.publisher, found.published) == ("baypost.example", "2010-05-06")


@pytest.mark.parametrize(
    ("line", "agency", "date"),
    [
        ("PARIS (AFP) – A ferry sank.", "AFP", None),
        ("MOSCOW, March 5. /TASS/. A ferry sank.", "TASS", "XXXX-03-05"),
        ("ANKARA, 5 April 2019 (Xinhua) -- A ferry sank.", "Xinhua", "2019-04-05"),
        ("KILN BAY, Ore. (AP) — A ferry sank.", "Associated Press", None),
        ("(CNN) -- A ferry sank.", "CNN", None),
    ],
)
def test_agency_datelines_are_read(line: str, agency: str, date: str | None) -> None:
    found = read_agency_dateline(line)
    assert found is not None
    assert (found.agency, found.date) == (agency, date)
    assert line.removeprefix(found.words).strip() == "A ferry sank."


@pytest.mark.parametrize(
    "line",
    [
        "He told the paper (AP) - and others - that the ferry was old.",
        "The North Atlantic alliance (NATO) - A pact of states.",
        "A ferry sank, the agency (AFP) said.",
    ],
)
def test_brackets_in_a_sentence_are_no_dateline(line: str) -> None:
    assert read_agency_dateline(line) is None


def test_the_title_stays_the_first_line_so_that_evidence_can_point_at_it() -> None:
    found = head("By Ada Brandt", TITLE, TITLE)
    assert found.title == TITLE
    assert found.text == f"{TITLE}\n{BODY}"
    assert [part.reason for part in found.removed] == ["byline", "title again"]


def test_a_first_sentence_is_no_title() -> None:
    assert read_metadata(BODY).title is None
    assert read_metadata("One line without a full stop").title is None
    assert read_metadata(f"{'word ' * 25}\n{BODY}").title is None


def test_a_headline_may_ask() -> None:
    assert head("Who will pay for the ferry?").title == "Who will pay for the ferry?"


@given(st.text(max_size=200), st.sampled_from(["", "http://", "Posted ", "5/3/2013 ", "A (AP) - "]))
def test_no_line_makes_reading_fail(line: str, start: str) -> None:
    text = " ".join((start + line).split())
    read_date_line(text)
    assert read_metadata(f"{text}\n{BODY}").text


def test_a_place_in_capitals_with_a_date_is_a_dateline_without_an_agency() -> None:
    found = read_metadata("PORT ALDO, 9 May 2019 - The ferry sank in the night.")

    assert found.text == "The ferry sank in the night."
    assert (found.published, found.publisher) == ("2019-05-09", None)


def test_a_place_in_capitals_alone_is_a_dateline() -> None:
    found = read_metadata(f"{TITLE}\nPORT ALDO, Latvia - The ferry sank in the night.")

    assert found.text == f"{TITLE}\nThe ferry sank in the night."
    assert [part.reason for part in found.removed] == ["dateline"]


def test_capitals_that_go_on_in_lower_case_are_no_dateline() -> None:
    assert read_agency_dateline("ALDO - once a port - is a town.") is None


def test_a_byline_may_name_the_paper() -> None:
    found = head("By Ada Brandt, Harbour Post", TITLE)
    assert [part.reason for part in found.removed] == ["byline"]


def stated(found: Metadata) -> dict[str, tuple[str, str]]:
    return {one.field: (one.value, one.evidence) for one in found.stated}


def test_each_thing_that_is_known_carries_the_words_that_say_so() -> None:
    url = "http://baypost.example/ferry"
    known = stated(
        head(url, TITLE, "By Ada Brandt", "Posted 3 May 2013", "Updated 4 May 2013 9:30 GMT")
    )
    assert known == {
        "publisher": ("baypost.example", url),
        "title": (TITLE, TITLE),
        "byline": ("Ada Brandt", "By Ada Brandt"),
        "published": ("2013-05-03", "Posted 3 May 2013"),
        "updated": ("2013-05-04", "Updated 4 May 2013 9:30 GMT"),
        "url": (url, url),
    }


def test_a_dateline_tells_place_and_agency() -> None:
    known = stated(read_metadata("ST. ALDO, May 5 (Reuters) - A ferry sank.\nTwo died."))
    assert known["place"] == ("ST. ALDO", "ST. ALDO, May 5 (Reuters) -")
    assert known["agency"] == ("Reuters", "ST. ALDO, May 5 (Reuters) -")
    assert known["publisher"][0] == "Reuters"


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("By Ada Brandt, Harbour Post", "publisher", "Harbour Post"),
        ("By Ada Brandt, Associated Press", "agency", "Associated Press"),
        ("The Harbour Post - Sat May 22, 2010 5:31pm EDT", "publisher", "The Harbour Post"),
        ("AFP, Tuesday 2 Jul 2013", "agency", "AFP"),
        ("(AFP) - Feb 14, 2010", "agency", "AFP"),
        ("Posted by Ada Brandt on 2 July 2013", "byline", "Ada Brandt"),
        ("By Ada Brandt July 2, 2013", "byline", "Ada Brandt"),
    ],
)
def test_bylines_and_date_lines_name_author_paper_and_agency(
    line: str, field: str, value: str
) -> None:
    assert stated(head(TITLE, line))[field] == (value, line)


@pytest.mark.parametrize("line", ["By Ada Brandt, Kiln Bay", "Kiln Bay - Sat May 22, 2010 5:31pm"])
def test_a_place_beside_an_author_or_a_date_is_no_publisher(line: str) -> None:
    assert "publisher" not in stated(head(TITLE, line))


def test_a_date_line_is_surer_than_an_address_and_an_address_than_an_update() -> None:
    def sureness(*lines: str) -> float:
        return next(s.confidence for s in head(*lines).stated if s.field == "published")

    address = "http://baypost.example/2013/05/03/ferry"
    lines = ("Published 3 May 2013", "3 May 2013", address, "Updated 3 May 2013")
    sure = [sureness(line, TITLE) for line in lines]
    assert sure == sorted(sure, reverse=True)
    assert len(set(sure)) == len(sure)


def test_an_update_alone_dates_the_article_and_is_told_as_the_update_too() -> None:
    found = head(TITLE, "Last updated: 5 May 2013")
    assert found.published == "2013-05-05"
    assert stated(found)["updated"][0] == "2013-05-05"


@pytest.mark.parametrize("words", ["ADVERTISEMENT -", "PRESS RELEASE –", "RIGA (PRESS RELEASE) -"])
def test_labels_in_capitals_are_neither_place_nor_agency(words: str) -> None:
    found = read_metadata(f"{words} Ferry owners said on Monday that they will pay.")
    assert not {"place", "agency", "publisher"} & {stated.field for stated in found.stated}


def test_what_an_archive_prints_around_an_article_is_metadata() -> None:
    top = ("Bay Post", "May 3, 2013 Friday", "Late Edition", TITLE, "BYLINE: Ada Brandt")
    printed = "\n".join([*top, "SECTION: NEWS; Pg. 4", "LENGTH: 310 words", BODY, "LANGUAGE: X"])
    found = read_metadata(printed)
    assert (found.title, found.publisher, found.published) == (TITLE, "Bay Post", "2013-05-03")
    assert found.text == f"{TITLE}\n{BODY}"
    assert "Ada Brandt" in {s.value for s in found.stated if s.field == "byline"}


def test_one_line_with_a_label_stays() -> None:
    assert "LENGTH: 310 metres" in head(TITLE, "LENGTH: 310 metres").text


def test_a_slug_is_no_title() -> None:
    assert head("SLUG: ferry-0503", TITLE).title == TITLE


@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("Bergen, Sept 13, 2017 (AFP)", "Bergen"),
        ("BERGEN (NTB) -", "BERGEN"),
        ("Camp Site 12, Iraq", "Camp Site 12, Iraq"),
        ("Bergen, Norway", "Bergen, Norway"),
    ],
)
def test_the_place_of_a_dateline_is_told(dateline: str, place: str) -> None:
    assert place_alone(dateline) == place


@pytest.mark.parametrize(
    "line",
    [
        "Wednesday September 13 2017, 12.01am BST, The Harbour Times",
        "By Ada Brandt | Hill Gazette | September 13, 2017",
    ],
)
def test_a_paper_beside_a_date_is_the_publisher(line: str) -> None:
    found = head(TITLE, line)
    assert found.published == "2017-09-13"
    assert found.publisher in ("The Harbour Times", "Hill Gazette")
    assert found.text == f"{TITLE}\n{BODY}"


@pytest.mark.parametrize(
    ("language", "lines", "day"),
    [
        ("fr", "Par Ada Brandt\nPublié le mercredi 13 septembre 2017 à 08:15", "2017-09-13"),
        ("fr", "Par Ada Brandt, publié le 13 septembre 2017 à 08h15", "2017-09-13"),
        ("fr", "Par Ada Brandt\nLe 1er août 2017", "2017-08-01"),
        ("de", "Von Ada Brandt, veröffentlicht am 13. September 2017, 8.15 Uhr", "2017-09-13"),
        ("es", "Por Ada Brandt\n13 de septiembre de 2017", "2017-09-13"),
    ],
)
def test_date_lines_and_bylines_of_other_languages_are_read(
    language: str, lines: str, day: str
) -> None:
    found = read_metadata(f"Titre\n{lines}\n{BODY}", language)
    assert found.published == day
    assert [s.value for s in found.stated if s.field == "byline"] == ["Ada Brandt"]
    assert found.published_evidence in lines.splitlines()
    assert found.text == f"Titre\n{BODY}"
    assert read_metadata(f"Titre\n{lines}\n{BODY}", "en").published != day


def test_words_of_another_language_stay_in_prose() -> None:
    line = "Par la fenêtre, on voit le port, et le 13 septembre 2017 personne ne l'a vu."
    assert line in read_metadata(f"Titre\n{line}\n{BODY}", "fr").text
