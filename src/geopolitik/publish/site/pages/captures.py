"""A capture as it was read, for those who work here: its blocks with their labels, and its bytes."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.app.access import need
from geopolitik.app.naming import headline, publisher
from geopolitik.app.stories.looking import Story, look
from geopolitik.app.stories.looking import capture as kept
from geopolitik.errors import NotFoundError
from geopolitik.model.annotation import Annotation
from geopolitik.model.article import METADATA_LABELS, STORY_LABELS, Article, Credit
from geopolitik.model.people import Role
from geopolitik.publish.describing import date_words, known_words, notes, when
from geopolitik.publish.site.routing import Get
from geopolitik.publish.site.views.sides import came, captured_words
from geopolitik.publish.site.visit import Visit
from geopolitik.text.clean import one_line, shorten


def capture(visit: Visit) -> Response:
    """What was read of a capture, as text only."""
    story, annotation = _found(visit)
    article = annotation.article
    held = kept(visit.house, visit.viewer, story.head.id, annotation.capture_id)
    with visit.house.store.reading() as r:
        how = came(r, held.id, outright=True)
    return visit.render(
        "capture.html.j2",
        story=story.head,
        article=article,
        held=held,
        size=len(held.content),
        captured=captured_words(held, how),
        kept_at=how.at if how else None,
        headline=headline(annotation),
        publisher=publisher(annotation),
        published=when(article.published),
        updated=when(article.updated) if article.updated else "",
        declared=_declared(held.declared.outlet, held.declared.url, held.declared.published),
        known=known_words(held.declared.known) if held.declared.known else "",
        blocks=[(b, _kind(b.label), b.span.of(article.legible)) for b in article.blocks],
        credits=[(credit, _statement(article, credit)) for credit in article.credits],
        notes=notes(article),
        sentences=len(annotation.sentences),
    )


def download(visit: Visit) -> Response:
    """The bytes as they were captured: to be saved, never to be opened here."""
    story, annotation = _found(visit)
    held = kept(visit.house, visit.viewer, story.head.id, annotation.capture_id)
    headers = {
        "content-disposition": f'attachment; filename="capture-{held.id}.bin"',
        "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    }
    return Response(held.content, media_type="application/octet-stream", headers=headers)


def _found(visit: Visit) -> tuple[Story, Annotation]:
    need(visit.viewer, Role.ANALYST, "looking at captures")
    story, capture_id = look(visit.house, visit.viewer, visit.part("story_id")), visit.part("capture_id")
    annotation = next((a for a in story.trace.annotations if a.capture_id == capture_id), None)
    if annotation is None:
        raise NotFoundError(capture_id, "there is no such capture in this story", "Look at the story.")
    return story, annotation


def _kind(label: str) -> str:
    """Whether a block is the text itself, says where it is from, or was set aside."""
    if label in STORY_LABELS:
        return "story"
    return "metadata" if label in METADATA_LABELS else "aside"


def _statement(article: Article, credit: Credit) -> str:
    if credit.start is None or credit.end is None:
        return ""
    return shorten(one_line(article.legible[credit.start : credit.end]), 240)


def _declared(outlet: str | None, url: str | None, published: str | None) -> str:
    """What whoever handed it in said of it."""
    said = (outlet, url, date_words(published) if published else None)
    return ", ".join(one_line(part) for part in said if part)


PAGES = (
    Get("/s/{story_id}/captures/{capture_id}", capture),
    Get("/s/{story_id}/captures/{capture_id}/download", download),
)
