"""A story's own settings: its title, whether it is public, and taking it off the site."""

from __future__ import annotations

from geopolitik.app.access import need
from geopolitik.app.house import House
from geopolitik.app.stories.looking import look
from geopolitik.app.stories.preparing import prepare
from geopolitik.errors import MovedError, NotFoundError, UsageError
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import audits, growth, stories


def set_public(house: House, viewer: Viewer, story_id: str, *, public: bool) -> StoryHead:
    """Show a story to readers, or no longer.

    Raises:
        RefusedError: the viewer is no editor.
        NotFoundError: there is no such story.
    """
    head = _changed(house, viewer, story_id, "made public" if public else "made private", public=public)
    if public:
        found = look(house, viewer, story_id)
        with house.store.writing() as w:
            # Traced again meanwhile, it was prepared then.
            if stories.get(w, story_id) == found.head:
                prepare(w, found.head, found.trace)
    return head


def rename(house: House, viewer: Viewer, story_id: str, title: str) -> StoryHead:
    """Call a story something else; its address stays.

    Raises:
        RefusedError: the viewer is no editor.
        NotFoundError: there is no such story.
        UsageError: the title is missing.
    """
    need(viewer, Role.EDITOR, "managing stories")
    tidy = " ".join(title.split())[:200]
    if not tidy:
        raise UsageError("title", "is missing", "Give the story one.")
    return _changed(house, viewer, story_id, "renamed", title=tidy)


def withdraw(house: House, viewer: Viewer, story_id: str, *, withdrawn: bool) -> StoryHead:
    """Take a story off the site, or put it back; nothing of it is lost.

    Raises:
        RefusedError: the viewer is no editor.
        NotFoundError: there is no such story.
        MovedError: it is part of another, and can't be put back as long as it is.
    """
    if not withdrawn:
        with house.store.reading() as r:
            now = growth.now_part_of(r, story_id)
        if now is not None:
            raise MovedError(story_id, now)
    at = house.clock() if withdrawn else None
    action = "withdrew" if withdrawn else "brought back"
    return _changed(house, viewer, story_id, action, withdrawn_at=at)


def _changed(house: House, viewer: Viewer, story_id: str, action: str, **values: object) -> StoryHead:
    need(viewer, Role.EDITOR, "managing stories")
    with house.store.writing() as w:
        if stories.get(w, story_id) is None:
            raise NotFoundError(story_id, "there is no such story")
        stories.change(w, story_id, **values)
        audits.note(w, action, "story", story_id, by=viewer.id, at=house.clock())
        head = stories.get(w, story_id)
    assert head is not None
    return head
