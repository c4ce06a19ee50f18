"""Capitals and seats of government, which stand for their states."""

from __future__ import annotations

from functools import cache

from geopolitik.lexicon import table
from geopolitik.text.forms import fold


@cache
def government_of() -> dict[str, str]:
    """Key of a capital or seat of government → key of its state."""
    found = {fold(row["name"]): fold(row["government_of"]) for row in table("places") if row["government_of"]}
    for row in table("bodies"):
        if row["government_of"]:
            found[fold(row["acronym"] or row["name"])] = fold(row["government_of"])
    return found
