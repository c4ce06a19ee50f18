"""Adding watches, removing them and bringing them back, and what they have found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geopolitik.app.access import need
from geopolitik.app.house import House
from geopolitik.app.stories.growing import arrived
from geopolitik.app.watchlist.meaning import meant
from geopolitik.errors import ConflictError, NotFoundError, RefusedError, UsageError
from geopolitik.model.capture import Capture
from geopolitik.model.growing import Outcome
from geopolitik.model.people import Role, Viewer
from geopolitik.model.watchlist import Match, Watch, WatchKind
from geopolitik.storage import accounts, audits, watchlist
from geopolitik.storage.ids import new_id
from geopolitik.storage.paging import Page, Paging

MOST = 500
"""Watches that may stand at a time."""
_WHAT = "watch-lists"


@dataclass(frozen=True, slots=True)
class Listed:
    """A watch as lists show it."""

    watch: Watch
    matches: int
    """How many stand."""
    by: str
    """The name of whoever keeps it."""


def add(house: House, viewer: Viewer, kind: WatchKind, what: str, *, uncredited: bool = False) -> Watch:
    """Watch an outlet, a text that is kept, or a name.

    What is kept already is not looked through here: `backlog.look_through` does that.

    Args:
        house: the site.
        viewer: who wants to be told.
        kind: what is watched.
        what: an outlet's name; the id of a story, a capture or a wording, or the address of a text; or a
            name, which is watched with the aliases that the ledger's registries of actors have for it.
        uncredited: tell only of copies that don't credit what they were made from; of a name, only of copies
            without credit of texts that hold it.

    Raises:
        RefusedError: the viewer doesn't work here.
        UsageError: it names nothing.
        NotFoundError: no such text is kept.
        ConflictError: it is watched already, or too much is.
    """
    need(viewer, Role.ANALYST, _WHAT)
    at = house.clock()
    with house.store.reading() as r:
        found = meant(house, r, kind, what)
    with house.store.writing() as w:
        standing = watchlist.listed(w)
        if any((o.kind, o.means, o.uncredited) == (kind, found.means, uncredited) for o in standing):
            raise ConflictError(found.title, "is watched already", "See the list of what is watched.")
        if len(standing) >= MOST:
            raise ConflictError(_WHAT, f"hold {MOST} watches already", "Remove one first.")
        by = viewer.id or None
        watch = Watch(new_id(), kind, found.title, found.means, uncredited, by, at, reached="")
        watchlist.add(w, watch, found.keys)
        audits.note(w, "added", "watch", watch.id, by=by, at=at, detail=f"{kind.value}: {found.title}")
    return watch


def add_text(house: House, viewer: Viewer, capture: Capture, *, uncredited: bool = False) -> Watch:
    """Watch a text that is handed over: it is kept, and falls into its story or founds one.

    Raises:
        RefusedError: the viewer doesn't work here.
        UsageError: it can't be read.
        ConflictError: it is watched already, or too much is.
    """
    need(viewer, Role.ANALYST, _WHAT)
    arrival = arrived(house, [capture], by=viewer.id or None)[0]
    if arrival.outcome is Outcome.REJECTED:
        raise UsageError(capture.name, arrival.reason, "Hand over another text.")
    return add(house, viewer, WatchKind.TEXT, capture.id, uncredited=uncredited)


def remove(house: House, viewer: Viewer, watch_id: str) -> Watch:
    """Watch something no longer; what it found stays.

    Raises:
        RefusedError: it is somebody else's, and the viewer is no editor.
        NotFoundError: there is no such watch.
        ConflictError: it was removed already.
    """
    return _changed(house, viewer, watch_id, removed=True)


def restore(house: House, viewer: Viewer, watch_id: str) -> Watch:
    """Watch something again that was removed; what was kept meanwhile is looked through.

    Raises:
        RefusedError: it is somebody else's, and the viewer is no editor.
        NotFoundError: there is no such watch.
        ConflictError: it stands.
    """
    return _changed(house, viewer, watch_id, removed=False)


def _changed(house: House, viewer: Viewer, watch_id: str, *, removed: bool) -> Watch:
    need(viewer, Role.ANALYST, _WHAT)
    at = house.clock()
    with house.store.writing() as w:
        watch = watchlist.get(w, watch_id)
        if watch is None:
            raise NotFoundError(watch_id, "there is no such watch", "See the list of what is watched.")
        if not may_remove(viewer, watch):
            raise RefusedError(watch.title, "is watched by somebody else", "Ask them, or an editor.")
        if (watch.withdrawn_at is not None) == removed:
            state = "removed" if removed else "watched"
            raise ConflictError(watch.title, f"is {state} already", "See the list of what is watched.")
        if removed:
            watchlist.change(w, watch_id, withdrawn_at=at)
        else:
            watchlist.change(w, watch_id, withdrawn_at=None, reached="")
        action = "removed" if removed else "brought back"
        audits.note(w, action, "watch", watch_id, by=viewer.id or None, at=at, detail=watch.title)
    return watch


def may_remove(viewer: Viewer, watch: Watch) -> bool:
    """Whether a viewer may remove a watch: their own, or any for editors."""
    own = watch.by is not None and watch.by == viewer.id
    return own or viewer.at_least(Role.EDITOR)


def listed(house: House, viewer: Viewer) -> tuple[Listed, ...]:
    """What is watched, the newest first.

    Raises:
        RefusedError: the viewer doesn't work here.
    """
    need(viewer, Role.ANALYST, _WHAT)
    with house.store.reading() as r:
        found, counts = watchlist.listed(r), watchlist.counts(r)
        names = {user.id: user.name for user in accounts.all_users(r)}
    return tuple(Listed(watch, counts.get(watch.id, 0), names.get(watch.by or "", "")) for watch in found)


def one(house: House, viewer: Viewer, watch_id: str) -> Watch:
    """A watch, also a removed one.

    Raises:
        RefusedError: the viewer doesn't work here.
        NotFoundError: there is no such watch.
    """
    need(viewer, Role.ANALYST, _WHAT)
    with house.store.reading() as r:
        watch = watchlist.get(r, watch_id)
    if watch is None:
        raise NotFoundError(watch_id, "there is no such watch", "See the list of what is watched.")
    return watch


def matches(
    house: House, viewer: Viewer, watch_id: str | None, paging: Paging, *, standing_only: bool = False
) -> Page[Match]:
    """What a watch has found, or all of them, the newest first.

    Raises:
        RefusedError: the viewer doesn't work here.
        NotFoundError: there is no such watch.
    """
    need(viewer, Role.ANALYST, _WHAT)
    if watch_id is not None:
        one(house, viewer, watch_id)
    with house.store.reading() as r:
        return watchlist.matches(r, watch_id=watch_id, paging=paging, standing_only=standing_only)


def titles(house: House, found: Sequence[Match]) -> dict[str, str]:
    """What is watched by the watches that found something, by their ids."""
    with house.store.reading() as r:
        return {watch.id: watch.title for watch in watchlist.of_ids(r, {match.watch_id for match in found})}
