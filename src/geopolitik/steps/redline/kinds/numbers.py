"""Number: changed, put in, or lost from a claim that is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isclose

from geopolitik.model.annotation import Quantity
from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.side import Side

_AROUND = 4


def numbers(comparison: Comparison) -> Iterator[Change]:
    """Quantities of the original that the copy's answering passage gives otherwise, or not at all."""
    a, b = comparison.a, comparison.b
    everything = b.annotation.quantities
    used: set[Quantity] = set()
    for quantity in a.annotation.quantities:
        if any(_equal(quantity, q) for q in everything):
            continue
        here = _answering(comparison, quantity.span)
        if here is None:
            continue
        rival = _rival(comparison, quantity, here, used)
        if rival is not None:
            used.add(rival)
            yield _changed(a, b, quantity, rival)
        elif (kept := _frame(comparison, quantity.span)) is not None:
            yield _dropped(a, b, quantity, kept)
    flipped = comparison.flipped()
    for quantity in b.annotation.quantities:
        if quantity in used or any(_equal(quantity, q) for q in a.annotation.quantities):
            continue
        if quantity.value in (1.0,) or (place := _frame(flipped, quantity.span)) is None:
            continue
        yield Change(
            ChangeKind.NUMBER,
            Severity.HIGH,
            place,
            quantity.span,
            f"The copy gives {b.quote(quantity.span)}; the original gives no such number: {a.quote(place)}.",
        )


def _equal(one: Quantity, other: Quantity) -> bool:
    """The same value; the unit may be counted otherwise (60 minutes, one hour)."""
    return isclose(one.value, other.value, rel_tol=1e-6) and one.upper == other.upper


def _answering(comparison: Comparison, span: Span) -> set[int] | None:
    """The sentences of b that answer to the one the quantity stands in."""
    tokens = comparison.a.tokens_in(span)
    if not tokens:
        return None
    partners = comparison.partners_a.get(comparison.a.sentence_of[tokens[0]])
    return set(partners) if partners else None


def _rival(
    comparison: Comparison, quantity: Quantity, sentences: set[int], used: set[Quantity]
) -> Quantity | None:
    """A quantity of the answering sentences that stands where this one stood, and that a does not have."""
    a, b = comparison.a, comparison.b
    mine = _context(comparison.a, quantity.span)
    answered = set(comparison.answered(mine))
    best: tuple[int, Quantity] | None = None
    for other in b.annotation.quantities:
        tokens = b.tokens_in(other.span)
        if not tokens or b.sentence_of[tokens[0]] not in sentences or other in used:
            continue
        if any(_equal(other, q) for q in a.annotation.quantities):
            continue
        near = len(answered.intersection(_context(b, other.span)))
        score = near + (2 if other.unit == quantity.unit else 0)
        if near and score >= 3 and (best is None or score > best[0]):
            best = (score, other)
    return best[1] if best else None


def _context(side: Side, span: Span) -> list[int]:
    """The content words around a passage, within its sentence."""
    inside = side.tokens_in(span)
    sentence = side.tokens_of(side.sentence_of[inside[0]])
    before = [t for t in range(max(sentence.start, inside[0] - 6), inside[0]) if side.content(t)]
    after = [t for t in range(inside[-1] + 1, min(sentence.stop, inside[-1] + 7)) if side.content(t)]
    return before[-_AROUND:] + after[:_AROUND]


def _frame(comparison: Comparison, span: Span) -> Span | None:
    """Where b keeps the words around a passage of a; None unless at least two on both sides together are."""
    if not comparison.a.tokens_in(span):
        return None
    context = _context(comparison.a, span)
    kept: Sequence[int] = comparison.answered(context)
    by: dict[int, list[int]] = {}
    for u in kept:
        by.setdefault(comparison.b.sentence_of[u], []).append(u)
    best = max(by.values(), key=len, default=[])
    if len(best) < 2 or len(best) < 0.5 * len(context) or max(best) - min(best) > 12:
        return None
    return comparison.b.span_of(best)


def _changed(a: Side, b: Side, quantity: Quantity, rival: Quantity) -> Change:
    return Change(
        ChangeKind.NUMBER,
        Severity.HIGH,
        quantity.span,
        rival.span,
        f"The original gives {a.quote(quantity.span)}, the copy {b.quote(rival.span)}.",
    )


def _dropped(a: Side, b: Side, quantity: Quantity, kept: Span) -> Change:
    deadline = quantity.unit in ("second", "minute", "hour", "day", "week", "month", "year")
    before = a.text[max(0, quantity.start - 12) : quantity.start].lower().split()
    limit = deadline and bool({"within", "in", "after", "by", "least", "for"} & set(before[-2:]))
    return Change(
        ChangeKind.NUMBER,
        Severity.HIGH if limit else Severity.MEDIUM,
        quantity.span,
        kept,
        f"The original gives {a.quote(quantity.span)}; the copy keeps the claim without the number: "
        f"{b.quote(kept)}.",
    )
