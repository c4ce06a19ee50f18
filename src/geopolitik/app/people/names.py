"""The names of users: what one may look like."""

from __future__ import annotations

import re
import unicodedata

from geopolitik.errors import UsageError

_SHORTEST, _LONGEST = 3, 40
_SIGNS = frozenset(" .-'_’")
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Letters and marks that show nothing: with them two names look like one."""
_PILED = 3
"""So many marks on one letter reach into the lines above and below."""


def checked_name(name: str) -> str:
    """A name fit to be shown, in any script.

    Raises:
        UsageError: it is too short or long, or holds more than letters, digits, spaces and `.-'_`.
    """
    found = tidy(name)
    kinds = "".join("s" if c in _SIGNS else unicodedata.category(c)[0] for c in found)
    fits = _SHORTEST <= len(found) <= _LONGEST and set(kinds) <= set("LMNs") and "L" in kinds
    if not fits or kinds[0] not in "LN" or kinds[-1] == "s" or "M" * _PILED in kinds or _UNSEEN.search(found):
        raise UsageError("name", "must be 3 to 40 letters, digits, spaces or .-'_", "Choose another.")
    return found


def tidy(name: str) -> str:
    """A name as it is kept: in one normal form, with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).split())
