"""What analysts and editors say of derivations; each decision has a reason and can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geopolitik.app.access import need
from geopolitik.app.house import House
from geopolitik.app.stories.planning import trace_of
from geopolitik.app.stories.splitting import bridge_fell, bridge_stands, until_it_fits
from geopolitik.app.watchlist.matching import look
from geopolitik.errors import ConflictError, NotFoundError, RefusedError, UsageError
from geopolitik.model.keeping import Decision, Judgement, KeptDerivation, Wanted
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import accounts, audits, decisions, stories, watchlist
from geopolitik.storage.ids import new_id
from geopolitik.storage.paging import Page, Paging

if TYPE_CHECKING:
    from sqlalchemy import Connection

_EVERYTHING = Wanted()
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Inbox:
    """What waits for a decision, and by what it can be sifted."""

    edges: tuple[KeptDerivation, ...]
    """Those asked for: the heaviest changes first, then the greatest doubt."""
    titles: dict[str, str]
    """Of their stories, by id."""
    waiting: int
    """How many wait in all."""
    outlets: tuple[tuple[str, str], ...]
    """Slug and name."""
    stories: tuple[tuple[str, str], ...]
    """Id and title."""
    watched: dict[str, str]
    """What is watched by a watch that has found them, by id of the derivation."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision as lists show it."""

    decision: Decision
    edge: KeptDerivation
    by: str
    """The name of whoever decided."""
    withdrawn_by: str


def inbox(house: House, viewer: Viewer, *, limit: int = 200) -> tuple[KeptDerivation, ...]:
    """Derivations about which nobody has decided: the heaviest changes first, then the greatest doubt.

    Raises:
        RefusedError: the viewer doesn't work here.
    """
    return sifted(house, viewer, _EVERYTHING, limit=limit).edges


def sifted(house: House, viewer: Viewer, wanted: Wanted, *, limit: int = 200) -> Inbox:
    """The inbox, sifted.

    Raises:
        RefusedError: the viewer doesn't work here.
    """
    need(viewer, Role.ANALYST, "the inbox")
    with house.store.reading() as r:
        edges = decisions.waiting(r, wanted=wanted, limit=limit)
        heads = stories.some(r, list({edge.story_id for edge in edges}), public_only=False)
        return Inbox(
            edges=edges,
            titles={story_id: head.title for story_id, head in heads.items()},
            waiting=decisions.count_waiting(r),
            outlets=decisions.waiting_outlets(r),
            stories=decisions.waiting_stories(r),
            watched=watchlist.on_edges(r, [edge.id for edge in edges]),
        )


def one(house: House, viewer: Viewer, derivation_id: str) -> tuple[KeptDerivation, tuple[Entry, ...]]:
    """A derivation with all that was ever decided about it, newest first.

    Raises:
        RefusedError: the viewer doesn't work here.
        NotFoundError: there is no such derivation.
    """
    need(viewer, Role.ANALYST, "the inbox")
    with house.store.reading() as r:
        edge = stories.one_edge(r, derivation_id)
        if edge is None:
            raise NotFoundError(derivation_id, "there is no such derivation")
        names = _names(r)
        return edge, tuple(_entry(edge, d, names) for d in reversed(decisions.history(r, derivation_id)))


def log(house: House, viewer: Viewer, paging: Paging) -> Page[Entry]:
    """What was decided, newest first, with what was taken back.

    Raises:
        RefusedError: the viewer doesn't work here.
    """
    need(viewer, Role.ANALYST, "the inbox")
    with house.store.reading() as r:
        found, names = decisions.log(r, paging=paging), _names(r)
    return Page(tuple(_entry(edge, decision, names) for edge, decision in found.items), found.next)


def _names(connection: Connection) -> dict[str, str]:
    return {user.id: user.name for user in accounts.all_users(connection)}


def _entry(edge: KeptDerivation, decision: Decision, names: dict[str, str]) -> Entry:
    return Entry(
        decision, edge, names.get(decision.by, "somebody"), names.get(decision.withdrawn_by or "", "somebody")
    )


def decide(
    house: House,
    viewer: Viewer,
    derivation_id: str,
    judgement: Judgement,
    *,
    reason: str,
    correction: str = "",
) -> Decision:
    """Confirm, reject, correct or approve a derivation; an earlier decision about it is withdrawn.

    If one that is rejected was all that held a part of the story, that part becomes a story of its own.

    Raises:
        RefusedError: the viewer doesn't work here; approving is for editors.
        NotFoundError: there is no such derivation.
        UsageError: no reason was given, or a correction without what is right.
    """
    need(viewer, Role.EDITOR if judgement is Judgement.APPROVE else Role.ANALYST, f"to {judgement.value}")
    reason, correction = reason.strip()[:_LONGEST], correction.strip()[:_LONGEST]
    if not reason:
        raise UsageError("reason", "is missing", "Say in a sentence why.")
    if judgement is Judgement.CORRECT and not correction:
        raise UsageError("correction", "is missing", "Say what is right.")
    at = house.clock()
    with house.store.writing() as w:
        edge = stories.one_edge(w, derivation_id)
        if edge is None:
            raise NotFoundError(derivation_id, "there is no such derivation")
        if judgement is Judgement.APPROVE and not edge.is_uncredited:
            raise UsageError(
                edge.copy_name, "credits its original", "There is nothing to approve: confirm it."
            )
        before = decisions.standing(w, [derivation_id]).get(derivation_id)
        made = Decision(new_id(), derivation_id, judgement, reason, str(viewer.id), at, correction)
        decisions.add(w, made)
        audits.note(w, judgement.value, "derivation", derivation_id, by=viewer.id, at=at, detail=reason)
        _look_again(house, w, edge.story_id)
    if judgement is Judgement.REJECT:
        until_it_fits(lambda: bridge_fell(house, edge))
    elif before is not None and before.judgement is Judgement.REJECT:
        until_it_fits(lambda: bridge_stands(house, edge))
    return made


def undo(house: House, viewer: Viewer, decision_id: str | None = None) -> Decision:
    """Take a decision back: the one named, or one's own last.

    Raises:
        NotFoundError: there is none.
        RefusedError: it is somebody else's, and the viewer is no editor.
        ConflictError: it is taken back already.
    """
    need(viewer, Role.ANALYST, "undoing")
    at = house.clock()
    with house.store.writing() as w:
        found = decisions.get(w, decision_id) if decision_id else decisions.latest_of(w, str(viewer.id))
        if found is None:
            raise NotFoundError("decision", "there is none to take back")
        if found.withdrawn_at is not None:
            raise ConflictError("decision", "is taken back already")
        if found.by != viewer.id and not viewer.at_least(Role.EDITOR):
            raise RefusedError("decision", "is somebody else's", "Ask them, or an editor.")
        decisions.withdraw(w, found.id, by=str(viewer.id), at=at)
        audits.note(w, "undid", "derivation", found.derivation_id, by=viewer.id, at=at)
        edge = stories.one_edge(w, found.derivation_id)
        if edge is not None:
            _look_again(house, w, edge.story_id)
    if found.judgement is Judgement.REJECT and edge is not None:
        until_it_fits(lambda: bridge_stands(house, edge))
    return found


def _look_again(house: House, connection: Connection, story_id: str) -> None:
    """See what the watch-lists find in a story now: a copy that was rejected is none."""
    head = stories.get(connection, story_id)
    if head is not None and watchlist.kinds(connection):
        look(connection, story_id, trace_of(house, connection, head), fresh=(), at=house.clock())
