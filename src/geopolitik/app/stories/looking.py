"""A kept story, looked at: its head, its trace, and what people decided about its edges."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from geopolitik import pipeline
from geopolitik.app.access import may_see_story
from geopolitik.app.house import House
from geopolitik.app.quoting import Shown, choose
from geopolitik.app.stories.preparing import Said, said_in, shown_in
from geopolitik.errors import MovedError, NotFoundError
from geopolitik.model.capture import Capture
from geopolitik.model.correcting import Correction
from geopolitik.model.keeping import Decision, Judgement, KeptDerivation, StoryHead
from geopolitik.model.people import Role, Viewer
from geopolitik.model.story import Trace
from geopolitik.storage import captures, decisions, growth, revisions, stories


@dataclass(frozen=True, slots=True)
class Story:
    """A kept story as one viewer may see it."""

    head: StoryHead
    trace: Trace
    """Its captures hold no bytes: ask `capture` for them."""
    edges: tuple[KeptDerivation, ...]
    decisions: dict[str, Decision]
    """Those in force, by the edge's id."""
    glance: Glance
    """The same without its trace."""

    def decided(self, edge: KeptDerivation) -> Decision | None:
        """The decision in force about an edge."""
        return self.decisions.get(edge.id)


@dataclass(frozen=True, slots=True)
class Glance:
    """A kept story without its trace, which takes some 30 ms to read: its head, edges and decisions."""

    head: StoryHead
    revision: int
    """The trace that is asked for."""
    edges: tuple[KeptDerivation, ...]
    """Those of the latest trace."""
    decisions: dict[str, Decision]
    """Those in force, by the edge's id."""


def glance(house: House, viewer: Viewer, story_id: str, *, revision: int | None = None) -> Glance:
    """What can be told of a story without reading its trace.

    Raises:
        MovedError: it has become part of another; of what it was, name a revision.
        NotFoundError: there is no such story or revision, or the viewer may not know of it.
    """
    with house.store.reading() as r:
        return _glance(house, r, viewer, story_id, revision)


def look(house: House, viewer: Viewer, story_id: str, *, revision: int | None = None) -> Story:
    """A story with its trace.

    Args:
        revision: an earlier trace of it; the latest if left out.

    Raises:
        NotFoundError: there is no such story or revision, or the viewer may not know of it.
    """
    found = glance(house, viewer, story_id, revision=revision)
    return Story(found.head, trace_of(house, found), found.edges, found.decisions, found)


def trace_of(house: House, found: Glance) -> Trace:
    """The trace of a story that was glanced at."""
    story_id = found.head.id

    def made() -> Trace:
        with house.store.reading() as r:
            trace = revisions.trace_of(r, story_id, found.revision, texts=house.annotations)
        if trace is None:
            raise NotFoundError(story_id, f"has no revision {found.revision}")
        return trace

    return house.shelf.get((story_id, found.revision), made)


def said_of(house: House, found: Glance) -> Said:
    """The statements of the texts of a story that was glanced at, by capture id."""
    key = (found.head.id, found.revision)

    def made() -> Said:
        with house.store.reading() as r:
            kept = said_in(r, *key)
        return pipeline.statements_of(trace_of(house, found).annotations) if kept is None else kept

    return house.said.get(key, made)


def corrections_of(house: House, found: Glance) -> tuple[Correction, ...]:
    """What outlets corrected in a story that was glanced at, and which copies have it."""
    key = (found.head.id, found.revision)
    return house.corrected.get(key, lambda: pipeline.corrections(trace_of(house, found)))


def shown_of(house: House, found: Glance) -> Shown:
    """What the public is shown of the texts of a story that was glanced at.

    An earlier trace shows nothing that the latest doesn't: else all traces together would show more.
    """

    def made() -> Shown:
        if found.revision == found.head.revision:
            trace = trace_of(house, found)
            with house.store.reading() as r:
                kept = shown_in(r, found.head.id, found.revision, trace)
            return choose(trace, said=said_of(house, found)) if kept is None else kept
        latest = replace(found, revision=found.head.revision)
        return choose(trace_of(house, found), within=shown_of(house, latest), said=said_of(house, found))

    return house.choices.get((found.head.id, found.revision, found.head.revision), made)


def _glance(
    house: House, connection: Connection, viewer: Viewer, story_id: str, revision: int | None
) -> Glance:
    head = stories.get(connection, story_id)
    guests = house.standing().settings.guests
    if head is not None and head.withdrawn_at is not None and revision is None:
        now = growth.now_part_of(connection, story_id)
        other = stories.get(connection, now) if now else None
        if other is not None and may_see_story(viewer, other, guests=guests):
            raise MovedError(story_id, other.id)
    if head is None or not may_see_story(viewer, head, guests=guests):
        raise NotFoundError(story_id, "there is no such story", "It may not be public yet: sign in.")
    wanted = head.revision if revision is None else revision
    if not 1 <= wanted <= head.revision:
        raise NotFoundError(story_id, f"has no revision {wanted}")
    edges = stories.edges_of(connection, story_id)
    return Glance(head, wanted, edges, decisions.standing(connection, [edge.id for edge in edges]))


def edge(house: House, viewer: Viewer, derivation_id: str) -> tuple[KeptDerivation, Decision | None]:
    """A derivation with the decision in force; one of an earlier trace for those who work here only.

    Raises:
        NotFoundError: there is none, or the viewer may not know of it.
    """
    with house.store.reading() as r:
        found = stories.one_edge(r, derivation_id)
        head = stories.get(r, found.story_id) if found else None
        guests = house.standing().settings.guests
        if found is None or head is None or not may_see_story(viewer, head, guests=guests):
            raise NotFoundError(derivation_id, "there is no such derivation")
        if not found.current and not viewer.at_least(Role.ANALYST):
            raise NotFoundError(derivation_id, "there is no such derivation", "A later trace has dropped it.")
        return found, decisions.standing(r, [derivation_id]).get(derivation_id)


def capture(house: House, viewer: Viewer, story_id: str, capture_id: str) -> Capture:
    """A capture of a story with its bytes; for those who work here only: they are other people's texts.

    Raises:
        NotFoundError: there is none, or the viewer may not know of it.
    """
    with house.store.reading() as r:
        found = captures.get(r, capture_id) if viewer.at_least(Role.ANALYST) else None
        if found is None or story_id not in stories.stories_with(r, capture_id):
            raise NotFoundError(capture_id, "there is no such capture in this story")
        return found


def as_told(edge: KeptDerivation, decision: Decision | None) -> KeptDerivation:
    """An edge as the public is told of it: a dropped credit isn't counted until an editor approved it."""
    if not edge.drops_credit or may_say_uncredited(edge, decision):
        return edge
    return replace(edge, high=max(0, edge.high - 1), drops_credit=False)


def may_say_uncredited(edge: KeptDerivation, decision: Decision | None) -> bool:
    """Whether a public page may say that a copy doesn't credit its original: once an editor approved it."""
    return edge.is_uncredited and decision is not None and decision.judgement is Judgement.APPROVE
