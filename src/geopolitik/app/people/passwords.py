"""Passwords, kept as argon2id hashes (RFC 9106)."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from geopolitik.errors import UsageError
from geopolitik.storage.accounts import folded

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 10
_LONGEST = 200


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    # OWASP's first choice for servers: 19 MiB, two passes; some 20 ms.
    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


@cache
def _nobody() -> str:
    """The hash of no password: checked where there is no account, so that the answer takes as long."""
    return _hasher().hash("no such account")


def hashed(password: str, *, name: str) -> str:
    """What is kept of a new password.

    Raises:
        UsageError: it is too short, too long, or the account's own name.
    """
    password = _tidy(password)
    if len(password) < SHORTEST:
        raise UsageError("password", f"is shorter than {SHORTEST} characters", "Take a sentence.")
    if len(password) > _LONGEST:
        raise UsageError("password", f"is longer than {_LONGEST} characters", "Take a shorter one.")
    if not _is_text(password):
        raise UsageError("password", "is no text", "Take a sentence.")
    if folded(password) == folded(name) or len(set(password)) < 4:
        raise UsageError("password", "is easily guessed", "Take a sentence.")
    return _hasher().hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was kept; takes as long if there is none."""
    from argon2.exceptions import InvalidHashError, VerificationError

    password = _tidy(password)
    if len(password) > _LONGEST or not _is_text(password):
        return False
    try:
        return _hasher().verify(kept or _nobody(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def _tidy(password: str) -> str:
    """Keyboards make one letter in several ways."""
    return unicodedata.normalize("NFKC", password)


def _is_text(password: str) -> bool:
    """Lone surrogates, from a terminal of another encoding, can't be hashed."""
    return not any("\ud800" <= c <= "\udfff" for c in password)
