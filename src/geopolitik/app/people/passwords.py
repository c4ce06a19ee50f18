"""Passwords, kept as argon2id hashes (RFC 9106)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geopolitik.errors import UsageError

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
    if len(password) < SHORTEST:
        raise UsageError("password", f"is shorter than {SHORTEST} characters", "Take a sentence.")
    if len(password) > _LONGEST:
        raise UsageError("password", f"is longer than {_LONGEST} characters", "Take a shorter one.")
    if password.casefold() == name.casefold() or len(set(password)) < 4:
        raise UsageError("password", "is easily guessed", "Take a sentence.")
    return _hasher().hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was kept; takes as long if there is none."""
    from argon2.exceptions import InvalidHashError, VerificationError

    if len(password) > _LONGEST:
        return False
    try:
        return _hasher().verify(kept or _nobody(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False
