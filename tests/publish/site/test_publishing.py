"""Publishing: our own redline first, then now or later, approved or not; and all of it undone."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from tests.publish.site.browser import Browser, Browsers
from tests.publish.site.newsroom import channel_of, now, post_of, shown, typed, undo, viewer_of

from geopolitik.app.house import House
from geopolitik.app.posting import posts
from geopolitik.app.posting.due import publish_due
from geopolitik.app.posting.proofing import LONGEST, Proofs
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role
from geopolitik.model.publishing import Channel, Post, PostState
from geopolitik.model.story import Trace
from geopolitik.publish.site.site import Site
from geopolitik.storage import audits
from geopolitik.storage import channels as kept_channels

pytestmark = pytest.mark.both_databases

BENT = (
    "Valdenia on Tuesday suspended the transit of fuel to neighbouring Teskar for 96 hours, saying that "
    "shots fired across the Sarn river on Sunday breached the truce.\n\n"
    "Thousands of people queued for diesel on the moon.\n"
)


@pytest.fixture
def bent(house: House, editor: Browser, channel: Channel, story: StoryHead) -> Post:
    return post_of(house, editor, channel, "On fuel", BENT, story_id=story.id, out=False)


# Our own redline


def test_the_check_stands_beside_the_text(editor: Browser, bent: Post) -> None:
    page = shown(editor, f"/write/{bent.id}", do="check", **typed(bent))
    assert "96 hours" in page
    assert "The original gives “72 hours”" in page
    assert "Rests on nothing kept" in page
    assert "against a text next to an origin" in page
    assert "on the moon" in page.partition("Rests on nothing kept")[2]
    assert "Sentences that could cite a passage" in page


def test_an_offered_citation_is_put_in_and_found(house: House, editor: Browser, bent: Post) -> None:
    page = shown(editor, f"/write/{bent.id}", do="check", **typed(bent))
    offer = re.search(r'value="(cite [^"]+)"', page)
    assert offer
    page = shown(editor, f"/write/{bent.id}", do=offer[1], **typed(bent))
    body = unescape(page.partition('name="body"')[2].partition(">\n")[2].partition("</textarea>")[0])
    assert body.startswith("[Valdenia on Tuesday")
    assert "(passage:" in body
    assert now(house, bent).revision == 1
    changed = editor.submit(f"/write/{bent.id}", do=offer[1], **typed(bent, body="Other words."))
    assert changed.status_code == 422
    assert "the text has changed" in changed.text
    for wrong in ("cite", "cite 1 2", "cite 0 5 x y 1 2", "cite a b c d e f"):
        assert editor.submit(f"/write/{bent.id}", do=wrong, **typed(bent)).status_code == 422


def test_a_post_that_bends_is_published_by_a_second_click_that_is_logged(
    house: House, editor: Browser, bent: Post
) -> None:
    answer = editor.submit(f"/write/{bent.id}", do="publish", **typed(bent))
    assert answer.status_code == 409
    assert now(house, bent).state is PostState.DRAFT
    second = re.search(r'value="(publish despite [0-9a-f]+)"', answer.text)
    assert second
    other = editor.submit(f"/write/{bent.id}", do=second[1], **typed(bent, body=BENT + "More."))
    assert other.status_code == 409, "the second click is about the text that was looked at"
    assert editor.submit(f"/write/{bent.id}", do=second[1], **typed(bent)).status_code == 303
    assert now(house, bent).state is PostState.PUBLISHED
    with house.store.reading() as r:
        note = next(a for a in audits.about(r, "post", bent.id) if a.action == "let out despite")
    assert "high severity" in note.detail
    assert note.user_id == (editor.user.id if editor.user else "")


def test_a_published_text_is_not_bent_by_saving(house: House, editor: Browser, bent: Post) -> None:
    clean = post_of(house, editor, channel_of(house, editor, "Other"), story_id=bent.story_id, body="Hello.")
    answer = editor.submit(f"/write/{clean.id}", do="save", **typed(clean, body=BENT))
    assert answer.status_code == 409
    assert 'value="save despite' in answer.text
    assert now(house, clean).body == "Hello."


def test_a_text_that_cannot_be_checked_needs_the_second_click_too(
    house: House, editor: Browser, bent: Post
) -> None:
    long = "The ferry lay still. " * (LONGEST // 20)
    answer = editor.submit(f"/write/{bent.id}", do="publish", **typed(bent, body=long))
    assert answer.status_code == 409
    assert "could not be checked" in answer.text
    assert 'value="publish despite' in answer.text


def test_nobody_waits_for_a_check_that_takes_long(
    house: House, editor: Browser, bent: Post, site: Site, sample_trace: Trace, story: StoryHead
) -> None:
    from geopolitik.errors import UsageError

    with pytest.raises(UsageError, match="takes longer"):
        Proofs(patience=0.0).check(BENT, story, sample_trace)


# Publishing, and all that follows


def test_publishing_is_undone(browser: Browsers, house: House, editor: Browser, channel: Channel) -> None:
    post = post_of(house, editor, channel, out=False)
    answer = editor.submit(f"/write/{post.id}", do="publish", **typed(post, body="Changed at last."))
    assert answer.headers["location"] == f"/p/{post.id}/a-quiet-week"
    assert "Changed at last." in browser().get(f"/p/{post.id}").text
    undo(editor, answer.headers["location"])
    assert now(house, post).state is PostState.DRAFT
    assert now(house, post).body == "Nothing moved."
    assert browser().get(f"/p/{post.id}").status_code == 404


def test_an_analyst_drafts_but_does_not_publish(browser: Browsers, house: House, channel: Channel) -> None:
    writer = browser(Role.ANALYST, "Ana Lyst")
    post = post_of(house, writer, channel, out=False)
    assert 'value="publish"' not in writer.get(f"/write/{post.id}").text
    answer = writer.submit(f"/write/{post.id}", do="publish", **typed(post, body="Kept at least."))
    assert answer.status_code == 403
    assert now(house, post).state is PostState.DRAFT
    assert now(house, post).body == "Kept at least."


def test_a_post_is_scheduled_in_a_zone_and_comes_out_then(
    house: House, editor: Browser, channel: Channel, clock: Any
) -> None:
    post = post_of(house, editor, channel, out=False)
    fields = typed(post, when="2031-05-14T12:30", zone="Europe/Paris")
    answer = editor.submit(f"/write/{post.id}", do="schedule", **fields)
    page = editor.get(answer.headers["location"]).text
    assert "Scheduled for 14 May 2031, 10:30 UTC." in page
    assert post.title in editor.get("/write?state=scheduled").text
    clock.forward(hours=1)
    assert publish_due(house) == 0
    clock.forward(hours=1)
    assert publish_due(house) == 1
    assert now(house, post).state is PostState.PUBLISHED


def test_what_was_scheduled_before_the_channel_asked_for_approval_waits_for_it(
    browser: Browsers, house: House, editor: Browser, channel: Channel, clock: Any
) -> None:
    held, approved = (post_of(house, editor, channel, title=title, out=False) for title in ("Held", "Seen"))
    when = {"when": "2031-05-14T10:00", "zone": "UTC"}
    for post in (held, approved):
        editor.submit(f"/write/{post.id}", do="schedule", **typed(post, **when))
    with house.store.writing() as w:
        kept_channels.change(w, channel.id, needs_approval=True)
    posts.approve(house, viewer_of(browser(Role.EDITOR, "Second")), approved.id, revision=1)
    clock.forward(hours=2)
    assert publish_due(house) == 1
    assert now(house, approved).state is PostState.PUBLISHED
    assert (now(house, held).state, now(house, held).publish_at) == (PostState.DRAFT, None)
    assert publish_due(house) == 0
    assert "Its time came, but" in editor.get(f"/write/{held.id}").text
    desk = editor.get("/write?state=draft").text
    assert "Held back: needs approval" in desk
    with house.store.reading() as r:
        assert audits.about(r, "post", held.id)[-1].action == "held back"
    posts.approve(house, viewer_of(browser(Role.EDITOR, "Third")), held.id, revision=1)
    editor.submit(f"/write/{held.id}", do="publish", **typed(held))
    assert now(house, held).state is PostState.PUBLISHED
    assert "Its time came, but" not in editor.get(f"/write/{held.id}").text


@pytest.mark.parametrize(
    ("when", "zone", "told"),
    [
        ("", "UTC", "be read"),
        ("tomorrow", "UTC", "be read"),
        ("2031-05-14T12:30", "Nowhere/Town", "not known"),
        ("2031-05-14T12:30", "../etc/passwd", "not known"),
        ("2031-05-14T08:00", "UTC", "has passed"),
        ("2032-03-28T02:30", "Europe/Paris", "exist"),
        ("0001-01-01T00:00", "Asia/Tokyo", "be read"),
    ],
)
def test_a_time_that_cannot_be_is_told(
    house: House, editor: Browser, channel: Channel, when: str, zone: str, told: str
) -> None:
    post = post_of(house, editor, channel, out=False)
    answer = editor.submit(
        f"/write/{post.id}", do="schedule", **typed(post, when=when, zone=zone, body="Unsaved.")
    )
    assert answer.status_code == 422
    assert told in unescape(answer.text)
    assert "Unsaved.</textarea>" in answer.text


def test_a_second_person_approves(browser: Browsers, house: House, editor: Browser) -> None:
    made = channel_of(house, editor, "Careful Desk", needs_approval=True)
    post = post_of(house, editor, made, out=False)
    answer = editor.submit(f"/write/{post.id}", do="publish", **typed(post))
    assert answer.status_code == 403
    assert "approval" in answer.text
    assert 'value="approve"' not in editor.get(f"/write/{post.id}").text
    assert editor.submit(f"/write/{post.id}", do="approve", **typed(post)).status_code == 403
    second = browser(Role.EDITOR, "Sven Second")
    assert 'value="approve"' in second.get(f"/write/{post.id}").text
    unsaved = second.submit(f"/write/{post.id}", do="approve", **typed(post, body="Other."))
    assert unsaved.status_code == 422
    assert second.submit(f"/write/{post.id}", do="approve", **typed(post)).status_code == 303
    assert "Sven Second approved" in editor.get(f"/write/{post.id}").text
    assert editor.submit(f"/write/{post.id}", do="publish", **typed(post)).status_code == 303
    assert now(house, post).state is PostState.PUBLISHED


@pytest.mark.parametrize(
    ("do", "state"),
    [("archive", PostState.ARCHIVED), ("delete", PostState.DELETED), ("draft", PostState.DRAFT)],
)
def test_what_leaves_the_channel_can_be_brought_back(
    browser: Browsers, house: House, editor: Browser, channel: Channel, do: str, state: PostState
) -> None:
    post = post_of(house, editor, channel)
    dirty = editor.submit(f"/write/{post.id}", do=do, **typed(post, body="Unsaved."))
    assert dirty.status_code == 422
    assert "Unsaved.</textarea>" in dirty.text
    answer = editor.submit(f"/write/{post.id}", do=do, **typed(post))
    assert now(house, post).state is state
    assert browser().get(f"/p/{post.id}").status_code == 404
    undo(editor, answer.headers["location"])
    assert now(house, post).state is PostState.PUBLISHED


def test_the_bin_gives_back(house: House, editor: Browser, channel: Channel) -> None:
    post = post_of(house, editor, channel, out=False)
    editor.submit(f"/write/{post.id}", do="delete", **typed(post))
    assert f'action="/write/{post.id}/restore"' in editor.get("/write?state=deleted").text
    assert editor.submit(f"/write/{post.id}/restore").status_code == 303
    assert now(house, post).state is PostState.DRAFT


def test_an_undo_after_somebody_went_on_is_refused(
    browser: Browsers, house: House, editor: Browser, channel: Channel
) -> None:
    post = post_of(house, editor, channel, out=False)
    answer = editor.submit(f"/write/{post.id}", do="save", **typed(post, body="Two."))
    posts.revise(house, viewer_of(editor), post.id, title="T", body="Three.", based_on=2)
    assert undo(editor, answer.headers["location"]).status_code == 409
    assert now(house, post).body == "Three."
