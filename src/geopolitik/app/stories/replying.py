"""Replies: those concerned write, editors answer."""

from __future__ import annotations

from geopolitik.app.access import need
from geopolitik.app.house import House
from geopolitik.app.stories.looking import look
from geopolitik.errors import NotFoundError, UsageError
from geopolitik.model.keeping import Reply, ReplyState
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import audits, replies, stories
from geopolitik.storage.ids import new_id

_LONGEST = 5_000


def reply(
    house: House, viewer: Viewer, story_id: str, *, about: str, name: str, contact: str, body: str
) -> Reply:
    """Keep what somebody concerned writes about a public page; editors see it first.

    Args:
        about: id of the derivation it is about; empty for the story as a whole.

    Raises:
        NotFoundError: there is no such story, or the viewer may not know of it.
        UsageError: name or text is missing, or the text is too long.
    """
    story = look(house, viewer, story_id)
    name, body = " ".join(name.split())[:120], body.strip()
    if not name or not body:
        raise UsageError("reply", "needs a name and a text", "Fill in both.")
    if len(body) > _LONGEST:
        raise UsageError("reply", f"is longer than {_LONGEST:,} characters", "Shorten it.")
    if about and about not in {edge.id for edge in story.edges}:
        raise NotFoundError(about, "there is no such derivation in this story")
    made = Reply(
        id=new_id(),
        story_id=story_id,
        about=about,
        name=name,
        contact=" ".join(contact.split())[:200],
        body=body,
        at=house.clock(),
    )
    with house.store.writing() as w:
        replies.add(w, made)
        audits.note(w, "replied", "story", story_id, by=viewer.id, at=made.at, detail=made.id)
    return made


def listed(house: House, viewer: Viewer, state: ReplyState) -> tuple[tuple[Reply, str], ...]:
    """The replies in a state, oldest first, each with the title of its story.

    Raises:
        RefusedError: the viewer is no editor.
    """
    need(viewer, Role.EDITOR, "answering replies")
    with house.store.reading() as r:
        found = replies.waiting(r, state)
        heads = {story_id: stories.get(r, story_id) for story_id in {reply.story_id for reply in found}}
    return tuple((reply, head.title if (head := heads[reply.story_id]) else "") for reply in found)


def handle(house: House, viewer: Viewer, reply_id: str, state: ReplyState, answer: str = "") -> Reply:
    """Answer a reply, which shows both, decline it, or open it again.

    Raises:
        RefusedError: the viewer is no editor.
        NotFoundError: there is no such reply.
        UsageError: an answer without a text.
    """
    need(viewer, Role.EDITOR, "answering replies")
    answer = answer.strip()[:_LONGEST]
    if state is ReplyState.ANSWERED and not answer:
        raise UsageError("answer", "is missing", "Write one; it is shown with the reply.")
    at = house.clock()
    with house.store.writing() as w:
        found = replies.get(w, reply_id)
        if found is None:
            raise NotFoundError(reply_id, "there is no such reply")
        opened = state is ReplyState.OPEN
        # An answer outlives being taken back: whoever opens the reply again may want to mend it.
        kept = answer or found.answer
        replies.handle(w, reply_id, state, kept, by=None if opened else viewer.id, at=None if opened else at)
        audits.note(w, f"reply {state.value}", "story", found.story_id, by=viewer.id, at=at, detail=reply_id)
        handled = replies.get(w, reply_id)
    assert handled is not None
    return handled
