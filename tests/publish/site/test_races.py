"""What happens when two do something at once: nothing twice, and nothing against what was done last."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from tests.publish.site.browser import Browser, Browsers
from tests.publish.site.newsroom import channel_of, now, post_of, viewer_of

from geopolitik.app.house import House
from geopolitik.app.people import accounts
from geopolitik.app.posting import posts
from geopolitik.app.posting.due import publish_due
from geopolitik.errors import ConflictError, GeopolitikError, RefusedError
from geopolitik.model.people import Role
from geopolitik.model.publishing import Channel, Post, PostState, Visibility
from geopolitik.storage import audits
from geopolitik.storage import posts as kept

pytestmark = pytest.mark.both_databases

PASSWORD = "the river is calm today"


@pytest.fixture
def editor(browser: Browsers) -> Browser:
    return browser(Role.EDITOR, "Edith")


@pytest.fixture
def channel(house: House, editor: Browser) -> Channel:
    return channel_of(house, editor)


def scheduled(house: House, editor: Browser, channel: Channel) -> Post:
    post = post_of(house, editor, channel, out=False)
    return posts.publish(house, viewer_of(editor), post.id, at=house.clock() + timedelta(hours=1))


def test_a_post_binned_while_it_comes_due_is_not_published(
    house: House, editor: Browser, channel: Channel, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = scheduled(house, editor, channel)
    clock.forward(hours=2)
    asked = kept.due
    times: list[int] = []

    def due(connection: Any, moment: Any) -> Any:
        found = asked(connection, moment)
        times.append(1)
        if len(times) == 1:
            posts.move(house, viewer_of(editor), post.id, PostState.DELETED)
        return found

    monkeypatch.setattr(kept, "due", due)
    assert publish_due(house) == 0
    assert now(house, post).state is PostState.DELETED


def test_a_post_that_comes_due_is_published_once(
    house: House, editor: Browser, channel: Channel, clock: Any
) -> None:
    post = scheduled(house, editor, channel)
    clock.forward(hours=2)
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(lambda _: publish_due(house), range(8))) == 1
    with house.store.reading() as r:
        told = [entry.action for entry in audits.about(r, "post", post.id)]
    assert told.count("published") == 1


def test_a_post_comes_out_though_the_clock_went_back_after_it_was_scheduled(
    house: House, editor: Browser, channel: Channel, clock: Any
) -> None:
    post = scheduled(house, editor, channel)
    clock.forward(days=-1)
    assert publish_due(house) == 0
    clock.forward(days=1, hours=2)
    assert publish_due(house) == 1
    assert now(house, post).published_at == post.publish_at


def test_two_approve_at_once_and_one_is_told(house: House, browser: Browsers, editor: Browser) -> None:
    channel = channel_of(house, editor, "Watched", needs_approval=True)
    post = post_of(house, editor, channel, out=False)
    others = [viewer_of(browser(Role.EDITOR, f"Editor {n}")) for n in "abc"]

    def approve(viewer: Any) -> str:
        try:
            posts.approve(house, viewer, post.id, revision=1)
        except ConflictError:
            return "told"
        return "approved"

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(approve, others)) == ["approved", "told", "told"]


def test_an_invitation_lets_one_in(house: House) -> None:
    key = accounts.first_invitation(house)

    def register(number: int) -> str:
        try:
            accounts.register(house, f"Guest {number}", PASSWORD, key=key)
        except GeopolitikError:
            return "refused"
        return "in"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(register, range(4))) == ["in", "refused", "refused", "refused"]


def test_an_author_does_not_change_who_will_read_a_scheduled_post(
    house: House, browser: Browsers, editor: Browser, channel: Channel
) -> None:
    writer = browser(Role.ANALYST, "Ana Lyst")
    post = post_of(house, writer, channel, out=False, visibility=Visibility.PRIVATE)
    posts.publish(house, viewer_of(editor), post.id, at=house.clock() + timedelta(hours=1))
    with pytest.raises(RefusedError, match="published to by editors"):
        posts.present(house, viewer_of(writer), post.id, visibility=Visibility.PUBLIC, pinned=False)
    assert now(house, post).visibility is Visibility.PRIVATE
