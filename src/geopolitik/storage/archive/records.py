"""Records as WARC/1.1 has them, each packed by itself (ISO 28500:2017, with its Annex D on gzip)."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

LEAST = 512
"""Bytes of a packed record: a tombstone must find room in the place of any."""
_LEVEL = 6
_HEAD = b"\x1f\x8b\x08%c\0\0\0\0\0\xff"
_COMMENT = 0x10
"""The flag of a gzip header that a comment follows (RFC 1952, 2.3.1)."""
_NOTHING = b"\0\0\0\xff\xff"
"""A stored block without bytes (RFC 1951, 3.2.4), of which a member may hold any number."""
_BREAKING = re.compile(r"[\x00-\x1f\x7f]+")
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One record of an archive."""

    kind: str
    """`warcinfo`, `response`, `revisit` or `metadata`."""
    id: str
    address: str
    """What it is about; empty for a `warcinfo`."""
    at: datetime
    type: str
    """Media type of the block."""
    block: bytes
    headers: Headers = ()
    """Further headers of the record."""


def new_record_id() -> str:
    """A name for a new record."""
    return f"urn:uuid:{uuid4()}"


def moment(at: datetime) -> str:
    """A moment as WARC writes it, UTC."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def written(record: Record) -> bytes:
    """A record as it stands in an archive, not packed."""
    headers = [
        ("WARC-Type", record.kind),
        ("WARC-Record-ID", f"<{record.id}>"),
        ("WARC-Date", moment(record.at)),
        *([("WARC-Target-URI", record.address)] if record.address else []),
        *record.headers,
        ("Content-Type", record.type),
        ("Content-Length", str(len(record.block))),
    ]
    return b"WARC/1.1\r\n" + lines(headers) + b"\r\n" + record.block + b"\r\n\r\n"


def lines(headers: list[tuple[str, str]]) -> bytes:
    """Headers line by line; what would break a line is a space."""
    return b"".join(f"{name}: {_BREAKING.sub(' ', value)}\r\n".encode() for name, value in headers)


def packed(data: bytes, *, least: int = LEAST, exactly: int | None = None) -> bytes:
    """Bytes as one gzip member of at least, or exactly, so many bytes.

    Raises:
        ValueError: they don't fit into the bytes asked for.
    """
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(data) + packer.flush()
    body += zlib.crc32(data).to_bytes(4, "little") + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")
    missing = (exactly or least) - len(body) - 10
    if exactly is not None and missing < 0:
        raise ValueError(f"{-missing} bytes too many")
    # Filled up with blocks of nothing, which every reader takes; some refuse a long comment.
    blocks, rest = divmod(max(0, missing), len(_NOTHING))
    comment = b" " * (rest - 1) + b"\0" if rest else b""
    return _HEAD % (_COMMENT if rest else 0) + comment + _NOTHING * blocks + body
