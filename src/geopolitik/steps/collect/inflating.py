"""What inflates packed bytes, as its users see it; `zlib` names no public type for it."""

from __future__ import annotations

from typing import Protocol

GZIP = b"\x1f\x8b"
"""How each member of a gzip file begins (RFC 1952)."""


class Inflater(Protocol):
    """What `zlib.decompressobj` gives."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def unconsumed_tail(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = 0, /) -> bytes: ...
