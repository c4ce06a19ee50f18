"""Notices in which an outlet says that it corrected, clarified or updated its text."""

from __future__ import annotations

import re
from functools import cache

from geopolitik.lexicon import table
from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Label
from geopolitik.model.correcting import Notice
from geopolitik.model.span import Span

_NO_PLACE = frozenset({Label.RELATED, Label.ADVERTISEMENT, Label.TITLE, Label.CHANNEL})
_LONGEST = 600
"""Characters of a notice; a longer paragraph that begins like one is cut."""
_LOOKED_AT = 2_000
"""Characters of a block in which a notice is looked for."""
_MOST = 20


def notices(annotation: Annotation) -> tuple[Notice, ...]:
    """The notices of an article, in the order of its text."""
    found: list[Notice] = []
    text = annotation.article.legible
    for block in annotation.article.blocks:
        if block.label in _NO_PLACE:
            continue
        match = _pattern().search(text, block.start, min(block.end, block.start + _LOOKED_AT))
        if match is None or len(found) == _MOST:
            continue
        which = str(match.lastgroup)
        start = match.start(which)
        passage = text[start : min(block.end, start + _LONGEST)].rstrip()
        found.append(Notice(Span(start, start + len(passage)), _kinds()[int(which[1:])]))
    return tuple(found)


@cache
def _kinds() -> tuple[str, ...]:
    return tuple(row["kind"] for row in table("correction_notices"))


@cache
def _pattern() -> re.Pattern[str]:
    """All patterns in one: which of them was found is told by the name of its group, `k0`, `k1` …"""
    every = (row["pattern"].replace(" ", r"\s+") for row in table("correction_notices"))
    said = "|".join(f"(?P<k{number}>{one})" for number, one in enumerate(every))
    return re.compile(rf"(?:^|(?<=[.!?…)\]]\s)|(?<=[(\[*_\n]))(?:{said})", re.IGNORECASE | re.MULTILINE)
