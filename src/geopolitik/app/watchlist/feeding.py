"""The key in the address of one's private feed: it opens the feed of what is watched, and nothing else."""

from __future__ import annotations

from datetime import datetime

from geopolitik.app.access import need
from geopolitik.app.house import House
from geopolitik.errors import NotFoundError
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import accounts, audits

_WHAT = "the feed of what is watched"


def make(house: House, viewer: Viewer) -> str:
    """A new key of one's own, shown once; the one before opens nothing any more.

    Raises:
        RefusedError: the viewer doesn't work here.
    """
    need(viewer, Role.ANALYST, _WHAT)
    at = house.clock()
    with house.store.writing() as w:
        key = accounts.make_feed_key(w, str(viewer.id), at=at)
        audits.note(w, "made", "feed key", str(viewer.id), by=viewer.id, at=at)
    return key


def end(house: House, viewer: Viewer) -> None:
    """Make one's own key useless.

    Raises:
        RefusedError: the viewer doesn't work here.
        NotFoundError: there is none.
    """
    need(viewer, Role.ANALYST, _WHAT)
    with house.store.writing() as w:
        if not accounts.end_feed_key(w, str(viewer.id)):
            raise NotFoundError(_WHAT, "has no address of yours", "Make one first.")
        audits.note(w, "ended", "feed key", str(viewer.id), by=viewer.id, at=house.clock())


def made(house: House, viewer: Viewer) -> datetime | None:
    """Since when one has a key; None if one has none.

    Raises:
        RefusedError: the viewer doesn't work here.
    """
    need(viewer, Role.ANALYST, _WHAT)
    with house.store.reading() as r:
        return accounts.feed_key_made(r, str(viewer.id))


def whose(house: House, key: str) -> Viewer:
    """Who comes with a key.

    Raises:
        NotFoundError: nobody has it, or whoever has it doesn't work here any more.
    """
    with house.store.reading() as r:
        user_id = accounts.owner_of_feed_key(r, key)
        viewer = accounts.viewer(r, user_id) if user_id else None
    if viewer is None or not viewer.at_least(Role.ANALYST):
        raise NotFoundError("this feed", "isn't there", "Make a new address on the page of watch-lists.")
    return viewer
