"""The redline as a Word document: read this first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

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
from geopolitik.publish.exports.docx.passages import Told, all_told, runs, tallied
from geopolitik.publish.redline_view import RedlineView
from geopolitik.text.clean import one_line, shorten
from geopolitik.text.inflection import count

_LONGEST_REASON = 320


def to_docx(
    view: RedlineView, *, heading: Heading, made_at: datetime, told: Sequence[Told] | None = None
) -> bytes:
    """A redline as a Word document with tracked changes and a comment for each typed change.

    The same redline and time give the same bytes.

    Args:
        view: one redline of a report, from `publish.view.view`.
        heading: what stands above it; `heading_of` takes it from the report.
        made_at: the date of the changes, with its zone; written in UTC.
        told: what the public is told of it, with the passages that it is shown. If left out, both texts from
            beginning to end: accepting all changes gives the copy, rejecting them the original.

    Raises:
        ValueError: `made_at` has no zone.
    """
    if made_at.tzinfo is None:
        raise ValueError("made_at has no zone")
    links, revisions = Links(), Revisions(made_at)
    listed = all_told(view) if told is None else tuple(told)
    content: list[Element] = [*head(view, listed, heading, links, whole=told is None)]
    if told is None:
        merged = merge(view)
        content += paragraphs(merged, anchors(merged), revisions)
        commented = listed
    else:
        shown = [one for one in listed if one.original or one.copy]
        for number, one in enumerate(shown, start=1):
            content += _excerpt(number, one, view, links, revisions)
        content += _withheld([one for one in listed if one.is_withheld])
        commented = tuple(one for one in listed if not one.is_withheld)
    return packed(
        document=w("document", w("body", *content, page())),
        comments=comments(commented, made_at),
        header=running_head(heading),
        footer=footer(),
        links=links.ids,
        title=heading.title,
        made_at=made_at,
    )


def _excerpt(
    number: int, one: Told, view: RedlineView, links: Links, revisions: Revisions
) -> Iterator[Element]:
    """A passage with its change above and both addresses below."""
    found = runs(view, one)
    yield paragraph(run(f"Passage {number}"), style="Heading2")
    yield signs([one])
    yield from paragraphs(found, {one.number: (0, len(found) - 1)}, revisions)
    yield sources(view, links)


def _withheld(told: Sequence[Told]) -> Iterator[Element]:
    if not told:
        return
    kinds = ", ".join(f"{kind} ({many})" for kind, many in tallied(told).items())
    yield paragraph(run("Not shown here"), style="Heading2")
    words = f"{count(len(told), 'further change')}: {kinds}."
    why = "Only short passages of other people’s texts are shown; these are shown to signed-in analysts."
    yield paragraph(run(f"{words} {why}"), style="Note")
    for one in told:
        yield signs([one])
        yield paragraph(run(shorten(one_line(one.reason), _LONGEST_REASON)), style="Note")
