"""What the public is shown of a story's texts: one choice, within one allowance for each text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geopolitik.app import Source, sample_story, trace
from geopolitik.app.drafting.draft import draft
from geopolitik.app.quoting import choose
from geopolitik.app.quoting.room import Room, allowance
from geopolitik.app.quoting.windows import MOST_WORDS, window
from geopolitik.app.quoting.words import RUN, Words, length
from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span
from geopolitik.model.story import Severity, Trace


@pytest.fixture(scope="module", name="story")
def _story() -> Trace:
    return trace(*sample_story())


def read(annotation: Annotation, runs: frozenset[int]) -> tuple[int, int]:
    """Characters of a text that are open, and that may be."""
    words = Words.of(annotation.article.legible)
    covered = {at + n for at, run in enumerate(words.runs) if run in runs for n in range(RUN)}
    return sum(map(words.weight, covered)), allowance(length(annotation, words), posts=True)


def test_no_text_is_shown_beyond_its_allowance_not_even_with_a_draft(story: Trace) -> None:
    shown, made = choose(story), draft(story)
    texts = {annotation.capture_id: annotation for annotation in story.annotations}
    quoted = {
        run
        for ref in made.passages
        for run in Words.of(texts[ref.capture].article.legible).runs_within(ref.start, ref.end)
    }
    for annotation in story.annotations:
        characters, most = read(annotation, shown.open | quoted)
        assert 0 < characters <= most


def test_the_same_story_gives_the_same_choice(story: Trace) -> None:
    assert choose(story) == choose(story)


def test_the_gravest_changes_are_shown(story: Trace) -> None:
    shown = choose(story)
    seen = [
        change.severity
        for redline in story.redlines
        for change in redline.changes
        if shown.holds(((redline.alignment.a, change.original_span), (redline.alignment.b, change.copy_span)))
    ]
    assert seen.count(Severity.HIGH) > 5


def test_every_passage_is_short(story: Trace) -> None:
    texts = {annotation.capture_id: annotation for annotation in story.annotations}
    for (capture, span), found in choose(story).windows.items():
        assert found.around.contains(span)
        assert sum(len(part.of(texts[capture].text).split()) for part in found.parts) <= MOST_WORDS


def test_an_earlier_trace_shows_nothing_new(story: Trace) -> None:
    latest = choose(replace(story, redlines=story.redlines[:2]))
    earlier = choose(story, within=latest)
    assert earlier.open == latest.open
    for (capture, _), found in earlier.windows.items():
        text = next(a for a in story.annotations if a.capture_id == capture)
        words = Words.of(text.article.legible)
        for part in found.parts:
            assert {*words.runs_within(part.start, part.end)} <= latest.open


def test_a_reason_quotes_only_what_is_shown(story: Trace) -> None:
    shown = choose(story)
    texts = {run for a in story.annotations for run in Words.of(a.article.legible).runs}
    for change in story.changes:
        told = Words.of(shown.told(change.reason))
        closed = {at for at, run in enumerate(told.runs) if run in texts and run not in shown.open}
        free = {at + n for at, run in enumerate(told.runs) if run in shown.open for n in range(RUN)}
        assert all({*range(at, at + RUN)} & free for at in closed)


def test_a_reason_may_repeat_what_our_own_text_says(story: Trace) -> None:
    shown = choose(story)
    hidden = next(
        text
        for annotation in story.annotations
        for sentence in annotation.sentences
        if shown.told(text := sentence.span.of(annotation.article.legible)) != text
    )
    assert shown.told(hidden, beside=f"We quote: {hidden}") == hidden


def test_a_copy_opens_its_original() -> None:
    texts = {"a": Words.of("one two three four five six"), "b": Words.of("zero one two three four five")}
    room = Room(texts, {"a": 100, "b": 12})
    assert room.cost([("a", Span(0, 18))]) is None
    room.widen({"b": 100})
    cost = room.cost([("a", Span(0, 18))])
    assert cost is not None
    assert {name: len(words) for name, words in cost.words.items()} == {"a": 4, "b": 4}
    room.take(cost)
    assert room.cost([("b", Span(5, 23))]) is not None
    again = room.cost([("a", Span(0, 18))])
    assert again is not None
    assert (again.runs, [*filter(None, again.words.values())]) == (frozenset(), [])


@pytest.mark.parametrize(
    ("characters", "posts", "most"),
    [(4000, True, 1600), (4000, False, 1200), (1000, True, 400), (600, True, 300), (0, True, 0)],
    ids=["two fifths", "for pages", "a few lines", "half", "nothing"],
)
def test_the_allowance(characters: int, posts: bool, most: int) -> None:
    assert allowance(characters, posts=posts) == most


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.integers(0, 400), st.integers(1, 400))
def test_any_passage_of_any_text_has_a_window(text: str, start: int, size: int) -> None:
    found = trace(Source(f"Title of it\n\nIt began here. {text}".encode("utf-8", "replace"), "a.txt"))
    for annotation in found.annotations:
        end = min(len(annotation.text), start + size)
        if start < end:
            made = window(annotation, Span(start, end))
            assert made.around.contains(made.passage)
            assert all(part.start <= part.end for part in made.parts)
