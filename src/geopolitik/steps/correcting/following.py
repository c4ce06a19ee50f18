"""Whether a copy has the earlier or the later wording of a passage that its original changed."""

from __future__ import annotations

from collections.abc import Sequence

from geopolitik.model.annotation import Annotation, MarkerKind
from geopolitik.model.correcting import Held, Notice, When
from geopolitik.model.span import Span
from geopolitik.model.story import Alignment, Change, Operation
from geopolitik.text.forms import function_words, norm, stem
from geopolitik.text.words import word_spans

_MOSTLY = 0.5
"""Share of the words that tell one version from the other which a copy must have to have that version."""
_CLOSE = (Operation.SAME, Operation.LIGHT_EDIT)
_TELLING = (MarkerKind.NEGATION, MarkerKind.HEDGE, MarkerKind.MODAL, MarkerKind.CERTAINTY)
Keys = frozenset[str]
"""What a passage says, each thing once: stems of its words, its quantities, its hedges and negations."""


def follow(change: Change, earlier: Alignment, later: Alignment) -> tuple[Held, Span | None]:
    """What a copy has of a changed passage, and where.

    Args:
        change: between two versions, `original_span` in the earlier one.
        earlier: the earlier version, as `a`, aligned with the copy.
        later: the later version aligned with it.
    """
    old, new = _sentences(earlier.a, change.original_span), _sentences(later.a, change.copy_span)
    copy = earlier.b
    passage = sorted({*_answers(earlier, old), *_answers(later, new)})
    if not passage:
        return Held.NEITHER, None
    was = _keys(earlier.a, old) - _keys(later.a, new)
    now = _keys(later.a, new) - _keys(earlier.a, old)
    was, now = _within(was, earlier.a, change.original_span), _within(now, later.a, change.copy_span)
    told = _keys(copy, passage)
    has_old, has_new = _has(was, told), _has(now, told)
    # Where one version only adds to the other, a copy that keeps close to the shorter one has that.
    if not was and old and not has_new:
        has_old = _is_close(earlier, old)
    if not now and new and not has_old:
        has_new = _is_close(later, new)
    span = Span(copy.sentences[passage[0]].start, copy.sentences[passage[0]].end)
    if has_old == has_new:
        return Held.CANNOT_TELL, span
    return (Held.OLD if has_old else Held.NEW), span


def when(copy: Annotation, before: Annotation, after: Annotation) -> When:
    """When a copy was captured, by the times of the two versions."""
    at, first, second = (text.article.capture.captured_at for text in (copy, before, after))
    if at is None or first is None or second is None:
        return When.UNKNOWN
    if at >= second:
        return When.AFTER
    return When.BEFORE if at <= first else When.BETWEEN


def linked(change: Change, before: Annotation, after: Annotation, found: Sequence[Notice]) -> Notice | None:
    """The notice of the later version that tells of a change: the one with most of the words that differ."""
    old, new = _sentences(before, change.original_span), _sentences(after, change.copy_span)
    ours, theirs = _keys(before, old), _keys(after, new)
    differing = _within(ours - theirs, before, change.original_span)
    differing |= _within(theirs - ours, after, change.copy_span)
    scores = [(len(differing & _words(after, notice.span)), -n) for n, notice in enumerate(found)]
    score, number = max(scores, default=(0, 0))
    return found[-number] if score else None


def _sentences(text: Annotation, span: Span | None) -> list[int]:
    if span is None:
        return []
    return [n for n, sentence in enumerate(text.sentences) if sentence.span.overlaps(span)]


def _answers(alignment: Alignment, sentences: Sequence[int]) -> set[int]:
    """The copy's sentences that answer to some of a version's."""
    return {j for link in alignment.links if not set(link.a).isdisjoint(sentences) for j in link.b}


def _is_close(alignment: Alignment, sentences: Sequence[int]) -> bool:
    return any(link.operation in _CLOSE for link in alignment.links if not set(link.a).isdisjoint(sentences))


def _keys(text: Annotation, sentences: Sequence[int]) -> Keys:
    spans = [text.sentences[n].span for n in sentences]
    words = {t.stem for n in sentences for t in text.tokens_of(text.sentences[n]) if t.content}
    amounts = {f"{q.value:g} {q.unit}" for q in text.quantities if any(s.contains(q.span) for s in spans)}
    marks = {
        f"{m.kind} {m.lemma}"
        for m in text.markers
        if m.kind in _TELLING and any(s.contains(m.span) for s in spans)
    }
    return frozenset(words | amounts | marks)


def _within(keys: Keys, text: Annotation, span: Span | None) -> Keys:
    """Those of some keys that stand in the changed words themselves; all of them if none does."""
    if span is None:
        return keys
    inside = {t.stem for t in text.tokens if t.content and span.overlaps(t.span)}
    inside |= {f"{q.value:g} {q.unit}" for q in text.quantities if span.overlaps(q.span)}
    inside |= {f"{m.kind} {m.lemma}" for m in text.markers if span.overlaps(m.span)}
    return keys & inside or keys


def _has(wanted: Keys, told: Keys) -> bool:
    return bool(wanted) and len(wanted & told) >= _MOSTLY * len(wanted)


def _words(text: Annotation, span: Span) -> Keys:
    """The stems of a passage that may stand outside the story: notes are not annotated."""
    legible = text.article.legible
    found = (legible[start:end] for start, end in word_spans(legible, span.start, span.end))
    return frozenset(stem(word) for word in found if norm(word) not in function_words())
