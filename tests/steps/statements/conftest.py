"""Annotations from plain strings, so that a case is one line."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Article, Block, Label, Timestamp
from geopolitik.model.capture import Capture
from geopolitik.model.statement import Statement
from geopolitik.steps.annotate import annotate
from geopolitik.steps.statements import statements

Reader = Callable[..., Annotation]
Teller = Callable[..., list[tuple[str, str, str]]]


def read_text(text: str, *, stamp: str | None = None, language: str | None = "en") -> Annotation:
    """Annotate a text: every line a block, `# ` before a title."""
    blocks = []
    for match in re.finditer(r"[^\n]+", text):
        title = match.group().startswith("# ")
        label = Label.TITLE if title else Label.BODY
        blocks.append(Block(match.start() + 2 * title, match.end(), label))
    published = Timestamp(stamp, stamp, None, "declared") if stamp else None
    capture = Capture("id", "case", b"", "", "case")
    article = Article(capture, text, "text", tuple(blocks), language=language, published=published)
    return annotate(article)


@pytest.fixture
def read() -> Reader:
    return read_text


@pytest.fixture
def only() -> Callable[..., Statement]:
    """The one statement of a text."""

    def found(text: str, **options: str) -> Statement:
        (statement,) = statements(read_text(text, **options))
        return statement

    return found


@pytest.fixture
def told() -> Teller:
    """Source, cue and content of every statement, as they stand in the text."""

    def tell(text: str) -> list[tuple[str, str, str]]:
        return [
            (
                statement.source.span.of(text) if statement.source.span else "",
                statement.cue.of(text) if statement.cue else "",
                " … ".join(piece.of(text) for piece in statement.content),
            )
            for statement in statements(read_text(text))
        ]

    return tell
