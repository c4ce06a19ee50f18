"""What is asked of the search, read: words and "phrases", and by what the answers are sifted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from geopolitik.errors import UsageError

_FILTER = re.compile(r'(?<!\S)(?P<key>outlet|lang|before|after|uncredited):(?P<value>"[^"]*"?|\S*)', re.I)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the search."""

    words: str
    """Words, of which the last letters may be missing, and "phrases"."""
    outlet: str = ""
    """Part of the name of the outlet."""
    language: str = ""
    """ISO 639-1."""
    before: date | None = None
    """Published before this day."""
    after: date | None = None
    """Published on this day or later."""
    uncredited: bool = False
    """Only copies that don't credit their original."""

    @property
    def sifts(self) -> bool:
        """Whether texts are asked for by more than their words."""
        return bool(self.outlet or self.language or self.before or self.after or self.uncredited)


def parsed(query: str) -> Query:
    """Read a query: words, "phrases", outlet:, lang:, before:, after: and uncredited:

    Raises:
        UsageError: a day that isn't one is named.
    """
    found = {m["key"].lower(): m["value"].strip('"') for m in _FILTER.finditer(query)}
    return Query(
        words=" ".join(_FILTER.sub(" ", query).split()),
        outlet=found.get("outlet", "").casefold(),
        language=found.get("lang", "").lower(),
        before=_day("before", found.get("before", "")),
        after=_day("after", found.get("after", "")),
        uncredited=found.get("uncredited", "no").lower() not in ("no", "false"),
    )


def _day(key: str, value: str) -> date | None:
    """A day, month or year; of the last two the first day."""
    if not value:
        return None
    for ending in ("", "-01", "-01-01"):
        try:
            return date.fromisoformat(value + ending)
        except ValueError:
            continue
    raise UsageError(f"{key}:{value}", "is no day", f"Write it like {key}:2031-05-12, {key}:2031-05 or 2031.")
