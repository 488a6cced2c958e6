"""What keeps strangers out: wrong addresses, other sites, guessed secrets, hostile texts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from factcheck.model import Article, Finding
from factcheck.review.errors import ReviewError
from factcheck.review.gate import FREE_ATTEMPTS, Gate
from factcheck.review.guard import HEADERS, MOST_OF_A_FORM
from factcheck.review.settings import Settings
from factcheck.review.web import ReportsFolder, application
from factcheck.store.ledger import Ledger
from tests.review.conftest import ADDRESS, ARTICLES, TOKEN, Enter, Visitor, finding, halden, write

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

QUESTION = re.compile(r'class="question" href="([^"]*)"')
PASSWORD = "correct horse battery"
HOSTILE = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202egnp.exe\u0007 "
    "../../etc/passwd {{7*7}}"
)


def stranger(
    folder: Path, ledger: Ledger, more: Iterable[Path] = (), **settings: object
) -> Visitor:
    """Somebody without cookies."""
    given = {"token": TOKEN, "port": 8765} | settings
    made = application(ReportsFolder.open([folder, *more]), ledger, Settings(**given))
    return Visitor(TestClient(made, base_url=ADDRESS, raise_server_exceptions=False))


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:8765",  # a name that was pointed at 127.0.0.1 (DNS rebinding)
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1.evil.example:8765",
        "localhost:8765.evil.example",
        "192.168.1.5:8765",
        "",
    ],
)
def test_an_address_that_it_was_not_started_for_is_refused(ana: Visitor, host: str) -> None:
    answer = ana.client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "killed" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765"])
def test_its_own_names_are_served(ana: Visitor, host: str) -> None:
    assert ana.client.get("/static/review.css", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/keys", "/person", "/finding/000000000000", "/none"])
def test_who_has_no_token_sees_nothing(folder: Path, ledger: Ledger, path: str) -> None:
    visitor = stranger(folder, ledger).open(path)
    assert visitor.status == 401
    assert "token" in visitor.seen
    assert "killed" not in visitor.text


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x", "ключ"])
def test_a_wrong_token_does_not_let_in(folder: Path, ledger: Ledger, token: str) -> None:
    visitor = stranger(folder, ledger).open(f"/?token={token}")
    assert visitor.status == 403
    assert not visitor.client.cookies


def test_the_token_becomes_a_cookie_that_scripts_and_other_sites_do_not_get(
    folder: Path, ledger: Ledger
) -> None:
    visitor = stranger(folder, ledger).open(f"/?token={TOKEN}")
    cookie = visitor.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert TOKEN not in cookie
    assert TOKEN not in visitor.text


@pytest.mark.parametrize("cookie", ["", "x", "a.member.b", "a.member.", ".member.", "é.member.x"])
def test_a_forged_cookie_does_not_let_in(folder: Path, ledger: Ledger, cookie: str) -> None:
    visitor = stranger(folder, ledger)
    sent = {"cookie": f"factcheck-review-8765={cookie}".encode()}
    assert visitor.client.get("/", headers=sent).status_code == 401


def test_a_visitors_cookie_cannot_be_made_a_members() -> None:
    gate = Gate(Settings())
    written = gate.written(gate.new_session(member=False))
    assert gate.read(written) is not None
    assert gate.read(written.replace(".visitor.", ".member.")) is None


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "", "https://127.0.0.1:8765", "http://127.0.0.1:1"]
)
@pytest.mark.parametrize("path", ["/decide", "/undo", "/person", "/finding/000000000000/decide"])
def test_a_form_of_another_site_is_refused(ana: Visitor, path: str, origin: str) -> None:
    fields = {"csrf": ana.hidden("csrf"), "decision": "confirm"}
    assert ana.send(path, fields, origin=origin).status == 403


def test_a_form_without_origin_is_refused(ana: Visitor) -> None:
    answer = ana.client.post("/decide", data={"csrf": ana.hidden("csrf")})
    assert answer.status_code == 403


@pytest.mark.parametrize("csrf", [None, "", "0" * 64])
def test_a_form_without_our_csrf_token_is_refused(
    ana: Visitor, ledger: Ledger, csrf: str | None
) -> None:
    ana.find("How many people were killed?")
    fields = {"decision": "confirm", "seen": ana.hidden("seen"), "form": "1"}
    path = ana.at.partition("?")[0]
    assert (
        ana.send(f"{path}/decide", fields | ({} if csrf is None else {"csrf": csrf})).status == 403
    )
    assert ledger.entries() == ()


def test_the_csrf_token_of_one_browser_is_of_no_use_in_another(enter: Enter) -> None:
    ana, ben = enter("Ana"), enter("Ben")
    assert ana.hidden("csrf") != ben.hidden("csrf")
    assert ben.send("/decide", {"csrf": ana.hidden("csrf")}).status == 403


def test_what_is_no_form_or_too_large_is_refused(ana: Visitor) -> None:
    csrf = ana.hidden("csrf")
    large = {"csrf": csrf, "note": "x" * MOST_OF_A_FORM}
    assert ana.send("/decide", large).status == 413
    many = {"csrf": csrf, **{f"f{n}": "" for n in range(3_000)}}
    assert ana.send("/decide", many).status == 400
    sent = ana.client.post("/decide", json={"csrf": csrf}, headers={"origin": ADDRESS})
    assert sent.status_code == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_only_reading_and_forms_are_done(ana: Visitor, method: str) -> None:
    assert ana.client.request(method, "/").status_code == 405


@pytest.mark.parametrize("path", ["/decide", "/undo", "/finding/0/decide"])
def test_nothing_changes_by_following_a_link(ana: Visitor, path: str) -> None:
    assert ana.open(path).status in {404, 405}


@pytest.mark.parametrize(
    "path",
    [
        "/static/../web.py",
        "/static/..%2fweb.py",
        "/static/%2e%2e/%2e%2e/model.py",
        "/static//etc/passwd",
        "/static/review.css%00.py",
        "/finding/..%2f..%2freport.json",
        "/finding/%2fetc%2fpasswd",
        "/finding/0/article/../../report.json",
        "/finding/0/article/999999999999999999999",
        "/report.json",
    ],
)
def test_no_path_leads_to_a_file(ana: Visitor, path: str) -> None:
    assert ana.open(path).status == 404
    assert "root:" not in ana.text


def test_every_answer_has_the_headers(ana: Visitor, folder: Path, ledger: Ledger) -> None:
    path = ana.find("How many people were killed?").at.partition("?")[0]
    seen = [
        *(ana.open(p).headers for p in ("/", path, f"{path}/newest", f"{path}/article/0", "/keys")),
        *(
            ana.open(p).headers
            for p in ("/static/review.js", "/static/none", "/nothing", "/decide")
        ),
        ana.send("/decide", {}).headers,
        stranger(folder, ledger).open("/").headers,
        stranger(folder, ledger).open("/?token=wrong").headers,
        dict(ana.client.get("/", headers={"host": "evil.example"}).headers),
        dict(ana.client.get("/person", follow_redirects=False).headers),
    ]
    for headers in seen:
        assert HEADERS.items() <= headers.items()


def test_a_fault_of_ours_is_told_without_its_details_and_with_the_headers(
    ana: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(self: object) -> None:
        raise RuntimeError("secret of the inside")

    monkeypatch.setattr(Ledger, "head", fail)
    ana.open("/")
    assert ana.status == 500
    assert "secret" not in ana.text
    assert "secret of the inside" in caplog.text
    assert HEADERS.items() <= ana.headers.items()


def test_pages_hold_no_script_or_style_of_their_own(ana: Visitor) -> None:
    ana.find("How many people were killed?")
    assert "<style" not in ana.text
    assert " style=" not in ana.text
    assert ana.text.count("<script") == ana.text.count('<script src="/static/review.js"></script>')


@pytest.mark.parametrize("then", ["//evil.example", "/\\evil.example", "http://evil.example", "x"])
def test_after_the_name_nobody_is_sent_to_another_site(ana: Visitor, then: str) -> None:
    fields = {"csrf": ana.hidden("csrf"), "person": "Ana", "then": then}
    answer = ana.client.post(
        "/person", data=fields, headers={"origin": ADDRESS}, follow_redirects=False
    )
    assert answer.headers["location"] == "/"


def test_the_page_behind_the_token_leads_to_this_site_only(folder: Path, ledger: Ledger) -> None:
    visitor = stranger(folder, ledger).open(f"//evil.example/?token={TOKEN}")
    assert "url=//" not in visitor.text


def hostile(text: str) -> Finding:
    """A finding whose every field is that text."""
    side = (text, "hostile", text, text)
    other = (f"other {text}", "courier", "Eight people were killed when the bridge fell.", "Eight")
    texts = ARTICLES | {"hostile": f"Before. {text} After."}
    made = finding("hostile", text, texts=texts, sides=[side, other], rule="a.b", kind=text)
    answers = tuple(
        answer.model_copy(
            update={
                "sources": (text,),
                "evidence": tuple(
                    e.model_copy(update={"attributed_to": text}) for e in answer.evidence
                ),
            }
        )
        for answer in made.answers
    )
    level = made.explanation[0].model_copy(update={"name": text, "detail": text})
    return made.model_copy(update={"answers": answers, "explanation": (level,), "id": text})


def test_hostile_text_is_shown_as_text_everywhere(tmp_path: Path, ledger: Ledger) -> None:
    report = halden(ARTICLES, hostile(HOSTILE))
    article = Article(
        id="hostile",
        path=HOSTILE,
        publisher=HOSTILE,
        title=f"{HOSTILE} title",
        published=HOSTILE,
        published_evidence=HOSTILE,
        text=f"Before. {HOSTILE} After.",
    )
    report = report.model_copy(update={"articles": (*report.articles, article)})
    folder = write(tmp_path / "hostile", report)
    ana = stranger(folder, ledger).open(f"/?token={TOKEN}").open("/")
    ana.send("/person", {"csrf": ana.hidden("csrf"), "person": HOSTILE, "then": "/"})
    links = [html.unescape(link) for link in QUESTION.findall(ana.text)]
    path = next(link for link in links if ana.open(link).text.count("alert(1)") > 5)
    pages = [
        ana.open(path).decide("note", note=HOSTILE).text,
        ana.open(path).decide("assign", assignee=HOSTILE).text,
        ana.open(path).decide("dismiss:other", note=HOSTILE).text,
        ana.open("/?state=all").text,
        ana.open(f"/?{urlencode({'q': HOSTILE, 'source': HOSTILE, 'state': HOSTILE})}").text,
        ana.open(f"{path}/article/2").text,
        ana.open(path).text,
    ]
    for page in pages:
        for refused in ("<script>", "<img", "\u202e", "\u0007"):
            assert refused not in page
    assert "&lt;script&gt;" in pages[-1]
    assert "[U+202E]" in pages[-1]
    assert "{{7*7}}" in pages[-1]


@pytest.mark.parametrize("size", [10_000_000])
def test_an_article_of_10_mb_in_one_line_breaks_nothing(
    tmp_path: Path, ledger: Ledger, size: int
) -> None:
    quote = "Nine people were killed in the harbour."
    text = f"{'x' * (size // 2)} {quote} {'y' * (size // 2)}"
    texts = ARTICLES | {"long": text}
    sides = [("9", "long", quote, "Nine"), ("5", "gazette", ARTICLES["gazette"][:58], "The")]
    more = finding("long", "How long?", texts=texts, sides=sides)
    whole = [("z", "long", text, quote), ("5", "gazette", ARTICLES["gazette"][:58], "The")]
    folder = write(
        tmp_path / "long",
        halden(texts, more, finding("whole", "How whole?", texts=texts, sides=whole)),
    )
    ana = stranger(folder, ledger).open(f"/?token={TOKEN}").open("/")
    ana.send("/person", {"csrf": ana.hidden("csrf"), "person": "Ana", "then": "/"})
    for question in ("How long?", "How whole?"):
        ana.find(question)
        assert ana.status == 200
        assert len(ana.text) < 300_000
        assert "Nine" in ana.text
        assert "characters before" in ana.text
    path = ana.at.partition("?")[0]
    ana.open(f"{path}/article/2?part=84")
    assert "Nine" in ana.text
    assert len(ana.text) < 100_000
    ana.open(path)
    assert ana.decide("confirm").status == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org"])
def test_another_address_needs_a_password(host: str) -> None:
    with pytest.raises(ReviewError, match="--password"):
        Settings(host=host)
    with pytest.raises(ReviewError, match="8 characters"):
        Settings(host=host, password="short")


def test_an_empty_address_is_told() -> None:
    with pytest.raises(ReviewError, match="--host is empty"):
        Settings(host="")


def test_a_password_lets_in_and_a_wrong_one_does_not(folder: Path, ledger: Ledger) -> None:
    visitor = stranger(folder, ledger, password=PASSWORD).open("/?rule=casualties.killed")
    assert visitor.status == 401
    assert "Password" in visitor.seen
    enter = {"csrf": visitor.hidden("csrf")}
    assert visitor.send("/enter", enter | {"password": "wrong"}).status == 403
    assert visitor.open("/").status == 401
    visitor.send("/enter", enter | {"password": PASSWORD})
    assert visitor.status == 200
    assert "Who are you?" in visitor.seen


def test_a_password_from_another_site_is_not_even_looked_at(folder: Path, ledger: Ledger) -> None:
    visitor = stranger(folder, ledger, password=PASSWORD).open("/")
    fields = {"csrf": visitor.hidden("csrf"), "password": PASSWORD}
    assert visitor.send("/enter", fields, origin="http://evil.example").status == 403
    assert visitor.open("/").status == 401


def test_who_has_failed_often_has_to_wait(folder: Path, ledger: Ledger) -> None:
    visitor = stranger(folder, ledger, password=PASSWORD).open("/")
    fields = {"csrf": visitor.hidden("csrf")}
    for _ in range(FREE_ATTEMPTS):
        assert visitor.send("/enter", fields | {"password": "wrong"}).status == 403
    assert visitor.send("/enter", fields | {"password": PASSWORD}).status == 429
    assert int(visitor.headers["retry-after"]) >= 1


def test_passwords_tried_at_once_count_one_by_one() -> None:
    gate = Gate(Settings(password=PASSWORD), clock=lambda: 0.0)
    waits = [gate.attempt("10.0.0.7") for _ in range(50)]  # none has been looked at yet
    assert waits.count(0.0) == FREE_ATTEMPTS


def test_the_wait_grows_with_every_failure_and_ends() -> None:
    now = [0.0]
    gate = Gate(Settings(password=PASSWORD), clock=lambda: now[0])
    waits = []
    for _ in range(FREE_ATTEMPTS + 3):
        now[0] += gate.wait("10.0.0.7")
        assert gate.attempt("10.0.0.7") == 0.0
        assert not gate.is_password("wrong", "10.0.0.7")
        waits.append(gate.wait("10.0.0.7"))
    assert waits[-4:] == [1.0, 2.0, 4.0, 8.0]
    assert gate.wait("10.0.0.8") == 0.0
    now[0] += 8.0
    assert gate.attempt("10.0.0.7") == 0.0
    assert gate.is_password(PASSWORD, "10.0.0.7")
    assert gate.attempt("10.0.0.7") == 0.0
    assert not gate.is_password("wrong", "10.0.0.7")
    assert gate.wait("10.0.0.7") == 0.0


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("192.168.1.5:8765", True),
        ("[fe80::1]:8765", True),
        ("localhost:8765", True),
        ("192.168.1.5:80", False),
        ("evil.example:8765", False),
        ("192.168.1.5.evil.example:8765", False),
    ],
)
def test_who_listens_everywhere_answers_to_addresses_and_not_to_names(host: str, own: bool) -> None:
    gate = Gate(Settings(host="0.0.0.0", port=8765, password=PASSWORD))
    assert gate.is_own_host(host) is own


@pytest.mark.parametrize(("port", "own"), [(80, True), (8765, False)])
def test_a_browser_leaves_the_usual_port_out(port: int, own: bool) -> None:
    gate = Gate(Settings(port=port))
    assert gate.is_own_host("127.0.0.1") is own
    assert gate.is_own_host(f"127.0.0.1:{port}")


def test_secrets_are_not_in_the_settings_text() -> None:
    settings = Settings(password=PASSWORD, token=TOKEN)
    assert PASSWORD not in repr(settings)
    assert TOKEN not in repr(settings)
    assert Settings().token != Settings().token
