"""JPEG (ITU-T T.81): segments, each behind a marker, and scans of coded data."""

from __future__ import annotations

from geopolitik.app.pictures.drawn import BrokenError, Drawn, part

_START, _END, _SCAN, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a segment."""
_APPLICATIONS = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
"""What programs add that changes how the picture looks."""
_EXIF = 0xE1
_ORIENTATION = 0x0112
_TURNED = frozenset({5, 6, 7, 8})


def is_jpeg(content: bytes) -> bool:
    """Whether it begins as a JPEG."""
    return content.startswith(b"\xff\xd8\xff")


def read(content: bytes) -> Drawn:
    """Its tables, frames and scans, and which side is up.

    Raises:
        BrokenError: it shows nothing, or ends too early.
    """
    at, kept = 2, list[bytes]()
    size, upright = (0, 0), 1
    while (marker := _marker(content, at := _past_fill(content, at))) != _END:
        if marker in _BARE:
            kept.append(content[at : at + 2])
            at += 2
            continue
        length = int.from_bytes(part(content, at + 2, 2))
        if length < 2:
            raise BrokenError("a part has no length")
        data = part(content, at + 4, length - 2)
        end = at + 2 + length
        if marker == _EXIF and upright == 1:
            upright = orientation(data)
        if marker in _FRAMES:
            size = int.from_bytes(part(data, 3, 2)), int.from_bytes(part(data, 1, 2))
        if marker == _SCAN:
            end = _scan_end(content, end)
        if _is_kept(marker, data):
            kept.append(content[at:end])
        at = end
    if not all(size):
        raise BrokenError("it shows nothing")
    start = b"\xff\xd8" + (_exif(upright) if upright != 1 else b"")
    width, height = size if upright not in _TURNED else size[::-1]
    return Drawn(b"".join((start, *kept, b"\xff\xd9")), width, height)


def _past_fill(content: bytes, at: int) -> int:
    """Any number of bytes may fill the room before a marker."""
    while content[at : at + 2] == b"\xff\xff":
        at += 1
    return at


def _marker(content: bytes, at: int) -> int:
    mark, kind = part(content, at, 2)
    if mark != 0xFF or kind in (0x00, 0xFF, _START):
        raise BrokenError("its parts don't follow each other")
    return kind


def _is_kept(marker: int, data: bytes) -> bool:
    if marker == _COMMENT:
        return False
    if 0xE0 <= marker <= 0xEF:
        return marker in _APPLICATIONS and data.startswith(_APPLICATIONS[marker])
    return True


def _scan_end(content: bytes, at: int) -> int:
    """Where the coded data of a scan ends: at a marker that is no restart."""
    while (at := content.find(b"\xff", at)) >= 0:
        kind = part(content, at + 1, 1)[0]
        if kind != 0x00 and not 0xD0 <= kind <= 0xD7 and kind != 0xFF:
            return at
        at += 1 if kind == 0xFF else 2
    raise BrokenError("it ends too early")


def orientation(data: bytes) -> int:
    """Which side is up, 1 to 8, as an Exif segment says; 1 if it doesn't."""
    tiff = data[6:]
    order = {b"II*\x00": "little", b"MM\x00*": "big"}.get(tiff[:4])
    if not data.startswith(b"Exif\x00\x00") or order is None:
        return 1
    little = order == "little"
    first = _number(tiff[4:8], little=little)
    for entry in range(_number(tiff[first : first + 2], little=little)):
        place = first + 2 + 12 * entry
        if _number(tiff[place : place + 2], little=little) == _ORIENTATION:
            side = _number(tiff[place + 8 : place + 10], little=little)
            return side if 1 <= side <= 8 else 1
    return 1


def _number(data: bytes, *, little: bool) -> int:
    return int.from_bytes(data, "little" if little else "big")


def _exif(side: int) -> bytes:
    """An Exif segment that says which side is up, and nothing else."""
    entry = _ORIENTATION.to_bytes(2) + b"\x00\x03\x00\x00\x00\x01" + side.to_bytes(2) + b"\x00\x00"
    data = b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01" + entry + b"\x00\x00\x00\x00"
    return b"\xff\xe1" + (len(data) + 2).to_bytes(2) + data
