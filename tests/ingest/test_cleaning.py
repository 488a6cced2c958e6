"""What cleaning takes away from a page, and what it must leave."""

import re

import ftfy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.ingest import cleaning
from factcheck.ingest.cleaning import clean

BODY = (
    "The harbour of Kiln Bay will close for repairs on Monday.\n"
    "Mayor Ada Brandt said the work would take six weeks."
)


def reasons(raw: str) -> list[tuple[str, str]]:
    return [(part.text, part.reason) for part in clean(raw).removed]


def test_paragraphs_come_out_one_a_line_with_single_spaces() -> None:
    raw = "\r\n  The ferry\u00a0 sank.\t It was old. \r\n\r\n\r\nNobody\u200b died.\r\n"
    assert clean(raw).text == "The ferry sank. It was old.\nNobody died."


def test_one_sentence_a_line_stays_one_sentence_a_line() -> None:
    assert clean(BODY).text == BODY
    assert clean(BODY).removed == ()


def test_hard_wrapped_prose_is_joined_to_paragraphs() -> None:
    raw = (
        "The council of Kiln Bay agreed on Tuesday to spend twelve million\n"
        "pounds on the old harbour, which was damaged by the storm of last\n"
        "winter, and asked the government to pay for one half of the well-\n"
        "known lighthouse.\n"
        "\n"
        "Two members voted against the plan because they had hoped for a\n"
        "cheaper one.\n"
    )
    paragraphs = clean(raw).text.split("\n")
    assert len(paragraphs) == 2
    assert "twelve million pounds on the old harbour" in paragraphs[0]
    assert "one half of the well-known lighthouse." in paragraphs[0]
    assert paragraphs[1].endswith("for a cheaper one.")


def test_short_lines_in_capitals_are_not_taken_for_wrapped_prose() -> None:
    headlines = "\n".join(
        f"Bridge number {n} over the river Elm reopens after years of repair" for n in "12345"
    )
    assert clean(headlines).text == headlines


def test_a_caption_does_not_stick_to_the_next_paragraph() -> None:
    raw = "The ferry sank.\n\nHarbour master Ola Lindqvist\n\nNobody died, he said."
    assert clean(raw).text.split("\n")[1] == "Harbour master Ola Lindqvist"


def test_mojibake_is_repaired_and_typography_is_kept() -> None:
    assert clean("Ana MuÃ±oz saidâ€”twice.").text == "Ana Muñoz said—twice."
    kept = "“It’s François’s idea,” she said – ‘perhaps’."
    assert clean(kept).text == kept
    assert clean("Re\u0301my left.").text == "Rémy left."


@given(st.from_regex(cleaning._PLAIN, fullmatch=True))
def test_where_nothing_is_looked_for_there_is_nothing_to_repair(line: str) -> None:
    config = ftfy.TextFixerConfig(uncurl_quotes=False, normalization="NFC")
    assert ftfy.fix_text(line, config) == line


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("âWe are ready, âBrandt said.", "“We are ready,” Brandt said."),
        ("âWe are ready,âBrandt said.", "“We are ready,” Brandt said."),
        ("He said, âWe are ready.", "He said, “We are ready."),
        ("“No,” he said. âThe port stays open.â", "“No,” he said. “The port stays open.”"),
        ("She waited. âGo home,â he said.", "She waited. “Go home,” he said."),
        ("â40 boats are missing,â he said.", "“40 boats are missing,” he said."),
    ],
)
def test_a_lone_â_where_a_quotation_mark_must_stand_becomes_one(broken: str, mended: str) -> None:
    assert clean(broken).text == mended


@pytest.mark.parametrize(
    "text",
    [
        "The château reopened at Pâques.",
        "Un homme de cet âge, âme perdue, a crié.",
        "Le théâtre; la pâte. Le bâtiment a brûlé.",
        "Âge and Château are names.",
    ],
)
def test_words_with_â_are_left_alone(text: str) -> None:
    assert clean(text).text == text


def test_page_marks_are_taken_out_and_editors_brackets_stay() -> None:
    raw = (
        "[ad_1]\nThe ferry [caption id=3]sank[/caption] at noon.\n"
        "He said [the ferry] was old [video of the wreck].\n[gallery]"
    )
    assert clean(raw).text == (
        "The ferry sank at noon.\nHe said [the ferry] was old [video of the wreck]."
    )
    assert ("[ad_1]", "page mark") in reasons(raw)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Listen Live", "navigation"),
        ("Home | World News | Sign in", "navigation"),
        ("Home | Kiln Bay | Sign in", None),
        ("Home > Search > Sign In", "navigation"),
        ("Share Tweet Print Email", "share bar"),
        ("Share this article 12", "share bar"),
        ("ShareTweet", "share bar"),
        ("Community standardsDiscussion", "comments"),
        ("READ MORE: Kiln Bay Wants a New Pier", "related links"),
        ("Also read | What the storm cost", "related links"),
        ("Related: The pier that never was", "related links"),
        ("More from the Bay Post: pictures of the storm", "related links"),
        ("Tags: ; ; ;", "tags"),
        ("Topics: harbour, storm", "tags"),
        ("We use cookies to give you the best experience on our site.", "cookie notice"),
        ("Sign up for our weekly newsletter.", "subscription plea"),
        ("Copyright 2019 Bay Post. All rights reserved.", "copyright line"),
        ("(Reporting by Ada Brandt; Editing by Jo Hart)", "credit"),
        ("Accessed 3 May 2020", "access time"),
        ("Retrieved: 3 May 2020, 14:05 GMT", "access time"),
    ],
)
def test_furniture_is_recognised_wherever_it_stands(line: str, reason: str | None) -> None:
    first, last = BODY.split("\n")
    assert (line, reason) in reasons(f"{first}\n{line}\n{last}") or reason is None
    assert clean(f"{first}\n{line}\n{last}").text == (
        BODY if reason else f"{first}\n{line}\n{last}"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Shares in the ferry company fell by a third.",
        "Print works in the old town were flooded.",
        "Related industries lost 40 jobs.",
        "Terms and conditions of the sale were not disclosed.",
        "Retrieved from the wreck, the recorder was sent to Oslo on 3 May 2020.",
        "Topics on the agenda: trade, fish and the pier.",
        "Watch commander Eve Stone: the boat was empty.",
        "Copyright law will change in May.",
        "Read the statement, he said.",
        "The ferry carries cars, lorries, cattle and coal.",
        "Ferries, trains, buses and trams stopped",
        "Products also include rope, sails, paint, oars",
    ],
)
def test_sentences_that_look_like_furniture_stay(sentence: str) -> None:
    assert clean(f"{BODY}\n{sentence}").text.endswith(sentence)
    assert clean(f"{sentence}\n{BODY}").text.startswith(sentence)


