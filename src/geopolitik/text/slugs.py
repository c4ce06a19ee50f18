"""The part of an address that tells a reader what a page is about."""

from __future__ import annotations

import re

from anyascii import anyascii

_LONGEST = 60


def slug(title: str) -> str:
    """Lower-case words joined by hyphens: `Der Waffenstillstand!` → `der-waffenstillstand`; may be empty."""
    words = re.findall(r"[a-z0-9]+", anyascii(title).lower())
    return "-".join(words)[:_LONGEST].rstrip("-")
