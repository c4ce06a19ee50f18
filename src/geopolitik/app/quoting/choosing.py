"""Which passages of a story's texts the public is shown: chosen once, the same wherever they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from geopolitik import pipeline
from geopolitik.app.naming import Naming
from geopolitik.app.quoting.room import Place, Room, allowance
from geopolitik.app.quoting.shown import Shown
from geopolitik.app.quoting.windows import Window, window
from geopolitik.app.quoting.words import Words, always_shown, length
from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span
from geopolitik.model.statement import Rendering, Statement, Utterance
from geopolitik.model.story import Change, ChangeKind, Redline, Severity, Trace

MOST_TRIED = 400
"""No more changes of one redline are looked at: a hostile text may have any number of them."""
ILLUSTRATED = 3
"""So many reasons of a verdict show a passage to readers: the changes need most of what may be shown."""
_RANK = {severity: rank for rank, severity in enumerate(Severity)}
_PLAINEST = tuple(
    kind.value
    for kind in (
        *(ChangeKind.NEGATION, ChangeKind.CERTAINTY_RAISED, ChangeKind.NUMBER, ChangeKind.QUOTATION_ALTERED),
        *(ChangeKind.SPEAKER_CHANGED, ChangeKind.CONDITION_DROPPED, ChangeKind.ATTRIBUTION_CHANGED),
        *(ChangeKind.ATTRIBUTION_DROPPED, ChangeKind.NAME_CHANGED, ChangeKind.SCOPE_WIDENED, ChangeKind.TIME),
    )
)
"""Kinds that explain themselves when one passage stands beside the other, the plainest first."""

Passages = tuple[tuple[Annotation, Span], ...]
"""What is shown together or not at all: both sides of a change."""
Windows = dict[tuple[str, Span], Window]
"""By capture and passage."""
Said = Mapping[str, Sequence[Statement]]
"""The statements of each capture."""


def choose(trace: Trace, *, within: Shown | None = None, said: Said | None = None) -> Shown:
    """The passages of a story that the public is shown.

    Headlines and the openings that a search shows come first, since they are always shown; then the changes,
    the gravest first, one of every kind in each redline before a second; what outlets corrected and the
    statements that drifted come behind the high ones, all other statements behind the medium ones; then what
    verdicts rest on. Each is taken if no text that holds the same words is shown beyond its allowance.

    Args:
        trace: the story.
        within: what is shown of the story as it is now, if `trace` is an earlier one: nothing is added to it.
        said: the trace's statements, where they are at hand.
    """
    texts, utterances = _words_of(trace), pipeline.utterances(trace, said)
    if within is not None:
        windows = _chosen(trace, utterances, lambda places: _is_open(within, texts, places))
    else:
        _, windows = _filled(trace, texts, utterances)
    return Shown(windows, trace.annotations, within)


def room_with_posts(trace: Trace) -> Room:
    """What posts may still quote of a story's texts besides what its pages show."""
    texts = _words_of(trace)
    room, _ = _filled(trace, texts, pipeline.utterances(trace))
    room.widen(_most(trace, texts, posts=True))
    return room


def _filled(trace: Trace, texts: dict[str, Words], utterances: Sequence[Utterance]) -> tuple[Room, Windows]:
    room = Room(texts, _most(trace, texts, posts=False))
    for words in always_shown(trace.annotations):
        room.take_words(words)
    return room, _chosen(trace, utterances, lambda places: _taken(room, places))


def _chosen(
    trace: Trace, utterances: Sequence[Utterance], may_show: Callable[[Sequence[Place]], bool]
) -> Windows:
    windows: Windows = {}
    for passages in _candidates(trace, utterances):
        found = {(a.capture_id, span): window(a, span) for a, span in passages}
        if may_show([(capture, part) for (capture, _), one in found.items() for part in one.parts]):
            windows |= found
    return windows


def _words_of(trace: Trace) -> dict[str, Words]:
    return {annotation.capture_id: Words.of(annotation.article.legible) for annotation in trace.annotations}


def _most(trace: Trace, texts: dict[str, Words], *, posts: bool) -> dict[str, int]:
    """Characters of each text that may be shown, by capture id."""
    return {a.capture_id: allowance(length(a, texts[a.capture_id]), posts=posts) for a in trace.annotations}


def _taken(room: Room, places: Sequence[Place]) -> bool:
    cost = room.cost(places)
    if cost is not None:
        room.take(cost)
    return cost is not None


def _is_open(within: Shown, texts: dict[str, Words], places: Sequence[Place]) -> bool:
    return all(
        run in within.open
        for capture, span in places
        for run in texts[capture].runs_within(span.start, span.end)
    )


