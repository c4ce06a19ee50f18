"""GIF (version 89a): blocks of data after a header."""

from __future__ import annotations

from geopolitik.app.pictures.drawn import BrokenError, Drawn, part

_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_EXTENSION, _IMAGE, _END = 0x21, 0x2C, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF


def is_gif(content: bytes) -> bool:
    """Whether it begins as a GIF."""
    return content.startswith((b"GIF87a", b"GIF89a"))


def read(content: bytes) -> Drawn:
    """Its pictures, with what times and repeats them; comments and other additions are left out.

    Raises:
        BrokenError: it ends too early, or holds a block of no known kind.
    """
    head = part(content, 0, 13)
    at = 13 + _table(head[10])
    kept = [part(content, 0, at)]
    pictures = 0
    while (kind := part(content, at, 1)[0]) != _END:
        if kind == _EXTENSION:
            end = _blocks_end(content, at + 2)
            keep = _is_kept(content, at)
        elif kind == _IMAGE:
            start = at + 10 + _table(part(content, at, 10)[9])
            end, keep = _blocks_end(content, start + 1), True
            pictures += 1
        else:
            raise BrokenError("it holds a block of no known kind")
        if keep:
            kept.append(content[at:end])
        at = end
    if not pictures:
        raise BrokenError("it shows nothing")
    size = int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little")
    return Drawn(b"".join((*kept, b"\x3b")), *size)


def _table(flags: int) -> int:
    """Bytes of the colour table that flags announce."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_end(content: bytes, at: int) -> int:
    """Behind a row of blocks, each of which says its length, up to the empty one."""
    while length := part(content, at, 1)[0]:
        at += 1 + length
    return at + 1


def _is_kept(content: bytes, at: int) -> bool:
    label = part(content, at + 1, 1)[0]
    return label == _CONTROL or (label == _APPLICATION and content[at + 3 : at + 14] in _LOOPS)
