"""Cues: the reporting verbs and phrases that tie words to a speaker."""

from __future__ import annotations

from functools import cache

from geopolitik.lexicon import table
from geopolitik.model.annotation import MarkerKind
from geopolitik.steps.annotate.grammar import DETERMINERS
from geopolitik.steps.annotate.markers import lexicon, spellings
from geopolitik.steps.annotate.name_lexicon import normal_words
from geopolitik.steps.annotate.reading import Reading


@cache
def _verbs() -> dict[str, tuple[tuple[tuple[str, ...], bool], ...]]:
    """First word → (rest, whether it is a reporting verb proper), longest first."""
    found: dict[str, dict[tuple[str, ...], bool]] = {}
    for row in table("cue_verbs"):
        for phrase in spellings(row["entry"], row["forms"]):
            first, *rest = normal_words(phrase)
            found.setdefault(first, {})[tuple(rest)] = False
    for first, entries in lexicon().items():
        for entry in entries:
            if entry.kind is MarkerKind.REPORTING:
                found.setdefault(first, {})[entry.rest] = True
    return {
        first: tuple(sorted(entries.items(), key=lambda item: -len(item[0])))
        for first, entries in found.items()
    }


def cue_at(reading: Reading, at: int, last: int, *, strict: bool) -> int:
    """How many tokens the cue at this token has; 0 if there is none. `strict` takes reporting verbs only."""
    tokens = reading.tokens
    for rest, is_reporting in _verbs().get(tokens[at].norm, ()):
        if strict and not is_reporting:
            continue
        after = at + 1 + len(rest)
        if after <= last and all(tokens[at + 1 + step].norm == word for step, word in enumerate(rest)):
            return 0 if _is_noun(reading, at) else after - at
    return 0


def _is_noun(reading: Reading, at: int) -> bool:
    if at == 0:
        return False
    before = reading.tokens[at - 1]
    if before.norm in DETERMINERS:
        return True
    return reading.text[before.end - 2 : before.end] in ("'s", "’s") and before.norm not in (
        "he",
        "she",
        "who",
    )