def _candidates(trace: Trace, utterances: Sequence[Utterance]) -> Iterator[Passages]:
    """All that could be shown, what matters most first."""
    texts = {annotation.capture_id: annotation for annotation in trace.annotations}
    ranked = sorted(
        (
            (*rank, number, place, change, redline)
            for number, redline in enumerate(trace.redlines)
            for place, (rank, change) in enumerate(_ranked(redline.changes)[:MOST_TRIED])
        ),
        key=lambda item: item[:5],
    )

    def changed(severity: Severity) -> Iterator[Passages]:
        return (_sides(redline, change) for *_, change, redline in ranked if change.severity is severity)

    yield from changed(Severity.HIGH)
    yield from islice(_corrected(trace), MOST_TRIED)
    yield from islice(_drifted(texts, utterances), MOST_TRIED)
    yield from changed(Severity.MEDIUM)
    yield from islice(_told(texts, utterances), MOST_TRIED)
    yield from changed(Severity.LOW)
    yield from _grounds(trace)


def _sides(redline: Redline, change: Change) -> Passages:
    sides = ((redline.alignment.a, change.original_span), (redline.alignment.b, change.copy_span))
    return tuple((annotation, span) for annotation, span in sides if span is not None)


def _corrected(trace: Trace) -> Iterator[Passages]:
    """What an outlet changed in its own text, and then what each copy has of it."""
    for found in pipeline.corrections(trace):
        for followed in found.changes:
            change, ends = followed.change, (found.before, found.after)
            spans = (change.original_span, change.copy_span)
            yield tuple((text, span) for text, span in zip(ends, spans, strict=True) if span)
            yield from (((up.copy, up.span),) for up in followed.uptakes if up.span)


def _drifted(texts: Mapping[str, Annotation], utterances: Sequence[Utterance]) -> Iterator[Passages]:
    """What somebody said, as the original has it and as the copy has it whose frame for it differs."""
    for utterance in utterances:
        for rendering in utterance.renderings:
            original = utterance.rendering(rendering.original) if rendering.original else None
            if original is not None and rendering.drifts:
                yield (_content(texts, original), _content(texts, rendering))


def _told(texts: Mapping[str, Annotation], utterances: Sequence[Utterance]) -> Iterator[Passages]:
    """What somebody said, as the first text has it."""
    for utterance in utterances:
        yield (_content(texts, utterance.renderings[0]),)


def _content(texts: Mapping[str, Annotation], rendering: Rendering) -> tuple[Annotation, Span]:
    return texts[rendering.capture], rendering.statement.place


def _ranked(changes: Sequence[Change]) -> list[tuple[tuple[int, bool, int], Change]]:
    """The gravest first, of each severity one of every kind before a second, the plainest kinds first."""
    seen: set[ChangeKind] = set()
    found: list[tuple[tuple[int, bool, int], Change]] = []
    for change in sorted(
        changes, key=lambda change: (_RANK[change.severity], _length(change), _start(change))
    ):
        found.append(((_RANK[change.severity], change.kind in seen, plainness(change.kind.value)), change))
        seen.add(change.kind)
    return sorted(found, key=lambda item: item[0])


def by_weight(changes: Sequence[Change]) -> list[Change]:
    """Changes in the order in which they are chosen to be shown."""
    return [change for _, change in _ranked(changes)]


def plainness(kind: str) -> int:
    """The place of a kind of change among those that explain themselves, the plainest first."""
    return _PLAINEST.index(kind) if kind in _PLAINEST else len(_PLAINEST)


def _length(change: Change) -> int:
    return sum(len(span) for span in (change.original_span, change.copy_span) if span)


def _start(change: Change) -> tuple[int, int]:
    spans = (change.copy_span, change.original_span)
    return (spans[0].start if spans[0] else -1, spans[1].start if spans[1] else -1)


def _grounds(trace: Trace) -> Iterator[Passages]:
    """The first passages of each verdict's heaviest reasons."""
    naming = Naming.of(trace)
    relations = {frozenset((r.a, r.b)): r for r in trace.relations}
    for derivation in trace.derivations:
        found = relations.get(frozenset((derivation.original, derivation.copy)))
        ends = (found.a, found.b) if found else (derivation.original, derivation.copy)
        evidence = found.evidence if found else derivation.evidence
        texts = [
            naming.representative(naming.wordings[end]) if end in naming.wordings else None for end in ends
        ]
        for reason in sorted(evidence, key=lambda reason: -abs(reason.weight))[:ILLUSTRATED]:
            for text, spans in zip(texts, (reason.a_spans, reason.b_spans), strict=True):
                if text is not None and spans:
                    yield ((text, spans[0]),)
