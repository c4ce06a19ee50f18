"""Names that stand for one another in news texts: a capital for its government, a party by its nickname."""

from __future__ import annotations

from functools import cache

from geopolitik.lexicon import table


def one_body(one: str, other: str) -> bool:
    """Whether two names may mean one body: Washington, the US."""
    return bool(_groups().get(_folded(one), frozenset()) & _groups().get(_folded(other), frozenset()))


@cache
def _groups() -> dict[str, frozenset[int]]:
    """The rows that a name stands in."""
    found: dict[str, set[int]] = {}
    for number, row in enumerate(table("redline_one_body")):
        for name in row["names"].split(", "):
            found.setdefault(name, set()).add(number)
    return {name: frozenset(rows) for name, rows in found.items()}


def _folded(name: str) -> str:
    words = name.lower().replace(".", "").removeprefix("the ").removesuffix("'s").removesuffix("’s")
    return " ".join(words.split())
