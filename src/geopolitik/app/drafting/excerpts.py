"""A few words around what differs: enough to be understood, few enough to be a short passage."""

from __future__ import annotations

from geopolitik.app.drafting.refs import PassageRef
from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span

_AROUND = 4
"""So many words on each side of what differs are shown at least."""
_LONGEST = 30
"""A passage of more words is no short one."""


def around(annotation: Annotation, span: Span) -> PassageRef | None:
    """A passage with its clause, or a few words on each side where the clause is long; None if too long."""
    home = [s.span for s in annotation.sentences if s.span.overlaps(span)]
    if not home:
        return None
    inside = [t.span for t in annotation.tokens if home[0].start <= t.start < home[-1].end]
    hit = [i for i, token in enumerate(inside) if token.overlaps(span)]
    if not hit:
        return None
    first, last = max(0, hit[0] - _AROUND), min(len(inside) - 1, hit[-1] + _AROUND)
    start, end = inside[first].start, inside[last].end
    for clause in annotation.clauses:
        words = sum(clause.span.contains(token) for token in inside)
        if clause.span.overlaps(span) and words <= 2 * _AROUND + len(hit):
            start, end = min(start, clause.start), max(end, clause.end)
    start, end = _trimmed(annotation.text, start, end)
    if sum(start <= token.start < end for token in inside) > _LONGEST:
        return None
    return PassageRef(annotation.capture_id, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks and commas at its ends, with a mark that stands directly before or behind it."""
    while end > start and text[end - 1] in " \n\t,;:–-":
        end -= 1
    while start < end and text[start] in " \n\t,;:–-":
        start += 1
    if end < len(text) and text[end] in '”"’%':
        end += 1
    if start and text[start - 1] in '“"$€£':
        start -= 1
    return start, end
