"""Quotations: altered, cut, turned into narration, invented - looked for in the whole other text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from geopolitik.model.annotation import Quotation
from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.judging import trimmed
from geopolitik.steps.redline.side import Side

_ALTERED = 0.6
"""Share of the copy's words, in order, from which it is a version of the quotation."""
_TOLD = 0.34
"""Share of a quotation's content words that narration must answer to, to be that quotation retold."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a quotation says within one sentence."""

    quotation: Quotation
    tokens: range
    span: Span
    norms: tuple[str, ...]


def units(side: Side) -> list[Unit]:
    """The quotations of a text, cut at sentence ends."""
    found = []
    for quotation in side.annotation.quotations:
        tokens = side.tokens_in(quotation.span)
        for sentence in sorted({side.sentence_of[t] for t in tokens}):
            own = side.tokens_of(sentence)
            part = range(max(own.start, tokens.start), min(own.stop, tokens.stop))
            span = side.span(part.start, part.stop - 1)
            found.append(Unit(quotation, part, span, tuple(side.norm(t) for t in part)))
    return found


def quotations(comparison: Comparison) -> Iterator[Change]:
    """What became of every quotation of the original, and where those of the copy come from."""
    ours, theirs = units(comparison.a), units(comparison.b)
    for unit in ours:
        best = _best(unit, theirs)
        shared = _shared(unit, best)
        if (best and shared >= 0.999 * min(len(unit.norms), len(best.norms))) or (
            best and _version(unit, best)
        ):
            yield from _kept(comparison, unit, best)
        elif unit.quotation.is_speech or len(unit.norms) > 4:
            yield from _gone(comparison, unit)
    for unit in theirs:
        if len(unit.norms) > 3 and not any(
            _version(o, unit) or _shared(o, unit) >= len(unit.norms) for o in ours
        ):
            yield _invented(comparison, unit)


def _shared(unit: Unit, other: Unit | None) -> int:
    return LCSseq.similarity(unit.norms, other.norms) if other else 0


def _version(unit: Unit, other: Unit) -> bool:
    """Whether `other` is a version of the quotation: most of its words, in order, at least three."""
    shared = _shared(unit, other)
    return shared >= 3 and shared >= _ALTERED * len(other.norms) and shared >= 0.3 * len(unit.norms)


def _best(unit: Unit, others: list[Unit]) -> Unit | None:
    scored = [(_shared(unit, o) / (len(unit.norms) + len(o.norms)), -k) for k, o in enumerate(others)]
    best = max(scored, default=(0.0, 0))
    return others[-best[1]] if best[0] > 0 else None


def _kept(comparison: Comparison, unit: Unit, other: Unit) -> Iterator[Change]:
    """A quotation that stands in the copy as quotation: altered, or cut, or just the same."""
    a, b = comparison.a, comparison.b
    shared = _shared(unit, other)
    if shared == len(unit.norms):
        return
    if shared == len(other.norms) and " ".join(other.norms) in " ".join(unit.norms):
        yield Change(
            ChangeKind.QUOTATION_CUT,
            Severity.MEDIUM,
            unit.span,
            other.span,
            f"The quotation {a.quote(unit.span)} is cut to {b.quote(other.span)}.",
        )
        return
    yield Change(
        ChangeKind.QUOTATION_ALTERED,
        Severity.HIGH,
        unit.span,
        other.span,
        f"Words inside the quotation marks differ: {a.quote(unit.span)} became {b.quote(other.span)}.",
    )


def _gone(comparison: Comparison, unit: Unit) -> Iterator[Change]:
    """A quotation that the copy does not quote: told in its own words, or left out."""
    a, b = comparison.a, comparison.b
    content = [t for t in unit.tokens if a.content(t)]
    told = [u for u in comparison.answered(content) if not b.quoted[u]]
    told = _in_one_sentence(b, told)
    if len(told) >= max(2, _TOLD * len(content)):
        span = trimmed(b, b.span_of(told))
        yield Change(
            ChangeKind.QUOTATION_NARRATED,
            Severity.HIGH,
            unit.span,
            span,
            f"The original quotes {a.quote(unit.span)}; the copy tells it in its own words: {b.quote(span)}.",
        )
    elif len(content) >= 2:
        yield Change(
            ChangeKind.QUOTATION_CUT,
            Severity.MEDIUM,
            unit.span,
            None,
            f"The quotation {a.quote(unit.span)} is left out.",
        )


def _in_one_sentence(side: Side, tokens: list[int]) -> list[int]:
    """Those tokens that stand in the sentence with most of them."""
    by: dict[int, list[int]] = {}
    for t in tokens:
        by.setdefault(side.sentence_of[t], []).append(t)
    return max(by.values(), key=len, default=[])


def _invented(comparison: Comparison, unit: Unit) -> Change:
    a, b = comparison.a, comparison.b
    content = [t for t in unit.tokens if b.content(t)]
    told = _in_one_sentence(a, comparison.sources(content))
    if len(told) >= max(2, 0.5 * len(content)):
        span = trimmed(a, a.span_of(told))
        reason = (
            f"The copy quotes {b.quote(unit.span)}; the original tells it in its own words: {a.quote(span)}."
        )
        return Change(ChangeKind.QUOTATION_INVENTED, Severity.HIGH, span, unit.span, reason)
    reason = f"The copy quotes {b.quote(unit.span)}; the original has no such quotation."
    return Change(ChangeKind.QUOTATION_INVENTED, Severity.HIGH, None, unit.span, reason)
