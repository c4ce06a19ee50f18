"""Cues: the reporting verbs and phrases that tie words to a speaker."""

from __future__ import annotations

from functools import cache

from geopolitik.lexicon import table
from geopolitik.model.annotation import MarkerKind
from geopolitik.steps.annotate.markers import lexicon
from geopolitik.steps.annotate.name_lexicon import normal_words
from geopolitik.steps.annotate.reading import Reading
from geopolitik.text.grammar import AUXILIARIES, DETERMINERS, word_class
from geopolitik.text.inflection import spellings


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


@cache
def _base_forms() -> frozenset[str]:
    """Cue verbs as they look in the plural, in the infinitive, and, often, as a noun."""
    entries = [row["entry"] for name in ("cue_verbs", "markers") for row in table(name) if row["forms"]]
    return frozenset(normal_words(entry)[0] for entry in entries) - {"read", "put"}


def _is_noun(reading: Reading, at: int) -> bool:
    """Whether the word is a noun or part of a name here: `the claim`, `a federal judge`, `The Post`."""
    if at == 0:
        return False
    tokens = reading.tokens
    before = tokens[at - 1]
    if not _joined(reading.text[before.end : tokens[at].start]):
        return False
    if tokens[at].norm in _NEVER_NOUNS:
        return False
    if before.norm in DETERMINERS or (reading.is_capital(at) and reading.text[before.end] not in '.:"”“'):
        return True
    if reading.text[before.end - 2 : before.end] in ("'s", "’s") and before.norm not in ("he", "she", "who"):
        return True
    if tokens[at].norm not in _base_forms():
        return False
    helped = any(token.norm in AUXILIARIES or token.norm == "to" for token in tokens[max(0, at - 3) : at])
    plural = helped or before.norm.endswith("s") or before.norm in _WITH_BASE_FORM
    return not plural and before.norm not in AUXILIARIES and not before.norm.endswith("n't")


def _joined(between: str) -> bool:
    """Whether no punctuation stands between two words but the stop of an abbreviation."""
    return between.strip() in ("", "-", ".")


_NEVER_NOUNS = frozenset(["said", "told", "says", "wrote", "tells", "writes"])
_WITH_BASE_FORM = word_class("before a base form")
