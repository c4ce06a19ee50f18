"""Invented stories, annotated, so that a case is one line."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Article, Block, Label
from geopolitik.model.capture import Capture
from geopolitik.steps.annotate import annotate

Reader = Callable[..., Annotation]

STORY = """# Harbour council delays the orchard treaty
The council of Port Sella on Monday delayed the treaty on the orchard for another fortnight, officials said.
Envoy Mara Lindqvist said the pipeline, the orchard and the harbour stay closed until inspectors return.
The treaty had promised a pipeline, and traders at the harbour reported empty shelves and diesel queues.
Inspectors of the Orla Monitoring Mission counted forty wounded and two killed near the orchard."""


def read_story(text: str, language: str | None = "en") -> Annotation:
    """Annotate a text: every line a block, `# ` before a title."""
    blocks = []
    for match in re.finditer(r"[^\n]+", text):
        is_title = match.group().startswith("# ")
        blocks.append(
            Block(match.start() + 2 * is_title, match.end(), Label.TITLE if is_title else Label.BODY)
        )
    capture = Capture("id", "case", b"", "", "case")
    return annotate(Article(capture, text, "text", tuple(blocks), language=language))


@pytest.fixture
def read() -> Reader:
    return read_story


@pytest.fixture(scope="session")
def story() -> Annotation:
    return read_story(STORY)
