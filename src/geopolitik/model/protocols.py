"""What can be plugged in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from geopolitik.model.span import Span

Matrix = Any
"""A float array of shape (n, m); numpy is not imported by the model."""


class SentenceModel(Protocol):
    """A sentence encoder from a local folder; never downloaded."""

    id: str
    """Hash of the files, so that a result names what it was made with."""
    dim: int

    def encode(self, sentences: Sequence[str]) -> Matrix:
        """Unit vectors, shape (len(sentences), dim), float32."""
        ...


class Attribution(NamedTuple):
    """Who said what in a text, as offsets, before anything is named."""

    source: Span | None
    """None if the text names nobody."""
    cue: Span | None
    content: tuple[Span, ...]


class SpanFinder(Protocol):
    """Finds attributions in place of the rules: a parser of the user's, say."""

    id: str
    """Names what found them, with its version."""

    def attributions(self, text: str) -> Iterable[Attribution]:
        """The attributions of a text; those that lie outside it or say nothing are passed over."""
        ...
