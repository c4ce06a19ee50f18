"""Differing versions: where the tellings of one claim part, and who has it how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from geopolitik.app.drafting.excerpts import around
from geopolitik.app.drafting.lines import VERSIONED
from geopolitik.app.drafting.refs import PassageRef
from geopolitik.app.drafting.story import Story
from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span
from geopolitik.model.story import AlignmentLink, Change, ChangeKind, Redline, Severity

_ADDED = (ChangeKind.QUOTATION_INVENTED, ChangeKind.CLAIM_ADDED)


@dataclass(frozen=True, slots=True)
class Version:
    """One way in which a claim is told."""

    passage: PassageRef | None
    """None where the text has nothing that answers to the other version."""
    holders: tuple[str, ...]
    """Ids of the wordings that tell it so; the first is the one quoted."""


@dataclass(frozen=True, slots=True)
class Differing:
    """One claim in two or more versions."""

    kind: ChangeKind
    severity: Severity
    versions: tuple[Version, ...]
    """The version nearest to the origin first."""
    reason: str
    """The redline's own words."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What differs in one wording; no span where it has nothing of it."""

    wording: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class _Row:
    change: Change
    places: tuple[_Place, ...]


def differing(story: Story) -> tuple[Differing, ...]:
    """Where a claim stands in versions of high or medium severity, the most telling of each kind first."""
    rows: list[_Row] = []
    for redline in _downwards(story):
        for change in redline.changes:
            if _differs(change):
                first = _topmost(story, _Place(redline.original, change.original_span))
                _add(rows, _Row(change, (first, _Place(redline.copy, change.copy_span))))
    found = sorted((shown for row in rows if (shown := _shown(story, row))), key=_rank)
    nth: Counter[ChangeKind] = Counter()
    order: list[tuple[bool, int, int, Differing]] = []
    for place, row in enumerate(found):
        order.append((row.severity is not Severity.HIGH, nth[row.kind], place, row))
        nth[row.kind] += 1
    return tuple(row for *_, row in sorted(order, key=lambda entry: entry[:3]))


def _downwards(story: Story) -> list[Redline]:
    """The redlines between texts of the story, those of originals before those of their copies."""
    parents = {derivation.copy: derivation.original for derivation in story.trace.derivations}
    known = [r for r in story.trace.redlines if {r.original, r.copy} <= story.texts.keys()]
    return sorted(known, key=lambda redline: _depth(redline.original, parents))


def _depth(wording: str, parents: dict[str, str]) -> int:
    passed = {wording}
    while (above := parents.get(wording)) is not None and above not in passed:
        passed.add(above)
        wording = above
    return len(passed)


def _rank(row: Differing) -> tuple[bool, int, PassageRef | None]:
    place = next(version.passage for version in row.versions if version.passage)
    return row.severity is not Severity.HIGH, VERSIONED.index(row.kind), place


def _differs(change: Change) -> bool:
    if change.kind not in VERSIONED or change.severity is Severity.LOW or change.copy_span is None:
        return False
    # What only the retelling has is a version of nothing, unless it is grave.
    return change.original_span is not None or (change.kind in _ADDED and change.severity is Severity.HIGH)


def _topmost(story: Story, place: _Place) -> _Place:
    """The same words in the text nearest to the origin that has them."""
    above = next((r for r in story.trace.redlines if r.copy == place.wording), None)
    if place.span is None or above is None or above.original not in story.texts:
        return place
    links = [link for link in above.alignment.links if _covers(above.alignment.b, link.b, place.span)]
    changed = (c.copy_span for c in above.changes if c.severity is not Severity.LOW)
    if not links or any(span is not None and span.overlaps(place.span) for span in changed):
        return place
    there = _stretch(above.alignment.a, (i for link in links for i in link.a))
    span = _same_words(above.alignment.b, place.span, above.alignment.a, there)
    return _topmost(story, _Place(above.original, span)) if span else place


def _same_words(annotation: Annotation, span: Span, other: Annotation, within: Span) -> Span | None:
    """Where the words of a passage stand in another text's passage, one after the other."""
    wanted = [t.norm for t in annotation.tokens if span.overlaps(t.span)]
    there = [t for t in other.tokens if within.contains(t.span)]
    for first in range(len(there) - len(wanted) + 1):
        if wanted and [t.norm for t in there[first : first + len(wanted)]] == wanted:
            return Span(there[first].start, there[first + len(wanted) - 1].end)
    return None


def _add(rows: list[_Row], row: _Row) -> None:
    """Take in a row; if it starts where another's version stands, as one more version of that."""
    for number, before in enumerate(rows):
        same = row.places[-1].wording in [place.wording for place in before.places]
        if not same and any(_meet(place, row.places[0]) for place in before.places):
            rows[number] = replace(before, places=(*before.places, row.places[-1]))
            return
    rows.append(row)


def _meet(place: _Place, other: _Place) -> bool:
    if place.wording != other.wording or place.span is None or other.span is None:
        return False
    return place.span.overlaps(other.span)


def _shown(story: Story, row: _Row) -> Differing | None:
    """The row with its passages; None where one is too long to be shown."""
    versions = [_version(story, place) for place in row.places]
    if sum(v.passage is None for v in versions) > sum(place.span is None for place in row.places):
        return None
    return Differing(row.change.kind, row.change.severity, tuple(versions), row.change.reason)


def _version(story: Story, place: _Place) -> Version:
    if place.span is None:
        return Version(None, (place.wording,))
    return Version(around(story.texts[place.wording], place.span), _holders(story, place.wording, place.span))


def _holders(story: Story, wording: str, span: Span, passed: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The wording, and what was made from it that left the passage as it was."""
    found = {wording: None}
    for redline in story.redlines_of(wording):
        if redline.copy not in story.texts or redline.copy in {*found, *passed}:
            continue
        links = [link for link in redline.alignment.links if _covers(redline.alignment.a, link.a, span)]
        if links and not _touched(redline, links, span):
            there = _stretch(redline.alignment.b, (i for link in links for i in link.b))
            same = _same_words(redline.alignment.a, span, redline.alignment.b, there)
            found |= dict.fromkeys(_holders(story, redline.copy, same or there, passed | {wording}))
    return tuple(found)


def _covers(annotation: Annotation, sentences: Iterable[int], span: Span) -> bool:
    return any(annotation.sentences[i].span.overlaps(span) for i in sentences)


def _touched(redline: Redline, links: Iterable[AlignmentLink], span: Span) -> bool:
    """Whether the copy changed the passage, or left it out."""
    changed = (c.original_span for c in redline.changes if c.severity is not Severity.LOW)
    lost = (clause for link in links for clause in link.a_only)
    return any(place is not None and place.overlaps(span) for place in (*changed, *lost))


def _stretch(annotation: Annotation, sentences: Iterable[int]) -> Span:
    spans = [annotation.sentences[i].span for i in sentences]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def spread(rows: Iterable[Differing], most: int) -> Iterator[Differing]:
    """At most so many rows, one for each passage before a second for any, the most telling first."""
    again: list[Differing] = []
    seen: list[PassageRef] = []
    given = 0
    for row in rows:
        places = [version.passage for version in row.versions if version.passage]
        if any(_near(place, other) for place in places for other in seen):
            again.append(row)
        elif given < most:
            seen += places
            given += 1
            yield row
    yield from again[: most - given]


def _near(a: PassageRef, b: PassageRef) -> bool:
    return a.capture == b.capture and a.start < b.end and b.start < a.end
