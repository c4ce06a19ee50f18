"""What analysts say of stories as wholes: these texts tell of another event, these two stories of one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from geopolitik.app.access import need
from geopolitik.app.house import House
from geopolitik.app.stories.planning import trace_of
from geopolitik.app.stories.turning import Word, join, split
from geopolitik.errors import ConflictError, MovedError, NotFoundError, RefusedError, UsageError
from geopolitik.model.growing import StoryEvent, Turn
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role, Viewer
from geopolitik.model.story import Trace
from geopolitik.storage import growth, stories

_LONGEST = 2_000


def part(
    house: House, viewer: Viewer, story_id: str, captures: Sequence[str], *, reason: str
) -> tuple[StoryHead, StoryHead]:
    """Take texts out of a story: they tell of another event. Later arrivals don't bring the two together.

    Args:
        captures: ids of captures, or their numbers in the story from 1; all that carry the same wordings go
            along.

    Returns:
        The story as it goes on, and the one of those texts.

    Raises:
        RefusedError: the viewer doesn't work here.
        NotFoundError: there is no such story, or it holds no such text.
        UsageError: there is no reason, no text is named, or none would be left.
        ConflictError: the story has grown meanwhile.
    """
    word = _word(viewer, reason, "to part stories")
    with house.store.reading() as r:
        head = _standing(r, story_id)
        trace = trace_of(house, r, head)
    leaving = _with_their_wordings(trace, {_capture(trace, name) for name in captures})
    if not leaving:
        raise UsageError("texts", "none is named", "Say which of the story's texts tell of another event.")
    if len(leaving) == len(trace.annotations):
        raise UsageError("texts", "none would be left in the story", "Name some of them.")
    return split(house, head, leaving, word, Turn.PARTED)


def bring_together(house: House, viewer: Viewer, story_id: str, other_id: str, *, reason: str) -> StoryHead:
    """Say that another story tells of the same event: it becomes part of the first, and isn't split off.

    Raises:
        RefusedError: the viewer doesn't work here.
        NotFoundError: there is no such story.
        UsageError: there is no reason, both are the same, or readers know only the other.
        ConflictError: one of them has grown meanwhile.
    """
    word = _word(viewer, reason, "to join stories")
    with house.store.reading() as r:
        head, other = _standing(r, story_id), _standing(r, other_id)
    if head.id == other.id:
        raise UsageError(story_id, "can't be joined with itself", "Name another story.")
    if other.public and not head.public:
        raise UsageError(
            other_id,
            "is public, and the story that it would be part of isn't",
            "Join them the other way round.",
        )
    return join(house, head, other, word)


def take_back(house: House, viewer: Viewer, number: int) -> StoryHead:
    """Take back that stories were parted or joined by hand: what was one is one again, what was two are two.

    Args:
        number: of the event in the story's record.

    Returns:
        The story that goes on.

    Raises:
        RefusedError: the viewer doesn't work here, or it is somebody else's and the viewer is no editor.
        NotFoundError: there is no such event.
        ConflictError: it is taken back already, the machine did it, or one of the stories went on otherwise.
    """
    need(viewer, Role.ANALYST, "undoing")
    with house.store.reading() as r:
        event = growth.event(r, number)
        if event is None:
            raise NotFoundError(str(number), "nothing of that number happened between stories")
        _may_take_back(viewer, event)
        head, other = _now(r, event.story), _now(r, event.other)
    word = Word(f"Taken back: {event.reason}", viewer.id or None, undoes=event)
    if event.kind is Turn.PARTED:
        return join(house, head, other, word)
    with house.store.reading() as r:
        held = {a.capture_id for a in stories.captures_of(r, event.story)}
        trace = trace_of(house, r, other)
    leaving = _with_their_wordings(trace, held & {a.capture_id for a in trace.annotations})
    if not 0 < len(leaving) < len(trace.annotations):
        raise ConflictError(other.id, "has gone on otherwise", "Part it by its texts.")
    return split(house, other, leaving, word, Turn.SPLIT)[0]


def _may_take_back(viewer: Viewer, event: StoryEvent) -> None:
    what = f"event {event.number}"
    if event.withdrawn_at is not None:
        raise ConflictError(what, "is taken back already")
    if not event.by_hand:
        raise ConflictError(what, "was found by the machine", "Part the story, or join the two.")
    if event.by not in (viewer.id, None) and not viewer.at_least(Role.EDITOR):
        raise RefusedError(what, "is somebody else's", "Ask them, or an editor.")


def _word(viewer: Viewer, reason: str, what: str) -> Word:
    need(viewer, Role.ANALYST, what)
    reason = " ".join(reason.split())[:_LONGEST]
    if not reason:
        raise UsageError("reason", "is missing", "Say in a sentence why.")
    return Word(reason, viewer.id or None, by_hand=True)


def _standing(connection: Connection, story_id: str) -> StoryHead:
    """A story that is on the site."""
    now = growth.now_part_of(connection, story_id)
    if now is not None:
        raise MovedError(story_id, now)
    head = stories.get(connection, story_id)
    if head is None or head.withdrawn_at is not None:
        raise NotFoundError(story_id, "there is no such story", "List them: geopolitik stories")
    return head


def _now(connection: Connection, story_id: str) -> StoryHead:
    """A story, or the one that it is part of now."""
    return _standing(connection, growth.now_part_of(connection, story_id) or story_id)


def _capture(trace: Trace, name: str) -> str:
    """The id of a capture by itself or by its number."""
    ids = [annotation.capture_id for annotation in trace.annotations]
    if name in ids:
        return name
    if name.isascii() and name.isdigit() and 1 <= int(name[:6]) <= len(ids):
        return ids[int(name) - 1]
    raise NotFoundError(name, "the story holds no such text", f"Texts: 1 to {len(ids)}, or a capture's id.")


def _with_their_wordings(trace: Trace, captures: Collection[str]) -> frozenset[str]:
    """Captures with all that carry the same wordings."""
    groups = [{witness.capture for witness in wording.witnesses} for wording in trace.wordings]
    return frozenset(captures).union(*(group for group in groups if not group.isdisjoint(captures)))
