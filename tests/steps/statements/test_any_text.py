"""What holds of the statements of every text."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.statements.conftest import read_text

from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span
from geopolitik.model.statement import Source, Statement
from geopolitik.steps.statements import statements

WORDS = st.sampled_from(
    [
        *("Iva", "Brandt", "she", "who", "said", "says", "told", "Reuters", "that", "according", "to", "and"),
        *("adding", "“we", "stay,”", "''no''", '"yes', 'no"', ",", ".", ":", "—", "-", "(", ")", "’", "'s"),
        *("the", "claim", "was", "clear", "reportedly", "Monday", "citing", "officials", "is", "expected"),
        *("confirmed", "by", "while", "not", "\n", "\n\n", "# ", "report", "of", "in", "an", "interview"),
    ]
)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=120)


def spans(statement: Statement) -> Iterator[Span]:
    """All spans of a statement."""
    sources: list[Source | None] = [statement.source, *statement.relays, statement.addressee]
    yield from (source.span for source in sources if source is not None and source.span is not None)
    yield from statement.content
    if statement.cue is not None:
        yield statement.cue
    if statement.said_at is not None:
        yield statement.said_at.span


def assert_sound(annotation: Annotation) -> None:
    for statement in statements(annotation):
        assert statement.content
        assert all(len(span) and span.end <= len(annotation.text) for span in spans(statement))
        pieces = statement.content
        assert all(a.end <= b.start for a, b in pairwise(pieces))
        cue = statement.cue
        assert cue is None or not any(piece.overlaps(cue) for piece in pieces)


@given(TEXTS)
def test_spans_lie_in_the_text_and_content_apart_from_its_cue(text: str) -> None:
    assert_sound(read_text(text))


@given(TEXTS)
def test_the_same_text_has_the_same_statements(text: str) -> None:
    annotation = read_text(text)
    assert statements(annotation) == statements(annotation)


@pytest.mark.parametrize(
    "text",
    [
        "said " * 5_000,
        "Kim said " * 3_000 + ".",
        "“we,” said Kim, " * 2_000,
        "according to Kim, " * 2_000,
        "claim that " * 3_000,
        "“a” " * 1_000,
        "who said that " * 2_000,
        "as confirmed by " * 2_000,
        "citing " * 5_000,
    ],
    ids=lambda text: text[:16].strip(),
)
def test_long_hostile_texts_take_no_longer_than_their_length(text: str) -> None:
    annotation = read_text(text)
    began = time.perf_counter()
    assert_sound(annotation)
    assert time.perf_counter() - began < 20


FOLDER = os.environ.get("GEOPOLITIK_DATA")
PLACES = ("{}", "Iva Brandt said that {} was near.", "“{},” Iva Brandt told {}.", "{} said: “Stay.”")


@pytest.mark.skipif(not FOLDER, reason="GEOPOLITIK_DATA is not set: no hostile strings")
@pytest.mark.parametrize("place", PLACES)
def test_hostile_strings(place: str) -> None:
    folder = Path(FOLDER or "") / "hostile"
    strings = json.loads((folder / "blns" / "blns.json").read_text(encoding="utf-8"))
    lines = (folder / "payloads" / "xss.jsonl").read_text(encoding="utf-8").splitlines()
    strings += [json.loads(line)["payload"] for line in lines[::4]]
    assert len(strings) > 500
    for string in strings:
        assert_sound(read_text(place.replace("{}", string)))
