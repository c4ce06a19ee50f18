"""The table of who sees what: every cell, by rule and by query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

from geopolitik.app.access import is_open_to_guests, may_see
from geopolitik.model.people import VISITOR, Role, User, Viewer
from geopolitik.model.publishing import Access, Channel, Post, PostState, Visibility
from geopolitik.storage import Store, accounts, channels, open_store, posts
from geopolitik.storage.paging import Paging

AT = datetime(2031, 5, 12, tzinfo=UTC)
EVERYONE, REGISTERED, MEMBERS = Access
PUBLIC, FOR_MEMBERS, PRIVATE = Visibility
SEES = {
    # who, guests allowed, channel -> what they see
    ("visitor", True, EVERYONE): {PUBLIC},
    ("visitor", True, REGISTERED): set(),
    ("visitor", True, MEMBERS): set(),
    ("visitor", False, EVERYONE): set(),
    ("visitor", False, REGISTERED): set(),
    ("visitor", False, MEMBERS): set(),
    ("registered", True, EVERYONE): {PUBLIC},
    ("registered", True, REGISTERED): {PUBLIC},
    ("registered", True, MEMBERS): set(),
    ("member", True, EVERYONE): {PUBLIC, FOR_MEMBERS},
    ("member", True, REGISTERED): {PUBLIC, FOR_MEMBERS},
    ("member", True, MEMBERS): {PUBLIC, FOR_MEMBERS},
    **{
        (who, True, access): {PUBLIC, FOR_MEMBERS, PRIVATE}
        for who, access in product(("author", "editor", "channel's owner", "owner", "admin"), Access)
    },
}
CELLS = [
    pytest.param(who, guests, access, visibility, id=f"{who}, guests {guests}, {access}, post {visibility}")
    for (who, guests, access) in SEES
    for visibility in Visibility
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(Path(tmp_path_factory.mktemp("access")) / "store.db")
    with opened.writing() as w:
        for name, role in (
            *(("registered", Role.MEMBER), ("member", Role.MEMBER), ("author", Role.MEMBER)),
            *(("channel's owner", Role.MEMBER), ("editor", Role.EDITOR), ("owner", Role.OWNER)),
            ("admin", Role.ADMIN),
        ):
            accounts.add_user(w, name=name, password_hash="none", role=role, at=AT)
    yield opened
    opened.close()


def user(store: Store, name: str) -> User:
    with store.reading() as r:
        found = accounts.user_named(r, name)
    assert found is not None
    return found


def placed(store: Store, access: Access, visibility: Visibility, state: PostState) -> tuple[Channel, Post]:
    """A channel with one post, kept once and then reused."""
    name = f"{access}-{visibility}-{state}"
    owner, author = user(store, "channel's owner").id, user(store, "author").id
    channel = Channel(f"c-{name}", name, name, "", owner, access, AT)
    post = Post(f"p-{name}", channel.id, author, state, visibility, name, "", 1, AT, AT, published_at=AT)
    with store.writing() as w:
        if channels.get(w, channel.id) is None:
            channels.add(w, channel)
            channels.add_member(w, channel.id, user(store, "member").id, at=AT)
            posts.add(w, post)
    return channel, post


def looking(store: Store, who: str) -> Viewer:
    if who == "visitor":
        return VISITOR
    with store.reading() as r:
        found = accounts.viewer(r, user(store, who).id)
    assert found is not None
    return found


def listed(store: Store, viewer: Viewer, channel: Channel, guests: bool) -> tuple[int, int]:
    """How many posts a list shows and a counter counts."""
    with store.reading() as r:
        page = posts.published(r, viewer, guests=guests, channel_id=channel.id, paging=Paging())
        return len(page.items), posts.count(r, viewer, channel.id, guests=guests)


@pytest.mark.parametrize(("who", "guests", "access", "visibility"), CELLS)
def test_a_published_post(
    store: Store, who: str, guests: bool, access: Access, visibility: Visibility
) -> None:
    channel, post = placed(store, access, visibility, PostState.PUBLISHED)
    viewer = looking(store, who)
    expected = visibility in SEES[who, guests, access]
    assert may_see(viewer, channel, post, guests=guests) is expected
    assert listed(store, viewer, channel, guests) == (expected, expected)


@pytest.mark.parametrize("state", [s for s in PostState if s is not PostState.PUBLISHED])
@pytest.mark.parametrize("who", ["visitor", "registered", "member", "author", "editor", "channel's owner"])
def test_a_post_that_is_not_published(store: Store, who: str, state: PostState) -> None:
    channel, post = placed(store, EVERYONE, PUBLIC, state)
    viewer = looking(store, who)
    works_on_it = who in ("author", "editor", "channel's owner")
    assert may_see(viewer, channel, post, guests=True) is works_on_it
    assert listed(store, viewer, channel, True) == (0, 0)


@pytest.mark.parametrize("who", ["visitor", "registered", "member"])
def test_a_withdrawn_channel_shows_nothing(store: Store, who: str) -> None:
    channel, post = placed(store, EVERYONE, PUBLIC, PostState.PUBLISHED)
    gone = replace(channel, withdrawn_at=AT)
    assert not may_see(looking(store, who), gone, post, guests=True)


def test_the_label_for_visitors(store: Store) -> None:
    for access, visibility, guests in product(Access, Visibility, (True, False)):
        channel, post = placed(store, access, visibility, PostState.PUBLISHED)
        expected = guests and access is EVERYONE and visibility is PUBLIC
        assert is_open_to_guests(channel, post, guests=guests) is expected
