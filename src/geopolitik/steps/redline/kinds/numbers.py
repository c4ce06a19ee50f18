"""Number: changed, put in, or lost from a claim that is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geopolitik.model.annotation import Quantity
from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.figures import (
    as_long_ago,
    as_ordinal,
    counted_out,
    ends,
    first_of,
    glued,
    in_a_name,
    in_answer,
    spelt_out,
)
from geopolitik.steps.redline.frames import context, frame, nearest
from geopolitik.steps.redline.measures import equal, numbers_of, of_one_sort, restated
from geopolitik.steps.redline.phrases import closed
from geopolitik.steps.redline.rows import in_table, one_cell
from geopolitik.steps.redline.side import Side

_UNITS_OF_TIME = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")
_LONG_TIMES = frozenset({"decade", "decades", "century", "centuries"})
_LIMITS = closed("time limit")
_COUNTED = 2
_TIMES_OVER = {
    2: ("double", "doubled", "doubles", "doubling", "twice", "twofold", "pair", "both"),
    3: ("treble", "trebled", "triple", "tripled", "trebling", "tripling", "thrice", "threefold"),
    4: ("quadruple", "quadrupled", "fourfold"),
}
"""Verbs and adverbs that hold a number."""
_FRACTIONS = closed("fraction")
_SMALL = 12
_YEARS = re.compile(r"\b\d{4} ?[-–—] ?\d{2,4}\b")
_BOUNDS = closed("bound")
_VAGUE = closed("vague count")
_DEFINITE = ("the", "its", "their", "his", "her", "these", "those")
_STRICT = ("at least", "at most")
_AT_LEAST = {"at least", "more than"}
_AT_MOST = {"at most", "less than"}


def numbers(comparison: Comparison) -> Iterator[Change]:
    """Quantities that the answering passage gives otherwise, or not at all; and those put in."""
    a, b = comparison.a, comparison.b
    ours, theirs = numbers_of(a), numbers_of(b)
    used: set[Quantity] = set()
    # What doesn't depend on the quantity is found once: texts full of numbers would take minutes.
    own = [q for q in theirs if not restated(b, q)]
    unanswered = [q for q in own if not any(in_answer(comparison, o, q) for o in ours if equal(o, q))]
    unheard = [q for q in own if not any(equal(q, o) for o in ours)]
    for quantity in ours:
        if restated(a, quantity):
            continue
        same = [q for q in theirs if equal(quantity, q) and _near(comparison, quantity, q)]
        new = [q for q in unanswered if q not in used]
        elsewhere = same and not any(in_answer(comparison, quantity, q) for q in same)
        if same and not (elsewhere and _rival(comparison, quantity, new, of_one_unit=True)):
            yield from _bounds(comparison, quantity, same)
            continue
        if same:
            rival = _rival(comparison, quantity, new, of_one_unit=True)
            if rival is not None:
                used.add(rival)
                yield _changed(a, b, quantity, rival)
            continue
        new = [q for q in unheard if q not in used]
        if any(spelt_out(comparison, quantity, q) for q in new) or as_long_ago(comparison, quantity):
            continue
        if lost_dash := [q for q in new if glued(comparison, quantity, q)]:
            used.update(lost_dash)
            continue
        if as_ordinal(comparison, quantity):
            continue
        if both_ends := ends(comparison, quantity):
            used.update(both_ends)
            continue
        rival = _rival(comparison, quantity, new)
        if rival is not None:
            used.add(rival)
            yield _changed(a, b, quantity, rival)
        elif (
            not in_a_name(comparison, quantity)
            and not in_table(a, quantity)
            and (kept := frame(comparison, quantity.span))
            and _head_kept(comparison, quantity)
            and not counted_out(comparison, quantity)
        ):
            instead = _instead(comparison, quantity, kept, theirs)
            yield _changed(a, b, quantity, instead) if instead else _dropped(comparison, quantity, kept)
    new = [q for q in unheard if q not in used]
    yield from _put_in(comparison.flipped(), new)


def _near(comparison: Comparison, quantity: Quantity, other: Quantity) -> bool:
    """Whether the copy's number can be this one: small numbers are common, so place or unit must agree."""
    if quantity.unit == other.unit or (quantity.value > _SMALL and quantity.value == other.value):
        return True
    return in_answer(comparison, quantity, other)


