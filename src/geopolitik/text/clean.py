"""Foreign text made fit to print: no control characters, one line, a bounded length."""

from __future__ import annotations

import re

# C0 and C1 controls but tab and newline: a capture could hold escape sequences that rewrite a terminal.
# Line and paragraph separators and lone surrogates go too: neither can be printed safely everywhere.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
# Direction overrides and isolates: they can make a line read otherwise than it is stored.
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"\s+")


def printable(text: str) -> str:
    """The text with each control character replaced by `\N{REPLACEMENT CHARACTER}`; same length."""
    # A carriage return is the first half of a line's end in many files, not a fault.
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r", " "))


def one_line(text: str) -> str:
    """The text on one line, without control or direction characters, spaces run together."""
    return _SPACE.sub(" ", _CONTROL.sub(" ", _BIDI.sub("", text))).strip()


def source_name(name: str) -> str:
    """The name of a capture on one line; `-` says little to who only reads the report."""
    return "standard input" if name == "-" else one_line(name)


def file_name(name: str) -> str:
    """The name of a file on one line, without its folders: they say who keeps it, not where it stood."""
    name = source_name(name)
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2] or name


def shorten(text: str, width: int) -> str:
    """At most `width` characters, cut between two words, with an ellipsis."""
    return text if len(text) <= width else head(text, max(1, width - 1)).rstrip(" ,;:") + "…"


def head(text: str, width: int) -> str:
    """The first words of the text, in at most `width` characters."""
    if len(text) <= width or text[width].isspace():
        return text[:width]
    space = text.rfind(" ", 0, width)
    # What fills most of the room alone is an address, or a script that sets no spaces.
    return text[: space if space > width // 4 else width]


def tail(text: str, width: int) -> str:
    """The last words of the text, in at most `width` characters."""
    return head(text[::-1], width)[::-1]
