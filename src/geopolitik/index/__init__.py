"""Candidates: which of many texts are worth comparing with one. Held in memory, or in the store."""

from geopolitik.index.kept import KeptIndex
from geopolitik.index.memory import MemoryIndex

__all__ = ["KeptIndex", "MemoryIndex"]
