"""The review in the terminal: a finding is shown, a key decides, the next one comes."""

from __future__ import annotations

import getpass
import uuid
from collections.abc import Callable, Sequence

from rich.console import Console

from factcheck.cli.review import showing
from factcheck.cli.review.keys import Keys
from factcheck.cli.terminal import inert
from factcheck.model import Reason, State
from factcheck.review import deciding
from factcheck.review.deciding import Deed, Seen
from factcheck.review.decisions import Decisions
from factcheck.review.detail import answer_code
from factcheck.review.queue import ALL, Filters, matching
from factcheck.review.reports import ReportsFolder
from factcheck.review.standing import Item, Standing, last_of
from factcheck.review.words import REASONS
from factcheck.store.entries import Action, Entry
from factcheck.store.ledger import Ledger
from factcheck.store.location import StoreError

PROMPT = "c d r m n a x u  j k / w t g ?  q > "
END = frozenset({"q", "\x03", "\x04"})  # and Ctrl-C, Ctrl-D where they come as keys


class Desk:
    """One person's review over reports and a ledger."""

    def __init__(
        self,
        reports: ReportsFolder,
        ledger: Ledger,
        console: Console,
        keys: Keys,
        person: str | None = None,
    ) -> None:
        self._reports = reports
        self._decisions = Decisions(ledger)
        self._console = console
        self._keys = keys
        self._person = deciding.cleaned_name(person or "")
        self._filters = Filters(state=ALL)
        self._case: str | None = None  # key of the finding that is shown
        self._alike = False  # the next decision is for all that are alike
        self._mine: list[tuple[Entry, ...]] = []  # what was written, for undo
        self._actions: dict[str, Callable[[Item], bool]] = {
            "c": lambda item: self._decide(item, Deed(Action.CONFIRM)),
            "m": lambda item: self._decide(item, Deed(Action.DEFER)),
            "d": self._dismiss,
            "r": self._resolve,
            "n": self._note,
            "a": self._assign,
            "x": self._toggle_alike,
            "j": lambda item: self._move(item, 1),
            "k": lambda item: self._move(item, -1),
            "w": lambda item: self._only(showing.show_why, item),
            "t": lambda item: self._only(showing.show_context, item),
        }

    def run(self) -> None:
        """Until the person ends it; what was decided is kept."""
        try:
            self._ask_name()
            self._first()
            self._say("? shows the keys.")
            self._review()
        except (EOFError, KeyboardInterrupt):
            pass
        progress = self._standing().progress
        self._console.print()
        self._say(f"{progress.done} of {progress.total} decided.")

    def _review(self) -> None:
        shown = False
        while True:
            if not shown:  # what a person decides about is what was shown, not what came since
                items, item = self._items(), self._item()
                self._show(items, item)
            self._console.print(PROMPT, end="", style="dim")
            key = self._keys.key()
            self._console.print(inert(key if key.isprintable() else ""))
            if key in END:
                return
            try:
                shown = self._act(key, items, item)
            except StoreError as error:
                self._say(f"Nothing was written: {error}", "bold red")
                shown = True

    def _act(self, key: str, items: list[Item], item: Item | None) -> bool:
        """Do what a key says. Whether the finding need not be shown again."""
        if key == "?":
            showing.show_keys(self._console)
        elif key == "g":
            showing.show_queue(items, item, self._console)
        elif key == "/":
            return self._search()
        elif key == "u":
            return self._undo(item)
        elif key not in self._actions:
            self._say("No such key; ? shows the keys.")
        elif item is None:
            self._say("There is nothing to decide here; / searches, q ends.")
        else:
            return self._actions[key](item)
        return True

    def _ask_name(self) -> None:
        while not self._person:
            try:
                usual = getpass.getuser()
            except (OSError, KeyError):
                usual = ""
            asked = f"Your name, kept with each decision{f' [{usual}]' if usual else ''}: "
            self._person = deciding.cleaned_name(self._keys.line(asked) or usual)

    # what there is

    def _standing(self) -> Standing:
        return self._decisions.standing(self._reports.docket())

    def _items(self) -> list[Item]:
        return matching(self._standing().items, self._filters)

    def _item(self) -> Item | None:
        return self._standing().item(self._case) if self._case else None

    def _first(self) -> None:
        """The first one that is open, or the first."""
        items = self._items()
        chosen = next((i for i in items if i.review.open), items[0] if items else None)
        self._case = chosen.case.key if chosen else None

    def _next(self, after: Item) -> None:
        """The next open one, from the beginning again at the end; where all are decided, the same
        stays."""
        items = self._items()
        place = next((n for n, i in enumerate(items) if i.case.key == after.case.key), -1)
        for item in (*items[place + 1 :], *items[: place + 1]):
            if item.review.open:
                self._case = item.case.key
                return
        self._say("All of these are decided. j and k leaf through them, q ends.", "bold green")

    # showing

    def _show(self, items: Sequence[Item], item: Item | None) -> None:
        if item is None:
            self._say("Nothing is flagged here." if not self._filters.q else "Nothing found.")
            return
        place = next((n for n, i in enumerate(items, 1) if i.case.key == item.case.key), 0)
        progress = self._standing().progress
        showing.show_finding(item, place, len(items), progress, self._console)
        alike = len(self._alike_to(item))
        if self._alike and alike:
            self._say(f"The next decision is for this one and {alike} alike.", "bold cyan")

    def _only(self, show: Callable[[Item, Console], None], item: Item) -> bool:
        show(item, self._console)
        return True

    def _say(self, message: str, style: str = "") -> None:
        self._console.print(inert(message, style))

    # doing

    def _move(self, item: Item, step: int) -> bool:
        items = self._items()
        place = next((n for n, i in enumerate(items) if i.case.key == item.case.key), 0)
        self._case = items[(place + step) % len(items)].case.key if items else None
        return False

    def _search(self) -> bool:
        self._filters = Filters.of({"state": ALL, "q": self._keys.line("Search: ")})
        self._first()
        return False

    def _dismiss(self, item: Item) -> bool:
        reasons = list(Reason)
        choices = "  ".join(f"{n} {REASONS[reason]}" for n, reason in enumerate(reasons, 1))
        number = self._number(f"Not a conflict, because: {choices} > ", len(reasons))
        if number is None:
            return True
        return self._decide(item, Deed(Action.DISMISS, reason=reasons[number - 1]))

    def _resolve(self, item: Item) -> bool:
        answers = item.case.finding.answers
        number = self._number("The number of the answer that is right > ", len(answers))
        if number is None:
            return True
        code = answer_code(answers[number - 1].value)
        return self._decide(item, Deed(Action.RESOLVE, answer=code))

    def _note(self, item: Item) -> bool:
        note = deciding.cleaned_note(self._keys.line("Note: "))
        return self._decide(item, Deed(Action.NOTE, note=note)) if note else True

    def _assign(self, item: Item) -> bool:
        name = deciding.cleaned_name(self._keys.line("Assign to (nobody, if empty): "))
        return self._decide(item, Deed(Action.ASSIGN, assignee=name or None))

    def _toggle_alike(self, item: Item) -> bool:
        others = len(self._alike_to(item))
        self._alike = not self._alike and others > 0
        if not others:
            self._say("There is none alike: of this rule, between these articles, and undecided.")
        elif self._alike:
            self._say(f"The next decision is for this one and {others} alike.", "bold cyan")
        else:
            self._say("The next decision is for this one alone.")
        return True

    def _number(self, question: str, most: int) -> int | None:
        """A number that was pressed; None for any other key."""
        self._console.print(inert(question), end="")
        key = self._keys.key()
        self._console.print(inert(key if key.isprintable() else ""))
        if key.isdecimal() and 1 <= int(key) <= most:
            return int(key)
        self._say("Nothing was done.")
        return None

    def _alike_to(self, item: Item) -> list[Item]:
        """The other open findings of its rule between the same articles."""
        standing = self._standing()
        others = [standing.item(c.key) for c in standing.docket.alike_to(item.case)]
        return [other for other in others if other is not None and other.review.open]

    def _decide(self, item: Item, deed: Deed) -> bool:
        """Write what was done to the finding as it was shown."""
        chosen = [item, *(self._alike_to(item) if self._alike else ())]
        self._alike = False
        pairs = [(one, Seen.of(Seen.field(one))) for one in chosen]
        entries = deciding.entries(deed, pairs, self._person, str(uuid.uuid4()))
        written = self._decisions.ledger.record(entries)
        self._mine.append(written)
        if len(written) > 1:
            self._say(f"{len(written)} findings at once.")
        if deed.decides:
            now = self._standing().item(item.case.key)
            if now is None or now.review.state is not State.CONTESTED:
                self._next(item)
        return False

    def _undo(self, item: Item | None) -> bool:
        """Take back what was done last; what is older, finding by finding."""
        standing = self._standing()
        entries = list(self._mine.pop()) if self._mine else []
        if not entries and item is not None:
            last = last_of(item.review, self._person)
            entries = [last] if last else []
        found = [
            (one, entry)
            for entry in entries
            for one in standing.items
            if one.case.finding.id == entry.finding
            and any(e.id == entry.id for e in one.review.entries)
        ]
        if not found:
            self._say("There is nothing of yours to take back here.")
            return True
        self._decisions.ledger.record(deciding.taken_back(found, self._person))
        self._case = found[0][0].case.key
        self._say("Taken back.")
        return False
