"""What the entries about a finding come to."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.model import Reason, Report, State
from factcheck.store.entries import DECIDED, Action, Entry, digest, passages
from factcheck.store.reviewing import about, fold, pairs, stories
from tests.store.conftest import decided, finding_of, report_of


def test_nothing_decided_is_unreviewed() -> None:
    review = fold([])

    assert review.state is State.UNREVIEWED
    assert review.open
    assert review.decision is None


def test_a_decision_says_who_what_and_why(report: Report) -> None:
    entry = decided(report, Action.DISMISS, note="two fires", reason=Reason.DIFFERENT_EVENTS)

    review = fold([entry])

    assert (review.state, review.person, review.reason) == (
        State.DISMISSED,
        "Ada",
        Reason.DIFFERENT_EVENTS,
    )
    assert review.decision is not None
    assert review.decision.note == "two fires"
    assert not review.open


def test_whoever_has_seen_a_decision_replaces_it(report: Report) -> None:
    first = decided(report, Action.CONFIRM, "Ada")
    second = decided(report, Action.RESOLVE, "Bo", answer="8", seen=(first.id,))

    review = fold([first, second])

    assert (review.state, review.answer, review.person) == (State.RESOLVED, "8", "Bo")
    assert review.entries == (first, second)


def test_two_who_did_not_know_of_each_other_and_differ_contest_it(report: Report) -> None:
    ada = decided(report, Action.CONFIRM, "Ada")
    bo = decided(report, Action.DISMISS, "Bo")

    review = fold([ada, bo])

    assert review.state is State.CONTESTED
    assert review.open
    assert review.decisions == (ada, bo)
    assert set(review.newest) == {ada.id, bo.id}


def test_two_who_agree_do_not_contest_it(report: Report) -> None:
    review = fold([decided(report, Action.CONFIRM, "Ada"), decided(report, Action.CONFIRM, "Bo")])

    assert review.state is State.CONFIRMED


def test_two_answers_held_to_be_right_contest_it(report: Report) -> None:
    entries = [
        decided(report, Action.RESOLVE, "Ada", answer="5"),
        decided(report, Action.RESOLVE, "Bo", answer="8"),
    ]

    assert fold(entries).state is State.CONTESTED


def test_somebody_who_has_seen_both_settles_it(report: Report) -> None:
    ada, bo = decided(report, Action.CONFIRM, "Ada"), decided(report, Action.DISMISS, "Bo")
    cy = decided(report, Action.DISMISS, "Cy", seen=fold([ada, bo]).newest)

    review = fold([ada, bo, cy])

    assert (review.state, review.person) == (State.DISMISSED, "Cy")


def test_somebody_who_has_seen_one_of_two_does_not_settle_it(report: Report) -> None:
    ada, bo = decided(report, Action.CONFIRM, "Ada"), decided(report, Action.DISMISS, "Bo")
    cy = decided(report, Action.DISMISS, "Cy", seen=(bo.id,))

    assert fold([ada, bo, cy]).state is State.CONTESTED


def test_a_person_can_change_a_mind_in_another_window(report: Report) -> None:
    entries = [decided(report, Action.CONFIRM), decided(report, Action.DEFER)]

    assert fold(entries).state is State.DEFERRED


def test_an_imported_decision_that_knew_nothing_of_ours_contests_it(report: Report) -> None:
    """It comes later in our ledger, after an entry that it had seen: still it had not seen ours."""
    ours = decided(report, Action.CONFIRM, "Ada")
    note = decided(report, Action.NOTE, "Bo", note="see the wire")
    theirs = decided(report, Action.DISMISS, "Bo", seen=(note.id,))

    assert fold([ours, note, theirs]).state is State.CONTESTED


def test_undo_brings_back_what_was_before(report: Report) -> None:
    first = decided(report, Action.CONFIRM)
    second = decided(report, Action.DISMISS, seen=(first.id,))
    undo = decided(report, Action.UNDO, undoes=second.id, seen=(second.id,))

    review = fold([first, second, undo])

    assert review.state is State.CONFIRMED
    assert review.undone == {second.id}
    assert review.entries == (first, second, undo)


def test_an_undo_can_be_undone(report: Report) -> None:
    first = decided(report, Action.CONFIRM)
    undo = decided(report, Action.UNDO, undoes=first.id)
    redo = decided(report, Action.UNDO, undoes=undo.id)

    assert fold([first, undo, redo]).state is State.CONFIRMED


def test_after_an_undo_of_the_only_decision_nobody_has_decided(report: Report) -> None:
    first = decided(report, Action.CONFIRM)

    review = fold([first, decided(report, Action.UNDO, undoes=first.id)])

    assert review.state is State.UNREVIEWED
    assert review.decision is None


def test_notes_and_assignments_decide_nothing(report: Report) -> None:
    note = decided(report, Action.NOTE, note="ask the fire service")
    assigned = decided(report, Action.ASSIGN, assignee="Bo")
    taken = decided(report, Action.ASSIGN, assignee=None)

    assert fold([note, assigned]).state is State.UNREVIEWED
    assert fold([note, assigned]).assignee == "Bo"
    assert fold([note, assigned]).notes == (note,)
    assert fold([note, assigned, taken]).assignee is None


def test_another_passage_brings_a_decided_finding_back_with_the_difference(report: Report) -> None:
    entry = decided(report, Action.DISMISS)
    grown = finding_of(
        {
            "5": [("post", "Five people died in the fire.")],
            "9": [("wire", "Nine people died in the fire.")],
        }
    )
    now = passages(grown, {a.id: a for a in report_of(grown).articles})

    review = fold([entry], grown.fingerprint, now)

    assert review.changed
    assert review.open
    assert [p.quote for p in review.added] == ["Nine people died in the fire."]
    assert [p.quote for p in review.removed] == ["Eight people died in the fire."]


def test_one_question_of_two_stories_keeps_two_reviews(report: Report) -> None:
    other = report_of(
        finding_of(
            {
                "2": [("sun", "Two were killed in the crash.")],
                "3": [("moon", "Three were killed in the crash.")],
            }
        )
    )
    here, there = decided(report, Action.CONFIRM), decided(other, Action.DISMISS)

    assert about([here, there], here.evidence) == [here]
    assert about([here, there], there.evidence) == [there]
    assert stories([here, there]) == [[here], [there]]


def test_entries_of_a_growing_story_hang_together_link_by_link(report: Report) -> None:
    """The first and the last share nothing; the one between them shares a quote with each."""
    five, six, seven = (("a", "Five died."), ("b", "Six died."), ("c", "Seven died."))
    eight = ("d", "Eight died.")
    first = decided(report_of(finding_of({"5": [five], "6": [six]})), Action.CONFIRM)
    second = decided(report_of(finding_of({"6": [six], "7": [seven]})), Action.DEFER)
    last = report_of(finding_of({"7": [seven], "8": [eight]}))
    now = passages(last.findings[0], {a.id: a for a in last.articles})

    assert about([first, second], now) == [first, second]


def test_a_pair_is_two_passages_with_different_answers() -> None:
    finding = finding_of({"5": [("a", "Five."), ("b", "5 died.")], "8": [("c", "Eight.")]})
    articles = {a.id: a for a in report_of(finding).articles}
    five, died, eight = (digest(f"{quote}\n") for quote in ("Five.", "5 died.", "Eight."))

    assert pairs(passages(finding, articles)) == {
        frozenset({(five, "Five.", "5"), (eight, "Eight.", "8")}),
        frozenset({(died, "5 died.", "5"), (eight, "Eight.", "8")}),
    }
    assert pairs(passages(finding, {})) == set()


def _again(entry: Entry, **fields: str | None) -> Entry:
    """An entry whose articles were read anew, their passages with other fields."""
    changed = tuple(p.model_copy(update={"digest": "new", **fields}) for p in entry.evidence)
    return entry.model_copy(update={"id": "again", "evidence": changed})


def test_the_same_words_in_other_articles_are_another_story(report: Report) -> None:
    """Papers write the same sentence of two fires, and files of two folders have one name."""
    entry = decided(report, Action.DISMISS)

    assert about([entry], _again(entry).evidence) == []
    assert stories([entry, _again(entry)]) == [[entry], [_again(entry)]]


def test_an_edited_article_is_known_by_its_source_its_day_and_a_sentence(report: Report) -> None:
    entry = _again(decided(report, Action.DISMISS), digest="old", published="2018-05-03")

    assert about([entry], _again(entry).evidence) == [entry]
    assert about([entry], _again(entry, published="2020-05-03").evidence) == []
    assert about([entry], _again(entry, publisher="Sun").evidence) == []


def test_a_note_on_what_links_two_stories_leaves_them_apart(report: Report) -> None:
    other = report_of(finding_of({"2": [("sun", "Two drowned.")], "3": [("moon", "3 drowned.")]}))
    here, there = decided(report, Action.CONFIRM), decided(other, Action.DISMISS)
    both = (*here.evidence, *there.evidence)
    note = decided(report, Action.NOTE, note="two fires").model_copy(update={"evidence": both})

    assert about([here, note, there], here.evidence) == [here, note]
    assert about([here, note, there], there.evidence) == [note, there]
    assert stories([note, here, there]) == [[note, here], [there]]


def test_a_decision_that_was_taken_back_links_no_stories(report: Report) -> None:
    other = report_of(finding_of({"2": [("sun", "Two drowned.")], "3": [("moon", "3 drowned.")]}))
    here, there = decided(report, Action.CONFIRM), decided(other, Action.DISMISS)
    both = (*here.evidence, *there.evidence)
    linking = decided(report, Action.DEFER, "Bo").model_copy(update={"evidence": both})
    undo = decided(report, Action.UNDO, "Bo", undoes=linking.id)

    assert about([here, there, linking], here.evidence) == [here, there, linking]
    assert about([here, there, linking, undo], here.evidence) == [here, linking, undo]
    assert fold(about([here, there, linking, undo], there.evidence)).state is State.DISMISSED


def test_ledgers_with_the_same_entries_agree_in_whatever_order_they_came(report: Report) -> None:
    """Ada dismisses in one database and later confirms in another; then each imports the other."""
    first, later = decided(report, Action.DISMISS, "Ada"), decided(report, Action.CONFIRM, "Ada")

    for entries in permutations([first, later]):
        assert fold(entries).state is State.CONFIRMED


def test_a_decision_that_is_imported_before_the_one_it_replaces_replaces_it(report: Report) -> None:
    ada = decided(report, Action.CONFIRM, "Ada")
    note = decided(report, Action.NOTE, "Cy", note="hm", seen=(ada.id,))
    bo = decided(report, Action.DISMISS, "Bo", seen=(note.id,), at=ada.at - timedelta(hours=1))

    reviews = [fold(entries) for entries in permutations([ada, note, bo])]

    assert {review.state for review in reviews} == {State.DISMISSED}
    assert all(review == reviews[0] for review in reviews)


def test_an_undone_undo_that_is_imported_first_still_counts(report: Report) -> None:
    first = decided(report, Action.CONFIRM)
    undo = decided(report, Action.UNDO, undoes=first.id)
    redo = decided(report, Action.UNDO, undoes=undo.id)

    for entries in permutations([first, undo, redo]):
        assert fold(entries).state is State.CONFIRMED


def test_entries_that_name_each_other_are_all_kept(report: Report) -> None:
    a = decided(report, Action.CONFIRM, id="a", seen=("b",))
    b = decided(report, Action.DISMISS, id="b", seen=("a",))

    assert fold([a, b]).entries == fold([b, a]).entries == (a, b)


def test_an_entry_survives_json(report: Report) -> None:
    entry = decided(report, Action.DISMISS, note="naïve → “quoted”", seen=("x", "y"))

    assert Entry.model_validate_json(entry.model_dump_json()) == entry


DECISIONS = st.lists(
    st.tuples(
        st.sampled_from("ABC"),  # who
        st.sampled_from([Action.CONFIRM, Action.DISMISS, Action.DEFER, Action.NOTE, Action.UNDO]),
        st.integers(0, 9),  # what was seen, counted back from the newest; far back: nothing
    ),
    max_size=8,
)


@given(DECISIONS)
def test_whatever_happens_no_decision_is_swallowed(
    deeds: list[tuple[str, Action, int]],
) -> None:
    """A decision stands, or was taken back, or was replaced by one whose person knew it or made
    it; and the last decision stands."""
    report = report_of(finding_of({"1": [("a", "One died.")], "2": [("b", "Two died.")]}))
    entries: list[Entry] = []
    for n, (person, action, back) in enumerate(deeds):
        seen = (entries[-back].id,) if 0 < back <= len(entries) else ()
        if action is Action.UNDO and not seen:
            continue
        entries.append(
            decided(
                report,
                action,
                person,
                id=str(n),
                seen=seen,
                note="hm",
                undoes=seen[0] if action is Action.UNDO else None,
            )
        )

    review = fold(entries)

    assert review.entries == tuple(entries)
    decisions = [e for e in entries if e.action in DECIDED and e.id not in review.undone]
    for n, e in enumerate(decisions):
        later = decisions[n + 1 :]
        assert e in review.decisions or any(o.person == e.person or o.seen for o in later)
    assert not decisions or review.decisions[-1] == decisions[-1]
    different = len({e.action for e in review.decisions}) > 1
    assert (review.state is State.CONTESTED) is different
