"""PNG (W3C, Portable Network Graphics, third edition): a row of chunks."""

from __future__ import annotations

from geopolitik.app.pictures.drawn import BrokenError, Drawn, part

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset(
    (
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT"),
        *(b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"),
    )
)


def is_png(content: bytes) -> bool:
    """Whether it begins as a PNG."""
    return content.startswith(_SIGNATURE)


def read(content: bytes) -> Drawn:
    """The chunks that draw it, up to its end.

    Raises:
        BrokenError: it has no header, no data or no end.
    """
    at, kept, kinds = len(_SIGNATURE), [_SIGNATURE], set[bytes]()
    size = (0, 0)
    while b"IEND" not in kinds:
        length = int.from_bytes(part(content, at, 4))
        kind = part(content, at + 4, 4)
        chunk = part(content, at, length + 12)
        if not kinds and (kind != b"IHDR" or length != 13):
            raise BrokenError("it has no header")
        if kind == b"IHDR":
            size = int.from_bytes(chunk[8:12]), int.from_bytes(chunk[12:16])
        if kind in _KEPT:
            kept.append(chunk)
        kinds.add(kind)
        at += len(chunk)
    if b"IDAT" not in kinds:
        raise BrokenError("it shows nothing")
    return Drawn(b"".join(kept), *size)