def test_a_link_list_below_the_body_is_removed_with_its_topics() -> None:
    raw = (
        f"{BODY}\n\nKiln Bay Mayor Promises Cheaper Ferries\nWho Will Pay for the Broken Pier?\n"
        "Storm Damage 'Worse Than Feared' - Report\nKiln Bay, harbour, ferries, Ada Brandt\nShare"
    )
    assert clean(raw).text == BODY
    assert [reason for _, reason in reasons(raw)] == [*["related links"] * 3, "tags", "share bar"]


def test_links_below_their_header_are_removed_in_mid_text() -> None:
    first, last = BODY.split("\n")
    raw = f"{first}\nMost read\nStorm Leaves Thousands Without Power\n{last}"
    assert clean(raw).text == BODY


def test_below_a_header_at_the_end_links_may_be_written_like_sentences() -> None:
    raw = f"{BODY}\nRelated stories:\nMayor promises cheaper ferries by summer\nPier is for sale"
    assert clean(raw).text == BODY


def test_sentences_below_a_header_stay() -> None:
    raw = f"Most read\n{BODY}"
    assert clean(raw).text == BODY


def test_body_lines_that_lost_their_full_stops_stay_at_the_end() -> None:
    raw = f"{BODY}\nThe pier was built by prisoners in the last century\nIt is closed on Sundays"
    assert clean(raw).text == raw


def test_one_headline_at_the_end_may_be_a_caption_and_stays() -> None:
    raw = f"{BODY}\nHarbour Master Ola Lindqvist Inspecting the Damaged Pier"
    assert clean(raw).text == raw


def test_a_page_of_headlines_alone_is_left_as_it_is() -> None:
    raw = "Storm Leaves Thousands Without Power\nMayor Promises Cheaper Ferries by Summer"
    assert clean(raw).text == raw


def test_the_name_of_a_section_between_menu_lines_is_removed() -> None:
    raw = f"Listen Live\nScience & Technology\nGet short URL\n{BODY}"
    assert clean(raw).text == BODY


def test_a_headline_between_menu_and_share_bar_stays() -> None:
    raw = f"Sign in\nFerry sinks off Kiln Bay, two missing\nShare\n{BODY}"
    assert clean(raw).text == f"Ferry sinks off Kiln Bay, two missing\n{BODY}"


def test_a_clock_above_the_menu_is_an_access_time_and_a_dated_headline_is_not() -> None:
    assert ("18:05, 3 May 2020", "access time") in reasons(f"18:05, 3 May 2020\nWatch Live\n{BODY}")
    assert "18:05, 3 May 2020" in clean(f"18:05, 3 May 2020\nShare\n{BODY}").text


def test_heading_marks_of_markdown_are_not_part_of_the_text() -> None:
    assert clean(f"# Harbour closes\n\n{BODY}").text == f"Harbour closes\n{BODY}"


PIECES = st.sampled_from(
    [
        *BODY.split("\n"),
        *("Share", "Most read", "Listen Live", "[ad_1]", "Tags: ;", "READ MORE: Go", "World", ""),
        *("08:36 GMT18 January 2021", "Storm Leaves Thousands Without Power", "  ", "a, b, c, d"),
        *(
            "âSo, âHe",
            "Read",
            "more",
            "# Home",
            "&amp;amp;",
            "ﬁne",
            "\u00a0",
            "\f",
            "5/3/2013 2:00",
        ),
        "the wind that came from the west and blew for all of the night was",
    ]
)
PAGES = st.lists(st.one_of(PIECES, st.text(max_size=80)), max_size=12).map("\n".join)


@given(PAGES)
def test_cleaning_never_raises_and_cleaning_twice_changes_nothing(page: str) -> None:
    cleaned = clean(page)
    again = clean(cleaned.text)
    assert again.text == cleaned.text
    assert again.removed == ()


@given(PAGES)
def test_cleaned_text_has_no_double_spaces_and_no_blank_lines(page: str) -> None:
    text = clean(page).text
    assert not re.search(r"[^\S\n]{2}|\n\n|^\s|\s$", text)


@pytest.mark.parametrize(
    "line",
    [
        "View this email in your browser: https://post.example/1",
        "You are receiving this email because you signed up. Unsubscribe | Manage preferences",
        "Unsubscribe: https://post.example/u",
        "Sent from my iPhone",
        "Continued on page 7",
        "Photo: Ada Brandt / NTB",
    ],
)
def test_what_mails_and_printed_pages_add_is_taken_out(line: str) -> None:
    first, second = BODY.split("\n")
    assert clean(f"{first}\n{line}\n{second}").text == BODY
