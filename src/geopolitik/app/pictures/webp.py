"""WebP (RFC 9649): chunks in a RIFF container."""

from __future__ import annotations

from geopolitik.app.pictures.drawn import BrokenError, Drawn, part

_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_SHOWN = (b"VP8 ", b"VP8L", b"ANMF")
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def is_webp(content: bytes) -> bool:
    """Whether it begins as a WebP."""
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def read(content: bytes) -> Drawn:
    """The chunks that draw it.

    Raises:
        BrokenError: it shows nothing, or ends too early.
    """
    end = 8 + int.from_bytes(part(content, 4, 4), "little")
    at, kept, size = 12, list[bytes](), (0, 0)
    while at + 8 <= end:
        kind, length = part(content, at, 4), int.from_bytes(part(content, at + 4, 4), "little")
        data = part(content, at + 8, length)
        if kind in _KEPT:
            kept.append(_chunk(kind, data))
            size = size if all(size) else _size(kind, data)
        at += 8 + length + length % 2
    if not all(size) or not any(chunk[:4] in _SHOWN for chunk in kept):
        raise BrokenError("it shows nothing")
    body = b"WEBP" + b"".join(kept)
    return Drawn(b"RIFF" + len(body).to_bytes(4, "little") + body, *size)


def _chunk(kind: bytes, data: bytes) -> bytes:
    if kind == b"VP8X":
        data = bytes([part(data, 0, 1)[0] & ~(_HAS_EXIF | _HAS_XMP)]) + data[1:]
    return kind + len(data).to_bytes(4, "little") + data + b"\x00" * (len(data) % 2)


def _size(kind: bytes, data: bytes) -> tuple[int, int]:
    if kind == b"VP8X":
        sides = part(data, 4, 6)
        return int.from_bytes(sides[:3], "little") + 1, int.from_bytes(sides[3:], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(part(data, 1, 4), "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        if part(data, 3, 3) != b"\x9d\x01\x2a":
            raise BrokenError("its first frame has no header")
        sides = part(data, 6, 4)
        return int.from_bytes(sides[:2], "little") & 0x3FFF, int.from_bytes(sides[2:], "little") & 0x3FFF
    return 0, 0
