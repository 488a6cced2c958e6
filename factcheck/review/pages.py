"""Requests that have passed the guard go in, pages come out: queue, finding, article, the decisions
that its forms send. No logic of its own beyond what leads where.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from factcheck.model import Evidence
from factcheck.review import deciding, detail
from factcheck.review.deciding import Deed, FormError, Seen
from factcheck.review.decisions import Decisions
from factcheck.review.guard import Form, person_of, remember
from factcheck.review.queue import ALL, OPEN, Filters, matching, queue
from factcheck.review.rendering import Renderer, static_files
from factcheck.review.reports import ReportsFolder
from factcheck.review.standing import Item, Standing, last_of, overtaken
from factcheck.store.entries import DECIDED, Action, Entry

MOST_ALIKE = 1_000  # findings decided with another: a form with more fields is refused at the door


class Pages:
    """The pages of one running review."""

    def __init__(self, reports: ReportsFolder, decisions: Decisions, renderer: Renderer) -> None:
        self._reports = reports
        self._decisions = decisions
        self._renderer = renderer
        self._static = static_files()

    @property
    def routes(self) -> list[Route]:
        """Everything there is to ask for."""
        return [
            Route("/", self.queue),
            Route("/decide", self.decide_several, methods=["POST"]),
            Route("/undo", self.undo, methods=["POST"]),
            Route("/finding/{key}", self.finding),
            Route("/finding/{key}/decide", self.decide, methods=["POST"]),
            Route("/finding/{key}/decide", self.back, methods=["GET"]),
            Route("/finding/{key}/newest", self.newest),
            Route("/finding/{key}/article/{number:int}", self.article),
            Route("/person", self.person),
            Route("/person", self.set_person, methods=["POST"]),
            Route("/keys", self.keys),
            Route("/static/{name}", self.static),
        ]

    def queue(self, request: Request) -> Response:
        """The list of findings."""
        now = self._now()
        filters = Filters.of(request.query_params)
        shown = queue(now.items, filters, request.query_params.get("page", "1"))
        alike = now.item(filters.alike)
        return self._page(
            "queue.html",
            request,
            now,
            queue=shown,
            choices=now.choices,
            alike=alike,
            field=Seen.field,
            form=_new_form(),
        )

    def finding(self, request: Request) -> Response:
        """One finding."""
        return self._finding(request, self._now())

    def decide(self, request: Request) -> Response:
        """A decision, note or assignment about one finding, and those alike if it says so."""
        now, form = self._now(), _fields(request)
        key = request.path_params["key"]
        item = now.item(key)
        if item is None:
            return self._gone(deciding.cleaned_note(form.get("note", "")))
        person = person_of(request)
        if not person:
            return self._to_person(request, f"/finding/{key}")
        try:
            wanted = deciding.deed(form)
            seen = Seen.of(form.get("seen", ""))
            if seen.key != key or seen.fingerprint != item.case.finding.fingerprint:
                raise FormError(
                    "The report has been made anew since this page was opened, and the passages "
                    "are others now. Nothing was saved: look at them and decide again."
                )
            at, name = datetime.now(UTC), form.get("form", "")
            made = deciding.entries(wanted, [(item, seen)], person, name, at)
            left = 0
            if made and form.get("alike") and wanted.decides:
                others = _chosen(now, _all(request, "also"))
                left = len(set(_all(request, "also"))) - len(others)
                likewise = deciding.for_others(wanted, item.case.finding)
                made += deciding.entries(likewise, others, person, name, at)
            written = self._record(made)
        except FormError as error:
            return self._finding(
                request, now, HTTPStatus.CONFLICT, problem=str(error), note=form.get("note", "")
            )
        return self._after(request, item, wanted, seen, written, left)

    def back(self, request: Request) -> Response:
        """The address of a form that was refused, loaded again."""
        key = request.path_params["key"]
        return _to(f"/finding/{key}", request) if key in self._now().docket.by_key else self._gone()

    def decide_several(self, request: Request) -> Response:
        """The same decision about all chosen findings of the queue."""
        now, form = self._now(), _fields(request)
        back = f"/?{request.url.query}"
        person = person_of(request)
        if not person:
            return self._to_person(request, back)
        try:
            wanted = deciding.deed(form)
            if wanted.action is Action.RESOLVE:
                raise FormError("Open a finding to say which of its answers is right.")
            asked = set(_all(request, "chosen"))
            chosen = _chosen(now, _all(request, "chosen"))
            if not chosen:
                raise FormError(
                    "All that you ticked has changed since that page was loaded. Nothing was "
                    "saved: look at them and decide again."
                    if asked
                    else "No finding is chosen: tick those that the decision is about."
                )
            written = self._record(deciding.entries(wanted, chosen, person, form.get("form", "")))
        except FormError as error:
            return self._renderer.problem(HTTPStatus.CONFLICT, str(error))
        told = _told(written, chosen[0][0], len(asked) - len(chosen))
        return _to("/", request, **told)

    def undo(self, request: Request) -> Response:
        """Take back an entry, and with it those of the same moment."""
        now, form = self._now(), _fields(request)
        item = now.item(form.get("key", ""))
        entry = _entry(item, form.get("entry", ""))
        if item is None or entry is None:
            return self._gone()
        person = person_of(request)
        if entry.person != person:
            return self._renderer.problem(
                HTTPStatus.FORBIDDEN,
                f"{entry.person} decided this. What you think of it is a decision of your own: "
                "both are kept.",
            )
        left = [(i, e) for i, e in now.batch(entry) if e.id not in i.review.undone]
        if not left:  # sent twice: what the first one did is told again
            return _to(f"/finding/{item.case.key}", request, done=entry.id, of=item.case.key)
        try:
            written = self._record(deciding.taken_back(left, person))
        except FormError as error:
            return self._renderer.problem(HTTPStatus.CONFLICT, str(error))
        if len(left) > 1:
            return _to("/", request, **_told(written, item))
        return _to(f"/finding/{item.case.key}", request, **_told(written, item))

    def newest(self, request: Request) -> Response:
        """What `Seen` would be now, for a page that asks whether it is still up to date."""
        item = self._now().item(request.path_params["key"])
        return PlainTextResponse(Seen.field(item) if item else "")

    def article(self, request: Request) -> Response:
        """A whole article, a long one part by part, with the finding's passages marked."""
        now = self._now()
        item = now.item(request.path_params["key"])
        articles = item.case.report.report.articles if item else ()
        number = request.path_params["number"]
        if item is None or number >= len(articles):
            return self._gone()
        article = articles[number]
        parts = max(1, -(-len(article.text) // detail.WINDOW))
        wanted = request.query_params.get("part", "1")
        part = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 7 else 1
        part = min(max(part, 1), parts)
        passages: list[tuple[Evidence, str | None]] = [
            (evidence, None)
            for answer in item.case.finding.answers
            for evidence in answer.evidence
            if evidence.article == article.id
        ]
        shown = detail.part(item.case, article.id, passages, part - 1)
        return self._page(
            "article.html", request, now, item=item, pane=shown, part=part, parts=parts
        )

    def person(self, request: Request) -> Response:
        """Who is it that decides?"""
        return self._renderer.page(
            "person.html",
            session=request.state.session,
            person=person_of(request),
            then=request.query_params.get("then", "/"),
            message="",
        )

    def set_person(self, request: Request) -> Response:
        """From now on decisions of this browser are this person's."""
        form = _fields(request)
        then = form.get("then", "/")
        name = deciding.cleaned_name(form.get("person", ""))
        if not name:
            return self._renderer.page(
                "person.html",
                HTTPStatus.UNPROCESSABLE_ENTITY,
                session=request.state.session,
                person="",
                then=then,
                message="Write a name: it stands beside every decision of yours.",
            )
        # A path and nothing else: a browser takes '//host' and '/\\host' for another server.
        safe = then.startswith("/") and not then.startswith(("//", "/\\")) and then.isprintable()
        response = RedirectResponse(then if safe else "/", HTTPStatus.SEE_OTHER)
        remember(request, response, name)
        return response

    def keys(self, request: Request) -> Response:
        """All keys, for browsers without script."""
        return self._page("keys.html", request, self._now())

    def static(self, request: Request) -> Response:
        """A file of ours, by name."""
        found = self._static.get(request.path_params["name"])
        if found is None:
            return self._gone()
        content, kind = found
        return Response(content, media_type=kind)

    def missing(self, request: Request, error: Exception) -> Response:
        """An address that leads nowhere."""
        return self._gone()

    def not_allowed(self, request: Request, error: Exception) -> Response:
        """A page that cannot be changed, or a form that cannot be read."""
        return self._renderer.problem(HTTPStatus.METHOD_NOT_ALLOWED, "This is not done here.")

    def no_database(self, request: Request, error: Exception) -> Response:
        """The ledger failed. A form's text is still in the browser, one step back."""
        saved = "Nothing was saved; go back and send it again. " if request.method == "POST" else ""
        return self._renderer.problem(
            HTTPStatus.SERVICE_UNAVAILABLE, f"{saved}What is wrong: {error}"
        )

    def _now(self) -> Standing:
        return self._decisions.standing(self._reports.docket())

    def _record(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Write entries. Raises FormError when one is known and was taken back or replaced: the
        form is an old one out of the browser's memory."""
        made = tuple(entries)
        if not made:
            raise FormError("None of the chosen findings has that answer; nothing was saved.")
        names = {entry.id for entry in made}
        reviews = [item.review for item in self._now().items]
        if any(overtaken(r, e.id) for r in reviews for e in r.entries if e.id in names):
            raise FormError(
                "This page is an old one: its decision was taken back or replaced meanwhile. "
                "Nothing was saved; this is how it stands now."
            )
        self._decisions.ledger.record(made)
        return made

    def _after(
        self,
        request: Request,
        item: Item,
        wanted: Deed,
        seen: Seen,
        written: tuple[Entry, ...],
        left: int,
    ) -> Response:
        """Where a decision leads: the next finding, unless there is more to say about this one."""
        now = self._now()
        key = item.case.key
        here = now.item(key)
        told = _told(written, item, left)
        others = here is not None and any(
            e.action in DECIDED
            and e.person != person_of(request)
            and e.id not in {*seen.newest, *(w.id for w in written)}
            for e in _unseen(here, seen)
        )
        if others:
            told["met"] = "1"
        contested = here is not None and here.status == "contested"
        if not wanted.decides or contested:
            return _to(f"/finding/{key}", request, **told)
        following = _following(now, Filters.of(request.query_params), item)
        if following is None:
            return _to("/", request, **told)
        return _to(f"/finding/{following.case.key}", request, **told)

    def _finding(
        self,
        request: Request,
        now: Standing,
        status: HTTPStatus = HTTPStatus.OK,
        problem: str = "",
        note: str = "",
    ) -> Response:
        item = now.item(request.path_params["key"])
        if item is None:
            return self._gone()
        filters = Filters.of(request.query_params)
        order = matching(now.items, filters)
        before, after = _neighbours(order, filters, item)
        alike = [i for c in now.docket.alike_to(item.case) if (i := now.items[c.place]).review.open]
        person = person_of(request)
        return self._page(
            "finding.html",
            request,
            now,
            status,
            item=item,
            detail=detail.Detail(item),
            before=before,
            after=after,
            place=order.index(item) + 1 if item in order else None,
            listed=len(order),
            alike=alike[:MOST_ALIKE],
            alike_in_all=len(alike),
            field=Seen.field,
            form=_new_form(),
            problem=problem,
            note=note,
            mine=last_of(item.review, person),
            people=sorted(now.people | {person}, key=str.casefold),
        )

    def _page(
        self,
        template: str,
        request: Request,
        now: Standing,
        status: HTTPStatus = HTTPStatus.OK,
        **shown: object,
    ) -> Response:
        person = person_of(request)
        if not person:
            return self._to_person(request, f"{request.url.path}?{request.url.query}")
        filters = Filters.of(request.query_params)
        return self._renderer.page(
            template,
            status,
            session=request.state.session,
            person=person,
            filters=filters,
            query=f"?{filters.query}" if filters.query else "",
            progress=now.progress,
            several=len(now.docket.reports) > 1,
            problems=now.docket.problems,
            notice=self._notice(request, now),
            **shown,
        )

    def _notice(self, request: Request, now: Standing) -> dict[str, object] | None:
        """What was done just now, as the address says that the last form led to."""
        parameters = request.query_params
        item = now.item(parameters.get("of", ""))
        entry = _entry(item, parameters.get("done", ""))
        if item is None or entry is None or entry.person != person_of(request):
            return None
        batch = [(i, e) for i, e in now.batch(entry) if e.id not in i.review.undone]
        left = parameters.get("left", "")
        return {
            "item": item,
            "entry": entry,
            "number": len(batch),
            "undone": entry.id in item.review.undone,
            "met": bool(parameters.get("met")),
            "left": int(left) if left.isascii() and left.isdecimal() and len(left) < 7 else 0,
        }

    def _to_person(self, request: Request, then: str) -> Response:
        return RedirectResponse(f"/person?{urlencode({'then': then})}", HTTPStatus.SEE_OTHER)

    def _gone(self, note: str = "") -> Response:
        return self._renderer.problem(
            HTTPStatus.NOT_FOUND,
            "There is no such page. A finding is gone when a report was made anew without it; what "
            "was decided about it is kept.",
            note,
        )


def _fields(request: Request) -> dict[str, str]:
    form: Form = request.state.form
    return dict(form)


def _all(request: Request, name: str) -> list[str]:
    form: Form = request.state.form
    return [value for field, value in form if field == name]


def _new_form() -> str:
    """Names one page as it was sent, so that its forms are carried out once."""
    return str(uuid.uuid4())


def _chosen(now: Standing, fields: Iterable[str]) -> list[tuple[Item, Seen]]:
    """The items that are still as they were when they were chosen."""
    found = []
    for seen in map(Seen.of, dict.fromkeys(fields)):
        item = now.item(seen.key)
        if item is not None and item.case.finding.fingerprint == seen.fingerprint:
            found.append((item, seen))
    return found


def _entry(item: Item | None, identifier: str) -> Entry | None:
    entries = item.review.entries if item else ()
    return next((entry for entry in entries if entry.id == identifier), None)


def _unseen(item: Item, seen: Seen) -> list[Entry]:
    """The entries about an item that came after those that a page showed."""
    known = {entry.id: place for place, entry in enumerate(item.review.entries)}
    last = max((known.get(identifier, -1) for identifier in seen.newest), default=-1)
    return list(item.review.entries[last + 1 :])


def _following(now: Standing, filters: Filters, item: Item) -> Item | None:
    """The next one to decide, in the order of the queue that the person came from; from the
    start again where there is none behind."""
    if filters.state == ALL:
        filters = filters.but(state=OPEN)
    left = [i for i in matching(now.items, filters) if i.case.key != item.case.key]
    _, after = _neighbours(left, filters, item)
    return after or (left[0] if left else None)


def _neighbours(order: list[Item], filters: Filters, item: Item) -> tuple[Item | None, Item | None]:
    """The ones before and after an item in the queue, whether or not the queue still has it."""
    here = item.case.orders[filters.sort]
    before = [i for i in order if i.case.orders[filters.sort] < here]
    after = next((i for i in order if i.case.orders[filters.sort] > here), None)
    return before[-1] if before else None, after


def _told(written: Sequence[Entry], item: Item, left: int = 0) -> dict[str, str]:
    """What the next page needs to say what was done, and how many it was not done to."""
    own = next((e for e in written if e.finding == item.case.finding.id), None)
    told = {"done": own.id, "of": item.case.key} if own else {}
    return told | ({"left": str(left)} if left > 0 else {})


def _to(path: str, request: Request, **told: str) -> Response:
    """On to a page, keeping the queue that the person came from."""
    query = urlencode({**Filters.of(request.query_params).chosen, **told})
    return RedirectResponse(f"{path}?{query}" if query else path, HTTPStatus.SEE_OTHER)
