"""Numbers that are joined two at a time, and never so that two that must stay apart come together.
Whether two must is asked when it matters, not of all pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product


@dataclass(slots=True)
class _Group:
    members: set[int]
    apart: set[int]  # that must not join them, as far as is known

    def may_not_join(self, other: _Group) -> bool:
        return not self.members.isdisjoint(other.apart)


class Together:
    """Groups of the numbers below `size`, at first each alone."""

    def __init__(
        self, size: int, known: Iterable[tuple[int, int]], apart: Callable[[int, int], bool]
    ) -> None:
        """`known`: pairs, the lower first, of which `keep_apart` says all that is to be said;
        `apart`: whether two others must stay apart."""
        self._groups = [_Group({number}, set()) for number in range(size)]
        self._known = set(known)
        self._apart = apart

    def keep_apart(self, a: int, b: int) -> None:
        """Never join the groups of two numbers."""
        self._groups[a].apart.add(b)
        self._groups[b].apart.add(a)

    def join(self, a: int, b: int, most: int) -> bool:
        """Join the groups of two numbers unless two of their members must stay apart. False when
        more than `most` would come together, and so it was not tried."""
        one, other = self._groups[a], self._groups[b]
        if one is other or one.may_not_join(other) or other.may_not_join(one):
            return True
        if len(one.members) + len(other.members) > most:
            return False
        if self._any_apart(one, other):
            return True
        if len(one.members) < len(other.members):
            one, other = other, one
        one.members |= other.members
        one.apart |= other.apart
        for member in other.members:
            self._groups[member] = one
        return True

    def _any_apart(self, one: _Group, other: _Group) -> bool:
        for a, b in product(sorted(one.members), sorted(other.members)):
            pair = (a, b) if a < b else (b, a)
            if pair not in self._known and self._apart(*pair):
                one.apart.add(b)
                other.apart.add(a)
                return True
        return False

    def joined(self, a: int, b: int) -> bool:
        """Whether two numbers stand in one group."""
        return self._groups[a] is self._groups[b]

    def groups(self) -> Iterator[list[int]]:
        """All groups in the order of their least numbers, each sorted."""
        seen: set[int] = set()
        for number, group in enumerate(self._groups):
            if number not in seen:
                seen |= group.members
                yield sorted(group.members)
