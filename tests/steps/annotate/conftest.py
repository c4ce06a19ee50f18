"""Articles from plain strings, so that a case is one line."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Article, Block, Label, Timestamp
from geopolitik.model.capture import Capture
from geopolitik.model.span import Span
from geopolitik.steps.annotate import annotate

Reader = Callable[..., Annotation]


@pytest.fixture
def read() -> Reader:
    """Annotate a text: every line a block, `# ` before a title, `> ` before what is set aside."""

    def reader(
        text: str,
        *,
        stamp: str | None = None,
        language: str | None = "en",
        markup: tuple[tuple[int, int], ...] = (),
    ) -> Annotation:
        blocks = []
        for match in re.finditer(r"[^\n]+", text):
            label = {"# ": Label.TITLE, "> ": Label.RELATED}.get(match.group()[:2], Label.BODY)
            start = match.start() + (2 if label is not Label.BODY else 0)
            blocks.append(Block(start, match.end(), label))
        published = Timestamp(stamp, stamp, None, "declared") if stamp else None
        capture = Capture("id", "case", b"", "", "case")
        article = Article(
            capture,
            text,
            "text",
            tuple(blocks),
            markup=tuple(Span(*pair) for pair in markup),
            language=language,
            published=published,
        )
        return annotate(article)

    return reader
