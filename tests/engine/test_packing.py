"""Claims come out of their bytes as they went in; bytes that somebody made up make nothing."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.engine import packing
from factcheck.engine.packing import PackingError, Parcel, packed
from factcheck.extensions import Extensions
from factcheck.extract.common import Common
from factcheck.extract.extractor import Extractors, Gathered
from factcheck.language.document import Document
from factcheck.rules.loader import load_builtin

Read = Callable[..., Document]

TEXT = (
    "The ferry Marla sank off Kiln Bay on 5 May 2019. Police said two crew members died. "
    "Norway proposed a joint rescue centre, Kari Solberg said. The contract was not signed. "
    "The boat cost 40 million euros and left at 5:30 p.m."
)
ALL = Common(frozenset({"sign", "die", "occur"}), frozenset())


@pytest.fixture(scope="module")
def gathered(read: Read) -> Gathered:
    return Extractors(load_builtin().rules).of("en").gathered(read(TEXT))


def test_claims_come_out_as_they_went_in(gathered: Gathered) -> None:
    parcel = Parcel(packed(gathered))
    article = gathered.claims[0][0].article
    everything = Common(
        frozenset(w.denial for _, w in gathered.claims if w and w.denial),
        frozenset(w.company for _, w in gathered.claims if w and w.company),
    )
    assert len(gathered.claims) > 10
    assert parcel.claims(article, everything) == [claim for claim, _ in gathered.claims]
    assert frozenset(parcel.denied) == gathered.denied


def test_claims_that_wait_come_out_when_others_have_come(gathered: Gathered) -> None:
    parcel = Parcel(packed(gathered))
    alone = parcel.claims("a", Common(frozenset(), frozenset()))
    assert len(alone) == sum(waiting is None for _, waiting in gathered.claims)
    key = sorted(parcel.companies)[0]
    more = parcel.claims("a", Common(frozenset(), frozenset({key})))
    assert len(more) > len(alone)
    assert {claim.rule for claim in more} - {claim.rule for claim in alone} <= {"figures.stated"}


def test_claims_are_of_the_article_that_asks(gathered: Gathered) -> None:
    claims = Parcel(packed(gathered)).claims("renamed", ALL)
    assert {(claim.article, claim.evidence.article) for claim in claims} == {("renamed", "renamed")}


class Evil:
    def __reduce__(self) -> tuple[object, ...]:
        return exec, ("raise SystemExit('it ran')",)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no claims",
        zlib.compress(b"no claims"),
        zlib.compress(pickle.dumps(Evil())),
        zlib.compress(pickle.dumps(("too", "few"))),
        zlib.compress(pickle.dumps(([], pickle.dumps(Evil()), {}))),
        zlib.compress(b"cfactcheck.values.people\nre.compile\n(S'a'\ntR."),
        zlib.compress(b"cos\nsystem\n(S'true'\ntR."),
    ],
)
def test_bytes_that_are_no_claims_are_refused(data: bytes) -> None:
    with pytest.raises(PackingError):
        Parcel(data).claims("a", ALL)


def test_what_an_extension_imports_is_not_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "installed", lambda: Extensions(modules=frozenset({"pathlib"})))
    with pytest.raises(PackingError, match="is no value"):
        Parcel(zlib.compress(b"\x80\x05cpathlib\nos.system\n\x8c\x04true\x85R."))
    with pytest.raises(PackingError, match="PurePosixPath object"):
        Parcel(zlib.compress(pickle.dumps(PurePosixPath("a"), 5)))


@given(st.binary(max_size=200))
def test_no_bytes_do_anything_else(data: bytes) -> None:
    with pytest.raises(PackingError):
        Parcel(zlib.compress(data)).claims("a", ALL)
