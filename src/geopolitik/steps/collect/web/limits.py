"""How long, how much and how far a fetch may go."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from geopolitik.errors import FetchError

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch, all hops together."""

    seconds: float = 60.0
    silence: float = 20.0
    """Without a byte, after so many seconds."""
    head: int = 256 * 1024
    """Bytes of status line and headers, of all hops and interim answers."""
    wire: int = 15 * MEBIBYTE
    """Bytes as they come."""
    decoded: int = 30 * MEBIBYTE
    """Bytes after decompression."""
    encodings: int = 2
    redirects: int = 5


LIMITS = Limits()


@dataclass(slots=True)
class Meter:
    """Counts what one fetch has used."""

    url: str
    limits: Limits
    deadline: float = field(init=False)
    received: int = 0
    in_body: bool = False

    def __post_init__(self) -> None:
        self.deadline = time.monotonic() + self.limits.seconds

    def left(self) -> float:
        """Seconds until the fetch must end.

        Raises:
            FetchError: none is left.
        """
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            raise FetchError(self.url, f"took longer than {self.limits.seconds:g} seconds")
        return seconds

    def patience(self) -> float:
        """Seconds to wait for the next byte."""
        return min(self.left(), self.limits.silence)

    def count(self, received: int) -> None:
        """Count bytes as they come.

        Raises:
            FetchError: they are too many.
        """
        self.received += received
        most = self.limits.wire if self.in_body else self.limits.head
        if self.received > most:
            what = "is" if self.in_body else "has headers"
            raise FetchError(self.url, f"{what} larger than {most // 1024:,} KiB")
        self.left()
