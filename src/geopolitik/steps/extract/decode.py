"""Bytes become text: the encoding is found, and doubt about it is said."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from geopolitik.errors import ExtractionError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([a-z0-9_:.-]{2,40})"""
    rb"""|<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}["']([a-z0-9_:.-]{2,40})""",
    re.IGNORECASE,
)
_SAMPLE = 1 << 16
_MOST_UNREADABLE = 0.1
_TWICE_ENCODED = re.compile("[âÃÐÑ][\u0080-\u00bf€™œšžŸ“”‘’–—‚„†‡ˆ‰‹›˜¡-¿]|â€")
_UNDEFINED_1252 = {byte: chr(byte) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


class Decoded(NamedTuple):
    """Text with what was odd about getting it."""

    text: str
    warnings: tuple[str, ...]


def _windows_1252(data: bytes) -> str:
    """Windows-1252 as browsers read it: the five undefined bytes become control codes."""
    if data.translate(None, bytes(_UNDEFINED_1252)) == data:
        return data.decode("cp1252")
    return "".join(_UNDEFINED_1252.get(b) or bytes((b,)).decode("cp1252") for b in data)


def _stray_bytes(err: UnicodeError) -> tuple[str, int]:
    """Codec error handler: what is no UTF-8 inside UTF-8 was pasted from Windows."""
    if not isinstance(err, UnicodeDecodeError):
        raise err
    return _windows_1252(err.object[err.start : err.end]), err.end


codecs.register_error("geopolitik-windows-1252", _stray_bytes)


def decode(content: bytes, name: str) -> Decoded:
    """The text of `content`, without its byte order mark.

    Raises:
        ExtractionError: no encoding makes text of it.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _checked(content[len(mark) :], encoding, name)
    wide = _wide_encoding(content)
    if wide:
        return _checked(content, wide, name, f"no byte order mark; read as {wide.upper()}")
    try:
        return _untwisted(content.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    declared = _declared_encoding(content)
    if declared and declared != "utf-8":
        try:
            return _untwisted(content.decode(declared))
        except (UnicodeDecodeError, LookupError):
            pass
    return _guessed(content, name)


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where the zero bytes of Latin letters stand."""
    sample = content[:4096]
    if sample.count(0) < 0.2 * len(sample):
        return None
    zeros = [sample[i::4].count(0) / max(1, len(sample[i::4])) for i in range(4)]
    high = [share > 0.4 for share in zeros]
    return {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }.get((high[0], high[1], high[2], high[3]))


def _declared_encoding(content: bytes) -> str | None:
    """The encoding that the page names; a page that could be read to find it is not UTF-16."""
    found = _DECLARED.search(content[:8192])
    if not found:
        return None
    label = (found.group(1) or found.group(2)).decode("ascii").lower()
    try:
        encoding = codecs.lookup(label).name
    except LookupError:
        return None
    if encoding.startswith(("utf-16", "utf-32", "utf-7")):
        return "utf-8"
    # Browsers read what calls itself Latin-1 as Windows-1252; so did whoever wrote it.
    return "cp1252" if encoding in {"iso8859-1", "ascii", "latin-1"} else encoding


def _guessed(content: bytes, name: str) -> Decoded:
    """The likeliest reading of bytes that are no valid UTF-8 and name no encoding that fits."""
    mixed = content.decode("utf-8", "geopolitik-windows-1252")
    high = sum(1 for _ in re.finditer(rb"[\x80-\xff]", content[:_SAMPLE]))
    whole = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]{1,3}", content[:_SAMPLE]))
    if whole * 3 >= high:
        return Decoded(mixed, ("mixed encodings: UTF-8 with stray bytes, which were read as Windows-1252",))
    if high < 0.05 * min(len(content), _SAMPLE):
        return _checked(content, "cp1252", name, "no encoding named; read as Windows-1252")
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE]).best()
    if best is None:
        raise ExtractionError(name, "is in no encoding that can be told", "Save it again as UTF-8")
    return _checked(content, best.encoding, name, f"no encoding named; read as {best.encoding}, by guess")


def _checked(content: bytes, encoding: str, name: str, *warnings: str) -> Decoded:
    """Decode, and refuse what is mostly unreadable."""
    text = _windows_1252(content) if encoding == "cp1252" else content.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if lost > _MOST_UNREADABLE * len(text):
        raise ExtractionError(name, f"is not readable as {encoding.upper()}", "Save it again as UTF-8")
    if lost:
        warnings += (f"{lost} characters could not be read as {encoding.upper()}",)
    return Decoded(text, warnings)


def _untwisted(text: str) -> Decoded:
    """Undo UTF-8 that was once read as Windows-1252 and saved again, if all of it was."""
    if text.isascii() or len(_TWICE_ENCODED.findall(text[:_SAMPLE])) < 2:
        return Decoded(text, ())
    inverse = {char: byte for byte, char in _UNDEFINED_1252.items()}
    try:
        data = b"".join(bytes((inverse[c],)) if c in inverse else c.encode("cp1252") for c in text)
        return Decoded(data.decode("utf-8"), ("was encoded twice (UTF-8 read as Windows-1252); undone",))
    except UnicodeError:
        return Decoded(text, ("holds passages that look wrongly decoded; left as they stand",))
