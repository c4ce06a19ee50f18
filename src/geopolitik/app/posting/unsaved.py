"""What was typed and sent without saving it: held, so that its page can be reloaded and gone back to."""

from __future__ import annotations

from geopolitik.app.house import House
from geopolitik.app.posting import posts
from geopolitik.errors import NotFoundError, UsageError
from geopolitik.model.people import Viewer
from geopolitik.model.publishing import Typed, Unsaved
from geopolitik.storage import unsaved

_LONGEST_LINE = 2_000
"""Characters of a title; a post's own may have fewer, but nothing typed is cut."""
_LONGEST_TIME = 80


def hold(house: House, viewer: Viewer, post_id: str, typed: Typed) -> Unsaved:
    """Hold what somebody typed; the same text as the last is held once.

    Raises:
        NotFoundError: there is no such post, or the viewer may not know of it.
        RefusedError: the viewer only reads it.
        UsageError: it is too long to be held.
    """
    _check(typed)
    by = str(viewer.id)
    with house.store.writing() as w:
        posts.editable(w, viewer, post_id)
        last = unsaved.latest(w, post_id, by)
        if last is not None and last.settled_at is None and last.typed == typed:
            return last
        held = Unsaved(post_id, by, last.number + 1 if last else 1, typed, house.clock())
        unsaved.add(w, held)
        return held


def _check(typed: Typed) -> None:
    if len(typed.body) > posts.LONGEST:
        raise UsageError("text", f"is longer than {posts.LONGEST:,} characters", "Make two posts of it.")
    if len(typed.title) > _LONGEST_LINE:
        raise UsageError("title", f"is longer than {_LONGEST_LINE:,} characters", "Shorten it.")
    if max(len(typed.when), len(typed.zone)) > _LONGEST_TIME:
        raise UsageError("time", "is longer than any", "Choose another.")


def held(house: House, viewer: Viewer, post_id: str, *, number: int | None = None) -> Unsaved | None:
    """A text of the viewer's own: one by number, else the last if it is neither saved nor put aside."""
    by = str(viewer.id)
    with house.store.reading() as r:
        if number is not None and (named := unsaved.get(r, post_id, by, number)):
            return named
        last = unsaved.latest(r, post_id, by)
    return last if last is not None and last.settled_at is None else None


def settle(house: House, viewer: Viewer, post_id: str) -> Unsaved | None:
    """Put the viewer's texts of a post aside, as they are saved or not wanted; returns the last one."""
    by = str(viewer.id)
    with house.store.writing() as w:
        last = unsaved.latest(w, post_id, by)
        if last is None or last.settled_at is not None:
            return None
        unsaved.settle(w, post_id, by, at=house.clock())
        return last


def take_back(house: House, viewer: Viewer, post_id: str, number: int) -> None:
    """Take a text back that was put aside.

    Raises:
        NotFoundError: the viewer has no such text.
    """
    by = str(viewer.id)
    with house.store.writing() as w:
        found = unsaved.get(w, post_id, by, number)
        if found is None:
            raise NotFoundError("what you typed", "is not held any more")
        unsaved.unsettle(w, post_id, by, number)
