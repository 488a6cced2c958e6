"""Dates: what is found, what may be concluded from it, and which dates exclude each other."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.relation import Relation

FRIDAY = DateValue("2019-04-05")  # a publication date


def value(surface: str, published: DateValue | None = None) -> DateValue:
    parsed = dates.parse(surface, published)
    assert parsed is not None, surface
    return parsed


def surfaces(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in dates.find(text)]


def related(a: str, b: str) -> Relation:
    return dates.relate(value(a), value(b)).relation


@pytest.mark.parametrize(
    ("surface", "normal"),
    [
        ("September 12, 2017", "2017-09-12"),
        ("12 September 2017", "2017-09-12"),
        ("12\u202fSeptember\u20092017", "2017-09-12"),
        ("12th of September", "XXXX-09-12"),
        ("Sept. 12", "XXXX-09-12"),
        ("SEPT. 12", "XXXX-09-12"),
        ("December 2017", "2017-12"),
        ("in 2017", "2017"),
        ("early December 2017", "2017-12-01~/2017-12-10~"),
        ("mid-2019", "2019-05~/2019-08~"),
        ("the end of 2018", "2018-09~/2018-12~"),
        ("the first quarter of 2019", "2019-01/2019-03"),
        ("the first week of April", "XXXX-04-01~/XXXX-04-07~"),
        ("late February", "XXXX-02-21~/XXXX-02-29~"),
        ("3 April", "XXXX-04-03"),
        ("around 12 March", "XXXX-03-12~"),
        ("12-14 September 2017", "2017-09-12/2017-09-14"),
        ("2017-09-12", "2017-09-12"),
        ("12.09.2017", "2017-09-12"),
        ("spring 2019", "2019-21"),
        ("the 1990s", "199X"),
        ("the 1900s", "19XX"),
        ("between 2015 and 2019", "2015/2019"),
        ("Tuesday, Jan. 6", "XXXX-01-06 tuesday"),
        ("Tuesday 12 September 2017", "2017-09-12"),
        ("Tuesday", "XXXX-XX-XX tuesday"),
        ("on Tuesday morning", "XXXX-XX-XX tuesday morning"),
        ("the morning of 12 September", "XXXX-09-12 morning"),
    ],
)
def test_a_date_says_only_what_its_words_say(surface: str, normal: str) -> None:
    assert value(surface).normal == normal


@pytest.mark.parametrize(
    "surface", ["today", "yesterday", "last year", "two days ago", "last week", "a decade ago"]
)
def test_a_relative_date_without_a_publication_date_is_unknown(surface: str) -> None:
    assert dates.parse(surface) is None


@pytest.mark.parametrize(
    ("surface", "normal"),
    [
        ("today", "2019-04-05"),
        ("yesterday", "2019-04-04"),
        ("last night", "2019-04-04 night"),
        ("Tuesday", "2019-04-02"),
        ("Friday", "2019-04-05"),
        ("last Friday", "2019-03-29"),
        ("next Tuesday", "2019-04-09"),
        ("Tuesday last week", "2019-03-26"),
        ("last week", "2019-03-25~/2019-03-31~"),
        ("last month", "2019-03"),
        ("last December", "2018-12"),
        ("last year", "2018"),
        ("two days ago", "2019-04-03"),
        ("a couple of weeks ago", "2019-03-22~"),
        ("three months ago", "2019-01~"),
        ("a decade ago", "2009~"),
        ("3 April", "2019-04-03"),
        ("12 December", "2018-12-12"),
        ("Tuesday, Jan. 8", "2019-01-08"),
        ("16 May last year", "2018-05-16"),
        ("May 16, last year", "2018-05-16"),
    ],
)
def test_a_relative_date_counts_from_publication(surface: str, normal: str) -> None:
    assert value(surface, FRIDAY).normal == normal


def test_a_day_nearer_in_the_future_than_in_the_past_keeps_its_year_unknown() -> None:
    assert value("1 June", FRIDAY).normal == "XXXX-06-01"


def test_a_day_whose_weekday_fits_no_near_year_keeps_its_year_unknown() -> None:
    assert value("Monday, Jan. 8", FRIDAY).normal == "2018-01-08"
    assert value("Wednesday, Jan. 8", FRIDAY).normal == "2020-01-08"
    assert value("Sunday, Jan. 8", FRIDAY).normal == "XXXX-01-08 sunday"


def test_a_wrong_weekday_does_not_take_a_fresh_date_a_year_back() -> None:
    assert value("Tuesday, April 3", FRIDAY).normal == "2019-04-03"


def test_plans_look_ahead() -> None:
    parsed = dates.parse("Tuesday", FRIDAY, ahead=True)
    assert parsed == DateValue("2019-04-09")
    assert dates.parse("1 June", FRIDAY, ahead=True) == DateValue("2019-06-01")


def test_a_publication_month_resolves_what_holds_on_all_its_days_only() -> None:
    assert value("last year", DateValue("2019-04")).normal == "2018"
    assert dates.parse("yesterday", DateValue("2019-04")) is None
    assert value("Tuesday", DateValue("2019-04")).normal == "XXXX-XX-XX tuesday"


def test_a_publication_date_without_a_year_resolves_nothing() -> None:
    assert dates.parse("yesterday", DateValue("XXXX-04-05")) is None


@pytest.mark.parametrize("surface", ["12/09/2017", "09/12/2017"])
def test_day_and_month_that_can_be_swapped_leave_the_year(surface: str) -> None:
    assert value(surface).normal == "2017"


def test_a_day_above_twelve_tells_day_from_month() -> None:
    assert value("25/12/2017") == value("12/25/2017") == DateValue("2017-12-25")


@pytest.mark.parametrize(
    "text",
    [
        "Police counted 2000 people in the square.",
        "The river may 12 times a year leave its bed.",
        "It came in 2000 crates.",
        "The price fell on Black Friday.",
        "They meet on Feb. 30 in the joke.",
        "The march drew a crowd.",
        "The strike cost March 20,000 jobs.",
    ],
)
def test_numbers_and_words_that_are_no_dates_are_left_alone(text: str) -> None:
    assert surfaces(text) == []


def test_dates_are_found_where_they_stand() -> None:
    text = (
        "The dam, opened in 1987, broke on Tuesday morning. Engineers warned of cracks on "
        "May 4, 2015 and again last year; repairs were due by early June."
    )
    assert surfaces(text) == ["1987", "Tuesday morning", "May 4, 2015", "last year", "early June"]


def test_the_longest_reading_wins() -> None:
    assert surfaces("He left on Monday, 3 February 2020, at noon.") == ["Monday, 3 February 2020"]


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("2017-12", "2017-09-12", Relation.DIFFERS),
        ("2017", "2017-09-12", Relation.REFINES),
        ("2017-09-12", "2017-09-12", Relation.SAME),
        ("2017-09-12", "2017-09-13", Relation.DIFFERS),
        ("XXXX-04-03", "2019-04-03", Relation.REFINES),
        ("XXXX-04-03", "2019-04-05", Relation.DIFFERS),
        ("XXXX-04-03", "XXXX-04-03", Relation.SAME),
        ("XXXX-04-03", "XXXX-04", Relation.REFINES),
        ("XXXX-04-03", "XXXX-04-05", Relation.DIFFERS),
        ("XXXX-04-03", "2019-05", Relation.DIFFERS),
        ("XXXX-04-03", "2019-04", Relation.INCOMPARABLE),
        ("XXXX-04-03", "2019", Relation.INCOMPARABLE),
        ("XXXX-04", "2019-04-03", Relation.REFINES),
        ("the first week of April", "3 April", Relation.REFINES),
        ("the first week of April", "3 April 2019", Relation.REFINES),
        ("the first week of April", "25 April", Relation.DIFFERS),
        ("2019-04/2019-06", "2019-06/2019-09", Relation.INCOMPARABLE),
        ("the 1990s", "1996", Relation.REFINES),
        ("the 1990s", "2001", Relation.DIFFERS),
        ("2017-12", "2017-12-01/2017-12-31", Relation.SAME),
    ],
)
def test_dates_are_compared_by_the_days_they_allow(a: str, b: str, relation: Relation) -> None:
    assert related(a, b) is relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("around 12 March 2019", "12 March 2019", Relation.REFINES),
        ("around 12 March 2019", "14 March 2019", Relation.REFINES),
        ("around 12 March 2019", "2 April 2019", Relation.DIFFERS),
        ("around 30 December", "2 January", Relation.REFINES),
        ("early December 2017", "12 December 2017", Relation.INCOMPARABLE),
        ("early December 2017", "28 December 2017", Relation.DIFFERS),
        ("early December 2017", "December 2017", Relation.REFINES),
        ("mid-2019", "June 2019", Relation.REFINES),
        ("mid-2019", "April 2019", Relation.INCOMPARABLE),
        ("mid-2019", "December 2019", Relation.DIFFERS),
    ],
)
def test_an_approximate_date_leaves_its_margin(a: str, b: str, relation: Relation) -> None:
    assert related(a, b) is relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("spring 2019", "April 2019", Relation.REFINES),
        ("spring 2019", "2019", Relation.REFINES),
        ("spring 2019", "autumn 2019", Relation.DIFFERS),
        ("spring 2019", "October 2019", Relation.INCOMPARABLE),  # spring in the south
        ("winter 2019", "February 2020", Relation.INCOMPARABLE),
        ("spring 2019", "April 2020", Relation.DIFFERS),
    ],
)
def test_a_season_depends_on_the_hemisphere(a: str, b: str, relation: Relation) -> None:
    assert related(a, b) is relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("Tuesday", "Tuesday", Relation.SAME),
        ("Tuesday", "Wednesday", Relation.DIFFERS),
        ("Tuesday", "12 September 2017", Relation.REFINES),
        ("Wednesday", "12 September 2017", Relation.INCOMPARABLE),
        ("Tuesday", "3 April", Relation.INCOMPARABLE),
        ("Tuesday, Jan. 6", "Tuesday", Relation.REFINES),
        ("Tuesday, Jan. 6", "6 January 2015", Relation.REFINES),
        ("Tuesday, Jan. 6", "6 January 2016", Relation.INCOMPARABLE),
        ("Tuesday, Jan. 6", "January 6", Relation.REFINES),
    ],
)
def test_a_weekday_alone_contradicts_no_calendar_date(a: str, b: str, relation: Relation) -> None:
    assert related(a, b) is relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("Tuesday", "Tuesday morning", Relation.REFINES),
        ("Tuesday morning", "Tuesday evening", Relation.DIFFERS),
        ("Tuesday evening", "Tuesday night", Relation.INCOMPARABLE),
        ("Tuesday night", "Tuesday morning", Relation.INCOMPARABLE),
        ("Tuesday morning", "12 September 2017", Relation.REFINES),
    ],
)
def test_parts_of_a_day_refine_or_exclude_each_other(a: str, b: str, relation: Relation) -> None:
    assert related(a, b) is relation


def test_the_detail_says_why() -> None:
    detail = dates.relate(value("December 2017"), value("12 September 2017")).detail
    assert detail == "12 September 2017 does not lie in December 2017"


@pytest.mark.parametrize(
    ("surface", "label"),
    [
        ("Sept. 12, 2017", "12 September 2017"),
        ("2017-12", "December 2017"),
        ("3 April", "3 April (year unknown)"),
        ("Tuesday morning", "Tuesday morning"),
        ("early December 2017", "early December 2017"),
        ("the first week of April 2019", "the first week of April 2019"),
        ("fall 2019", "autumn 2019"),
        ("around 12 March 2019", "around 12 March 2019"),
        ("the 1990s", "the 1990s"),
        ("12-14 September 2017", "12 to 14 September 2017"),
    ],
)
def test_labels_are_for_people(surface: str, label: str) -> None:
    assert value(surface).label == label


def test_bounds_are_days_or_unknown() -> None:
    month, yearless = value("February 2020"), value("3 April")
    assert (month.lower, month.upper) == (date(2020, 2, 1), date(2020, 2, 29))
    assert (yearless.lower, yearless.upper) == (None, None)


@pytest.mark.parametrize(
    ("edtf", "precision"),
    [
        ("2017-09-12", "day"),
        ("2017-09", "month"),
        ("2017-21", "season"),
        ("2017", "year"),
        ("199X", "decade"),
        ("19XX", "century"),
        ("2019-04-01/2019-04-07", "week"),
        ("2019-04/2019-06", "interval"),
        ("XXXX-XX-XX", "unknown"),
    ],
)
def test_precision_is_named(edtf: str, precision: str) -> None:
    assert DateValue(edtf).precision == precision


@pytest.mark.parametrize("edtf", ["", "soon", "2019-13-40", "2019-02-30", "2020/2019", "2019/XXXX"])
def test_what_is_no_date_is_refused(edtf: str) -> None:
    with pytest.raises(ValueError, match="not a date in EDTF"):
        DateValue(edtf)


def test_a_long_article_is_read_in_milliseconds() -> None:
    text = "The council met on 3 May 2018 and, by Tuesday, had heard the 12 witnesses. " * 70
    start = time.perf_counter()
    assert len(list(dates.find(text))) == 140
    assert time.perf_counter() - start < 0.5  # ten times what a slow machine needs


# ---------------------------------------------------------------- properties

_days = st.dates(date(1500, 1, 1), date(2100, 12, 31))
_edtf = st.one_of(
    _days.map(date.isoformat),
    _days.map(lambda day: f"{day:%Y-%m}"),
    _days.map(lambda day: f"{day:%Y}"),
    _days.map(lambda day: f"XXXX-{day:%m-%d}"),
    _days.map(lambda day: f"XXXX-{day:%m}"),
    st.sampled_from(["XXXX-XX-XX", "199X", "19XX", "2019-21", "2019-24", "2018-22"]),
    st.sampled_from(["2019-04-01/2019-04-07", "2015/2019", "XXXX-12-25/XXXX-12-31"]),
)


@st.composite
def _values(draw: st.DrawFn) -> DateValue:
    edtf = draw(_edtf)
    weekday = draw(st.none() | st.integers(0, 6)) if edtf.startswith("XXXX") else None
    part = draw(st.none() | st.sampled_from(sorted(dates.PART_HOURS)))
    return DateValue(edtf, weekday, part, draw(st.booleans()))


@given(_values(), _values())
def test_relate_is_symmetric(a: DateValue, b: DateValue) -> None:
    assert dates.relate(a, b).relation is dates.relate(b, a).relation


@given(_values())
def test_a_value_is_the_same_as_itself(a: DateValue) -> None:
    assert dates.relate(a, a).relation is Relation.SAME


@given(_values())
def test_a_normal_form_is_read_back(a: DateValue) -> None:
    assert dates.parse(a.normal) == a


@given(st.text(max_size=60))
def test_no_text_breaks_parse(text: str) -> None:
    parsed = dates.parse(text, FRIDAY)
    assert parsed is None or dates.parse(parsed.normal) == parsed


_pieces = st.sampled_from(
    "May 12 2017 , . - / the of in last next Tuesday morning early mid ago two 31 years week "
    "2000 1990s Feb. 30 spring around Sept. XXXX-02 12/09/2017 this today".split()
)


@given(st.lists(_pieces, max_size=9).map(" ".join), _days.map(lambda d: DateValue(d.isoformat())))
def test_dates_in_any_order_of_words_resolve_or_do_not(text: str, published: DateValue) -> None:
    last_end = 0
    for start, end, expression in dates.find(text):
        assert last_end <= start < end
        assert expression.surface == text[start:end]
        last_end = end
        for known in (published, None):
            resolved = dates.resolve(expression, known)
            assert resolved is None or dates.parse(resolved.normal) == resolved


@pytest.mark.parametrize("edge", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_do_not_break_relative_dates(edge: str) -> None:
    for surface in ("two weeks ago", "last year", "next Tuesday", "a decade ago", "1 June"):
        for day in (DateValue(edge), FRIDAY):
            parsed = dates.parse(surface, DateValue(edge))
            if parsed is not None:
                assert dates.relate(parsed, day).detail
