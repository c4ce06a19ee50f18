"""What a post bends: a difference from its source for which no other source stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geopolitik.app.drafting.refs import PassageRef, clean, words_at
from geopolitik.app.drafting.sources import Answer, Sources
from geopolitik.model.annotation import MarkerKind
from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity

_LEFT_OUT = frozenset(
    {
        ChangeKind.CLAIM_DROPPED,
        ChangeKind.NAME_DROPPED,
        ChangeKind.CREDIT_DROPPED,
        ChangeKind.UNDATABLE,
        ChangeKind.LINK_INSERTED,
    }
)
"""What a post leaves out is its editor's choice."""
_LEFT_OUT_WHOLE = frozenset({ChangeKind.TIME, ChangeKind.QUOTATION_CUT})
"""So it is with these, if nothing of them is left."""
_ADDED = frozenset({ChangeKind.CLAIM_ADDED, ChangeKind.QUOTATION_INVENTED, ChangeKind.GLOSS})
_LOW = frozenset({ChangeKind.QUOTATION_CUT, ChangeKind.QUOTATION_NARRATED})
"""Worth a look only: a post may cut a quotation, or tell it in its own words."""
_MARKERS = frozenset({MarkerKind.HEDGE, MarkerKind.MODAL, MarkerKind.NEGATION, MarkerKind.CERTAINTY})


@dataclass(frozen=True, slots=True)
class Bending:
    """A difference between the post and what it rests on."""

    kind: ChangeKind
    severity: Severity
    post_span: Span
    """What differs, or the sentence where something is gone; offsets into the Markdown."""
    post_words: str
    source: PassageRef | None
    """The passage that it was compared with; None where nothing answers to it."""
    source_words: str
    reason: str
    """A plain sentence; `the original` is the source, `the copy` the post."""


@dataclass(frozen=True, slots=True)
class Following:
    """Two captures differ, and the post tells it as one of them does."""

    kind: ChangeKind
    post_span: Span
    post_words: str
    follows: PassageRef
    differs_from: PassageRef
    against_origin: bool
    """Whether the other stands next to an origin and the one followed doesn't."""
    reason: str
    """How the other differs; `the original` is the other, `the copy` the post."""


def bendings(sources: Sources, told: Sequence[int]) -> tuple[list[Bending], list[Following]]:
    """What the sentences of a post bend, and where they take one capture's side against another."""
    bent: list[Bending] = []
    followings: list[Following] = []
    for sentence in told:
        for rank, answer in enumerate(sources.answers(sentence)):
            for change in sources.changes_at(answer, sentence):
                if not _counts(sources, change):
                    continue
                side = _supporter(sources, sentence, change, answer)
                if side is not None:
                    followings += _following(sources, sentence, change, answer, side)
                elif rank == 0 or answer.cited:
                    # Against what is less like the sentence a difference tells nothing.
                    bent.append(_bending(sources, sentence, change, answer))
    return list(_each_once(bent)), list(_once_per_claim(followings))


def _counts(sources: Sources, change: Change) -> bool:
    """Whether a change is about what the post says, rather than what it leaves out or cites exactly."""
    span = change.copy_span
    if change.kind in _LEFT_OUT or (change.kind in _LEFT_OUT_WHOLE and span is None):
        return False
    if change.kind is ChangeKind.CLAIM_ADDED and change.severity is Severity.LOW:
        return False
    return span is None or not any(c.words.contains(span) for c in sources.post.exact)


def _supporter(sources: Sources, sentence: int, change: Change, answer: Answer) -> Answer | None:
    """The source, other than the one compared, that says it as the post does; one next to an origin first."""
    if _misquotes(sources, change, answer):
        return None
    others = [other for other in sources.answers(sentence) if other.source is not answer.source]
    agreeing = [other for other in others if _says_so(sources, sentence, change, other)]
    return max(agreeing, key=lambda other: (other.cited, other.leading, other.score), default=None)


