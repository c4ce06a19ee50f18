"""Names for new things: short, never guessed, never given twice."""

from __future__ import annotations

import hashlib
import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without what is easily misread: 0 and o, 1, i and l."""


def new_id() -> str:
    """An id for something that people made: twelve letters and digits, some 59 bits of chance."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))


def new_key() -> str:
    """A secret of 256 bits, fit for an address; only its hash is kept."""
    return secrets.token_urlsafe(32)


def hashed(key: str) -> str:
    """What is kept of a secret: the SHA-256 of 256 random bits needs no salt."""
    return hashlib.sha256(key.encode()).hexdigest()
