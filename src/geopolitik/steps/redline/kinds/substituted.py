"""Another word in the same slot: a sentence is kept but for a word, and the new word isn't like the old."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Indel

from geopolitik.lexicon import table
from geopolitik.model.annotation import TimeKind
from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.measures import months_in, number_words
from geopolitik.steps.redline.one_body import one_body
from geopolitik.steps.redline.phrases import closed
from geopolitik.steps.redline.side import Side
from geopolitik.steps.redline.words import alike, share_name
from geopolitik.text.forms import stem

_KEPT = 0.72
"""Share of the words, of both sentences, that must stand in both for a slot to mean something."""
_LIGHT = 0.82
"""The same for words that a report does not turn on."""
_BESIDE = 3
"""So many words at least."""
_LONG = 6
"""A slot of more words holds a clause rather than a word."""
_FEW = 2
"""So many content words each way are one word for another."""
_BOUNDS = closed("bound")
_UNCOUNTED = closed("vague count") | closed("vague size")


@dataclass(frozen=True, slots=True)
class _Slot:
    """What stands between the same words in both texts."""

    ours: Sequence[int]
    theirs: Sequence[int]


def substituted(comparison: Comparison) -> Iterator[Change]:
    """Words of the original for which the copy puts unlike ones, or a name more, in a kept sentence."""
    for j, partners in comparison.partners_b.items():
        best = max(((_share(comparison, i, j), -i) for i in partners), default=(0.0, 0))
        if best[0] < _KEPT:
            continue
        for slot in _slots(comparison, -best[1], j):
            yield from _judged(comparison, slot, light=best[0] >= _LIGHT)


def _norms(comparison: Comparison, i: int, j: int) -> tuple[list[str], list[str]]:
    """The words of two sentences, those of b that answer to a word of a written as that word."""
    a, b = comparison.a, comparison.b
    here = a.tokens_of(i)
    theirs = []
    for u in b.tokens_of(j):
        t = comparison.to_a.get(u, -1)
        theirs.append(a.norm(t) if t in here else b.norm(u))
    return [a.norm(t) for t in here], theirs


def _share(comparison: Comparison, i: int, j: int) -> float:
    """How alike two sentences are word by word; where most words were replaced, one more tells nothing."""
    ours = [comparison.a.stem(t) for t in comparison.a.tokens_of(i)]
    theirs = [comparison.b.stem(u) for u in comparison.b.tokens_of(j)]
    if min(len(ours), len(theirs)) <= _BESIDE:
        return 0.0
    return Indel.normalized_similarity(ours, theirs, score_cutoff=_KEPT)


def _slots(comparison: Comparison, i: int, j: int) -> Iterator[_Slot]:
    a, b = comparison.a.tokens_of(i), comparison.b.tokens_of(j)
    last_x = last_y = 0
    for block in [*Indel.opcodes(*_norms(comparison, i, j)), None]:
        if block is not None and block.tag != "equal":
            continue
        end_x, end_y = (block.src_start, block.dest_start) if block else (len(a), len(b))
        if end_y > last_y and end_x - last_x <= _LONG and end_y - last_y <= _LONG:
            yield _Slot(a[last_x:end_x], b[last_y:end_y])
        if block:
            last_x, last_y = block.src_end, block.dest_end


def _judged(comparison: Comparison, slot: _Slot, *, light: bool) -> Iterator[Change]:
    a, b = comparison.a, comparison.b
    if any(a.quoted[t] for t in slot.ours) or any(b.quoted[u] for u in slot.theirs):
        return  # the kinds of quotation tell it
    if told := _uncounted(a, b, slot) or _counted_otherwise(a, b, slot):
        yield told
        return
    gone = _own(a, slot.ours, comparison.to_b, comparison.flipped(), b, slot.theirs)
    new = _own(b, slot.theirs, comparison.to_a, comparison, a, slot.ours)
    if not new or len(new) > _FEW or len(gone) > _FEW:
        return
    if not gone:
        yield from _named(comparison, slot, new)
    elif not _told_by_others(a, gone, b, new):
        yield from _exchanged(comparison, gone, new, light=light)


def _own(
    side: Side,
    tokens: Sequence[int],
    answers: dict[int, int],
    other_way: Comparison,
    other: Side,
    there: Sequence[int],
) -> list[int]:
    """The content words of a slot that nothing in the other text's slot or linked sentences is like."""
    found = []
    for t in tokens:
        word = side.stem(t)
        if not side.content(t) or t in answers or any(alike(word, other.stem(u)) for u in there):
            continue
        near = other_way.partners_b.get(side.sentence_of[t], ())
        if other_way.like_sentences(word).isdisjoint(near):
            found.append(t)
    return found


