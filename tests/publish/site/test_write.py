"""Writing: drafts from scratch and from a story, the form, and that nothing typed is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.publish.site.browser import Browser, Browsers
from tests.publish.site.newsroom import HOSTILE, look, now, png, post_of, shown, typed, undo, viewer_of

from geopolitik.app.house import House
from geopolitik.app.people.accounts import begin
from geopolitik.app.posting import posts
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role
from geopolitik.model.publishing import Channel, PostState, Visibility
from geopolitik.publish.site import sessions
from geopolitik.storage import accounts
from geopolitik.storage import posts as kept

# The desk


def test_only_those_who_work_here_write(browser: Browsers, channel: Channel) -> None:
    for client in (browser(), browser(Role.MEMBER)):
        assert client.get("/write").status_code == 403
        assert client.get("/write/new").status_code == 403
        assert client.submit("/write/new", title="A", channel=channel.slug).status_code == 403


def test_the_desk_shows_ones_own_and_editors_everybodys(
    browser: Browsers, house: House, editor: Browser, channel: Channel
) -> None:
    writer = browser(Role.ANALYST, "Ana Lyst")
    post_of(house, writer, channel, "By Ana", out=False)
    post_of(house, editor, channel, "By Edith", out=False)
    own = editor.get("/write").text
    assert "By Edith" in own
    assert "By Ana" not in own
    everybodys = editor.get("/write?whose=all").text
    assert "By Ana" in everybodys
    assert "By Edith" in everybodys
    assert "By Edith" not in writer.get("/write?whose=all").text
    assert "The bin is empty" in editor.get("/write?state=deleted").text
    assert editor.get("/write?state=nonsense").status_code == 422


def test_a_post_from_scratch(house: House, editor: Browser, channel: Channel) -> None:
    answer = editor.submit("/write/new", title="A beginning", channel=channel.slug, do="make")
    page = editor.get(answer.headers["location"]).text
    assert "A beginning" in page
    assert ">Draft</span>" in page
    for fields, told in (({"title": ""}, "is missing"), ({"channel": ""}, "is missing")):
        answer = editor.submit(
            "/write/new", **({"title": "T", "channel": channel.slug, "do": "make"} | fields)
        )
        assert answer.status_code == 422
        assert told in answer.text


def test_nobody_writes_for_a_channel_that_they_may_not_open(browser: Browsers, house: House) -> None:
    writer = browser(Role.ANALYST)
    answer = writer.submit("/write/new", title="T", channel="members-room", do="make")
    assert answer.status_code == 404


# From a story


def test_a_draft_from_a_story_is_made_of_the_sentences_that_are_chosen(
    browser: Browsers, house: House, channel: Channel, story: StoryHead
) -> None:
    writer = browser(Role.ANALYST, "Ana Lyst")
    page = look(writer, f"/write/new?story={story.id}&channel={channel.slug}")
    values = re.findall(r'name="passage" value="([^"]+)"( checked)?', page)
    assert any(ticked for _, ticked in values)
    chosen = next(value for value, ticked in values if not ticked)
    fields: dict[str, Any] = {"story": story.id, "channel": channel.slug, "chose": "yes", "title": "Chosen"}
    fields["passage"] = [chosen]
    assert f'value="{chosen}" checked' in shown(writer, "/write/new", do="look", **fields)
    answer = writer.submit("/write/new", do="make", **fields)
    with house.store.reading() as r:
        made = kept.get(r, answer.headers["location"].rpartition("/")[2])
    assert made is not None
    assert (made.title, made.story_id) == ("Chosen", story.id)
    assert f"(passage:{chosen})" in made.body


def test_choosing_nonsense_or_nothing_is_no_error(
    editor: Browser, channel: Channel, story: StoryHead
) -> None:
    fields = {"story": story.id, "channel": channel.slug, "chose": "yes", "do": "look"}
    assert "Sentences" in shown(editor, "/write/new", **fields)
    for value in ("x", "x#1-2", "#", "x#9-3", "é#١-٢", "x#1-99999999999"):
        answer = editor.submit("/write/new", passage=[value], **fields)
        assert editor.get(answer.headers["location"]).status_code in (200, 422)
    assert shown(editor, "/write/new", **(fields | {"do": "ours"})).count(" checked") > 2
    many = editor.submit("/write/new", passage=["x#1-2" * 9] * 290, **fields)
    assert many.status_code in (200, 422), "what no address has room for is the answer itself"
    assert editor.get("/write/new?story=nowhere").status_code == 404


# The form


def test_saving_is_undone_and_every_revision_kept(house: House, editor: Browser, channel: Channel) -> None:
    post = post_of(house, editor, channel, out=False)
    answer = editor.submit(
        f"/write/{post.id}", do="save", **typed(post, body="It\r\nmoved.", visibility="members", pinned="yes")
    )
    assert answer.status_code == 303
    saved = now(house, post)
    assert (saved.body, saved.revision, saved.visibility, saved.pinned) == (
        "It\nmoved.",
        2,
        Visibility.MEMBERS,
        True,
    )
    assert undo(editor, answer.headers["location"]).status_code == 303
    back = now(house, post)
    assert (back.body, back.revision, back.visibility, back.pinned) == (
        post.body,
        3,
        Visibility.PUBLIC,
        False,
    )
    page = look(editor, f"/write/{post.id}/history")
    assert page.count("<h2>Revision ") == 3
    assert "It\nmoved." in editor.get(f"/write/{post.id}?revision=2").text
    assert editor.get(f"/write/{post.id}?revision=9").status_code == 404


def test_only_our_own_addresses_undo(house: House, editor: Browser, channel: Channel) -> None:
    post = post_of(house, editor, channel, out=False)
    forged = "state=published&revision=1&visibility=public&pinned=0&at=&now=1&mark=" + "0" * 32
    assert editor.submit(f"/write/{post.id}/back?{forged}").status_code == 403
    assert now(house, post).state is PostState.DRAFT


def test_of_two_who_save_the_second_sees_both_texts(
    browser: Browsers, house: House, editor: Browser, channel: Channel
) -> None:
    post = post_of(house, editor, channel, body="First line.\nSecond line.", out=False)
    other = browser(Role.EDITOR, "Otto Other")
    other.submit(f"/write/{post.id}", do="save", **typed(post, body="Theirs.\nSecond line."))
    answer = editor.submit(f"/write/{post.id}", do="save", **typed(post, body="Mine.\nSecond line."))
    assert answer.status_code == 409
    assert "Otto Other saved revision 2" in answer.text
    assert answer.text.count("Theirs.") == 2
    assert "Mine.\nSecond line.</textarea>" in answer.text
    assert 'name="based_on" value="2"' in answer.text
    assert now(house, post).body == "Theirs.\nSecond line."
    editor.submit(f"/write/{post.id}", do="save", **typed(post, body="Mine.", based_on="2"))
    assert now(house, post).revision == 3


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"title": ""}, 422), ({"title": "x" * 201}, 422), ({"body": "x" * 200_001}, 422)],
)
def test_what_cannot_be_saved_comes_back(
    house: House, editor: Browser, channel: Channel, changed: dict[str, str], status: int
) -> None:
    post = post_of(house, editor, channel, out=False)
    fields = typed(post, body="Words nobody has.") | changed
    answer = editor.submit(f"/write/{post.id}", do="save", **fields)
    assert answer.status_code == status
    assert fields["body"] in answer.text
    assert now(house, post).revision == 1


def test_an_ended_session_loses_no_word(
    house: House, editor: Browser, channel: Channel, browser: Browsers
) -> None:
    post = post_of(house, editor, channel, out=False)
    editor.cookies.clear()
    answer = editor.submit(f"/write/{post.id}", do="save", **typed(post, body="Words nobody has."))
    assert answer.status_code == 403
    assert "Words nobody has.</textarea>" in answer.text
    assert editor.user is not None
    # Signed in in another tab: the mark in the form is of the old session.
    editor.cookies.set(sessions.COOKIE, begin(house, editor.user.id), domain="geopolitik.test")
    answer = editor.submit(f"/write/{post.id}", do="save", **typed(post, body="Words nobody has."))
    assert "Nothing is saved yet" in answer.text
    assert "Words nobody has.</textarea>" in answer.text
    assert now(house, post).revision == 1
    fresh = re.search(r'name="csrf" value="([^"]+)"', answer.text)
    assert fresh
    editor.csrf = fresh[1]
    editor.submit(f"/write/{post.id}", do="save", **typed(post, body="Words nobody has."))
    assert now(house, post).body == "Words nobody has."


def test_who_may_not_edit_gets_the_words_back_and_nothing_else(
    browser: Browsers, house: House, editor: Browser, channel: Channel
) -> None:
    post = post_of(house, editor, channel, "Secret plan", out=False)
    stranger = browser(Role.ANALYST)
    answer = stranger.submit(f"/write/{post.id}", do="save", **typed(post, title="T", body="My words."))
    assert answer.status_code == 404
    assert "My words.</textarea>" in answer.text
    assert "Secret plan" not in answer.text
    assert stranger.get(f"/write/{post.id}").status_code == 404
    assert stranger.get(f"/write/{post.id}/history").status_code == 404
    assert stranger.submit(f"/write/{post.id}/preview", body="x").status_code == 404


def test_the_preview_keeps_what_was_typed(house: House, editor: Browser, channel: Channel) -> None:
    post = post_of(house, editor, channel, out=False)
    page = shown(editor, f"/write/{post.id}", do="preview", **typed(post, body="Some **bold** words"))
    assert "<strong>bold</strong>" in page
    assert "Some **bold** words</textarea>" in page
    assert now(house, post).revision == 1
    alone = editor.submit(f"/write/{post.id}/preview", body="Some **bold** words").text
    assert "<strong>bold</strong>" in alone
    assert "<html" not in alone


def test_a_picture_comes_with_the_words_that_put_it_in(
    house: House, editor: Browser, channel: Channel
) -> None:
    post = post_of(house, editor, channel, out=False)
    fields = {"csrf": editor.csrf, "do": "picture", **typed(post, body="Unsaved words.")}
    answer = editor.post(f"/write/{post.id}", data=fields, files={"picture": ("b.png", png(), "image/png")})
    assert "Unsaved words.</textarea>" in answer.text
    found = re.search(r"!\[What it shows&gt;&lt;\]\((/media/[0-9a-f]{32})", answer.text)
    assert found
    assert editor.get(found[1]).status_code == 200
    bad = editor.post(f"/write/{post.id}", data=fields, files={"picture": ("b.png", b"<svg>", "image/png")})
    assert bad.status_code == 422
    assert "Unsaved words.</textarea>" in bad.text
    assert editor.submit(f"/write/{post.id}", do="picture", **typed(post)).status_code == 422


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(
    house: House, editor: Browser, channel: Channel, story: StoryHead, words: str
) -> None:
    from tests.publish.active import assert_inert

    words = words.encode("utf-8", "ignore").decode()
    post = post_of(house, editor, channel, f"T {words}", words, story_id=story.id, out=False)
    posts.revise(house, viewer_of(editor), post.id, title=f"U {words}", body=words * 2, based_on=1)
    with house.store.writing() as w:
        accounts.change_user(w, str(viewer_of(editor).id), about=words)
    for address in ("/write", f"/write/{post.id}", f"/write/{post.id}/history", f"/p/{post.id}"):
        look(editor, address)
    for do in ("preview", "check", "save", "schedule", "cite " + words):
        fields = typed(post, title=words, body=words, when=words, zone=words)
        answer = editor.submit(f"/write/{post.id}", do=do, **fields)
        if answer.status_code == 303:
            look(editor, answer.headers["location"])
        else:
            assert_inert(answer.text, page=True)
        look(editor, f"/write/{post.id}?show=preview")
