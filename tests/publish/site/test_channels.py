"""Channels: who sees which and how many posts of it, and how they are run."""

from __future__ import annotations

import pytest
from tests.publish.site.browser import Browser, Browsers
from tests.publish.site.conftest import Clock
from tests.publish.site.newsroom import HOSTILE, channel_of, look, png, post_of, undo, viewer_of

from geopolitik.app.house import House
from geopolitik.app.posting import channels, posts
from geopolitik.model.people import Role
from geopolitik.model.publishing import Access, Channel, Visibility
from geopolitik.storage import audits, settings
from geopolitik.storage import channels as kept

LABEL = "Visible also to unregistered users"


@pytest.fixture
def channel(house: House, editor: Browser) -> Channel:
    return channel_of(house, editor, description="What is said on the river.")


def at(house: House, slug: str) -> Channel:
    with house.store.reading() as r:
        found = kept.at(r, slug)
    assert found is not None
    return found


def shut(house: House) -> None:
    with house.store.writing() as w:
        settings.save(w, settings.Settings(guests=False))


def test_without_channels_the_list_says_what_to_do(browser: Browsers, editor: Browser) -> None:
    assert "sign in" in browser().get("/channels").text
    assert "Open one" in editor.get("/channels").text


@pytest.mark.parametrize(
    ("access", "role", "sees"),
    [
        (Access.EVERYONE, None, True),
        (Access.REGISTERED, None, False),
        (Access.MEMBERS, None, False),
        (Access.EVERYONE, Role.MEMBER, True),
        (Access.REGISTERED, Role.MEMBER, True),
        (Access.MEMBERS, Role.MEMBER, False),
        (Access.MEMBERS, Role.ANALYST, False),
        (Access.MEMBERS, Role.ADMIN, True),
    ],
)
def test_a_channel_is_listed_and_opened_by_whom_it_is_for(
    browser: Browsers, house: House, editor: Browser, access: Access, role: Role | None, sees: bool
) -> None:
    channel_of(house, editor, access=access)
    client = browser(role, "Rita Reader")
    assert ("Sarn Desk" in client.get("/channels").text) == sees
    assert client.get("/c/sarn-desk").status_code == (200 if sees else 404)


def test_a_member_of_a_channel_opens_it(browser: Browsers, house: House, editor: Browser) -> None:
    made = channel_of(house, editor, access=Access.MEMBERS)
    member = browser(Role.MEMBER, "Mo Member")
    channels.set_member(house, viewer_of(editor), made, "Mo Member", member=True)
    assert member.get("/c/sarn-desk").status_code == 200


def test_a_site_for_users_shows_visitors_no_channel(
    browser: Browsers, house: House, channel: Channel
) -> None:
    shut(house)
    for address in ("/channels", f"/c/{channel.slug}"):
        assert browser().get(address).status_code == 403
    page = browser(Role.MEMBER).get(f"/c/{channel.slug}").text
    assert LABEL not in page


def test_only_the_posts_that_a_viewer_may_see_are_shown_and_counted(
    browser: Browsers, house: House, editor: Browser, channel: Channel
) -> None:
    for visibility in Visibility:
        post_of(house, editor, channel, f"Words {visibility}", visibility=visibility)
    post_of(house, editor, channel, "Words drafted", out=False)
    member = browser(Role.MEMBER, "Mo Member")
    channels.set_member(house, viewer_of(editor), channel, "Mo Member", member=True)
    for client, number in ((browser(), 1), (browser(Role.ANALYST), 1), (member, 2), (editor, 3)):
        page = client.get(f"/c/{channel.slug}").text
        noun = "post" if number == 1 else "posts"
        assert f"<span>{number} {noun}</span>" in page
        assert f"<span>{number} {noun}</span>" in client.get("/channels").text
        assert page.count('<article class="teaser') == number
        assert "Words drafted" not in page
    assert LABEL in browser().get(f"/c/{channel.slug}").text


