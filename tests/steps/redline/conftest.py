"""Small invented texts, read and aligned as the pipeline does it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Alignment
from geopolitik.steps.align import align
from geopolitik.steps.annotate import annotate
from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.extract import extract

TITLE = "Ostrel and Vannic argue over the Drell bridge"
BEFORE = (
    "The bridge over the Drell has been the only crossing between the two countries for thirty years.\n\n"
    "Farmers on both banks use it to bring apples and sheep to the market in Korvo.\n\n"
)
AFTER = (
    "\n\nThe customs house beside the bridge was painted green last spring.\n\n"
    "Its keeper still rings a brass bell whenever a timber barge passes below the arches."
)


@pytest.fixture(name="aligned")
def _aligned() -> Callable[[str, str], Alignment]:
    """A function that aligns two passages, each amid the same four sentences, as related texts."""
    return _align


def _align(original: str, copy: str) -> Alignment:
    a, b = (_annotated(name, passage) for name, passage in (("original", original), ("copy", copy)))
    return align(a, b, related=True)


def _annotated(name: str, passage: str) -> Annotation:
    text = f"{TITLE}\n\n{BEFORE}{passage}{AFTER}\n"
    return annotate(extract(capture_bytes(text.encode(), f"{name}.txt")))
