"""A member of an archive goes in, as a stream that unpacks; a file that can be read from its
beginning comes out, or the reason why it is left out. It lies in memory, or in a file without a
name on the disk when it is large.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from factcheck.ingest.opened import Allowance, Exhausted, Opened, Unusable, too_large
from factcheck.model import Skipped

MOST_IN_MEMORY = 4_000_000  # bytes of a member
MOST_OF_A_MEMBER = 1_000_000_000  # bytes, unpacked
AT_ONCE = 1 << 16  # bytes that are unpacked at a time

# Text shrinks to a fifth, a database's export to a fiftieth at the best; deflate can do 1 to 1032.
# Small files of blanks are harmless: the ratio counts from here on.
MOST_RATIO = 200
HARMLESS = 10_000_000  # bytes, unpacked

LEADS_OUT = "its name leads out of the archive; unpack it and rename the file"
NO_FILE = "a link or a device, no file"
LOCKED = "locked with a password; unpack it and give the file"
WRONG_SUM = "broken: its checksum is wrong; fetch or pack it again"
BREAKS_OFF = "the archive breaks off here; fetch or pack it again"


def spooled(
    read: Callable[[int], bytes],
    allowance: Allowance,
    packed: Callable[[], int] | None = None,
) -> tuple[BinaryIO, int]:
    """What `read(size)` gives until it gives nothing, as a stream at its beginning, and its size.

    `packed` tells from how many bytes it was unpacked so far. Raises `Unusable` when it is too
    large or a bomb, `Exhausted`, and what `read` raises.
    """
    stream = cast("BinaryIO", SpooledTemporaryFile(MOST_IN_MEMORY))  # noqa: SIM115 (the caller's)
    try:
        size = _copy(read, stream, allowance, packed)
    except BaseException:
        stream.close()
        raise
    stream.seek(0)
    return stream, size


def opened(
    name: str,
    read: Callable[[int], bytes],
    allowance: Allowance,
    packed: Callable[[], int] | None = None,
) -> Opened | Skipped:
    """The member as a file, or why it is left out. Raises `Exhausted`, and what `read` raises."""
    try:
        return Opened(name, *spooled(read, allowance, packed))
    except Exhausted:
        raise
    except Unusable as reason:
        return Skipped(path=name, reason=str(reason))


def _copy(
    read: Callable[[int], bytes],
    stream: IO[bytes],
    allowance: Allowance,
    packed: Callable[[], int] | None,
) -> int:
    size = 0
    while piece := read(AT_ONCE):
        size += len(piece)
        allowance.take(len(piece))
        check(size, packed() if packed else None)
        try:
            stream.write(piece)
        except OSError as error:
            raise Unusable(f"no room to unpack it: {error.strerror}") from None
    return size


def check(size: int, packed: int | None) -> None:
    """Raises `Unusable` for a member that has unpacked to too much."""
    if size > MOST_OF_A_MEMBER:
        raise Unusable(too_large(size, MOST_OF_A_MEMBER, "bytes"))
    if packed is not None and size > HARMLESS and size > MOST_RATIO * max(packed, 1):
        raise Unusable(
            f"unpacks to more than {MOST_RATIO} times its size, as made to fill a disk; "
            "if it is an article, unpack it and give the file"
        )


class Names:
    """What the members of one archive are called: its name, then theirs, each once."""

    def __init__(self, archive: str) -> None:
        self._archive = archive
        self._seen: Counter[str] = Counter()

    def of(self, member: str) -> str:
        """'week.zip/monday.txt'; a second one of that name is 'week.zip/monday (2).txt'."""
        shown = printable(member)
        self._seen[shown] += 1
        if self._seen[shown] > 1:
            folder, slash, last = shown.rpartition("/")
            stem, dot, ending = last.rpartition(".") if "." in last else (last, "", "")
            shown = f"{folder}{slash}{stem} ({self._seen[shown]}){dot}{ending}"
        return f"{self._archive}/{shown}"


def printable(name: str) -> str:
    """A member's name as it can be shown and written down."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in name)
    return shown.encode("utf-8", "replace").decode()  # no halves of surrogate pairs


def slashed(name: str) -> str:
    """A member's name with slashes between its parts, as archives made on Windows have not, and
    without the './' before it that tar writes."""
    name = name.replace("\\", "/")
    while name.startswith("./"):
        name = name[2:]
    return name


def leads_out(name: str) -> bool:
    """Whether a name with slashes points elsewhere than below the archive."""
    parts = name.split("/")
    return name.startswith("/") or ".." in parts or (len(parts[0]) > 1 and parts[0][1] == ":")
