"""The table of who sees which post, cell by cell: pages of lists, counters, search, and the post itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.app.test_access import AT, CELLS, SEES
from tests.publish.api.conftest import Client, Clients

from geopolitik.app.house import House
from geopolitik.app.posting import channels as rooms
from geopolitik.app.posting import posts
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role, User, Viewer
from geopolitik.model.publishing import Access, Channel, Post, PostState, Visibility
from geopolitik.storage import accounts, settings
from geopolitik.storage import channels as kept_channels

ROLES = {"editor": Role.EDITOR, "owner": Role.OWNER, "admin": Role.ADMIN}


def asking(client: Clients, who: str) -> Client:
    """A client of somebody in the table."""
    return client() if who == "visitor" else client(ROLES.get(who, Role.MEMBER), who)


def placed(
    house: House, access: Access, visibility: Visibility, who: str, me: User | None
) -> tuple[Channel, Post]:
    """A channel with a published post, in which `me` has the part that the table gives them."""
    with house.store.writing() as w:
        chief = accounts.add_user(w, name="Chief", password_hash="none", role=Role.EDITOR, at=AT)
    channel = rooms.open_channel(house, Viewer(chief), title="The Room", access=access)
    post = posts.write(
        house, Viewer(chief), channel, title="Pears", body="A giant pear.", visibility=visibility
    )
    published = posts.publish(house, Viewer(chief), post.id)
    with house.store.writing() as w:
        if who == "member" and me:
            kept_channels.add_member(w, channel.id, me.id, at=AT)
        if who == "channel's owner" and me:
            kept_channels.change(w, channel.id, owner_id=me.id)
        if who == "author" and me:
            w.exec_driver_sql("UPDATE posts SET author_id = ?", (me.id,))
    return channel, published


@pytest.mark.parametrize(("who", "guests", "access", "visibility"), CELLS)
def test_every_cell(
    house: House, client: Clients, who: str, guests: bool, access: Access, visibility: Visibility
) -> None:
    me = asking(client, who)
    channel, post = placed(house, access, visibility, who, me.user)
    with house.store.writing() as w:
        settings.save(w, replace(settings.load(w), guests=guests))
    sees = visibility in SEES[who, guests, access]
    assert me.get(f"/posts/{post.id}").status_code == (200 if sees else 404)
    if who == "visitor" and not guests:
        addresses = ("/posts", "/channels", f"/channels/{channel.slug}/posts", "/search?q=pear")
        assert {me.get(address).status_code for address in addresses} == {401}
        return
    assert [p["id"] for p in me.get("/posts").json()["items"]] == [post.id] * sees
    assert [hit["id"] for hit in me.get("/search?q=pear").json()["items"]] == [post.id] * sees
    rooms_seen = {room["slug"]: room["posts"] for room in me.get("/channels").json()["items"]}
    if who != "author" or access is not Access.MEMBERS:  # whoever left a channel still sees their own posts
        assert rooms_seen.get(channel.slug, 0) == sees
    listed = me.get(f"/channels/{channel.slug}/posts")
    assert (listed.status_code == 200) is (channel.slug in rooms_seen)
    if listed.status_code == 200:
        assert [p["id"] for p in listed.json()["items"]] == [post.id] * sees
        assert me.get(f"/channels/{channel.slug}").json()["posts"] == sees


@pytest.mark.parametrize("state", [s for s in PostState if s is not PostState.PUBLISHED])
def test_what_is_not_published_is_for_those_who_work_on_it(
    house: House, client: Clients, state: PostState
) -> None:
    editor, reader = client(Role.EDITOR), client(Role.MEMBER)
    _, post = placed(house, Access.EVERYONE, Visibility.PUBLIC, "reader", None)
    with house.store.writing() as w:
        w.exec_driver_sql("UPDATE posts SET state = ?", (state.value,))
    assert editor.get(f"/posts/{post.id}").json()["state"] == state.value
    assert [p["id"] for p in editor.get(f"/me/posts?state={state}").json()["items"]] == [post.id]
    assert reader.get(f"/posts/{post.id}").status_code == 404
    for me in (editor, reader, client()):
        assert me.get("/posts").json()["items"] == []
        assert me.get("/channels").json()["items"][0]["posts"] == 0


def test_a_post_doesnt_tell_of_a_story_that_isnt_public(
    house: House, client: Clients, story: StoryHead
) -> None:
    _, post = placed(house, Access.EVERYONE, Visibility.PUBLIC, "reader", None)
    with house.store.writing() as w:
        w.exec_driver_sql("UPDATE posts SET story_id = ?", (story.id,))
    assert client().get(f"/posts/{post.id}").json()["story_id"] == story.id
    with house.store.writing() as w:
        w.exec_driver_sql("UPDATE stories SET public = 0")
    assert client().get(f"/posts/{post.id}").json()["story_id"] is None
    assert client(Role.ANALYST).get(f"/posts/{post.id}").json()["story_id"] == story.id
