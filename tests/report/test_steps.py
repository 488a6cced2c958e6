"""How a value moved from day to day."""

from __future__ import annotations

from factcheck.model import Report
from factcheck.report import names
from factcheck.report.steps import steps_of

PUBLISHED = {"gazette": "2021-05-03", "wire-0504": "2021-05-04"}


def test_a_toll_that_rises_is_a_step_up_on_the_later_day(report: Report) -> None:
    update = report.findings[2]
    steps = steps_of(update, names.article_names(report.articles), PUBLISHED)
    assert steps is not None
    five, eight = steps.points
    assert (five.label, five.day, [a.letter for a in five.articles]) == ("5", "3 May 2021", ["A"])
    assert (eight.label, eight.day, [a.letter for a in eight.articles]) == (
        "8",
        "4 May 2021",
        ["C"],
    )
    assert five.x < eight.x
    assert five.y > eight.y  # y grows downward
    assert five.highest
    assert eight.highest


def test_only_the_highest_value_of_a_day_has_room_for_its_label(report: Report) -> None:
    update = report.findings[2]
    third = update.answers[0].model_copy(update={"value": "6", "label": "6"})
    three = update.model_copy(update={"answers": (*update.answers, third)})
    steps = steps_of(three, names.article_names(report.articles), PUBLISHED)
    assert steps is not None
    assert [(p.label, p.highest) for p in steps.points] == [
        ("5", False),
        ("6", True),
        ("8", True),
    ]


def test_values_of_one_day_or_of_unknown_days_and_words_have_no_steps(report: Report) -> None:
    update, articles = report.findings[2], names.article_names(report.articles)
    one_day = dict.fromkeys(PUBLISHED, "2021-05-03")
    assert steps_of(update, articles, one_day) is None
    assert steps_of(update, articles, {}) is None
    assert steps_of(report.findings[0], articles, PUBLISHED) is None


def test_articles_of_a_step_stand_as_they_are_lettered(report: Report) -> None:
    update, articles = report.findings[2], names.article_names(report.articles)
    late = articles["gazette"]._replace(letter="AA")
    both = update.answers[1].evidence[0].model_copy(update={"article": "gazette"})
    eight = update.answers[1].model_copy(update={"evidence": (both, *update.answers[1].evidence)})
    one_day = {"gazette": "2021-05-04", "wire-0504": "2021-05-04", "courier": "2021-05-03"}
    five = update.answers[0].evidence[0].model_copy(update={"article": "courier"})
    first = update.answers[0].model_copy(update={"evidence": (five,)})
    steps = steps_of(
        update.model_copy(update={"answers": (first, eight)}),
        {**articles, "gazette": late},
        one_day,
    )
    assert steps is not None
    assert [a.letter for a in steps.points[-1].articles] == ["C", "AA"]
