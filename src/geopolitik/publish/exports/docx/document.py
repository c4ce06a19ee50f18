"""The redline as a Word document: read this first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from geopolitik.publish.describing import count
from geopolitik.publish.exports.docx.anchors import anchors
from geopolitik.publish.exports.docx.body import Revisions, paragraphs
from geopolitik.publish.exports.docx.comments import comments
from geopolitik.publish.exports.docx.frame import footer, page, running_head
from geopolitik.publish.exports.docx.head import head, signs, sources
from geopolitik.publish.exports.docx.heading import Heading
from geopolitik.publish.exports.docx.links import Links
from geopolitik.publish.exports.docx.merging import merge
from geopolitik.publish.exports.docx.ooxml import Element, paragraph, run, w
from geopolitik.publish.exports.docx.package import packed
from geopolitik.publish.exports.docx.passages import Passage, passages, tallied
from geopolitik.publish.view import RedlineView


def to_docx(view: RedlineView, *, heading: Heading, whole: bool, made_at: datetime) -> bytes:
    """A redline as a Word document with tracked changes and a comment for each typed change.

    The same redline and time give the same bytes.

    Args:
        view: one redline of a report, from `publish.view.view`.
        heading: what stands above it; `heading_of` takes it from the report.
        whole: both texts from beginning to end: accepting all changes gives the copy, rejecting them the
            original. If false the changed passages only, short enough for a public page.
        made_at: the date of the changes, with its zone; written in UTC.

    Raises:
        ValueError: `made_at` has no zone.
    """
    if made_at.tzinfo is None:
        raise ValueError("made_at has no zone")
    links, revisions = Links(), Revisions(made_at)
    content: list[Element] = [*head(view, heading, links, whole=whole)]
    if whole:
        runs = merge(view)
        content += paragraphs(runs, anchors(runs), revisions)
        commented = {change.number for change in view.changes}
    else:
        shown, left_out = passages(view, merge(view))
        for number, passage in enumerate(shown, start=1):
            content += _excerpt(number, passage, view, links, revisions)
        content += _left_out(view, left_out)
        commented = {change.number for change in view.changes} - {*left_out}
    return packed(
        document=w("document", w("body", *content, page())),
        comments=comments((c for c in view.changes if c.number in commented), made_at),
        header=running_head(heading),
        footer=footer(),
        links=links.ids,
        title=heading.title,
        made_at=made_at,
    )


def _excerpt(
    number: int, passage: Passage, view: RedlineView, links: Links, revisions: Revisions
) -> Iterator[Element]:
    """A passage with its label above and both addresses below."""
    yield paragraph(run(f"Passage {number} · {passage.label}"), style="Heading2")
    yield signs(view, passage.changes)
    yield from paragraphs(passage.runs, passage.anchors, revisions)
    yield sources(view, links)


def _left_out(view: RedlineView, numbers: tuple[int, ...]) -> Iterator[Element]:
    if not numbers:
        return
    kinds = ", ".join(f"{kind} ({many})" for kind, many in tallied(view, numbers).items())
    yield paragraph(run("Not shown here"), style="Heading2")
    words = f"{count(len(numbers), 'further change')}: {kinds}."
    why = "Only short passages of other people’s texts are shown."
    yield paragraph(run(f"{words} {why}"), style="Note")
