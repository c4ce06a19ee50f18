"""The words of a post: what a reader sees of it, and what the trace reads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from geopolitik.publish.richtext.settling import words_of

_BLANKS = re.compile(r"[ \t]{2,}")


def words(blocks: Sequence[Token]) -> str:
    """The blocks' words, a blank line between two; a table's cells parted by tabs, its rows by lines."""
    found: list[str] = []
    numbers: list[int | None] = []
    pending = ""
    row: list[str] | None = None
    for token in blocks:
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            numbers.append(int(token.attrGet("start") or 1) if token.tag == "ol" else None)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            numbers.pop()
        elif token.type == "list_item_open":
            pending = _next(numbers)
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            found.append("\t".join(row or []))
            row = None
        elif token.type in {"inline", "fence", "code_block"}:
            text = _tidy(token.content) if token.type != "inline" else _line(words_of(token.children or []))
            if row is not None:
                row.append(" ".join(text.split()))
            elif text:
                found.append(pending + text)
                pending = ""
    return "\n\n".join(text for text in found if text.strip())


def _next(numbers: list[int | None]) -> str:
    """What stands before a list's item: its number, which is a word of the post, or nothing."""
    number = numbers[-1]
    if number is None:
        return ""
    numbers[-1] = number + 1
    return f"{number}. "


def _line(text: str) -> str:
    """Without the blanks that a page runs together."""
    return _tidy(_BLANKS.sub(" ", text))


def _tidy(text: str) -> str:
    """Lines without blanks at their ends, and without empty ones, which would end the paragraph."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
