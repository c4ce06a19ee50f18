"""Which of two texts was made from the other, as far as their words tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import log

from geopolitik.model.story import Alignment, Evidence
from geopolitik.steps.lineage.counts import holdings, quoting, revised_words
from geopolitik.steps.lineage.counts.edits import Edited, edited
from geopolitik.steps.lineage.counts.measures import Side
from geopolitik.steps.lineage.counts.modes import NOTES, Mode, mode_of, untouched
from geopolitik.steps.lineage.counts.quoting import Passages
from geopolitik.steps.lineage.pair.signs import Names, Sign, on_direction
from geopolitik.steps.lineage.pair.weights import DIRECTION, named

HELD = ("lost day words", "words left out", "own sentences")
"""What one text holds and the other lacks. It goes with length: together it may never decide."""
HELD_TOGETHER = "held by one"
_SHOWN = 12
"""Passages that are shown for one reason, of either text."""
_LEFT_ALONE = 0.4
"""Share of matched sentences left as they were, from which a report was extended or cut, not rewritten."""
_LETTERS = 0.05
"""A mean difference of fewer letters a word is none."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What a pair looks like, and what speaks for either direction."""

    mode: Mode
    signs: tuple[Sign, ...]


def of_direction(alignment: Alignment, a: Side, b: Side, names: Names) -> tuple[Evidence, ...]:
    """The reasons that the texts themselves give, weighed for what the pair looks like."""
    found = signs_of(alignment, a, b, names)
    reasons = [on_direction(sign, found.mode.value) for sign in found.signs]
    reasons = [reason for reason in _held_together(reasons, found.mode) if reason.weight]
    if not reasons:
        return ()
    return (Evidence("what the pair looks like", 0.0, NOTES[found.mode], "direction"), *reasons)


def _held_together(reasons: Iterable[Evidence], mode: Mode) -> list[Evidence]:
    """The reasons, with those on what one text holds scaled down to what they may weigh together."""
    found = list(reasons)
    total = abs(sum(reason.weight for reason in found if reason.term in HELD))
    most = DIRECTION[named(HELD_TOGETHER, mode)].cap
    if total <= most:
        return found
    return [
        replace(reason, weight=reason.weight * most / total) if reason.term in HELD else reason
        for reason in found
    ]


def signs_of(alignment: Alignment, a: Side, b: Side, names: Names) -> Signs:
    """What is counted on a pair before it is weighed; amounts above 0 are on a's side in a digest."""
    changes = edited(alignment, a, b)
    mode = mode_of(alignment, changes, a, b)
    return Signs(mode, tuple(_signs(alignment, changes, a, b, names, _says(mode, untouched(changes)))))


@dataclass(frozen=True, slots=True)
class _Says:
    """How much of a pair's quotations, and of what only one text holds, is a sign at all; 0..1."""

    quoted: float = 1.0
    held: float = 1.0


def _says(mode: Mode, same: float) -> _Says:
    if mode is Mode.UPDATE:
        # What is added to a text left as it stood is an addition; amid other words it may be anything.
        return _Says(held=same)
    if mode is Mode.REWRITE:
        # Where a report's sentences were left as they stood, an outlet may as well have lengthened the
        # quotations of its own story as another shortened them.
        return _Says(quoted=max(0.0, 1 - same / _LEFT_ALONE))
    return _Says()


def _signs(
    alignment: Alignment, changes: tuple[Edited, ...], a: Side, b: Side, names: Names, says: _Says
) -> Iterator[Sign]:
    for term, (ours, theirs), note, scale in (
        (
            "fuller quotation",
            quoting.fuller_quotations(a, b),
            "Quotations that are held at greater length than in the other text",
            says.quoted,
        ),
        (
            "quoted or narrated",
            quoting.narrated_quotations(alignment, a, b),
            "Quotations that the other text tells in its own voice",
            says.quoted,
        ),
        (
            "lost specifics",
            quoting.lost_specifics(alignment, a, b),
            "Names and numbers of matched sentences that the other text lacks",
            says.held,
        ),
        (
            "lost day words",
            quoting.lost_day_words(alignment, a, b),
            "Times given where the matched sentence of the other text gives none",
            says.held,
        ),
        (
            "words left out",
            holdings.words_left_out(changes),
            "Words of matched sentences in whose place the other text has none",
            says.held,
        ),
        (
            "own sentences",
            holdings.own_sentences(alignment, a, b),
            "Sentences that answer to none of the other text",
            says.held,
        ),
        (
            "mended spelling",
            revised_words.mended_spellings(changes),
            "Misspellings where the other text has the word that was meant",
            1.0,
        ),
    ):
        if ours.own or theirs.own:
            yield _balance(term, ours, theirs, note, names, scale)
    yield from _dates(changes, a, b, names)
    yield from _plainness(a, b, names)


def _balance(term: str, ours: Passages, theirs: Passages, note: str, names: Names, scale: float) -> Sign:
    """What speaks for a against what speaks for b; the more of either, the less each counts."""
    counts = f"{len(ours.own)} in {names[0]}, {len(theirs.own)} in {names[1]}"
    return Sign(
        term,
        scale * log((len(ours.own) + 1) / (len(theirs.own) + 1)),
        f"{note}: {counts}.",
        tuple(sorted({*ours.own[:_SHOWN], *theirs.other[:_SHOWN]})),
        tuple(sorted({*theirs.own[:_SHOWN], *ours.other[:_SHOWN]})),
    )


def _dates(changes: tuple[Edited, ...], a: Side, b: Side, names: Names) -> Iterator[Sign]:
    amount, ours, theirs = revised_words.newer_dates(changes, a, b)
    if amount:
        later = names[1] if amount > 0 else names[0]
        note = f"{later} goes on to later years, or has a later year in the place of an earlier one."
        yield Sign("newer date", amount, note, ours.own[:_SHOWN], theirs.own[:_SHOWN])


def _plainness(a: Side, b: Side, names: Names) -> Iterator[Sign]:
    amount = revised_words.plainness(a, b)
    if abs(amount) >= _LETTERS:
        longer, plainer = names if amount > 0 else names[::-1]
        note = (
            f"The words that only {plainer} has are plainer than those that only {longer} has, "
            f"by {abs(amount):.1f} letters on average."
        )
        yield Sign("plainer words", amount, note)