def _misquotes(sources: Sources, change: Change, answer: Answer) -> bool:
    """Whether the changed words are given as this very source's: then no other can stand for them."""
    span = change.copy_span
    return span is not None and any(
        citation.ref is not None
        and citation.ref.capture == answer.source.capture_id
        and citation.words.overlaps(span)
        for citation in sources.post.citations
    )


def _says_so(sources: Sources, sentence: int, change: Change, other: Answer) -> bool:
    """Whether nothing of the passage is changed against a source that has its telling words."""
    span = change.copy_span
    for found in sources.changes_at(other, sentence):
        if not _counts(sources, found):
            continue
        if found.copy_span is None or span is None:
            if found.kind is change.kind:
                return False
        elif found.copy_span.overlaps(span) and (found.kind is change.kind or _alike(found.copy_span, span)):
            return False
    if span is None:
        return not other.lost
    return not any(clause.overlaps(span) for clause in other.lost) and _has_words(sources, span, other)


def _alike(a: Span, b: Span) -> bool:
    """Whether two passages are about the same words: a sentence without its source still has its number."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return 2 * shared >= max(len(a), len(b))


def _has_words(sources: Sources, span: Span, other: Answer) -> bool:
    """Whether a source's passage has the words that carry a passage of the post."""
    post, source = sources.post.annotation, other.source
    inside = [t for t in post.tokens if span.overlaps(t.span)]
    marked = [m.span for m in post.markers if m.kind in _MARKERS and m.span.overlaps(span)]
    telling = [t for t in inside if t.content or any(m.overlaps(t.span) for m in marked)] or inside
    there = {t.stem for i in other.sentences for t in source.tokens_of(source.sentences[i])}
    missing = [t for t in telling if t.stem not in there]
    # A number or a name can't be said in other words, most else can.
    return 4 * len(missing) <= len(telling) and not any(t.norm[:1].isdigit() for t in missing)


def _bending(sources: Sources, sentence: int, change: Change, answer: Answer) -> Bending:
    post = sources.post.annotation
    span = change.copy_span or post.sentences[sentence].span
    gone = change.original_span
    place = PassageRef(answer.source.capture_id, gone.start, gone.end) if gone else None
    return Bending(
        kind=change.kind,
        severity=Severity.LOW if change.kind in _LOW else change.severity,
        post_span=span,
        post_words=clean(span.of(post.text)),
        source=place or answer.passage,
        source_words=words_at(answer.source, gone) if gone else answer.words,
        reason=change.reason,
    )


def _following(
    sources: Sources, sentence: int, change: Change, answer: Answer, side: Answer
) -> Iterator[Following]:
    if change.severity is Severity.LOW or change.kind in _LOW | _ADDED:
        return
    story, capture = sources.story, side.source.capture_id
    later = story.named_outlet(capture) == story.named_outlet(answer.source.capture_id) is not None
    if side.leading and not answer.leading and not later:
        return  # what a retelling made of an origin that the post follows is no doubt about the post
    post = sources.post.annotation
    span = change.copy_span or post.sentences[sentence].span
    yield Following(
        kind=change.kind,
        post_span=span,
        post_words=clean(span.of(post.text)),
        follows=side.passage,
        differs_from=answer.passage,
        against_origin=answer.leading and not side.leading,
        reason=change.reason,
    )


def _each_once(bent: Sequence[Bending]) -> Iterator[Bending]:
    """One bending for each passage: the first found, which is against what is cited or most alike."""
    kept: list[Bending] = []
    for bending in bent:
        if not any(_same(bending, other) for other in kept):
            kept.append(bending)
            yield bending


def _same(one: Bending, other: Bending) -> bool:
    if one.source and other.source and one.source.capture == other.source.capture:
        return one.source == other.source and one.post_span == other.post_span and one.kind is other.kind
    return one.post_span.overlaps(other.post_span)


def _once_per_claim(followings: Sequence[Following]) -> Iterator[Following]:
    """One for each passage and followed text, those that leave an origin first."""
    seen: set[tuple[Span, str]] = set()
    for following in sorted(followings, key=lambda found: (not found.against_origin, found.post_span)):
        key = following.post_span, following.follows.capture
        if key not in seen:
            seen.add(key)
            yield following
