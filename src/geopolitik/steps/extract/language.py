"""The language of a text, or None if there is too little of it."""

from __future__ import annotations

_ENOUGH = 20
_MOST = 700
"""Characters looked at: more does not change the answer, only the time."""
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "that",
        "with",
        "for",
        "was",
        "by",
        "which",
        "were",
        "their",
        "from",
        "has",
        "have",
        "had",
        "been",
        "this",
        "are",
    ]
)
_ENGLISH_SHARE = 0.14
_ENGLISH_WORDS = 20


def find_language(text: str) -> str | None:
    """ISO 639-1 code of `text`; None below twenty letters."""
    sample = text[:_MOST]
    if sum(map(str.isalpha, sample)) < _ENOUGH:
        return None
    # No other language has these words this often; the model takes half a second to load.
    words = sample.lower().split()
    if len(words) >= _ENGLISH_WORDS and sum(map(_ENGLISH.__contains__, words)) >= _ENGLISH_SHARE * len(words):
        return "en"
    from py3langid.langid import classify

    return str(classify(sample)[0])
