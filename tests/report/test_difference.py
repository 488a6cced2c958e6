"""What is new, gone and changed between two reports on a story: a footbridge that fell."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model import (
    Article,
    Finding,
    Report,
    Severity,
    Skipped,
    State,
    Verdict,
)
from factcheck.report.difference import (
    CONFIDENCE_MOVES,
    Aspect,
    Cause,
    Change,
    Difference,
    FindingDifference,
    Maker,
    difference,
)
from factcheck.report.difference.words import counts_in_words, finding_in_words
from tests.report.bridge import (
    ALL,
    BEFORE,
    BOTH,
    COURIER,
    DISMISSED,
    EIGHT,
    FIVE,
    FIVE_ONLY,
    FIVE_OR_EIGHT,
    GAZETTE,
    HURT,
    NINE,
    THREE_ANSWERS,
    answer,
    article,
    finding,
    made,
    report,
    said,
)


def only(found: Difference) -> FindingDifference:
    (one,) = found.findings
    return one


def changed(**fields: object) -> FindingDifference:
    """What is told of the finding when these fields of it are others."""
    return only(difference(BEFORE, report(BOTH, FIVE_OR_EIGHT.model_copy(update=fields))))


# -- independent sources ---------------------------------------------------------------------------

A, B, C = (article(name.lower(), f"{name} writes: {EIGHT}", publisher=name) for name in "ABC")


def sourced(*origins: tuple[str, ...], **fields: object) -> Finding:
    """An agreement of the articles in these groups, those of one group one source."""
    ids = sorted(id_ for group in origins for id_ in group)
    one = answer("8", *(said(id_, EIGHT) for id_ in ids))
    one = one.model_copy(update={"origins": origins})
    return finding(one, **{"verdict": Verdict.AGREEMENT, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ("a b c", "ac b", "A and C are one source now"),
        ("ac b", "a b c", "A and C are no longer one source"),
        ("ac b", "abc", "A, B and C are one source now"),
        ("abc", "ab c", "A, B and C are no longer all one source"),
        (
            "ab c",
            "a bc",
            "B and C are one source now, A and B are no longer one source",
        ),
    ],
)
def test_other_independent_sources_are_a_change_of_their_own(
    before: str, now: str, words: str
) -> None:
    old, new = (sourced(*map(tuple, groups.split())) for groups in (before, now))
    found = difference(report((A, B, C), old), report((A, B, C), new))
    one = only(found)

    assert one.aspects == (Aspect.INDEPENDENCE,)
    assert (one.answers, found.unchanged.findings) == ((), 0)
    assert finding_in_words(one) == f"Changed: other independent sources: {words}"


def test_of_several_answers_the_one_with_other_sources_is_named() -> None:
    five = answer("5", said("b", FIVE)).model_copy(update={"origins": (("b",),)})
    old, new = (
        finding(*sourced(*groups).answers, five) for groups in ((("a",), ("c",)), (("a", "c"),))
    )
    one = only(difference(report((A, B, C), old), report((A, B, C), new)))

    assert [(i.value, i.joined, i.parted) for i in one.independence] == [("8", (("A", "C"),), ())]
    assert finding_in_words(one).endswith("A and C are one source now (“8”)")
    assert one.flags


def test_articles_of_one_publisher_are_told_apart_by_their_ids() -> None:
    again = C.model_copy(update={"publisher": "A"})
    old, new = (report((A, again), sourced(*g)) for g in ((("a",), ("c",)), (("a", "c"),)))

    assert only(difference(old, new)).independence[0].joined == (("a", "c"),)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ((("a",), ("b",)), (("a", "c"), ("b",))),  # C is told as one who gives the answer now
        ((("a", "c"), ("b",)), (("a",), ("b",))),
        ((("a", "b"),), (("b", "a"),)),
        ((), (("a", "b"),)),  # a report by hand may not tell
    ],
)
def test_an_article_more_or_fewer_makes_no_other_sources_of_the_rest(
    before: tuple[tuple[str, ...], ...], now: tuple[tuple[str, ...], ...]
) -> None:
    old, new = (report((A, B, C), sourced(*groups)) for groups in (before, now))
    told = difference(old, new).findings

    assert not any(Aspect.INDEPENDENCE in one.aspects for one in told)


def test_a_renamed_article_is_the_same_source() -> None:
    renamed = C.model_copy(update={"id": "d", "path": "d.txt"})
    old = report((A, B, C), sourced(("a", "c"), ("b",)))
    same = report((A, B, renamed), sourced(("a", "d"), ("b",)))
    other = report((A, B, renamed), sourced(("a",), ("b", "d")))

    assert not [one for one in difference(old, same).findings if one.independence]
    (one,) = only(difference(old, other)).independence
    assert (one.joined, one.parted) == ((("B", "C"),), (("A", "C"),))


def test_an_agreement_of_copies_is_gone_because_of_them() -> None:
    alone = sourced(("a", "c"), verdict=Verdict.SINGLE)
    one = only(difference(report((A, C), sourced(("a",), ("c",))), report((A, C), alone)))

    assert finding_in_words(one) == "Gone: A and C are one source now"


@pytest.mark.parametrize(
    ("singles", "words"),
    [
        (0, "No difference: 1 article, 1 finding unchanged."),
        (1, "No difference: 1 article, 1 finding and 1 single answer unchanged."),
        (2, "No difference: 1 article, 1 finding and 2 single answers unchanged."),
    ],
)
def test_single_answers_that_are_the_same_are_counted(singles: int, words: str) -> None:
    alone = [FIVE_ONLY.model_copy(update={"id": str(n), "rule": f"r.{n}"}) for n in range(singles)]
    same = report((GAZETTE,), FIVE_OR_EIGHT, *alone)

    assert counts_in_words(difference(same, same)) == [words]


# -- findings --------------------------------------------------------------------------------------


def test_a_report_does_not_differ_from_itself() -> None:
    found = difference(BEFORE, BEFORE)

    assert found.empty
    assert (found.unchanged.findings, found.unchanged.articles) == (1, 2)


def test_a_conflict_with_an_added_article_is_new_because_of_it() -> None:
    one = only(difference(report((GAZETTE,), FIVE_ONLY), BEFORE))

    assert (one.change, one.new, one.old) == (Change.NEW, FIVE_OR_EIGHT, FIVE_ONLY)
    assert one.because is not None
    assert (one.because.cause, one.because.articles) == (Cause.ARTICLES, ("courier",))
    assert one.because.detail == "courier was added"
    assert one.flags


def test_a_conflict_whose_article_is_removed_is_gone_because_of_it() -> None:
    one = only(difference(BEFORE, report((GAZETTE,), FIVE_ONLY)))

    assert (one.change, one.old, one.new) == (Change.GONE, FIVE_OR_EIGHT, FIVE_ONLY)
    assert one.because is not None
    assert one.because.detail == "courier is no longer among the articles"
    assert not one.flags


def test_a_finding_that_somebody_dismissed_is_gone_because_of_that() -> None:
    dismissed = FIVE_OR_EIGHT.model_copy(update={"review": DISMISSED})

    for now in (report(BOTH, dismissed=(dismissed,)), report(BOTH, dismissed)):
        one = only(difference(BEFORE, now))

        assert one.change is Change.GONE
        assert one.because is not None
        assert one.because.cause is Cause.REVIEW
        assert one.because.detail == "dismissed (different events) by Ada, 3 May 2026"


def test_a_dismissed_finding_comes_back_when_its_passages_change() -> None:
    before = report(BOTH, dismissed=(FIVE_OR_EIGHT.model_copy(update={"review": DISMISSED}),))
    again = DISMISSED.model_copy(update={"changed": True})
    one = only(difference(before, report(ALL, THREE_ANSWERS.model_copy(update={"review": again}))))

    assert one.change is Change.NEW
    assert one.because is not None
    assert one.because.detail == "it was dismissed, and its passages have changed since"


def test_what_is_dismissed_in_both_reports_is_not_told() -> None:
    dismissed = (FIVE_OR_EIGHT.model_copy(update={"review": DISMISSED}),)

    assert difference(report(BOTH, dismissed=dismissed), report(BOTH, *dismissed)).empty


def test_a_finding_is_gone_because_its_rule_pack_is() -> None:
    one = only(difference(BEFORE, report(BOTH, by=made(packs=()))))

    assert one.because is not None
    assert one.because.cause is Cause.RULES
    assert one.because.detail == "rule pack casualties is no longer there"


@pytest.mark.parametrize(
    ("packs", "detail"),
    [
        (("casualties: 3 rules, sha256 00",), "rule pack casualties has changed"),
        (
            ("casualties: 4 rules, sha256 77ab", "factcheck.toml: sha256 02"),
            "factcheck.toml has changed, which may switch its rule off",
        ),
    ],
)
def test_a_finding_is_gone_because_its_rules_changed(packs: tuple[str, ...], detail: str) -> None:
    one = only(difference(BEFORE, report(BOTH, by=made(packs=packs))))

    assert one.because is not None
    assert (one.because.cause, one.because.detail) == (Cause.RULES, detail)


def test_a_finding_is_new_because_its_rule_pack_is() -> None:
    one = only(difference(report(BOTH, by=made(packs=())), BEFORE))

    assert one.because is not None
    assert one.because.detail == "rule pack casualties is new"


def test_a_removed_article_that_was_not_needed_explains_less_than_a_changed_rule() -> None:
    packs = ("casualties: 3 rules, sha256 00",)
    one = only(difference(report(ALL, THREE_ANSWERS), report(BOTH, by=made(packs=packs))))
    alone = only(difference(report(ALL, THREE_ANSWERS), report(BOTH)))

    assert one.because is not None
    assert alone.because is not None
    assert (one.because.cause, alone.because.cause) == (Cause.RULES, Cause.ARTICLES)


def test_a_dismissal_that_was_taken_back_makes_a_finding_new() -> None:
    dismissed = FIVE_OR_EIGHT.model_copy(update={"review": DISMISSED})
    one = only(difference(report(BOTH, dismissed=(dismissed,)), BEFORE))

    assert one.because is not None
    assert one.because.detail == "it was dismissed, and that has been taken back"


def test_a_finding_is_gone_because_its_passage_is() -> None:
    edited = article("courier", "Many people were hurt when a footbridge fell into the Halden.")
    one = only(difference(BEFORE, report((GAZETTE, edited), FIVE_ONLY)))

    assert one.because is not None
    assert (one.because.cause, one.because.articles) == (Cause.TEXTS, ("courier",))


def test_a_finding_is_gone_because_its_article_bears_another_date() -> None:
    dated = COURIER.model_copy(update={"published": "2020-05-04"})
    one = only(difference(BEFORE, report((GAZETTE, dated), FIVE_ONLY)))

    assert one.because is not None
    assert one.because.detail == "the date of courier has changed"


def test_a_finding_is_gone_with_another_version() -> None:
    one = only(difference(BEFORE, report(BOTH, by=made(factcheck="0.2.0"))))

    assert one.because is not None
    assert one.because.cause is Cause.VERSION


def test_a_finding_that_nothing_explains_is_no_longer_found() -> None:
    one = only(difference(BEFORE, report(BOTH)))

    assert one.because is not None
    assert one.because.detail == "no longer found although nothing else has changed"


def test_what_other_articles_join_or_part_is_told_so() -> None:
    one = only(difference(BEFORE, report(ALL)))

    assert one.because is not None
    assert one.because.cause is Cause.OTHER
    assert "other articles can join or part" in one.because.detail


def test_a_conflict_that_became_an_update_is_changed() -> None:
    one = changed(verdict=Verdict.UPDATE)

    assert (one.change, one.aspects) == (Change.CHANGED, (Aspect.VERDICT,))
    assert one.flags


def test_a_new_answer_is_told_with_its_source() -> None:
    one = only(difference(BEFORE, report(ALL, THREE_ANSWERS)))

    (more,) = one.answers
    assert one.aspects == (Aspect.ANSWERS, Aspect.PASSAGES)
    assert (more.change, more.value, more.sources_added) == (Change.NEW, "9", ("wire",))
    assert [passage.quote for passage in one.passages_added] == [NINE]


def test_an_answer_that_is_gone_is_told_with_its_source() -> None:
    (less,) = only(difference(report(ALL, THREE_ANSWERS), report(ALL, FIVE_OR_EIGHT))).answers

    assert (less.change, less.value, less.sources_removed) == (Change.GONE, "9", ("wire",))


def test_a_source_more_for_an_answer_is_told() -> None:
    wire = article("wire", EIGHT)
    eight = answer("8", said("courier", EIGHT), said("wire", EIGHT))
    now = finding(FIVE_OR_EIGHT.answers[0], eight)
    (more,) = only(difference(BEFORE, report((*BOTH, wire), now))).answers

    assert (more.change, more.value, more.sources_added) == (Change.CHANGED, "8", ("wire",))
    assert more.sources_removed == ()


def test_an_article_under_another_name_is_no_other_source() -> None:
    renamed = COURIER.model_copy(update={"id": "c", "path": "c.txt"})
    now = finding(FIVE_OR_EIGHT.answers[0], answer("8", said("c", EIGHT)))

    found = difference(BEFORE, report((GAZETTE, renamed), now))

    assert found.findings == ()
    assert [one.fields for one in found.articles] == [("id",)]


def test_a_publisher_of_several_articles_is_not_taken_for_one_of_another_name() -> None:
    papers = [a.model_copy(update={"publisher": "Halden Press"}) for a in BOTH]
    both = answer("8", said("gazette", EIGHT), said("courier", EIGHT))
    before = finding(both.model_copy(update={"sources": ("Halden Press",)}))
    now = finding(both.model_copy(update={"sources": ("Halden Press", "Coast Press")}))
    moved = papers[1].model_copy(update={"publisher": "Coast Press"})
    (more,) = only(
        difference(report(tuple(papers), before), report((papers[0], moved), now))
    ).answers

    assert more.sources_added == ("Coast Press",)


def test_other_passages_alone_are_told_as_such() -> None:
    shorter = "Eight people were hurt, hospitals said on Tuesday."
    courier = article("courier", shorter)
    now = finding(FIVE_OR_EIGHT.answers[0], answer("8", said("courier", shorter)))
    one = only(difference(BEFORE, report((GAZETTE, courier), now)))

    assert one.aspects == (Aspect.PASSAGES,)
    assert [passage.quote for passage in one.passages_added] == [shorter]
    assert [passage.quote for passage in one.passages_removed] == [EIGHT]


def test_a_passage_that_only_moved_in_its_article_is_the_same() -> None:
    moved = COURIER.model_copy(update={"text": f"It rained all day. {COURIER.text}"})
    later = said("courier", EIGHT)
    places = {"start": 19, "end": 19 + later.end, "answer_start": 19, "answer_end": 24}
    eight = answer("8", later.model_copy(update=places))
    found = difference(BEFORE, report((GAZETTE, moved), finding(FIVE_OR_EIGHT.answers[0], eight)))

    assert found.findings == ()
    assert found.articles[0].words_added == 4


def test_another_severity_is_told() -> None:
    assert changed(severity=Severity.HIGH).aspects == (Aspect.SEVERITY,)


def test_a_decision_is_told() -> None:
    review = DISMISSED.model_copy(update={"state": State.CONFIRMED, "reason": None})

    assert changed(review=review).aspects == (Aspect.REVIEW,)


def test_confidence_alone_is_told_when_it_moves_by_the_stated_amount() -> None:
    assert changed(confidence=0.8 - CONFIDENCE_MOVES).aspects == (Aspect.CONFIDENCE,)
    nearly = FIVE_OR_EIGHT.model_copy(update={"confidence": 0.8 - CONFIDENCE_MOVES + 0.001})
    assert difference(BEFORE, report(BOTH, nearly)).empty


def test_singles_are_counted_apart() -> None:
    found = difference(report((GAZETTE,)), report((GAZETTE,), FIVE_ONLY))

    assert found.findings == ()
    assert [one.change for one in found.singles] == [Change.NEW]
    assert not found.empty


# -- which findings are the same -------------------------------------------------------------------


def test_a_question_whose_id_moved_is_changed_and_not_gone_and_new() -> None:
    one = changed(id="other")

    assert (one.change, one.aspects) == (Change.CHANGED, (Aspect.QUESTION,))


def test_ids_that_two_questions_exchanged_are_seen_by_their_passages() -> None:
    killed = finding(answer("2", said("gazette", FIVE + "!")), answer("3", said("wire", NINE)))
    exchanged = report(
        ALL,
        FIVE_OR_EIGHT.model_copy(update={"id": "b"}),
        killed.model_copy(update={"id": "a"}),
    )
    before = report(
        ALL, FIVE_OR_EIGHT.model_copy(update={"id": "a"}), killed.model_copy(update={"id": "b"})
    )

    assert {one.aspects for one in difference(before, exchanged).findings} == {(Aspect.QUESTION,)}


def test_of_two_questions_that_one_was_split_into_the_one_with_its_id_is_it() -> None:
    ten = answer("10", said("wire", "Ten people were hurt."))
    most = finding(*THREE_ANSWERS.answers[1:], ten, id="other")
    kept = finding(THREE_ANSWERS.answers[0], answer("6", said("wire", "Six people were hurt.")))
    before = report(ALL, finding(*THREE_ANSWERS.answers, ten))
    found = difference(before, report(ALL, most, kept)).findings

    assert [(one.change, one.finding.id) for one in found] == [
        (Change.NEW, "other"),
        (Change.CHANGED, "hurt"),
    ]


def test_one_id_in_two_stories_names_two_questions() -> None:
    fire = (
        Article(id="mill-1", path="mill/1.txt", text=f"The old mill burned at dawn. {FIVE}"),
        Article(id="mill-2", path="mill/2.txt", text=f"Nothing is left of the mill. {NINE}"),
    )
    other = finding(answer("5", said("mill-1", FIVE)), answer("9", said("mill-2", NINE)))
    found = difference(BEFORE, report(fire, other))

    assert [one.change for one in found.findings] == [Change.NEW, Change.GONE]


def test_one_id_in_an_edited_article_names_one_question() -> None:
    edited = article("gazette", "Six people were hurt, the fire service said at night.")
    six = answer("6", said("gazette", "Six people were hurt, the fire service said at night."))
    courier = article("courier", "Seven people were hurt.")
    now = finding(six, answer("7", said("courier", "Seven people were hurt.")))

    assert only(difference(BEFORE, report((edited, courier), now))).change is Change.CHANGED


def test_a_question_asked_alike_is_the_same_where_ids_and_passages_moved() -> None:
    shorter = "Five people were hurt."
    edited = article("gazette", shorter)
    now = finding(
        answer("5", said("gazette", shorter)), answer("8", said("courier", EIGHT + " ")), id="other"
    )

    assert only(difference(BEFORE, report((edited, COURIER), now))).change is Change.CHANGED


def test_findings_that_all_quote_one_passage_are_told_apart_by_their_order() -> None:
    everything = report(BOTH, *(FIVE_OR_EIGHT for _ in range(3_000)))
    assert difference(everything, everything).empty


def test_the_rule_that_asks_is_part_of_a_question() -> None:
    now = FIVE_OR_EIGHT.model_copy(update={"rule": "single-figures.injured", "id": "other"})
    found = difference(BEFORE, report(BOTH, now))

    assert [one.change for one in found.findings] == [Change.NEW, Change.GONE]


# -- order -----------------------------------------------------------------------------------------


def test_what_needs_a_person_comes_first() -> None:
    def asked(name: str, verdict: Verdict, **fields: object) -> Finding:
        quote = f"{name} people were hurt."
        answers = (answer("5", said("gazette", quote)), answer("8", said("courier", quote)))
        return finding(*answers, verdict=verdict, id=name, question=f"{name}?", **fields)

    old = report(
        BOTH,
        asked("Gone", Verdict.CONFLICT),
        asked("Became", Verdict.AGREEMENT),
        asked("Weightier", Verdict.CONFLICT),
        asked("Settled", Verdict.CONFLICT),
    )
    new = report(
        BOTH,
        asked("Agreed", Verdict.AGREEMENT),
        asked("Settled", Verdict.AGREEMENT),
        asked("Weightier", Verdict.CONFLICT, severity=Severity.HIGH),
        asked("Moved", Verdict.UPDATE),
        asked("Became", Verdict.CONFLICT, confidence=0.7),
        asked("New", Verdict.CONFLICT, severity=Severity.HIGH),
    )

    order = [one.finding.question for one in difference(old, new).findings]
    assert order == ["New?", "Became?", "Moved?", "Weightier?", "Gone?", "Settled?", "Agreed?"]


# -- articles --------------------------------------------------------------------------------------


def test_an_added_article_is_new() -> None:
    (one,) = difference(report(BOTH), report(ALL)).articles
    assert (one.change, one.article.id, one.old) == (Change.NEW, "wire", None)


def test_a_removed_article_is_gone_and_says_when_it_could_not_be_read() -> None:
    skipped = (Skipped(path="wire.txt", reason="not text: it is a picture"),)
    (one,) = difference(report(ALL), report(BOTH, skipped=skipped)).articles

    assert (one.change, one.article.id, one.new) == (Change.GONE, "wire", None)
    assert one.reason == "not text: it is a picture"


def test_an_edited_article_tells_how_many_words_changed() -> None:
    edited = article("courier", EIGHT, "The mayor wept.")
    (one,) = difference(report(BOTH), report((GAZETTE, edited))).articles

    assert (one.change, one.fields) == (Change.CHANGED, ("text",))
    assert (one.words_added, one.words_removed) == (3, 0)


def test_an_article_that_grew_to_many_times_its_length_is_the_same() -> None:
    more = " ".join(f"Another witness, number {n}, told of the fall." for n in range(60))
    grown = COURIER.model_copy(update={"path": "tuesday/c.txt", "text": f"{COURIER.text} {more}"})
    (one,) = difference(report(BOTH), report((GAZETTE, grown))).articles

    assert one.change is Change.CHANGED


def test_an_article_of_which_less_than_half_is_left_is_the_same_by_its_name() -> None:
    cut = Article(
        id="courier",
        path="tuesday/courier.txt",
        text=f"{EIGHT} The mayor spoke of the worst day in the history of the town, and wept.",
    )
    (one,) = difference(report(BOTH), report((GAZETTE, cut))).articles

    assert one.change is Change.CHANGED


def test_an_article_under_another_name_is_the_same() -> None:
    renamed = COURIER.model_copy(update={"id": "c", "path": "c.txt", "text": COURIER.text + " New"})
    eight = answer("8", said("c", EIGHT))
    found = difference(BEFORE, report((GAZETTE, renamed), finding(FIVE_OR_EIGHT.answers[0], eight)))

    (one,) = found.articles
    assert one.fields == ("text", "id")
    assert found.unchanged.articles == 1


def test_another_paper_with_the_same_text_is_another_article() -> None:
    mine = article("a", EIGHT, publisher="The Halden Gazette")
    theirs = mine.model_copy(update={"id": "b", "path": "b.txt", "publisher": "Coast Courier"})
    found = difference(report((mine,)), report((theirs,)))

    assert [one.change for one in found.articles] == [Change.NEW, Change.GONE]


def test_files_of_one_name_in_two_folders_are_two_articles() -> None:
    mine = Article(id="1", path="fire/1.txt", text="The old mill burned to the ground at dawn.")
    other = Article(id="1", path="quake/1.txt", text="A quake shook three villages before noon.")
    found = difference(report((mine,)), report((other,)))

    assert [one.change for one in found.articles] == [Change.NEW, Change.GONE]


def test_one_file_with_wholly_another_text_is_a_changed_article() -> None:
    mine = Article(id="1", path="1.txt", text="The old mill burned to the ground at dawn.")
    other = Article(id="1", path="1.txt", text="A quake shook three villages before noon.")
    (one,) = difference(report((mine,)), report((other,))).articles

    assert one.fields == ("text",)


def test_where_articles_were_read_from_is_no_difference() -> None:
    moved = tuple(a.model_copy(update={"path": f"/elsewhere/{a.path}"}) for a in BOTH)
    assert difference(BEFORE, report(moved, FIVE_OR_EIGHT)).empty


def test_another_publication_date_is_told() -> None:
    dated = COURIER.model_copy(update={"published": "2021-05-04"})
    (one,) = difference(report(BOTH), report((GAZETTE, dated))).articles

    assert one.fields == ("published",)


# -- how the reports were made ---------------------------------------------------------------------


def test_versions_models_rules_and_settings_that_differ_are_told() -> None:
    packs = ("casualties: 5 rules, sha256 00", "agreements: 2 rules, sha256 11")
    now = made(factcheck="0.2.0", model="en 3.9", packs=packs, settings={"longest": "9"})
    run = difference(report(BOTH), report(BOTH, by=now)).run

    assert [(one.what, one.name) for one in run] == [
        (Maker.FACTCHECK, "factcheck"),
        (Maker.MODEL, "model"),
        (Maker.RULES, "casualties"),
        (Maker.RULES, "factcheck.toml"),
        (Maker.RULES, "agreements"),
        (Maker.SETTINGS, "longest"),
    ]
    assert [(one.old, one.new) for one in run[3:5]] == [
        ("sha256 01", None),
        (None, "2 rules, sha256 11"),
    ]


def test_the_order_of_rule_packs_is_no_difference() -> None:
    turned = made(packs=tuple(reversed(made().packs)))
    assert difference(report(BOTH), report(BOTH, by=turned)).empty


def test_an_older_version_in_new_speaks_for_a_wrong_order() -> None:
    found = difference(report(BOTH, by=made(factcheck="0.10.0")), report(BOTH))
    assert found.swapped == "OLD was made by factcheck 0.10.0, NEW by 0.1.0"
    assert difference(report(BOTH), report(BOTH, by=made(factcheck="0.10.0"))).swapped is None


def test_later_decisions_in_old_speak_for_a_wrong_order() -> None:
    def reviewed(day: int) -> Report:
        at = datetime(2026, 5, day, tzinfo=UTC)
        review = DISMISSED.model_copy(update={"at": at, "state": State.CONFIRMED})
        return report(BOTH, FIVE_OR_EIGHT.model_copy(update={"review": review}))

    assert difference(reviewed(4), reviewed(3)).swapped is not None
    assert difference(reviewed(3), reviewed(4)).swapped is None


def test_younger_articles_that_only_old_has_speak_for_a_wrong_order() -> None:
    days = [a.model_copy(update={"published": f"2021-05-0{n}"}) for n, a in enumerate(ALL, 1)]

    assert difference(report(tuple(days)), report(tuple(days[:2]))).swapped is not None
    assert difference(report(tuple(days[:2])), report(tuple(days))).swapped is None


# -- properties ------------------------------------------------------------------------------------

_NAMES = st.sampled_from(["gazette", "courier", "wire"])
_QUOTES = st.sampled_from([FIVE, EIGHT, NINE])
_ANSWERS = st.builds(
    lambda value, said_: answer(value, *said_),
    st.sampled_from(["5", "8", "9"]),
    st.lists(st.builds(said, _NAMES, _QUOTES), max_size=3),
)
_REVIEWS = st.none() | st.just(DISMISSED) | st.just(DISMISSED.model_copy(update={"changed": True}))
_FINDINGS = st.builds(
    lambda answers, **fields: finding(*answers, **fields),
    st.lists(_ANSWERS, max_size=3),
    verdict=st.sampled_from(Verdict),
    id=st.sampled_from("abc"),
    rule=st.sampled_from([HURT, "money.cost"]),
    review=_REVIEWS,
    confidence=st.sampled_from([0.5, 0.8]),
)
_ARTICLES = st.builds(
    lambda id_, sentences: article(id_, *sentences), _NAMES, st.lists(_QUOTES, max_size=2)
)
_REPORTS = st.builds(
    lambda articles, findings, dismissed: report(articles, *findings, dismissed=dismissed),
    st.lists(_ARTICLES, max_size=3).map(tuple),
    st.lists(_FINDINGS, max_size=5),
    st.lists(_FINDINGS, max_size=2).map(tuple),
)


@given(_REPORTS)
def test_no_report_differs_from_itself(one: Report) -> None:
    found = difference(one, one)

    assert found.empty
    assert not found.flags
    assert found.old == found.new


@given(_REPORTS, _REPORTS)
def test_the_other_way_round_new_and_gone_change_places(a: Report, b: Report) -> None:
    turned = {Change.NEW: Change.GONE, Change.GONE: Change.NEW, Change.CHANGED: Change.CHANGED}

    def told(one: FindingDifference) -> str:
        return one.model_dump_json(exclude={"because", "answers"})

    there, back = difference(a, b), difference(b, a)
    mirrored = [
        one.model_copy(
            update={
                "change": turned[one.change],
                "old": one.new,
                "new": one.old,
                "passages_added": one.passages_removed,
                "passages_removed": one.passages_added,
            }
        )
        for one in (*back.findings, *back.singles)
    ]
    straight = [*there.findings, *there.singles]

    assert sorted(map(told, straight)) == sorted(map(told, mirrored))
    assert sorted(str(one.change) for one in there.articles) == sorted(
        str(turned[one.change]) for one in back.articles
    )


@given(_REPORTS, _REPORTS)
def test_every_finding_of_the_new_report_is_counted_once(a: Report, b: Report) -> None:
    found = difference(a, b)
    told = [one for one in (*found.findings, *found.singles) if one.change is not Change.GONE]
    counts = found.new.findings

    same = found.unchanged.findings + found.unchanged.singles
    assert len(told) + same == sum(counts.values()) - counts["dismissed"]
    assert min(found.unchanged.findings, found.unchanged.singles) >= 0


def test_five_thousand_findings_are_compared_in_a_second() -> None:
    articles = tuple(article(f"paper-{n}", f"Paper {n} writes.") for n in range(500))

    def asked(n: int, extra: str) -> Finding:
        here, there = f"paper-{n % 500}", f"paper-{(n + 7) % 500}"
        answers = (
            answer("5", said(here, f"{FIVE} {n}")),
            answer("8", said(there, f"{EIGHT} {n}{extra}")),
        )
        return finding(*answers, id=f"{n}{extra}", question=f"How many, {n}?")

    old = report(articles, *(asked(n, "") for n in range(5_000)))
    new = report(articles, *(asked(n, "x" * (n % 2)) for n in range(5_000)))
    took = []
    for _ in range(3):  # the best of three: a garbage collection may fall into one
        start = time.process_time()
        found = difference(old, new)
        took.append(time.process_time() - start)

    assert min(took) < 1
    assert len(found.findings) == 2_500
