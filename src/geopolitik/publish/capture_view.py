"""A capture as the HTML report describes it."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.app.naming import headline, publisher
from geopolitik.model.annotation import Annotation
from geopolitik.model.article import METADATA_LABELS, SET_ASIDE_LABELS, Block, Link
from geopolitik.publish.describing import credits, notes, when
from geopolitik.text.clean import one_line, printable, source_name
from geopolitik.text.inflection import count


@dataclass(frozen=True, slots=True)
class CaptureView:
    """A capture as the report describes it."""

    number: int
    name: str
    publisher: str
    kind: str
    headline: str
    language: str
    published: str
    updated: str
    byline: str
    credits: str
    format: str
    sentences: str
    metadata: tuple[tuple[Block, str], ...]
    aside: tuple[tuple[Block, str], ...]
    links: tuple[Link, ...]
    images: tuple[str, ...]
    warnings: tuple[str, ...]
    sha256: str


def capture_view(number: int, annotation: Annotation) -> CaptureView:
    """All that is shown of a capture."""
    article = annotation.article
    outlet = article.outlet
    kind = outlet.kind if outlet else ""
    if outlet and outlet.post_count is not None:
        kind += f", {count(outlet.post_count, 'post')}"
    return CaptureView(
        number=number,
        name=source_name(article.capture.name),
        publisher=publisher(annotation),
        kind=kind,
        headline=headline(annotation),
        language=article.language or "",
        published=when(article.published),
        updated=when(article.updated) if article.updated else "",
        byline=one_line(article.byline or ""),
        credits=credits(article),
        format=article.format,
        sentences=count(len(annotation.sentences), "sentence"),
        metadata=_blocks(annotation, METADATA_LABELS),
        aside=_blocks(annotation, SET_ASIDE_LABELS),
        links=article.links,
        images=tuple(
            ", ".join(
                part for part in (one_line(i.url), one_line(i.alt), i.placement or "", i.width or "") if part
            )
            for i in article.images
        ),
        warnings=tuple(notes(article)),
        sha256=article.capture.sha256,
    )


def _blocks(annotation: Annotation, labels: frozenset[object]) -> tuple[tuple[Block, str], ...]:
    return tuple(
        (block, printable(block.span.of(annotation.text)).strip())
        for block in annotation.article.blocks
        if block.label in labels
    )
