"""What can be plugged in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from geopolitik.model.candidates import Candidate, Fingerprint
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


class CandidateIndex(Protocol):
    """Finds the texts worth comparing with one, among however many.

    Adding a text costs its own size; asking costs the texts that share something rare with it.
    """

    def add(self, key: str, fingerprint: Fingerprint) -> None:
        """Hold a text under a key; a key that is held already is left as it is."""
        ...

    def find(self, fingerprint: Fingerprint, *, most: int = 20) -> tuple[Candidate, ...]:
        """The texts that share most with one, best first, itself included if it is held."""
        ...