def _bounds(comparison: Comparison, quantity: Quantity, same: list[Quantity]) -> Iterator[Change]:
    """A lower bound that became an upper one, or the other way round."""
    other = next((q for q in same if q.unit == quantity.unit), same[0])
    counted = quantity.unit == other.unit or {quantity.unit, other.unit}.isdisjoint(("%", *_UNITS_OF_TIME))
    if counted and _bounded(comparison, quantity, other) and not any(q.qualifier for q in same):
        ours, theirs = _with_bound(comparison.a, quantity), other.span
        reason = (
            f"The original says {comparison.a.quote(ours)}, the copy {comparison.b.quote(theirs)}: "
            "a bound became a count."
        )
        strict = quantity.qualifier in _STRICT
        yield Change(ChangeKind.NUMBER, Severity.HIGH if strict else Severity.MEDIUM, ours, theirs, reason)
    for one_way, back in ((_AT_LEAST, _AT_MOST), (_AT_MOST, _AT_LEAST)):
        if quantity.qualifier in one_way and other.qualifier in back:
            yield _changed(comparison.a, comparison.b, quantity, other)


def _bounded(comparison: Comparison, quantity: Quantity, other: Quantity) -> bool:
    """Whether a number is a bound, no deadline, and the copy's stands in an answering sentence."""
    if quantity.qualifier not in _AT_LEAST | _AT_MOST or quantity.unit in _UNITS_OF_TIME:
        return False
    return in_answer(comparison, quantity, other)


def _rival(
    comparison: Comparison, quantity: Quantity, new: list[Quantity], *, of_one_unit: bool = False
) -> Quantity | None:
    """A number of the copy's own that stands where this one stood, in an answering sentence."""
    a, b = comparison.a, comparison.b
    sentences = comparison.partners_a.get(a.sentence_of[first_of(a, quantity)], ())
    answered = set(comparison.answered(context(a, quantity.span)))
    best: tuple[int, Quantity] | None = None
    for other in new:
        if b.sentence_of[first_of(b, other)] not in sentences:
            continue
        near = len(answered.intersection(context(b, other.span)))
        score = near + (2 if of_one_sort(quantity, other) else 0)
        if spelt_out(comparison, quantity, other) or not _one_row(comparison, quantity, other):
            continue
        if of_one_unit and (not quantity.unit or quantity.unit != other.unit):
            continue
        if near and score >= 3 and (best is None or score > best[0]):
            best = (score, other)
    return best[1] if best else None


def _one_row(comparison: Comparison, quantity: Quantity, other: Quantity) -> bool:
    """Whether two numbers may be one: among many figures, only those behind one label."""
    if not in_table(comparison.a, quantity) and not in_table(comparison.b, other):
        return True
    return one_cell(comparison, quantity, other)


def _instead(
    comparison: Comparison, quantity: Quantity, kept: list[int], theirs: list[Quantity]
) -> Quantity | None:
    """Another number of the same thing in what is left of the claim, though the original has it, too."""
    a, b = comparison.a, comparison.b
    near = range(min(kept) - _COUNTED, max(kept) + _COUNTED + 1)
    found = [q for q in theirs if quantity.unit and q.unit == quantity.unit and first_of(b, q) in near]
    own = a.sentence_of[first_of(a, quantity)]
    beside = [o for o in numbers_of(a) if a.sentence_of[first_of(a, o)] == own]
    return next((q for q in found if not any(equal(o, q) for o in beside)), None)