def _uncounted(a: Side, b: Side, slot: _Slot) -> Change | None:
    """A number for which the copy has a word without one: at least 12 people, dozens of people."""
    if not slot.ours:
        return None
    numbers = [
        q for q in a.annotation.quantities if a.starts[slot.ours[0]] <= q.start < a.span_of(slot.ours).end
    ]
    words = [u for u in slot.theirs if b.norm(u) in _UNCOUNTED]
    if len(numbers) != 1 or not words:
        return None
    first = min(a.tokens_in(numbers[0].span), default=slot.ours[0])
    while first > slot.ours[0] and a.norm(first - 1) in _BOUNDS:
        first -= 1
    ours, theirs = Span(a.starts[first], numbers[0].end), b.span_of(words)
    reason = f"The original gives {a.phrase(ours, 1)}, the copy {b.phrase(theirs, 2)}: the number is gone."
    return Change(ChangeKind.NUMBER, Severity.HIGH, ours, theirs, reason)


def _counted_otherwise(a: Side, b: Side, slot: _Slot) -> Change | None:
    """Another count inside a time expression, which is no quantity: two days before, one day before."""
    mine = [t for t in slot.ours if a.norm(t) in number_words() or a.norm(t).isdigit()]
    yours = [u for u in slot.theirs if b.norm(u) in number_words() or b.norm(u).isdigit()]
    if len(mine) != 1 or len(yours) != 1:
        return None
    values = {
        number_words().get(a.norm(mine[0]), a.norm(mine[0])),
        number_words().get(b.norm(yours[0]), b.norm(yours[0])),
    }
    ours, theirs = _relative(a, mine[0]), _relative(b, yours[0])
    if len(values) == 1 or ours is None or theirs is None or _equally_long(a, ours, b, theirs):
        return None
    reason = f"The original says {a.phrase(ours, 2)}, the copy {b.phrase(theirs, 2)}: another time."
    return Change(ChangeKind.TIME, Severity.HIGH, ours, theirs, reason)


def _equally_long(a: Side, ours: Span, b: Side, theirs: Span) -> bool:
    """Whether two expressions count one time in two units: two decades ago, twenty years ago."""
    counts = months_in(a, ours), months_in(b, theirs)
    return None not in counts and counts[0] == counts[1]


def _relative(side: Side, token: int) -> Span | None:
    """The relative time that a word belongs to."""
    at = side.starts[token]
    return next(
        (t.span for t in side.annotation.times if t.kind is TimeKind.RELATIVE and t.start <= at < t.end), None
    )


def _named(comparison: Comparison, slot: _Slot, new: Sequence[int]) -> Iterator[Change]:
    """A name put into a kept sentence: drone attack, Orsian drone attack."""
    a, b = comparison.a, comparison.b
    span = b.span_of(new)
    sentence = b.sentence_of[new[0]]
    named = [n for n in b.names_of.get(sentence, ()) if n.span.overlaps(span) and not n.is_pronoun]
    if not named or (slot.ours and not all(not a.content(t) for t in slot.ours)) or _pronoun(a, slot):
        return
    after = new[-1] + 1
    if after >= b.tokens_of(sentence).stop or after not in comparison.to_a:
        return
    if any(n.start <= b.starts[after] < n.end for n in named):
        return  # the same name in full
    follows = range(after, min(after + 2, b.tokens_of(sentence).stop))
    deed = any(_at_stake(b, u) for u in follows)
    known = any(a.where.get(b.stem(u)) for u in new)
    if known and not deed:
        return
    ours = a.span(comparison.to_a[after], comparison.to_a[after])
    reason = (
        f"The copy says {b.phrase(span, 2)}; the original has {a.phrase(ours, 1)}, without {b.quote(span)}."
    )
    severity = Severity.HIGH if deed else Severity.MEDIUM
    yield Change(ChangeKind.CLAIM_ADDED, severity, ours, b.span(new[0], after), reason)


