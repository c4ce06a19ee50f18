"""Bytes that hold no text, told by their first bytes or by what they are full of."""

from __future__ import annotations

_UNPACK = "Unpack it first and hand in the page itself"
_SAVE_TEXT = "Save or copy its text into a .txt file, or save the page as HTML"

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"\x1f\x8b", "is a gzip archive", _UNPACK),
    (b"PK\x03\x04", "is a zip archive or an Office document", f"{_UNPACK}, or save the document as text"),
    (b"PK\x05\x06", "is an empty zip archive", _UNPACK),
    (b"BZh91AY&SY", "is a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "is an xz archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "is a zstd archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "is a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a", "is a RAR archive", _UNPACK),
    (b"%PDF-", "is a PDF document", _SAVE_TEXT),
    (b"{\\rtf", "is an RTF document", _SAVE_TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Office document", _SAVE_TEXT),
    (b"\x89PNG\r\n", "is a PNG picture", _SAVE_TEXT),
    (b"\xff\xd8\xff", "is a JPEG picture", _SAVE_TEXT),
    (b"GIF87a", "is a GIF picture", _SAVE_TEXT),
    (b"GIF89a", "is a GIF picture", _SAVE_TEXT),
    (b"ID3\x03\x00", "is a sound file", _SAVE_TEXT),
    (b"ID3\x04\x00", "is a sound file", _SAVE_TEXT),
    (b"OggS", "is a sound or video file", _SAVE_TEXT),
    (b"\x7fELF", "is a program", _SAVE_TEXT),
    (b"SQLite format 3\x00", "is a SQLite database", _SAVE_TEXT),
    (b"WARC/", "is a web archive (WARC)", "Take the page out of the archive first"),
)

_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\x0b\x0c\x1b")
_MOST_CONTROLS = 0.01
"""Share of control bytes above which bytes are no text; a stray one happens in real pages."""

_FEW_CONTROLS = 8
"""A page of a line may hold a few of them and still be a page."""

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def why_binary(content: bytes) -> tuple[str, str] | None:
    """Reason and advice if `content` is no text; None if it may be."""
    for signature, reason, advice in _SIGNATURES:
        if content.startswith(signature):
            return reason, advice
    if content[:4] == b"RIFF" and content[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "is a picture, sound or video file", _SAVE_TEXT
    if content[4:8] == b"ftyp":
        return "is a video file", _SAVE_TEXT
    if content[:2] == b"MZ" and b"\x00" in content[:64]:
        return "is a program", _SAVE_TEXT
    head = content[:4000]
    if b"MIME-Version:" in head and b"multipart/related" in head:
        return "is a page saved as MHTML", "Save it as 'Web page, HTML only' instead"
    if content.startswith(_BOMS) or _is_wide(content):
        return None
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if controls > max(_FEW_CONTROLS, _MOST_CONTROLS * len(content)) or controls * 3 > len(content):
        share = 100 * controls / len(content)
        return f"is binary: {share:.0f}% of its bytes are control codes", _SAVE_TEXT
    return None


def _is_wide(content: bytes) -> bool:
    """Whether zero bytes stand where UTF-16 or UTF-32 has them for Latin text."""
    sample = content[:4096]
    even, odd = sample[::2], sample[1::2]
    zeros = sorted((even.count(0) / max(1, len(even)), odd.count(0) / max(1, len(odd))))
    return zeros[1] > 0.4 and zeros[0] < 0.6
