"""The page of one derivation: its verdict, its redline, and both to take away."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup
from starlette.responses import Response

from geopolitik.errors import NotFoundError
from geopolitik.model.keeping import ReplyState
from geopolitik.publish.correcting import along
from geopolitik.publish.exports.docx import heading_of, to_docx
from geopolitik.publish.site.rendering import environment
from geopolitik.publish.site.routing import Get
from geopolitik.publish.site.views.addresses import redline_address, story_address, told_by
from geopolitik.publish.site.views.changes import public_cards, told_of
from geopolitik.publish.site.views.feeds import story_feeds
from geopolitik.publish.site.views.head import head
from geopolitik.publish.site.views.reading import Reading
from geopolitik.publish.site.views.redline import Edge, RedlinePage, edge_of, public_report, redline_page
from geopolitik.publish.site.views.redline_json import public_json, whole_json
from geopolitik.publish.site.views.sides import came
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import replies, revisions, stories
from geopolitik.text.slugs import slug

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def redline(visit: Visit) -> Response:
    """One derivation: why it is thought to be one, and what the copy changed."""
    reading, derivation_id = _reading(visit)
    found = reading.glance.head
    kept = next((e for e in reading.crediting.edges.values() if e.id == derivation_id), None)
    if kept is None:
        return _of_an_earlier_trace(visit, reading, derivation_id)
    key = ("redline", derivation_id, *reading.key)
    body = visit.site.bodies.get(key, lambda: _body(reading, derivation_id))
    title = f"{kept.original_name} → {kept.copy_name}"
    path = redline_address(found.id, derivation_id)
    with visit.house.store.reading() as r:
        answered = [
            one for one in replies.about(r, found.id, ReplyState.ANSWERED) if one.about == derivation_id
        ]
    return visit.render(
        "redline_page.html.j2",
        head=head(
            visit,
            title=f"{title}: {found.title}",
            path=path,
            description=f"{kept.kind}: what the copy changed, passage by passage. {told_by(found)}.",
            crumbs=(("Stories", "/stories"), (found.title, story_address(found)), (title, "")),
            feeds=story_feeds(found),
        ),
        story=found,
        kept=kept,
        path=path,
        query=reading.query,
        is_latest=reading.is_latest,
        revision=reading.glance.revision,
        outright=reading.outright,
        replies=answered,
        body=Markup(body),  # noqa: S704 - made from a template of ours
    )


def as_json(visit: Visit) -> Response:
    """The redline as JSON: whole for those who work here."""
    reading, derivation_id = _reading(visit)
    edge = _edge(reading, derivation_id)
    if reading.outright:
        text = whole_json(edge)
    else:
        address = visit.site.address + redline_address(reading.glance.head.id, derivation_id)
        text = public_json(_page(reading, edge), address=address)
    return _file(edge, text.encode("utf-8", "replace"), "json", "application/json")


def as_docx(visit: Visit) -> Response:
    """The redline as a Word document with tracked changes: whole for those who work here."""
    reading, derivation_id = _reading(visit)
    edge = _edge(reading, derivation_id)
    if edge.redline is None:
        raise NotFoundError(edge.kept.copy_name, "has no redline", "Its page says why.")
    report = public_report(edge, reading.crediting)
    view = report.redlines[0]
    with visit.house.store.reading() as r:
        made_at = dict(revisions.numbers(r, reading.glance.head.id))[reading.glance.revision]
    heading = heading_of(report, view)
    if reading.outright:
        content = to_docx(view, heading=heading, made_at=made_at)
    else:
        reasons = tuple((weight, reading.shown.told(note)) for weight, note in heading.reasons)
        told = told_of(public_cards(edge.redline, edge.kept, reading.crediting, reading.shown))
        content = to_docx(view, heading=replace(heading, reasons=reasons), made_at=made_at, told=told)
    return _file(edge, content, "docx", _DOCX)


def _reading(visit: Visit) -> tuple[Reading, str]:
    return Reading.of(visit, visit.part("story_id")), visit.part("derivation_id")


def _edge(reading: Reading, derivation_id: str) -> Edge:
    kept = next((e for e in reading.crediting.edges.values() if e.id == derivation_id), None)
    edge = edge_of(reading.trace, kept) if kept else None
    if edge is None:
        raise NotFoundError(derivation_id, "there is no such derivation in this story", "Look at the story.")
    return edge


def _body(reading: Reading, derivation_id: str) -> str:
    page = _page(reading, _edge(reading, derivation_id))
    template = environment().get_template("redline_body.html.j2")
    return template.render(page=page, outright=reading.outright, zone=reading.visit.settings.zone)


def _page(reading: Reading, edge: Edge) -> RedlinePage:
    sides = [side.capture_id for side in edge.sides if side]
    with reading.visit.house.store.reading() as r:
        known = {side: came(r, side, outright=reading.outright) for side in sides}
    ways = {side: how for side, how in known.items() if how}
    shown = None if reading.outright else reading.shown
    return redline_page(edge, reading.crediting, ways, shown, along(reading.corrections, *edge.sides))


def _of_an_earlier_trace(visit: Visit, reading: Reading, derivation_id: str) -> Response:
    """A derivation that this trace doesn’t have keeps its address, and says where it may be found."""
    found = reading.glance.head
    with visit.house.store.reading() as r:
        kept = stories.one_edge(r, derivation_id)
    if kept is None or kept.story_id != found.id:
        raise NotFoundError(derivation_id, "there is no such derivation in this story", "Look at the story.")
    title = f"{kept.original_name} → {kept.copy_name}"
    return visit.render(
        "redline_gone.html.j2",
        head=head(
            visit,
            title=f"{title}: {found.title}",
            path=redline_address(found.id, derivation_id),
            crumbs=(("Stories", "/stories"), (found.title, story_address(found)), (title, "")),
        ),
        story=found,
        title=title,
        revision=reading.glance.revision,
        earlier=range(found.revision - 1, 0, -1),
        path=redline_address(found.id, derivation_id),
    )


def _file(edge: Edge, content: bytes, ending: str, kind: str) -> Response:
    name = slug(f"{edge.kept.original_name} {edge.kept.copy_name}") or "redline"
    headers = {"content-disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(content, media_type=kind, headers=headers)


PAGES = (
    Get("/s/{story_id}/r/{derivation_id}.json", as_json),
    Get("/s/{story_id}/r/{derivation_id}.docx", as_docx),
    Get("/s/{story_id}/r/{derivation_id}", redline),
)
