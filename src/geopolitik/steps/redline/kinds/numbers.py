"""Number: changed, put in, or lost from a claim that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

from geopolitik.model.annotation import Quantity
from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.frames import context, frame, nearest
from geopolitik.steps.redline.side import Side

_UNITS_OF_TIME = ("second", "minute", "hour", "day", "week", "month", "year")
_LIMITS = {"within", "in", "by", "least", "until", "initial"}
_FACTORS = (3.281, 1.609, 2.205, 2.54, 2.471)
"""Feet in a metre, kilometres in a mile, pounds in a kilogram, centimetres in an inch, acres in a hectare."""
_MEASURES = frozenset(
    "m km cm mm ft in mile yard foot feet inch metr meter kg g lb pound ton tonn acr hectar ha".split()
)
_ROUNDED = 0.12
_SMALL = 12
_BOUNDS = frozenset("at least most more less than as many much up to about over under nearly almost".split())
_VAGUE = frozenset(
    "several many some few dozens scores hundreds thousands millions numerous countless".split()
)
_AT_LEAST = {"at least", "more than"}
_AT_MOST = {"at most", "less than"}


def numbers(comparison: Comparison) -> Iterator[Change]:
    """Quantities that the answering passage gives otherwise, or not at all; and those put in."""
    a, b = comparison.a, comparison.b
    used: set[Quantity] = set()
    for quantity in a.annotation.quantities:
        if not a.tokens_in(quantity.span):
            continue
        same = [q for q in b.annotation.quantities if _equal(quantity, q) and _near(comparison, quantity, q)]
        if same:
            yield from _bounds(comparison, quantity, same)
            continue
        rival = _rival(comparison, quantity, used)
        if rival is not None:
            used.add(rival)
            yield _changed(a, b, quantity, rival)
        elif kept := frame(comparison, quantity.span):
            yield _dropped(comparison, quantity, kept)
    yield from _put_in(comparison.flipped(), used)


def _equal(one: Quantity, other: Quantity) -> bool:
    """The same value; the unit may be counted otherwise."""
    if isclose(one.value, other.value, rel_tol=1e-6) and one.upper == other.upper:
        return True
    measures = one.unit in _MEASURES and other.unit in _MEASURES and one.unit != other.unit
    return measures and _converted(one.value, other.value)


def _converted(one: float, other: float) -> bool:
    """Whether two numbers are one measure in two common units, rounded."""
    if not one or not other:
        return False
    ratio = max(one, other) / min(one, other)
    return any(isclose(ratio, factor, rel_tol=_ROUNDED) for factor in _FACTORS)


def _near(comparison: Comparison, quantity: Quantity, other: Quantity) -> bool:
    """Whether the copy's number can be this one: small numbers are common, so place or unit must agree."""
    if quantity.value > _SMALL or quantity.unit == other.unit:
        return True
    a, b = comparison.a, comparison.b
    partners = comparison.partners_a.get(a.sentence_of[_first(a, quantity)], ())
    return b.sentence_of[_first(b, other)] in partners


def _bounds(comparison: Comparison, quantity: Quantity, same: list[Quantity]) -> Iterator[Change]:
    """A lower bound that became an upper one, or the other way round."""
    other = next((q for q in same if q.unit == quantity.unit), same[0])
    for one_way, back in ((_AT_LEAST, _AT_MOST), (_AT_MOST, _AT_LEAST)):
        if quantity.qualifier in one_way and other.qualifier in back:
            yield _changed(comparison.a, comparison.b, quantity, other)


def _rival(comparison: Comparison, quantity: Quantity, used: set[Quantity]) -> Quantity | None:
    """A quantity that stands where this one stood in an answering sentence, and that a does not have."""
    a, b = comparison.a, comparison.b
    sentences = comparison.partners_a.get(a.sentence_of[a.tokens_in(quantity.span)[0]], ())
    answered = set(comparison.answered(context(a, quantity.span)))
    best: tuple[int, Quantity] | None = None
    for other in b.annotation.quantities:
        tokens = b.tokens_in(other.span)
        if not tokens or b.sentence_of[tokens[0]] not in sentences or other in used:
            continue
        if any(_equal(other, q) for q in a.annotation.quantities):
            continue
        near = len(answered.intersection(context(b, other.span)))
        score = near + (2 if other.unit == quantity.unit else 0)
        if near and score >= 3 and (best is None or score > best[0]):
            best = (score, other)
    return best[1] if best else None


def _put_in(flipped: Comparison, used: set[Quantity]) -> Iterator[Change]:
    """Numbers of the copy in a claim that the original makes without any number."""
    copy, original = flipped.a, flipped.b
    for quantity in copy.annotation.quantities:
        if quantity in used or quantity.value == 1 or copy.quoted[_first(copy, quantity)]:
            continue
        if any(_equal(quantity, q) for q in original.annotation.quantities):
            continue
        kept = frame(flipped, quantity.span)
        if not kept:
            continue
        ours = nearest(flipped, quantity.span, kept)
        yield Change(
            ChangeKind.NUMBER,
            Severity.HIGH,
            ours,
            quantity.span,
            f"The copy gives {copy.quote(quantity.span)}, a number that the original does not have.",
        )


def _first(side: Side, quantity: Quantity) -> int:
    tokens = side.tokens_in(quantity.span)
    return tokens[0] if tokens else 0


def _changed(a: Side, b: Side, quantity: Quantity, rival: Quantity) -> Change:
    ours, theirs = _with_bound(a, quantity), _with_bound(b, rival)
    return Change(
        ChangeKind.NUMBER,
        Severity.HIGH,
        ours,
        theirs,
        f"The original gives {a.quote(ours)}, the copy {b.quote(theirs)}.",
    )


def _with_bound(side: Side, quantity: Quantity) -> Span:
    """The number with the words before it that bound it: at least, up to."""
    tokens = side.tokens_in(quantity.span)
    first = tokens[0]
    while first > 0 and tokens[0] - first < 3 and side.norm(first - 1) in _BOUNDS:
        first -= 1
    return Span(min(quantity.start, side.starts[first]), quantity.end)


def _dropped(comparison: Comparison, quantity: Quantity, kept: list[int]) -> Change:
    a, b = comparison.a, comparison.b
    vague = _vague(b, kept)
    if vague is not None:
        theirs = b.span(vague, vague)
        reason = f"The original gives {a.quote(quantity.span)}, the copy only {b.quote(theirs)}."
        return Change(ChangeKind.NUMBER, Severity.HIGH, quantity.span, theirs, reason)
    before = a.text[max(0, quantity.start - 16) : quantity.start].lower().split()
    limit = quantity.unit in _UNITS_OF_TIME and bool(_LIMITS & set(before[-2:]))
    theirs = nearest(comparison, quantity.span, kept, before=limit)
    what = "the time limit" if limit else "the number"
    return Change(
        ChangeKind.NUMBER,
        Severity.HIGH if limit else Severity.MEDIUM,
        quantity.span,
        theirs,
        f"The original gives {a.quote(quantity.span)}; the copy keeps the claim without {what}: {b.quote(theirs)}.",
    )


def _vague(side: Side, kept: list[int]) -> int | None:
    """A word for an unsaid number beside the words that are left of the claim."""
    return next((t for u in kept for t in range(u - 2, u) if t >= 0 and side.norm(t) in _VAGUE), None)