def _pronoun(side: Side, slot: _Slot) -> bool:
    return any(
        n.is_pronoun and side.starts[t] == n.start
        for t in slot.ours
        for n in side.names_of.get(side.sentence_of[t], ())
    )


def _at_stake(side: Side, token: int) -> bool:
    """Whether a report turns on the word; an adverb of the list as it stands: completely, not complete."""
    return side.norm(token) in _adverbs() or (side.stem(token) in _stakes())


@cache
def _adverbs() -> frozenset[str]:
    return frozenset(row["word"] for row in table("redline_stakes") if row["word"].endswith("ly"))


@cache
def _stakes() -> frozenset[str]:
    return frozenset(stem(row["word"]) for row in table("redline_stakes") if not row["word"].endswith("ly"))


def _told_by_others(a: Side, gone: Sequence[int], b: Side, new: Sequence[int]) -> bool:
    """Whether the words are cues, times or numbers, which have kinds of their own."""
    says = any(t in a.lists["redline_says"] for t in gone) or any(u in b.lists["redline_says"] for u in new)
    return says or _dated(a, gone) or _dated(b, new)


def _dated(side: Side, tokens: Sequence[int]) -> bool:
    spans = [t.span for t in side.annotation.times] + [q.span for q in side.annotation.quantities]
    return any(s.start <= side.starts[t] < s.end for t in tokens for s in spans)


def _exchanged(
    comparison: Comparison, gone: Sequence[int], new: Sequence[int], *, light: bool
) -> Iterator[Change]:
    """One word for another; among much rewording only where both are words that a report turns on."""
    a, b = comparison.a, comparison.b
    ours, theirs = a.span_of(gone), b.span_of(new)
    kind = ChangeKind.SCOPE_WIDENED
    severity = Severity.MEDIUM
    mine, yours = _name(a, gone), _name(b, new)
    if mine and yours:
        if share_name([a.stem(t) for t in gone], [b.stem(u) for u in new]) or mine == yours:
            return
        kind = ChangeKind.NAME_CHANGED
        severity = Severity.LOW if one_body(ours.of(a.text), theirs.of(b.text)) else Severity.HIGH
    elif mine or yours:
        return  # a name for a description, or the other way round, is told by the kinds of names
    elif _only_colour(a, gone) and _only_colour(b, new):
        severity = Severity.LOW  # bitter, serious
    elif any(_at_stake(b, u) for u in new):
        if not light and not any(_at_stake(a, t) for t in gone):
            return
        severity = Severity.HIGH
    elif light:
        severity = Severity.LOW  # an unlisted word for another is a synonym oftener than another claim
    else:
        return
    reason = f"The copy says {b.phrase(theirs)} where the original says {a.phrase(ours)}."
    yield Change(kind, severity, ours, theirs, reason)


def _only_colour(side: Side, tokens: Sequence[int]) -> bool:
    """Whether all the words judge or colour."""
    return all(t in side.lists["redline_evaluative"] for t in tokens)


def _name(side: Side, tokens: Sequence[int]) -> str:
    """The entity that one of the words names; empty if none does."""
    near = side.names_of.get(side.sentence_of[tokens[0]], ())
    found = (n.entity for t in tokens for n in near if n.start <= side.starts[t] < n.end and not n.is_pronoun)
    return next(found, "")
