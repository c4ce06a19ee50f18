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


def shorten(text: str, width: int) -> str:
    """At most `width` characters, cut at a space where one is near, with an ellipsis."""
    if len(text) <= width:
        return text
    cut = text[: max(1, width - 1)]
    space = cut.rfind(" ")
    return (cut[:space] if space > width * 2 // 3 else cut).rstrip(" ,;:") + "…"
