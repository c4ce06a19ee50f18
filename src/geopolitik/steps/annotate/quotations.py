"""Quotations and who speaks them."""

from __future__ import annotations

from geopolitik.model.annotation import Quotation
from geopolitik.model.article import STORY_LABELS
from geopolitik.steps.annotate.marks import quoted
from geopolitik.steps.annotate.reading import Reading
from geopolitik.text.words import WORD


def find_quotations(reading: Reading) -> list[Quotation]:
    """Every quote-marked stretch of the story, in text order."""
    blocks = [(block.start, block.end) for block in reading.article.blocks if block.label in STORY_LABELS]
    return [
        Quotation(stretch.start, stretch.end, _is_speech(reading.text[stretch.start : stretch.end]))
        for stretch in quoted(reading.text, blocks)
        if WORD.search(reading.text, stretch.start, stretch.end)
    ]


def _is_speech(passage: str) -> bool:
    return passage[-1] in ".,!?…" or sum(1 for _ in WORD.finditer(passage)) > 4
