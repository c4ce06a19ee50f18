"""The sentences of a story's texts, to be chosen for a draft, and where the tellings differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geopolitik.app.drafting import Draft, PassageRef
from geopolitik.app.drafting.lines import what
from geopolitik.app.drafting.refs import words_at
from geopolitik.app.drafting.story import Story
from geopolitik.app.drafting.units import units
from geopolitik.app.naming import headline
from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Trace
from geopolitik.publish.describing import when

_MOST_TEXTS = 40
_MOST_SENTENCES = 120


@dataclass(frozen=True, slots=True)
class Choice:
    """Sentences that are quoted together."""

    value: str
    words: str
    is_chosen: bool
    was_left_out: bool
    """Whether quoting them too would take too much of their text."""


@dataclass(frozen=True, slots=True)
class Choices:
    """A text and its sentences."""

    outlet: str
    headline: str
    when: str
    language: str
    leads: bool
    """Whether it is nearest to an origin."""
    sentences: tuple[Choice, ...]
    more: int
    """Sentences that aren't offered."""


@dataclass(frozen=True, slots=True)
class Row:
    """A claim in its versions."""

    what: str
    versions: tuple[tuple[str, str], ...]
    """Who has it, and how."""


def choices(trace: Trace, made: Draft) -> tuple[Choices, ...]:
    """The texts of a story with what a draft quotes of each, the ones nearest to an origin first."""
    story = Story(trace)
    order = dict.fromkeys((*story.leading, *story.texts))
    texts = [(wording, story.texts[wording]) for wording in order if wording in story.texts]
    return tuple(
        _of(story, text, made, leads=wording in story.leading) for wording, text in texts[:_MOST_TEXTS]
    )


def _of(story: Story, text: Annotation, made: Draft, *, leads: bool) -> Choices:
    found = units(text)
    return Choices(
        outlet=story.outlet(text.capture_id),
        headline=headline(text),
        when=when(text.article.published) if text.article.published else "",
        language=text.article.language or "",
        leads=leads,
        sentences=tuple(
            Choice(
                value=written(unit.ref),
                words=words_at(text, unit.ref.span),
                is_chosen=_within(unit.ref, made.passages),
                was_left_out=_within(unit.ref, made.left_out),
            )
            for unit in found[:_MOST_SENTENCES]
        ),
        more=max(0, len(found) - _MOST_SENTENCES),
    )


def _within(ref: PassageRef, passages: Iterable[PassageRef]) -> bool:
    return any(p.capture == ref.capture and p.span.contains(ref.span) for p in passages)


def rows(trace: Trace, made: Draft) -> tuple[Row, ...]:
    """Where the tellings differ, each claim's versions to stand side by side."""
    story = Story(trace)
    found = []
    for row in made.differing:
        versions = []
        for version in row.versions:
            holders = dict.fromkeys(outlet for holder in version.holders for outlet in story.outlets(holder))
            ref = version.passage
            words = words_at(story.annotations[ref.capture], ref.span) if ref else ""
            versions.append((", ".join(holders), words))
        found.append(Row(what(row.kind), tuple(versions)))
    return tuple(found)


def written(ref: PassageRef) -> str:
    """A passage as a form names it: `CAPTURE#100-160`."""
    return f"{ref.capture}#{ref.start}-{ref.end}"


def read(value: str) -> PassageRef | None:
    """The passage that a form names; None if it names none."""
    capture, _, span = value.partition("#")
    start, _, end = span.partition("-")
    numbers = [part for part in (start, end) if part.isascii() and part.isdigit() and len(part) < 10]
    if not capture or len(capture) > 80 or len(numbers) != 2 or int(start) >= int(end):
        return None
    return PassageRef(capture, int(start), int(end))
