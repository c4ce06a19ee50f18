"""Word documents of reports, and what they should say."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st

from geopolitik.model.annotation import Annotation
from geopolitik.publish.exports.docx import Told, heading_of, to_docx
from geopolitik.publish.redline_view import RedlineView
from geopolitik.publish.view import ReportView
from geopolitik.text.clean import printable
from geopolitik.text.markup import legible

MADE_AT = datetime(2031, 3, 4, 12, 30, tzinfo=timezone(timedelta(hours=2)))
TEXTS = st.text(
    st.one_of(st.characters(), st.sampled_from("aab <>&\"'.!? {}%\n\r\x1b\x00\u202e\ud800שلا")), max_size=80
)


def document(report: ReportView, number: int = 1) -> bytes:
    """One of a report's redlines as a Word document."""
    redline = report.redlines[number - 1]
    return to_docx(redline, heading=heading_of(report, redline), made_at=MADE_AT)


def told_of(redline: RedlineView) -> list[Told]:
    """The changes of a redline with their passages in a few words, every third without."""
    found = []
    for shown in redline.changes:
        sides = [str(passage) if passage else "" for passage in (shown.original, shown.copy)]
        is_withheld = shown.number % 3 == 0 and any(sides)
        original, copy = ("", "") if is_withheld else sides
        change = shown.change
        kind, severity = change.kind.value, change.severity
        found.append(Told(shown.number, kind, severity, change.reason, original, copy, is_withheld))
    return found


def excerpts(report: ReportView, number: int = 1) -> bytes:
    """One of a report's redlines as a Word document of passages."""
    redline = report.redlines[number - 1]
    heading = heading_of(report, redline)
    return to_docx(redline, heading=heading, made_at=MADE_AT, told=told_of(redline))


def paragraphs(annotation: Annotation) -> list[str]:
    """What the article says, a paragraph each, spaces run together."""
    found: dict[int, list[str]] = {}
    for sentence in annotation.sentences:
        text = re.sub(
            "[\u202a-\u202e\u2066-\u2069]", "", printable(legible(annotation.article, sentence.span))
        )
        if text.strip():
            found.setdefault(sentence.paragraph, []).append(" ".join(text.split()))
    return [" ".join(sentences) for sentences in found.values()]
