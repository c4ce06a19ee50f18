"""Passages end at words and hold whole pairs of quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.annotate import annotate
from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.extract import extract
from geopolitik.steps.redline.tidying import tidy

TEXT = "The keeper expected “good tidings” from Korvo, and the council’s boats lay ready below the weir."
ANNOTATION = annotate(extract(capture_bytes(TEXT.encode(), "a.txt")))


def _tidied(start: int, end: int) -> str:
    change = Change(ChangeKind.TIME, Severity.LOW, Span(start, end), None, "")
    span = tidy(change, ANNOTATION, ANNOTATION).original_span
    assert span is not None
    return span.of(ANNOTATION.text)


@pytest.mark.parametrize(
    ("passage", "shown"),
    [
        ("expected “good", "expected “good tidings”"),
        ("tidings” from Kor", "“good tidings” from Korvo"),
        ("eeper exp", "keeper expected"),
        (" lay ready ", "lay ready"),
    ],
)
def test_passages_are_made_whole(passage: str, shown: str) -> None:
    at = ANNOTATION.text.index(passage)
    assert _tidied(at, at + len(passage)) == shown


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 40))
def test_a_tidy_passage_stays(start: int, length: int) -> None:
    passage = _tidied(start, min(len(TEXT), start + length))
    if passage.strip():
        at = ANNOTATION.text.index(passage)
        assert passage.count("“") == passage.count("”") or not passage.strip("“”")
        assert passage in _tidied(at, at + len(passage))