def test_pinned_posts_stand_at_the_top_and_only_on_the_first_page(
    house: House, editor: Browser, channel: Channel, browser: Browsers, clock: Clock
) -> None:
    first = post_of(house, editor, channel, "The pinned one")
    posts.present(house, viewer_of(editor), first.id, visibility=Visibility.PUBLIC, pinned=True)
    for number in range(23):
        clock.forward(minutes=1)
        post_of(house, editor, channel, f"Number {number:02}")
    page = browser().get(f"/c/{channel.slug}").text
    assert page.index("The pinned one") < page.index("Number 22")
    assert page.count("The pinned one</a>") == 1
    after = page.partition("?after=")[2].partition('"')[0]
    second = browser().get(f"/c/{channel.slug}?after={after}").text
    assert "Number 02" in second
    assert "Number 03" not in second
    assert "The pinned one" not in second
    assert browser().get(f"/c/{channel.slug}?after=nonsense").status_code == 422


def test_an_editor_opens_a_channel_with_a_picture(editor: Browser, house: House) -> None:
    answer = editor.post(
        "/channels/new",
        data={"csrf": editor.csrf, "title": "Harbour Notes", "description": "Ice.", "access": "registered"},
        files={"picture": ("x.svg", png(), "image/svg+xml")},
        follow_redirects=False,
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/c/harbour-notes")
    made = at(house, "harbour-notes")
    owner = viewer_of(editor).id
    assert (made.access, made.owner_id, made.needs_approval) == (Access.REGISTERED, owner, False)
    assert f'src="/media/{made.picture}"' in editor.get("/c/harbour-notes").text


def test_an_analyst_opens_no_channel(browser: Browsers) -> None:
    client = browser(Role.ANALYST)
    assert client.get("/channels/new").status_code == 403
    assert client.submit("/channels/new", title="Mine", access="everyone").status_code == 403


@pytest.mark.parametrize(
    ("title", "told", "status"),
    [
        ("", "is missing", 422),
        ("!!!", "makes no address", 422),
        ("Sarn desk", "another channel", 409),
        ("Ѕаrn Desk", "mixes letters of different scripts", 422),
        ("Sam Desk", "looks like “Sarn Desk”", 409),
    ],
)
def test_a_refused_channel_comes_back_as_it_was_typed(
    editor: Browser, channel: Channel, title: str, told: str, status: int
) -> None:
    answer = editor.submit("/channels/new", title=title, description="Words I typed.", access="members")
    assert answer.status_code == status
    assert told in answer.text
    assert "Words I typed." in answer.text
    assert 'value="members" checked' in answer.text


def test_settings_are_changed_by_owner_and_editors(
    browser: Browsers, house: House, editor: Browser, channel: Channel
) -> None:
    address = f"/c/{channel.slug}/settings"
    fields = {"title": "River Desk", "description": "", "access": "registered", "needs_approval": "yes"}
    assert browser(Role.ANALYST).submit(address, **fields).status_code == 403
    assert browser().get(address).status_code == 403
    assert editor.submit(address, **fields).status_code == 303
    now = at(house, channel.slug)
    assert (now.title, now.access, now.needs_approval) == ("River Desk", Access.REGISTERED, True)
    answer = editor.submit(address, **(fields | {"title": ""}))
    assert answer.status_code == 422
    assert "is missing" in answer.text
    assert "checked" in editor.get(address).text


def test_a_picture_is_kept_until_it_is_removed(house: House, editor: Browser, channel: Channel) -> None:
    address, fields = f"/c/{channel.slug}/settings", {"title": "Sarn Desk", "access": "everyone"}
    editor.post(
        address, data={"csrf": editor.csrf, **fields}, files={"picture": ("a.png", png(), "image/png")}
    )
    picture = at(house, channel.slug).picture
    assert picture
    editor.submit(address, **fields)
    assert at(house, channel.slug).picture == picture
    editor.submit(address, **fields, no_picture="yes")
    assert at(house, channel.slug).picture is None


def test_a_change_of_settings_is_undone_and_done_again(
    browser: Browsers, house: House, editor: Browser, channel: Channel
) -> None:
    address, before = f"/c/{channel.slug}/settings", at(house, channel.slug)
    fields = {"title": "River Desk", "description": "d" * 500, "access": "members", "needs_approval": "yes"}
    answer = editor.post(
        address,
        data={"csrf": editor.csrf, **fields},
        files={"picture": ("a.png", png(), "image/png")},
        follow_redirects=False,
    )
    changed = at(house, channel.slug)
    assert changed != before
    undo(editor, answer.headers["location"])
    assert at(house, channel.slug) == before
    undo(editor, address)
    assert at(house, channel.slug) == changed
    again = editor.submit(address, **fields)
    assert "Nothing had changed." in editor.get(again.headers["location"]).text


def test_a_change_that_was_changed_again_is_not_undone(
    house: House, editor: Browser, channel: Channel, browser: Browsers
) -> None:
    address, fields = f"/c/{channel.slug}/settings", {"title": "River Desk", "access": "everyone"}
    editor.submit(address, **fields)
    with house.store.reading() as r:
        number = next(a.number for a in audits.newest(r) if a.action == "changed")
    editor.submit(address, **(fields | {"title": "Bridge Desk"}))
    assert editor.submit(f"{address}/undo/{number}").status_code == 409
    assert at(house, channel.slug).title == "Bridge Desk"
    for wrong in ("0", "x", "9" * 30, str(number - 1)):
        assert editor.submit(f"{address}/undo/{wrong}").status_code == 404
    assert browser(Role.ANALYST).submit(f"{address}/undo/{number}").status_code == 403


def test_a_file_that_is_no_picture_is_refused(house: House, editor: Browser, channel: Channel) -> None:
    answer = editor.post(
        f"/c/{channel.slug}/settings",
        data={"csrf": editor.csrf, "title": "Sarn Desk", "access": "everyone"},
        files={"picture": ("a.png", b"<svg onload=alert(1)>", "image/png")},
    )
    assert answer.status_code == 422
    assert at(house, channel.slug).picture is None


def test_members_are_added_and_removed_and_each_is_undone(
    browser: Browsers, house: House, editor: Browser, channel: Channel
) -> None:
    member = browser(Role.MEMBER, "Mo Member")
    assert member.user is not None
    address = f"/c/{channel.slug}/members"

    def belongs() -> bool:
        with house.store.reading() as r:
            return member.user is not None and member.user.id in kept.members_of(r, channel.id)

    answer = editor.submit(address, name=" mo member ")
    assert answer.status_code == 303
    assert belongs()
    shown = editor.get(f"/c/{channel.slug}/settings").text
    assert f"{address}/{member.user.id}/remove" in shown
    assert ">Undo</button>" in shown
    editor.submit(f"{address}/{member.user.id}/remove")
    assert not belongs()
    editor.submit(f"{address}/{member.user.id}/add")
    assert belongs()
    assert editor.submit(address, name="Nobody Here").status_code == 404
    assert "Nobody Here" in editor.submit(address, name="Nobody Here").text
    assert editor.submit(f"{address}/{member.user.id}/praise").status_code == 404
    assert browser(Role.ANALYST).submit(address, name="Mo Member").status_code == 403


def test_an_admin_takes_a_channel_off_and_puts_it_back(
    browser: Browsers, house: House, editor: Browser, channel: Channel
) -> None:
    post = post_of(house, editor, channel)
    admin = browser(Role.ADMIN)
    assert editor.submit(f"/c/{channel.slug}/withdraw").status_code == 403
    assert admin.submit(f"/c/{channel.slug}/withdraw").status_code == 303
    listed = admin.get("/channels").text
    assert "Off the site" in listed
    assert f'action="/c/{channel.slug}/restore"' in listed
    for client in (browser(), editor):
        assert client.get(f"/c/{channel.slug}").status_code == 404
        assert "Sarn Desk" not in client.get("/channels").text
    assert browser().get(f"/p/{post.id}/a-quiet-week").status_code == 404
    assert admin.submit(f"/c/{channel.slug}/restore").status_code == 303
    assert browser().get(f"/c/{channel.slug}").status_code == 200
    with house.store.reading() as r:
        done = [audit.action for audit in audits.about(r, "channel", channel.id)]
    assert done == ["opened", "withdrew", "brought back"]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_titles_and_descriptions_stay_words(
    browser: Browsers, house: House, editor: Browser, words: str
) -> None:
    words = words.encode("utf-8", "ignore").decode()
    made = channel_of(house, editor, f"Desk {words}", description=words)
    post_of(house, editor, made, f"Title {words}", words)
    for client in (browser(), editor):
        for address in ("/channels", f"/c/{made.slug}"):
            look(client, address)
    look(editor, f"/c/{made.slug}/settings")


def test_words_are_no_template(browser: Browsers, house: House, editor: Browser) -> None:
    made = channel_of(house, editor, description="{{ 7*7 }} {% raw %}")
    assert "{{ 7*7 }} {% raw %}" in browser().get(f"/c/{made.slug}").text
