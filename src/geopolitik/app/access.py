"""Who may see and do what: every rule of it, and nothing else.

| | post public | post for members | post private |
| --- | --- | --- | --- |
| visitor, guests allowed, channel open to everyone | sees | - | - |
| visitor, guests not allowed or channel for registered or members | - | - | - |
| registered, channel open to everyone or to registered | sees | - | - |
| registered, channel for members | - | - | - |
| member of the channel | sees | sees | - |
| author, editor, owner, admin | sees | sees | sees |

Lists and counts use the same rules as a condition in SQL (`storage.posts.seen_by`); a test compares the two.
"""

from __future__ import annotations

from geopolitik.errors import RefusedError
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role, Viewer
from geopolitik.model.publishing import Access, Channel, Post, PostState, Visibility


def may_see(viewer: Viewer, channel: Channel, post: Post, *, guests: bool) -> bool:
    """Whether a viewer may read a post, or know that it exists."""
    if may_edit(viewer, channel, post):
        return True
    if post.state is not PostState.PUBLISHED or channel.withdrawn_at is not None:
        return False
    if channel.id in viewer.channels:
        return post.visibility is not Visibility.PRIVATE
    return post.visibility is Visibility.PUBLIC and may_enter(viewer, channel, guests=guests)


def may_enter(viewer: Viewer, channel: Channel, *, guests: bool) -> bool:
    """Whether a viewer may open a channel's page."""
    if channel.withdrawn_at is not None:
        return viewer.at_least(Role.ADMIN)
    if viewer.user is None:
        return guests and channel.access is Access.EVERYONE
    member = channel.id in viewer.channels or channel.owner_id == viewer.id
    return channel.access is not Access.MEMBERS or member or viewer.at_least(Role.EDITOR)


def is_open_to_guests(channel: Channel, post: Post, *, guests: bool) -> bool:
    """Whether a post is labelled `Visible also to unregistered users`."""
    return may_see(Viewer(), channel, post, guests=guests)


def may_edit(viewer: Viewer, channel: Channel, post: Post) -> bool:
    """The author, the channel's owner, editors, admins and the site's owner."""
    if viewer.user is None:
        return False
    return viewer.id in (post.author_id, channel.owner_id) or viewer.at_least(Role.EDITOR)


def may_publish(viewer: Viewer, channel: Channel) -> bool:
    """Editors and those above them, and the channel's owner."""
    return viewer.at_least(Role.EDITOR) or (viewer.user is not None and channel.owner_id == viewer.id)


def may_write(viewer: Viewer) -> bool:
    """Whoever works here: checks texts, writes drafts."""
    return viewer.at_least(Role.ANALYST)


def may_see_story(viewer: Viewer, story: StoryHead, *, guests: bool) -> bool:
    """Whether a viewer may open a story's page."""
    if viewer.at_least(Role.ANALYST):
        return True
    return story.public and story.withdrawn_at is None and may_visit(viewer, guests=guests)


def may_visit(viewer: Viewer, *, guests: bool) -> bool:
    """Whether a viewer may see the site's public pages at all."""
    return guests or viewer.user is not None


def need(viewer: Viewer, role: Role, what: str) -> None:
    """Let only those go on who have this role or one above it.

    Raises:
        RefusedError: the viewer has not.
    """
    if not viewer.at_least(role):
        article = "an" if role.value[0] in "aeiou" else "a"
        raise RefusedError(what, f"is for {article} {role.value} or above", "Sign in with such an account.")
