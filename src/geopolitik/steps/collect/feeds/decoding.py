"""The text of a feed: in whatever encoding it is written, and whatever it says of that."""

from __future__ import annotations

import codecs
import re
from html.entities import html5

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,400}\?>")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.I)
# What is written for the Windows sets is mostly what those that name the ISO ones mean (WHATWG Encoding).
_MEANT = {"iso-8859-1": "windows-1252", "us-ascii": "windows-1252", "ascii": "windows-1252"}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_LONE = re.compile(r"&(?!#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")


def decoded(content: bytes, content_type: str = "") -> str:
    """The characters of a feed: by its mark, its own word, the server's word, or what fits.

    Args:
        content_type: the header of that name; empty if there is none.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    if content[:2] in (b"<\x00", b"\x00<"):
        return content.decode("utf-16-le" if content[:1] == b"<" else "utf-16-be", "replace")
    own = _DECLARED.match(content[:600])
    told = _CHARSET.search(content_type)
    named = [told[1]] if told else []
    named += [own[1].decode("ascii")] if own else []
    for name in (*named, "utf-8", "windows-1252"):
        text = _tried(content, name)
        if text is not None:
            return text
    return content.decode("utf-8", "replace")


def _tried(content: bytes, name: str) -> str | None:
    try:
        codec = codecs.lookup(name).name
        # The wide ones would have begun with a mark; what says so without one is a lie.
        if codec.startswith(("utf-16", "utf-32")):
            return None
        return content.decode(_MEANT.get(codec, codec) if codec != "iso8859-1" else "windows-1252")
    except (LookupError, UnicodeError, ValueError):
        return None


def well_formed(text: str) -> str:
    """A feed's XML without what no parser takes: stray characters, unescaped `&`, HTML's own entities."""
    text = _ILLEGAL.sub("", _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"), count=1))
    return _LONE.sub("&amp;", _NAMED.sub(_character, text))


def _character(found: re.Match[str]) -> str:
    if found[1] in _OF_XML:
        return found[0]
    known = html5.get(found[1] + ";")
    return "".join(f"&#{ord(c)};" for c in known) if known else f"&amp;{found[1]};"
