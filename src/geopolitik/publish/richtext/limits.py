"""How large and how deep a post may be: looked at before anything is parsed."""

from __future__ import annotations

import re

LONGEST = 200_000
"""Characters of a post."""
MOST_LINES = 10_000
MOST_BRACKETS = 10_000
"""Opening brackets: the parser looks for the partner of each."""
DEEPEST = 12
"""Quotations and lists within one another."""

_RULE = r"(?:-[ \t]{0,8})+$|(?:\*[ \t]{0,8})+$"
_OPENER = r"[ \t]{0,8}(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))"
# A line that opens too many containers at once, as `> - 1.` opens three; `- - -` alone is a rule.
_TOO_MANY = re.compile(rf"^(?!{_RULE})(?:{_OPENER}){{{DEEPEST + 1}}}", re.MULTILINE)

TOO_DEEP = f"nests quotations or lists more than {DEEPEST} deep"


def excess(markdown: str) -> str | None:
    """What is too much in the text, in plain words that follow "the post …"; None if it can be parsed."""
    if len(markdown) > LONGEST:
        return f"is longer than {LONGEST:,} characters"
    if markdown.count("\n") > MOST_LINES:
        return f"has more than {MOST_LINES:,} lines"
    if markdown.count("[") > MOST_BRACKETS:
        return f"has more than {MOST_BRACKETS:,} opening brackets"
    # Within a code block such a line opens nothing, but none that a reader needs begins with 13 marks.
    return TOO_DEEP if _TOO_MANY.search(markdown) else None
