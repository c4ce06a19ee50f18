"""Things in groups that links make of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

_T = TypeVar("_T", bound=Hashable)


class Linked(Generic[_T]):
    """Groups that grow link by link, each led by whoever came first (Galler and Fischer 1964)."""

    def __init__(self, things: Iterable[_T]) -> None:
        self._above = {thing: thing for thing in things}
        self._places = {thing: place for place, thing in enumerate(self._above)}

    def __contains__(self, thing: object) -> bool:
        return thing in self._above

    def first(self, thing: _T) -> _T:
        """Who leads the group of a thing."""
        above = self._above
        while above[thing] != thing:
            above[thing] = above[above[thing]]
            thing = above[thing]
        return thing

    def link(self, a: _T, b: _T) -> None:
        """Make one group of those of two things."""
        a, b = sorted((self.first(a), self.first(b)), key=self._places.__getitem__)
        self._above[b] = a

    def groups(self) -> list[list[_T]]:
        """All groups; they, and the things in each, in the order in which the things came."""
        found: dict[_T, list[_T]] = {}
        for thing in self._above:
            found.setdefault(self.first(thing), []).append(thing)
        return list(found.values())
