"""What can be plugged in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

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
