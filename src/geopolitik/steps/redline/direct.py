"""Direct speech without quotation marks: behind `said:` the words are still somebody's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.quoting import Unit
from geopolitik.steps.redline.side import Side

_MARKS = '"“”„«»'
_ALIKE = 0.5
"""Share of a quotation's words, in order, that its version without marks must have."""
_LONG = 5
"""A quotation of fewer words is no speech of its own."""
_BEFORE = 8
"""So many sentences before, in the paragraph, the cue may stand."""
_LEAD = re.compile(r"[:,] ?$")


def unmarked_speech(comparison: Comparison, unit: Unit) -> list[int]:
    """The words of a sentence of the copy that says what is quoted as direct speech, though without marks."""
    b = comparison.b
    if len(unit.norms) < _LONG:
        return []
    best: list[int] = []
    score = _ALIKE * len(unit.norms)
    for sentence in _near(comparison, unit):
        words = _behind_cue(b, sentence)
        shared = LCSseq.similarity(unit.norms, [b.norm(t) for t in words])
        if words and shared >= score:
            best, score = words, shared + 1
    return best


def _near(comparison: Comparison, unit: Unit) -> list[int]:
    """The sentences that answer to the quotation's, with those behind them."""
    here = comparison.a.sentence_of[unit.tokens.start]
    partners = comparison.partners_a.get(here, ())
    return sorted({s for p in partners for s in (p, p + 1) if s < len(comparison.b.sentences)})


def _behind_cue(side: Side, sentence: int) -> list[int]:
    """The words of a sentence behind `said:` or `said, The`; all of them, if an earlier one has the cue."""
    own, paragraph = side.tokens_of(sentence), side.sentences[sentence].paragraph
    first = sentence
    while first > 0 and sentence - first < _BEFORE and side.sentences[first - 1].paragraph == paragraph:
        first -= 1
    if any(mark in side.text[side.sentences[first].start : side.sentences[sentence].end] for mark in _MARKS):
        return []
    start = _opening(side, own)
    if start is not None:
        return list(range(start, own.stop))
    led = any(_opening(side, side.tokens_of(s)) is not None for s in range(first, sentence))
    return list(own) if led else []


def _opening(side: Side, tokens: Sequence[int]) -> int | None:
    """The first word of direct speech in a sentence: it has a capital, behind a cue with a colon or comma."""
    for t in tokens[1:]:
        end = side.annotation.tokens[t - 1].end
        between = side.text[end : side.starts[t]]
        if (
            t - 1 in side.lists["redline_says"]
            and _LEAD.match(between)
            and side.text[side.starts[t]].isupper()
        ):
            return t
    return None
