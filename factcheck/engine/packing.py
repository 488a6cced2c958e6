"""Claims of an article to bytes and back: small, quick, and safe to read from a file that somebody
else may have written.

A claim is packed without its article's id, which is a run's own. Bytes are Python's pickle; reading
them makes nothing but values, dates and numbers.
"""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Iterable
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from factcheck.extensions import installed
from factcheck.model import Article, Claim, Evidence, Factuality

if TYPE_CHECKING:
    from factcheck.extract.common import Common
    from factcheck.extract.extractor import Gathered

# Whose classes may be made. Extensions are code that the user installed and that runs anyway.
_OWN = ("factcheck.values.",)
_OTHERS = frozenset(
    {
        ("datetime", "date"),
        ("datetime", "time"),
        ("datetime", "timedelta"),
        ("builtins", "frozenset"),
        ("builtins", "set"),
        ("decimal", "Decimal"),
        ("fractions", "Fraction"),
    }
)
PROTOCOL = 5
_EVIDENCE = tuple(name for name in Evidence.model_fields if name != "article")
_QUICK = 1  # of zlib's levels: a third of the size, for a tenth of the time of reading


class Work(NamedTuple):
    """An article to be read. `parse`: what an earlier run kept of it; empty where that is nothing,
    None where none is wanted for a later run either."""

    article: Article
    parse: bytes | None = None


class Packed(NamedTuple):
    """What an article gives. `parse`: to be kept; empty where it need not be."""

    claims: bytes
    parse: bytes = b""


class PackingError(ValueError):
    """Bytes that are no claims of ours."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module.partition(".")[0] in installed().modules:
            found = super().find_class(module, name)
            if getattr(found, "__module__", None) == module:  # not what it imports: 'os.system'
                return found
        elif (module, name) in _OTHERS or (module.startswith(_OWN) and "." not in name):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


def packed(gathered: Gathered) -> bytes:
    """What an article gives, as bytes. Claims that wait for other articles are packed one by one:
    most of them are never needed."""
    now = [(n, _bare(claim)) for n, (claim, waiting) in enumerate(gathered.claims) if not waiting]
    later: dict[tuple[str, str], list[tuple[int, bytes]]] = {}
    for number, (claim, waiting) in enumerate(gathered.claims):
        if waiting:
            one = number, pickle.dumps(_bare(claim), PROTOCOL)
            later.setdefault((waiting.denial, waiting.company), []).append(one)
    whole = tuple(gathered.denied), pickle.dumps(now, PROTOCOL), later
    return zlib.compress(pickle.dumps(whole, PROTOCOL), _QUICK)


class Parcel:
    """What an article gives, unpacked as far as it is needed."""

    def __init__(self, data: bytes) -> None:
        """Raises PackingError."""
        try:
            raw = zlib.decompress(data)
            denied, self._now, self._later = _loaded(raw)
            self._denied = frozenset(denied)
            self._companies = {company for _, company in self._later if company}
        except (zlib.error, ValueError, TypeError) as error:
            raise PackingError(str(error)) from error

    @property
    def denied(self) -> Iterable[str]:
        """The acts that it says were not done."""
        return self._denied

    @property
    def companies(self) -> Iterable[str]:
        """The keys of the statements that it makes."""
        return self._companies

    def claims(self, article: str, common: Common) -> list[Claim]:
        """The claims that can come to something, in text order, as those of the article with this
        id. Raises PackingError."""
        from factcheck.extract.common import Waiting

        try:
            bare = list(_loaded(self._now))
            for what, ones in self._later.items():
                if common.ends(Waiting(*what)):
                    bare += [(number, _loaded(one)) for number, one in ones]
            return [_claim(fields, article) for _, fields in sorted(bare, key=itemgetter(0))]
        except PackingError:
            raise
        except Exception as error:  # values that stand where others belong
            raise PackingError(str(error)) from error

    def let_go(self) -> None:
        """It is small."""


def _loaded(data: bytes) -> Any:
    try:
        return _Unpickler(io.BytesIO(data)).load()
    except Exception as error:  # bytes that somebody made up can fail in any way
        raise PackingError(str(error)) from error


def _bare(claim: Claim) -> tuple[Any, ...]:
    evidence = claim.evidence
    return (
        claim.rule,
        claim.answer,
        claim.identity,
        claim.participants,
        claim.time,
        claim.factuality.value,
        claim.speaker,
        tuple(getattr(evidence, name) for name in _EVIDENCE),
        claim.certainty,
        claim.notes,
        claim.cited,
    )


def _claim(fields: tuple[Any, ...], article: str) -> Claim:
    rule, answer, identity, participants, time, factuality, speaker, *rest = fields
    evidence, certainty, notes, cited = rest
    known = dict(zip(_EVIDENCE, evidence, strict=True))
    return Claim(
        rule=rule,
        article=article,
        answer=answer,
        identity=identity,
        participants=participants,
        time=time,
        factuality=Factuality(factuality),
        speaker=speaker,
        evidence=Evidence.model_construct(article=article, **known),
        certainty=certainty,
        notes=notes,
        cited=cited,
    )
