"""What was found of the last few objects, each known by its identity."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from geopolitik.shelf import Shelf

_A = TypeVar("_A")
_T = TypeVar("_T")


def remembers(most: int) -> Callable[[Callable[[_A], _T]], Callable[[_A], _T]]:
    """Have a function remember what it found of the last objects, so many of them.

    For frozen objects that are compared with many others in turn, and are so large that to hash or to compare
    them takes longer than what is asked of them. An equal object is another one: for it the same is found
    again.
    """

    def remembering(find: Callable[[_A], _T]) -> Callable[[_A], _T]:
        # The object stands beside what was found, so that no other can have its identity meanwhile.
        held: Shelf[tuple[_A, _T]] = Shelf(most)

        @wraps(find)
        def found(of: _A) -> _T:
            return held.get(id(of), lambda: (of, find(of)))[1]

        return found

    return remembering
