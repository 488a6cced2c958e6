"""The door of the web application: every request passes here before a page sees it, every answer
on its way out. What a page gets is a session and, on a POST, a form that has been checked.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import parse_qsl, quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from factcheck.review.deciding import cleaned_name
from factcheck.review.gate import Gate, Session
from factcheck.review.rendering import Renderer

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not no-referrer: under it browsers send "Origin: null" with every form (Fetch standard,
    # "append a request `Origin` header"), and our forms could not be told from those of others.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
MOST_OF_A_FORM = 1_000_000  # bytes; a bulk decision of one page of the queue has about 10,000
MOST_FIELDS = 2_000
FORM = "application/x-www-form-urlencoded"
STATIC, ENTER = "/static/", "/enter"
READING = frozenset({"GET", "HEAD"})

PERSON_KEPT = 365 * 24 * 3600  # seconds that a browser remembers who it belongs to

log = logging.getLogger(__name__)

Form = list[tuple[str, str]]


class _RefusedError(Exception):
    """A request that no page gets to see."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        self.status = status
        self.message = message


class Guard:
    """ASGI middleware. Puts `session` and `form` into the state of the request."""

    def __init__(
        self, app: ASGIApp, gate: Gate, renderer: Renderer, person: str | None = None
    ) -> None:
        """`person`: who comes by the token, where that is known."""
        self._app = app
        self._gate = gate
        self._person = person
        self._renderer = renderer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        if scope["type"] != "http":
            return  # a WebSocket that is not accepted is refused
        started = False

        async def send_guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        request = Request(scope, receive)
        try:
            response = await self._met(request)
            await (response or self._app)(scope, receive, send_guarded)
        except _RefusedError as refused:
            response = self._renderer.problem(refused.status, refused.message)
            await response(scope, receive, send_guarded)
        except Exception:
            if started:
                raise
            log.exception("%s %s failed", request.method, request.url.path)
            response = self._renderer.problem(
                HTTPStatus.INTERNAL_SERVER_ERROR,
                "This is a fault of factcheck. Decisions that were shown as saved are saved; the "
                "terminal that runs factcheck review says more.",
            )
            await response(scope, receive, send_guarded)

    async def _met(self, request: Request) -> Response | None:
        """What is answered at the door; None when a page is to answer."""
        host = request.headers.get("host", "")
        if not self._gate.is_own_host(host):
            raise _RefusedError(
                HTTPStatus.MISDIRECTED_REQUEST,
                "This address is not the one that factcheck review was started for. Open the "
                "address that it printed.",
            )
        if request.method not in {*READING, "POST"}:
            raise _RefusedError(HTTPStatus.METHOD_NOT_ALLOWED, "This is not done here.")
        if request.url.path.startswith(STATIC) and request.method in READING:
            return None
        if "token" in request.query_params and request.method in READING:
            return self._enter_by_token(request)
        session = self._gate.read(request.cookies.get(self._gate.cookie, ""))
        if request.method == "POST":
            form = await self._checked_form(request, host, session)
            if request.url.path == ENTER and session and self._gate.has_password:
                return await self._enter_by_password(request, dict(form), session)
            request.state.form = form
        if session is None or not session.member:
            return self._turned_away(request, session)
        request.state.session = session
        return None

    def _enter_by_token(self, request: Request) -> Response:
        if not self._gate.is_token(request.query_params["token"]):
            raise _RefusedError(
                HTTPStatus.FORBIDDEN,
                "The token in this address is not (or no longer) valid: every start of factcheck "
                "review makes a new one. Open the address that it printed last.",
            )
        # A page and not a redirect: behind a link in another site's page (a web terminal), a
        # redirect would still count as that site's, and the strict cookie would not be sent.
        page = self._renderer.page("entered.html", path=_own_path(request.url.path))
        if self._person:
            remember(request, page, self._person)
        return self._let_in(page)

    async def _enter_by_password(
        self, request: Request, form: Mapping[str, str], session: Session
    ) -> Response:
        client = request.client.host if request.client else ""
        given = form.get("password", "")
        if wait := self._gate.attempt(client):
            seconds = math.ceil(wait)
            message = f"Too many wrong passwords. Wait {seconds} seconds and try again."
            response = self._password_page(session, HTTPStatus.TOO_MANY_REQUESTS, message)
            response.headers["retry-after"] = str(seconds)
            return response
        if not await run_in_threadpool(self._gate.is_password, given, client):
            return self._password_page(session, HTTPStatus.FORBIDDEN, "That is not the password.")
        return self._let_in(RedirectResponse("/", HTTPStatus.SEE_OTHER))

    def _turned_away(self, request: Request, session: Session | None) -> Response:
        if not self._gate.has_password or request.method == "POST":
            raise _RefusedError(
                HTTPStatus.UNAUTHORIZED,
                "Open the address that factcheck review printed in its terminal; it has the token "
                "that lets this browser in.",
            )
        session = session or self._gate.new_session(member=False)
        response = self._password_page(session, HTTPStatus.UNAUTHORIZED, "")
        self._set_cookie(response, session)
        return response

    def _password_page(self, session: Session, status: HTTPStatus, message: str) -> Response:
        return self._renderer.page("enter.html", status, session=session, message=message)

    def _let_in(self, response: Response) -> Response:
        self._set_cookie(response, self._gate.new_session(member=True))
        return response

    def _set_cookie(self, response: Response, session: Session) -> None:
        response.set_cookie(
            self._gate.cookie, self._gate.written(session), httponly=True, samesite="strict"
        )

    async def _checked_form(self, request: Request, host: str, session: Session | None) -> Form:
        """The fields of a form that one of our pages sent. Raises _RefusedError for any other."""
        if not self._gate.is_own_origin(request.headers.get("origin"), host):
            raise _RefusedError(
                HTTPStatus.FORBIDDEN, "A page of another site asked for this change."
            )
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
            raise _RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Only forms are read here.")
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_OF_A_FORM:
                raise _RefusedError(
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "This is too much at once; nothing saved."
                )
        try:
            text = bytes(body).decode("ascii")
            form = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
        except ValueError as error:
            raise _RefusedError(HTTPStatus.BAD_REQUEST, "This form cannot be read.") from error
        if session is not None and self._gate.is_csrf(dict(form).get("csrf", ""), session):
            return form
        raise _RefusedError(
            HTTPStatus.FORBIDDEN,
            "This page was made before factcheck review was started anew, so nothing was saved. "
            "Open the address that it printed last.",
        )


def remember(request: Request, response: Response, person: str) -> None:
    """Have the browser keep who it belongs to."""
    response.set_cookie(
        _person_cookie(request),
        quote(person, safe=""),
        max_age=PERSON_KEPT,
        httponly=True,
        samesite="strict",
    )


def person_of(request: Request) -> str:
    """Who the browser belongs to; empty when it has not been asked yet."""
    return cleaned_name(unquote(request.cookies.get(_person_cookie(request), "")))


def _person_cookie(request: Request) -> str:
    """Cookies know no ports: of two reviews at once each has its own."""
    return f"factcheck-person-{request.url.port}"


def _own_path(path: str) -> str:
    """A path of this server: '//elsewhere' would be another one's."""
    return "/" + path.lstrip("/\\")
