"""Whether two entity keys name the same one, within a text or across two."""

from __future__ import annotations

from functools import cache

from geopolitik.lexicon import table
from geopolitik.text.forms import fold


def same_entity(a: str, b: str) -> bool:
    """Whether two keys can name the same one.

    A surname matches a full name that ends with it; a first name with a surname matches a longer form of
    both; a capital or seat of government matches its state, since a text may mean either.
    """
    if a == b:
        return True
    if not a or not b:
        return False
    if government_of().get(a, a) == government_of().get(b, b):
        return True
    short, full = sorted((a.split(), b.split()), key=len)
    if len(short) == 1:
        return len(full) > 1 and short[0] == full[-1] and not _is_listed(" ".join(full))
    return len(short) == 2 < len(full) and short[0] == full[0] and short[-1] == full[-1]


@cache
def government_of() -> dict[str, str]:
    """Key of a capital or seat of government → key of its state."""
    found = {fold(row["name"]): fold(row["government_of"]) for row in table("places") if row["government_of"]}
    for row in table("bodies"):
        if row["government_of"]:
            found[fold(row["acronym"] or row["name"])] = fold(row["government_of"])
    return found


@cache
def _listed() -> frozenset[str]:
    return frozenset(fold(row["name"]) for row in table("places"))


def _is_listed(key: str) -> bool:
    return key in _listed()
