"""The bundled sample story: its frame is set aside, as the truth beside it lists."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from geopolitik.model.article import SET_ASIDE_LABELS
from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.extract import extract

SAMPLES = files("geopolitik.samples")
TRUTH = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))
NAMES = [capture["file"] for capture in TRUTH["captures"]]


@pytest.mark.parametrize("name", NAMES)
def test_frame_and_cards_are_set_aside(name: str) -> None:
    article = extract(capture_bytes((SAMPLES / name).read_bytes(), name))
    aside = [article.text[b.start : b.end] for b in article.blocks if b.label in SET_ASIDE_LABELS]
    lines = [*TRUTH["furniture"].get(name, ()), *TRUTH["related"].get(name, ())]
    # A reading time shares its line with the stamp, which is the outlet's word on the article.
    missing = [
        line for line in lines if not any(line in block for block in aside) and not line.endswith(" min")
    ]
    assert missing == []


@pytest.mark.parametrize("name", NAMES)
def test_the_title_is_found(name: str) -> None:
    article = extract(capture_bytes((SAMPLES / name).read_bytes(), name))
    assert article.title is not None
    assert len(article.title.split()) >= 4