def _head_kept(comparison: Comparison, quantity: Quantity) -> bool:
    """Whether the copy has what the number counts; a measure, a share or a time counts nothing of its own."""
    a = comparison.a
    last = a.tokens_in(quantity.span)[-1]
    stop = a.tokens_of(a.sentence_of[last]).stop
    counted = [t for t in range(last + 1, min(stop, last + 3)) if a.content(t)]
    if not counted or a.stem(counted[0]) != quantity.unit:
        return True
    near = comparison.partners_a.get(a.sentence_of[last], ())
    there = comparison.flipped().like_sentences(a.stem(counted[0]))
    return counted[0] in comparison.to_b or not there.isdisjoint(near)


def _put_in(flipped: Comparison, new: list[Quantity]) -> Iterator[Change]:
    """Numbers of the copy's own in a claim that the original makes without any number."""
    copy = flipped.a
    for quantity in new:
        at = first_of(copy, quantity)
        if in_table(copy, quantity):
            continue  # a row more, or a figure of one
        if quantity.value == 1 or copy.quoted[at] or _written(flipped, copy.sentence_of[at], quantity):
            continue
        kept = frame(flipped, quantity.span)
        if not kept:
            continue
        said = _vague(flipped.b, kept)
        ours = flipped.b.span(said, said) if said is not None else nearest(flipped, quantity.span, kept)
        yield Change(
            ChangeKind.NUMBER,
            Severity.HIGH,
            ours,
            quantity.span,
            f"The copy gives {copy.quote(quantity.span)}, a number that the original does not have."
            if said is None
            else f"The original says {flipped.b.phrase(ours)}, the copy {copy.phrase(quantity.span)}.",
        )


def _written(flipped: Comparison, sentence: int, quantity: Quantity) -> bool:
    """Whether the original's answering sentences have it in a form not read as a number: a fifth, 27th."""
    original = flipped.b
    number = quantity.span.of(flipped.a.text)
    digits = number.split()[0].rstrip(".,%") if number else ""
    words = {original.norm(t) for s in flipped.partners_a.get(sentence, ()) for t in original.tokens_of(s)}
    near = " ".join(
        original.sentences[s].span.of(original.text) for s in flipped.partners_a.get(sentence, ())
    )
    if number in {"".join(filter(str.isdigit, pair)) for pair in _YEARS.findall(near)}:
        return True  # 1984-85 that lost its dash
    words |= {part for word in words for part in word.split("-")}
    spelt = {form for word in number.lower().split() for form in (word, f"{word}s")}
    if not digits[:1].isdigit() and not words.isdisjoint(spelt):
        return True
    if any(word in words for word in _TIMES_OVER.get(int(quantity.value), ())):
        return True
    if not words.isdisjoint(_FRACTIONS) or (quantity.unit == "year" and not words.isdisjoint(_LONG_TIMES)):
        return True
    return digits[:1].isdigit() and any(word.startswith(digits) for word in words)


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
    counted = [u for u in kept if 0 < comparison.to_a[u] - a.tokens_in(quantity.span)[-1] <= _COUNTED]
    vague = _vague(b, counted)
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
        Severity.HIGH if limit or _restricts(a, quantity) else Severity.MEDIUM,
        quantity.span,
        theirs,
        f"The original gives {a.quote(quantity.span)}; the copy keeps the claim without {what}: "
        f"{b.phrase(theirs)}.",
    )


def _restricts(side: Side, quantity: Quantity) -> bool:
    """Whether the number says of which part a claim holds: two of the arches, longer than 40 metres."""
    tokens = side.tokens_in(quantity.span)
    after, before = tokens[-1] + 1, tokens[0] - 1
    part = after + 1 < len(side.starts) and side.norm(after) == "of" and side.norm(after + 1) in _DEFINITE
    compared = before > 0 and side.norm(before) == "than" and side.norm(before - 1).endswith("er")
    return part or side.norm(tokens[-1]) == "of" or (compared and not quantity.qualifier)


def _vague(side: Side, kept: list[int]) -> int | None:
    """A word for an unsaid number beside the words that are left of the claim."""
    return next((t for u in kept for t in range(u - 2, u) if t >= 0 and side.norm(t) in _VAGUE), None)
