"""Marks on a text that only this site can make: on cookies, links and forms."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from geopolitik.storage import Store, settings


def mark(key: str, purpose: str, text: str) -> str:
    """128 bits that show that this site made a text, for one purpose."""
    return hmac.new(key.encode(), f"{purpose}\n{text}".encode(), hashlib.sha256).hexdigest()[:32]


def is_mark(key: str, purpose: str, text: str, given: str) -> bool:
    """Whether a mark is the right one; takes as long for any wrong one."""
    return hmac.compare_digest(mark(key, purpose, text).encode(), given.encode("utf-8", "replace"))


def site_key(store: Store) -> str:
    """The site's own secret; made the first time it is asked for."""
    with store.writing() as w:
        return settings.secret(w, "site", secrets.token_urlsafe(32))
