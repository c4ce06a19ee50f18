"""The language of a text, or None if there is too little of it."""

from __future__ import annotations

_ENOUGH = 20
_MOST = 700
"""Characters looked at: more does not change the answer, only the time."""


def find_language(text: str) -> str | None:
    """ISO 639-1 code of `text`; None below twenty letters."""
    sample = text[:_MOST]
    if sum(map(str.isalpha, sample)) < _ENOUGH:
        return None
    from py3langid.langid import classify

    code = classify(sample)[0]
    return str(code)
