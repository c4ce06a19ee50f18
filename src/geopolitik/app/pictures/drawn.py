"""What reading a picture's parts gives, and how it fails."""

from __future__ import annotations

from dataclasses import dataclass


class BrokenError(ValueError):
    """A picture's parts don't fit together."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The parts that draw a picture, and its size in pixels."""

    content: bytes
    width: int
    height: int


def part(content: bytes, start: int, length: int) -> bytes:
    """So many bytes from a place.

    Raises:
        BrokenError: the picture ends before.
    """
    found = content[start : start + length]
    if len(found) != length:
        raise BrokenError("it ends too early")
    return found
