"""Posts as readers see them: who may, what stands around the text, and what it rests on."""

from __future__ import annotations

import json
import re

import pytest
from tests.publish.active import assert_inert
from tests.publish.site.browser import Browser, Browsers
from tests.publish.site.conftest import Clock
from tests.publish.site.newsroom import HOSTILE, channel_of, look, png, post_of, viewer_of

from geopolitik.app.access import may_see
from geopolitik.app.drafting import draft
from geopolitik.app.house import House
from geopolitik.app.posting import channels, posts
from geopolitik.app.posting.pictures import add_picture
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role, Viewer
from geopolitik.model.publishing import Access, Channel, Visibility
from geopolitik.model.story import Trace
from geopolitik.publish.site.site import Site
from geopolitik.storage import accounts, settings, stories
from geopolitik.storage import channels as kept_channels

LABEL = "Visible also to unregistered users"


def current(house: House, client: Browser) -> Viewer:
    """The user of a browser with their channels."""
    with house.store.reading() as r:
        found = accounts.viewer(r, client.user.id) if client.user else None
    return found or Viewer()


@pytest.mark.parametrize("guests", [True, False])
@pytest.mark.parametrize("visibility", list(Visibility))
@pytest.mark.parametrize("access", list(Access))
def test_every_cell_of_who_sees_a_post(
    browser: Browsers, house: House, editor: Browser, access: Access, visibility: Visibility, guests: bool
) -> None:
    made = channel_of(house, editor, access=access)
    post = post_of(house, editor, made, visibility=visibility)
    member = browser(Role.MEMBER, "Mo Member")
    channels.set_member(house, viewer_of(editor), made, "Mo Member", member=True)
    with house.store.writing() as w:
        settings.save(w, settings.Settings(guests=guests))
    for client in (browser(), browser(Role.ANALYST), member, editor, browser(Role.OWNER)):
        sees = may_see(current(house, client), made, post, guests=guests)
        answer = client.get(f"/p/{post.id}/a-quiet-week")
        assert (answer.status_code == 200) == sees
        if sees:
            open_ = guests and access is Access.EVERYONE and visibility is Visibility.PUBLIC
            assert (LABEL in answer.text) == open_
        else:
            assert "Nothing moved" not in answer.text


def test_a_post_says_who_wrote_it_when_and_where(
    browser: Browsers, house: House, editor: Browser, channel: Channel, clock: Clock
) -> None:
    post = post_of(house, editor, channel)
    page = browser().get(f"/p/{post.id}").text
    assert "Edith Moor" in page
    assert "Sarn Desk" in page
    assert "Published" in page
    assert "14 May 2031, 09:00 UTC" in page
    assert ", revised" not in page
    assert "Edit</a>" not in page
    clock.forward(hours=2)
    posts.revise(house, viewer_of(editor), post.id, title=post.title, body="It moved.", based_on=1)
    page = editor.get(f"/p/{post.id}/a-quiet-week").text
    assert "revised" in page
    assert "14 May 2031, 11:00 UTC" in page
    assert "2 revisions" in page


def test_another_title_in_the_address_leads_to_the_right_one(
    browser: Browsers, house: House, editor: Browser, channel: Channel
) -> None:
    post = post_of(house, editor, channel)
    answer = browser().get(f"/p/{post.id}/other", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (301, f"/p/{post.id}/a-quiet-week")
    unnamed = post_of(house, editor, channel, "…")
    assert browser().get(f"/p/{unnamed.id}", follow_redirects=False).status_code == 200


def test_a_draft_is_for_those_who_edit_it_and_says_what_it_is(
    browser: Browsers, house: House, editor: Browser, channel: Channel
) -> None:
    post = post_of(house, editor, channel, out=False)
    assert browser(Role.ANALYST).get(f"/p/{post.id}").status_code == 404
    page = editor.get(f"/p/{post.id}").text
    assert ">Draft</span>" in page
    assert 'content="noindex"' in page
    assert "NewsArticle" not in page


def test_a_post_from_a_story_states_what_it_rests_on(
    browser: Browsers, house: House, editor: Browser, channel: Channel, story: StoryHead, sample_trace: Trace
) -> None:
    made = draft(sample_trace)
    post = post_of(house, editor, channel, body=made.body, story_id=story.id)
    page = look(browser(), f"/p/{post.id}/a-quiet-week")
    assert f"cites {len(made.passages)} passages of " in page
    assert "Rests on 9 captures from 7 outlets and 1 unnamed, 2 independent origins" in page
    assert 'href="#source-1"' in page
    assert 'id="source-1"' in page
    assert 'href="#cite-1"' in page
    assert f'href="/s/{story.id}/game"' in page
    assert re.search(rf'href="/s/{story.id}/[a-z-]+#capture-\d+"', page)
    assert "/captures/" not in page
    assert f"/s/{story.id}/captures/" in editor.get(f"/p/{post.id}").text
    for annotation in sample_trace.annotations:
        assert annotation.article.text not in page


def test_a_post_hides_a_story_that_its_reader_may_not_open(
    browser: Browsers, house: House, editor: Browser, channel: Channel, story: StoryHead, sample_trace: Trace
) -> None:
    post = post_of(house, editor, channel, body=draft(sample_trace).body, story_id=story.id)
    with house.store.writing() as w:
        stories.change(w, story.id, public=False)
    page = browser().get(f"/p/{post.id}").text
    assert f"/s/{story.id}" not in page
    assert "Rests on 9 captures" in page
    assert f"/s/{story.id}" in editor.get(f"/p/{post.id}").text


def test_a_passage_that_is_not_kept_is_said_to_be_missing(
    browser: Browsers, house: House, editor: Browser, channel: Channel, story: StoryHead, sample_trace: Trace
) -> None:
    known = sample_trace.annotations[0].capture_id
    body = f"[“Gone”](passage:nowhere#1-9) and [“far”](passage:{known}#999990-999999)."
    post = post_of(house, editor, channel, body=body, story_id=story.id)
    page = browser().get(f"/p/{post.id}").text
    assert page.count("Source missing") == 1
    assert page.count("source missing</sup>") == 2


def test_a_post_from_scratch_claims_no_source(
    browser: Browsers, house: House, editor: Browser, channel: Channel
) -> None:
    post = post_of(house, editor, channel)
    assert "Rests on no story that is kept here." in browser().get(f"/p/{post.id}").text


def test_machines_are_told_of_the_post(
    browser: Browsers, house: House, editor: Browser, channel: Channel, story: StoryHead, sample_trace: Trace
) -> None:
    post = post_of(house, editor, channel, "On “fuel” & fire", draft(sample_trace).body, story_id=story.id)
    page = browser().get(f"/p/{post.id}").text
    found = [
        json.loads(d) for d in re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page)
    ]
    article = next(d for d in found if d["@type"] == "NewsArticle")
    assert article["headline"] == "On “fuel” & fire"
    assert article["author"][0]["name"] == "Edith Moor"
    assert article["datePublished"].startswith("2031-05-14T09:00:00")
    assert [d["@type"] for d in found] == ["NewsArticle", "BreadcrumbList"]
    assert '<meta property="og:type" content="article">' in page
    assert 'property="article:published_time"' in page
    assert f"/c/{channel.slug}/feed.atom" in page


