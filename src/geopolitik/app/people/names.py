"""The names of users and of channels: what one may look like, and that no two look alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import Connection

from geopolitik.errors import ConflictError, UsageError
from geopolitik.storage import accounts
from geopolitik.text.lookalikes import looks, mixed_word

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
    in_one_script(found)
    return found


def in_one_script(name: str) -> None:
    """Refuse a name with a word of which some letters only look like those of the others.

    Raises:
        UsageError: a word of it mixes scripts.
    """
    word = mixed_word(name)
    if word:
        raise UsageError(word, "mixes letters of different scripts", "Write each word in the letters of one.")


def unlike(name: str, others: Iterable[str]) -> None:
    """Refuse a name that readers would take for another.

    Args:
        name: the new name.
        others: those that there are, without the one it replaces.

    Raises:
        ConflictError: it looks like one of them.
    """
    seen = looks(name)
    taken = next((other for other in others if seen & looks(other)), None)
    if taken is not None:
        raise ConflictError(name, f"looks like “{taken}”, which is taken", "Choose another name.")


def unlike_others(connection: Connection, user_id: str, name: str) -> None:
    """Refuse a user's name that readers would take for another user's.

    Raises:
        ConflictError: it looks like one of them.
    """
    unlike(name, (user.name for user in accounts.all_users(connection) if user.id != user_id))


def tidy(name: str) -> str:
    """A name as it is kept: in one normal form, with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).split())
