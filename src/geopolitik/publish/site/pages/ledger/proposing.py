"""From a statement of a story to the ledger: an entry is proposed, an analyst mends and confirms it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from geopolitik import pipeline
from geopolitik.app.access import need
from geopolitik.app.cases import editing
from geopolitik.app.cases.looking import KeptCase, collection_of, listed, look
from geopolitik.app.cases.proposing import KINDS, Proposal, Told, proposal, quote
from geopolitik.errors import GeopolitikError, NotFoundError
from geopolitik.ledger.cases import CaseError, entry_from_yaml, with_entry
from geopolitik.model.ledger.keeping import EntryKind
from geopolitik.model.people import Role
from geopolitik.publish.site.routing import Get, Post, status
from geopolitik.publish.site.views.addresses import story_address
from geopolitik.publish.site.views.head import head
from geopolitik.publish.site.views.ledger.passages import entry_address
from geopolitik.publish.site.views.passages import address_of
from geopolitik.publish.site.views.reading import Reading
from geopolitik.publish.site.visit import Visit
from geopolitik.storage.paging import Paging

_CASES = Paging(limit=100)


@dataclass(frozen=True, slots=True)
class Found:
    """The statement that a page is about."""

    reading: Reading
    told: Told
    key: str

    @property
    def address(self) -> str:
        """Of the page on which a case is chosen."""
        return f"/s/{self.reading.glance.head.id}/statements/{self.key}{self.query}"

    @property
    def query(self) -> str:
        """Which trace it stands in: a later one may have other statements."""
        return f"?revision={self.reading.glance.revision}"


def statement(visit: Visit) -> Response:
    """One statement, and the cases to which it could be entered."""
    found = _found(visit)
    story = found.reading.glance.head
    return visit.render(
        "statement.html.j2",
        head=head(
            visit,
            title=f"To the ledger: {story.title}",
            path=f"/s/{story.id}/statements/{found.key}",
            crumbs=(("Stories", "/stories"), (story.title, story_address(story)), ("To the ledger", "")),
        ),
        found=found,
        said=found.told.statement,
        quote=quote(found.told),
        kinds=[kind.value for kind in KINDS],
        cases=listed(visit.house, visit.viewer, paging=_CASES).items,
    )


def propose(visit: Visit) -> Response:
    """The form with what is proposed; nothing is kept before it is sent."""
    found, kept, kind = _found(visit), _case(visit), _kind(visit)
    return _form(visit, found, kept, kind, proposal(kept.case, kind, found.told))


def confirm(visit: Visit) -> Response:
    """Keep what the analyst made of it: the document, if the case lacks it, and the entry."""
    found, kept, kind = _found(visit), _case(visit), _kind(visit)
    sent = Proposal(_lines(visit.field("entry")), _lines(visit.field("document")))
    reason = visit.field("reason")
    try:
        _try(kept, kind, sent)
        if sent.document.strip():
            editing.write(
                visit.house, visit.viewer, kept.head.id, EntryKind.DOCUMENT, sent.document, reason=reason
            )
        entry = editing.write(visit.house, visit.viewer, kept.head.id, kind, sent.entry, reason=reason)
    except GeopolitikError as error:
        return _form(visit, found, kept, kind, sent, error)
    address = entry_address(kept.head.id, collection_of(kind), entry.key)
    return visit.to(address, told="Kept.", undo=f"{address}/withdraw")


def _try(kept: KeptCase, kind: EntryKind, sent: Proposal) -> None:
    """See that both fit before either is kept."""
    case = kept.case
    if sent.document.strip():
        case = with_entry(case, entry_from_yaml(collection_of(EntryKind.DOCUMENT), sent.document))
    with_entry(case, entry_from_yaml(collection_of(kind), sent.entry))


def _form(
    visit: Visit,
    found: Found,
    kept: KeptCase,
    kind: EntryKind,
    proposed: Proposal,
    error: GeopolitikError | None = None,
) -> Response:
    return visit.render(
        "ledger_propose.html.j2",
        status=status(error) if error else 200,
        found=found,
        kept=kept,
        kind=kind.value,
        proposed=proposed,
        reason=visit.field("reason"),
        error=error,
        problems=error.problems if isinstance(error, CaseError) else (),
    )


def _found(visit: Visit) -> Found:
    need(visit.viewer, Role.ANALYST, "editing cases")
    reading, key = Reading.of(visit, visit.part("story_id")), visit.part("statement")
    capture, _, number = key.rpartition(".")
    said = reading.said.get(capture, ())
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
    annotation = next((a for a in reading.trace.annotations if a.capture_id == capture), None)
    if annotation is None or not 1 <= at <= len(said):
        raise NotFoundError(key[:60], "there is no such statement in this story", "Look at the story.")
    one = said[at - 1]
    return Found(reading, Told(annotation, one, address_of(annotation), _relaying(reading, capture, at)), key)


def _relaying(reading: Reading, capture: str, at: int) -> tuple[str, ...]:
    """The other captures that relay a statement."""
    wanted = (capture, reading.said[capture][at - 1])
    for utterance in pipeline.utterances(reading.trace, reading.said):
        held = [(rendering.capture, rendering.statement) for rendering in utterance.renderings]
        if wanted in held:
            return tuple(capture_id for capture_id, _ in held if capture_id != capture)
    return ()


def _case(visit: Visit) -> KeptCase:
    return look(visit.house, visit.viewer, visit.part("case_id"))


def _kind(visit: Visit) -> EntryKind:
    asked = visit.part("kind")
    kind = next((kind for kind in KINDS if kind.value == asked), None)
    if kind is None:
        raise NotFoundError(asked[:40], "is nothing that a statement can become", "Go back to the story.")
    return kind


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")


PAGES = (
    Get("/s/{story_id}/statements/{statement}", statement),
    Get("/ledger/{case_id}/propose/{kind}/{story_id}/{statement}", propose),
    Post("/ledger/{case_id}/propose/{kind}/{story_id}/{statement}", confirm),
)
