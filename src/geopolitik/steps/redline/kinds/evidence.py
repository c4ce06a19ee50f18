"""Certainty raised by a denial: no sign of it was seen, and the retelling says that there was none."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.annotation import MarkerKind
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.phrases import closed
from geopolitik.steps.redline.side import Side

_EVIDENCE = closed("evidence")
_LINKS = ("of", "that", "for")
_SHOWS = ("show", "shows", "showed", "shown", "showing", "give", "gave", "gives")
_BEFORE = 4
_AFTER = 6


def evidence(comparison: Comparison) -> Iterator[Change]:
    """`No sign of X` in the original where the copy says `no X`."""
    a, b = comparison.a, comparison.b
    for t in range(1, len(a.starts) - 2):
        if a.norm(t + 1) not in _LINKS or a.quoted[t] or not _unseen(a, t):
            continue
        if a.norm(max(t - 2, 0)) in _SHOWS:
            continue  # shows no sign of: an idiom for "does not"
        sentence = a.tokens_of(a.sentence_of[t])
        matter = [u for u in range(t + 2, min(sentence.stop, t + _AFTER)) if a.content(u)]
        there = comparison.to_b.get(matter[0]) if matter else None
        if there is None or b.quoted[there] or not _denied(b, there) or _spoken_of(b, there):
            continue
        ours, theirs = a.span(_denial(a, t), matter[0]), b.span(_denial(b, there), there)
        reason = (
            f"The original says {a.phrase(ours)}, the copy {b.phrase(theirs)}: "
            "that nothing was found became that there is nothing."
        )
        yield Change(ChangeKind.CERTAINTY_RAISED, Severity.HIGH, ours, theirs, reason)


def _unseen(side: Side, token: int) -> bool:
    """Whether the word says that nothing is known of what follows: no sign of, unaware of, not aware of."""
    word = side.norm(token)
    return word == "unaware" or (word in (*_EVIDENCE, "aware") and _denied(side, token))


def _near(side: Side, token: int) -> range:
    return range(max(side.tokens_of(side.sentence_of[token]).start, token - _BEFORE), token)


def _denied(side: Side, token: int) -> bool:
    """Whether a denial stands shortly before a word."""
    return bool(side.markers_in(_near(side, token), MarkerKind.NEGATION))


def _denial(side: Side, token: int) -> int:
    denials = side.markers_in(_near(side, token), MarkerKind.NEGATION)
    return denials[-1][0] if denials else token


def _spoken_of(side: Side, token: int) -> bool:
    """Whether the sentence speaks of signs or evidence, too."""
    return any(side.norm(t) in _EVIDENCE for t in side.tokens_of(side.sentence_of[token]))