def test_views_of_published_posts_are_counted(
    browser: Browsers, house: House, editor: Browser, channel: Channel, site: Site
) -> None:
    post, unseen = post_of(house, editor, channel), post_of(house, editor, channel, out=False)
    reader = browser()
    for address in (f"/p/{post.id}/a-quiet-week", f"/p/{unseen.id}/a-quiet-week"):
        reader.get(address, headers={"user-agent": "Mozilla/5.0"})
        editor.get(address, headers={"user-agent": "Mozilla/5.0"})
    counted = dict(site.counting._counts)
    assert {(kind, subject): n for (_, kind, subject), n in counted.items()} == {("post", post.id): 2}


def test_mentions_lead_to_the_people_they_name(
    browser: Browsers, house: House, editor: Browser, channel: Channel
) -> None:
    assert editor.user is not None
    writer = browser(Role.ANALYST, "ada")
    assert writer.user is not None
    body = "Thanks to @ada, @nobody and [@Edith Moor](mention:edith)."
    post = post_of(house, editor, channel, body=body)
    page = browser().get(f"/p/{post.id}").text
    assert f'href="/u/{writer.user.id}"' in page
    assert page.count(f'href="/u/{editor.user.id}"') == 2
    assert "@nobody" in page


def test_a_person_page_shows_what_the_viewer_may_see(
    browser: Browsers, house: House, editor: Browser, channel: Channel
) -> None:
    assert editor.user is not None
    post_of(house, editor, channel, "In the open")
    post_of(house, editor, channel, "In the club", visibility=Visibility.MEMBERS)
    with house.store.writing() as w:
        accounts.change_user(w, editor.user.id, about="I write about rivers.")
    page = browser().get(f"/u/{editor.user.id}").text
    assert "I write about rivers." in page
    assert "In the open" in page
    assert "In the club" not in page
    assert "In the club" in editor.get(f"/u/{editor.user.id}").text
    assert browser().get("/u/nobody").status_code == 404
    with house.store.writing() as w:
        accounts.change_user(w, editor.user.id, disabled_at=house.clock())
    assert browser().get(f"/u/{editor.user.id}").status_code == 404


def test_a_picture_stands_in_the_text_with_side_and_size(
    browser: Browsers, house: House, editor: Browser, channel: Channel
) -> None:
    added = add_picture(house, viewer_of(editor), png())
    post = post_of(house, editor, channel, body=f'![A boat>]({added.address} "At dusk" =40%x)')
    page = browser().get(f"/p/{post.id}").text
    assert f'<figure class="right w40" dir="auto"><img src="{added.address}" alt="A boat"' in page


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(browser: Browsers, house: House, editor: Browser, words: str) -> None:
    words = words.encode("utf-8", "ignore").decode()
    assert editor.user is not None
    made = channel_of(house, editor, f"Desk {words}", description=words)
    post = post_of(house, editor, made, f"Title {words}", f"{words}\n\n# {words}\n\n> {words}")
    with house.store.writing() as w:
        accounts.change_user(w, editor.user.id, about=words)
        kept_channels.change(w, made.id, picture=None)
    for client in (browser(), editor):
        look(client, f"/p/{post.id}")
        look(client, f"/u/{editor.user.id}")
    assert_inert(editor.submit(f"/write/{post.id}/preview", body=words).text.replace("<footer", "<div"))
