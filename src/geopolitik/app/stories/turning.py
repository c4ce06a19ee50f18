"""What can become of stories: one becomes part of another, or a part of one a story of its own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from geopolitik.app.house import House
from geopolitik.app.stories.extending import Extended, extended
from geopolitik.app.stories.furnishing import as_known_now
from geopolitik.app.stories.keeping import headed, list_anew, write
from geopolitik.app.stories.planning import known, trace_of
from geopolitik.errors import ConflictError, NotFoundError
from geopolitik.model.growing import StoryEvent, Turn
from geopolitik.model.keeping import StoryHead
from geopolitik.model.story import Trace
from geopolitik.storage import audits, decisions, fulltext, growth, revisions, stories


@dataclass(frozen=True, slots=True)
class Word:
    """Why something happens to stories, and who says so."""

    reason: str
    by: str | None = None
    """Id of a user."""
    by_hand: bool = False
    """Whether a person says so, with an account or on the command line."""
    undoes: StoryEvent | None = None
    """What happened before, and is taken back by this."""


_MACHINE = Word("A text that arrived later tells of both.")


def merge(
    connection: Connection, old: StoryHead, into: StoryHead, *, at: datetime, word: Word = _MACHINE
) -> None:
    """Make a story part of another; its address leads there from now on, and nothing of it is lost."""
    told = (*stories.captures_of(connection, old.id), *stories.captures_of(connection, into.id))
    growth.absorb(connection, old.id, into.id)
    stories.change(connection, old.id, withdrawn_at=at)
    growth.note(
        connection,
        Turn.MERGED,
        old.id,
        into.id,
        at=at,
        reason=word.reason,
        by=word.by,
        by_hand=word.by_hand,
        captures={appearance.capture_id for appearance in told} if word.by_hand else (),
    )
    audits.note(connection, "merged", "story", old.id, by=word.by, at=at, detail=f"into {into.id}")
    fulltext.remove(connection, "story", old.id)
    for appearance in stories.captures_of(connection, old.id):
        fulltext.remove(connection, "capture", old.id, appearance.capture_id)


def join(house: House, story: StoryHead, other: StoryHead, word: Word) -> StoryHead:
    """Make a story part of another with one trace over the texts of both; the first goes on.

    Raises:
        ConflictError: one of them has grown meanwhile.
    """
    with house.store.reading() as r:
        traces = [trace_of(house, r, head) for head in (story, other)]
        ids = [story.id, other.id]
        grown = extended(traces, known(r, ids, traces), None, weighed={}, rejected=decisions.rejected(r, ids))
    had = {annotation.capture_id for annotation in traces[0].annotations}
    new = [annotation for annotation in grown.trace.annotations if annotation.capture_id not in had]
    at = house.clock()
    with house.store.writing() as w:
        _as_they_were(w, story, other)
        head = headed(grown.trace, story, at=at, by=None)
        merge(w, other, head, at=at, word=word)
        write(w, head, grown.trace, new=new, relations=grown.relations)
        _take_back(w, word, head, at=at)
    return head


def read_anew(house: House, story: StoryHead) -> frozenset[str]:
    """Read a story's texts by what is known of their outlets' pages now, and reason from that.

    Returns:
        Ids of the captures that read otherwise than before.

    Raises:
        ConflictError: the story has grown meanwhile.
    """
    with house.store.reading() as r:
        before = trace_of(house, r, story)
        trace = as_known_now(r, before)
        grown = extended(
            [trace],
            known(r, [story.id], [trace]),
            None,
            weighed={},
            rejected=decisions.rejected(r, [story.id]),
        )
    had = {id(annotation) for annotation in before.annotations}
    new = [annotation for annotation in grown.trace.annotations if id(annotation) not in had]
    if new:
        with house.store.writing() as w:
            _as_they_were(w, story)
            head = headed(grown.trace, story, at=house.clock(), by=None)
            write(w, head, grown.trace, new=new, relations=grown.relations)
    return frozenset(annotation.capture_id for annotation in new)


def split(
    house: House, story: StoryHead, leaving: Collection[str], word: Word, kind: Turn
) -> tuple[StoryHead, StoryHead]:
    """Make a story of its own of some of a story's captures; all witnesses of a wording go together.

    A story that had become part of this one, and has nothing but these captures, stands up again under its
    own address.

    Args:
        leaving: ids of the captures, not all that the story has.
        kind: what to call it: split by the machine, or parted by hand.

    Returns:
        The story as it goes on, and the other.

    Raises:
        ConflictError: the story has grown meanwhile.
    """
    with house.store.reading() as r:
        trace = trace_of(house, r, story)
        verdicts = known(r, [story.id], [trace])
        rejected = decisions.rejected(r, [story.id])
        before = _earlier(r, story, leaving)
    kept, gone = (
        extended([_only(trace, leaving, inside=inside)], verdicts, None, weighed={}, rejected=rejected)
        for inside in (False, True)
    )
    at = house.clock()
    with house.store.writing() as w:
        _as_they_were(w, story)
        stays = headed(kept.trace, story, at=at, by=None)
        other = before[0] if before else None
        leaves = headed(gone.trace, other, at=at, by=None, public=story.public)
        _part(w, (stays, kept), (leaves, gone))
        if before:
            stories.change(w, leaves.id, withdrawn_at=None)
            growth.take_back(w, before[1].number, at=at)
        growth.note(
            w,
            kind,
            stays.id,
            leaves.id,
            at=at,
            reason=word.reason,
            by=word.by,
            by_hand=word.by_hand,
            captures=leaving,
        )
        audits.note(w, kind.value, "story", stays.id, by=word.by, at=at, detail=f"{leaves.id}: {word.reason}")
        _take_back(w, word, stays, at=at)
    return stays, leaves


def _take_back(connection: Connection, word: Word, story: StoryHead, *, at: datetime) -> None:
    """Mark what is undone by what has just been done: in one step with it, or a kill would leave both."""
    event = word.undoes
    if event is None:
        return
    growth.take_back(connection, event.number, at=at)
    detail = f"{event.kind} {event.number}"
    audits.note(connection, "undid", "story", story.id, by=word.by, at=at, detail=detail)


def _part(
    connection: Connection, stays: tuple[StoryHead, Extended], leaves: tuple[StoryHead, Extended]
) -> None:
    """Write two stories down where one was."""
    (head, kept), (other, gone) = stays, leaves
    moved = [annotation.capture_id for annotation in gone.trace.annotations]
    write(connection, head, kept.trace, new=(), relations=kept.relations)
    stories.displace(connection, head.id, moved)
    for capture in moved:
        fulltext.remove(connection, "capture", head.id, capture)
    (stories.add if other.revision == 1 else stories.revise)(connection, other)
    revisions.keep(connection, other, gone.trace)
    # Before its edges are listed: those that the story had go over with what was decided about them.
    growth.release(connection, head.id, other.id, {wording.id for wording in gone.trace.wordings})
    list_anew(connection, other, gone.trace, new=gone.trace.annotations, relations=gone.relations)


def _only(trace: Trace, captures: Collection[str], *, inside: bool) -> Trace:
    """A trace with some of its texts, or with all but these."""
    texts = tuple(text for text in trace.annotations if (text.capture_id in captures) == inside)
    return replace(trace, annotations=texts, rejected=() if inside else trace.rejected)


def _earlier(
    connection: Connection, story: StoryHead, leaving: Collection[str]
) -> tuple[StoryHead, StoryEvent] | None:
    """A story that had become part of this one and held what leaves now, and nothing that stays."""
    stay = {a.capture_id for a in stories.captures_of(connection, story.id)} - set(leaving)
    for event in reversed(growth.events_of(connection, story.id)):
        if event.kind is not Turn.MERGED or event.other != story.id or event.withdrawn_at is not None:
            continue
        held = {a.capture_id for a in stories.captures_of(connection, event.story)}
        head = stories.get(connection, event.story)
        if head is not None and held and held.isdisjoint(stay):
            return head, event
    return None


def _as_they_were(connection: Connection, *heads: StoryHead) -> None:
    """Make sure that nothing has changed on which the work rests."""
    for head in heads:
        now = stories.get(connection, head.id)
        if now is None:
            raise NotFoundError(head.id, "there is no such story")
        if (now.revision, now.withdrawn_at) != (head.revision, head.withdrawn_at):
            raise ConflictError(head.id, "has changed meanwhile", "Look at it, and try again.")
