"""The typed changes as comments: kind, severity, reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from geopolitik.publish.exports.docx.body import AUTHOR
from geopolitik.publish.exports.docx.ooxml import Element, paragraph, run, w
from geopolitik.publish.exports.docx.passages import Told
from geopolitik.publish.html import SIGNS
from geopolitik.text.clean import one_line, shorten

_LONGEST = 500
"""Characters of a reason: what it quotes may be as long as the page."""


def comments(changes: Iterable[Told], made_at: datetime) -> Element:
    """The comments part; a comment's id is its change's number."""
    date = f"{made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return w("comments", *(_comment(change, date) for change in changes))


def _comment(told: Told, date: str) -> Element:
    sign = w("r", w("rPr", w("rStyle", val="CommentReference")), w("annotationRef"))
    head = f"{SIGNS[told.severity]} {told.number} · {told.kind} · {told.severity.value}"
    reason = shorten(one_line(told.reason), _LONGEST)
    return w(
        "comment",
        paragraph(sign, run(head, style=told.severity.value.capitalize()), style="CommentText"),
        paragraph(run(reason), style="CommentText"),
        id=told.number,
        author=AUTHOR,
        date=date,
        initials="GP",
    )
