"""The list of stories and a story's page: who sees what, and what editors do there."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from tests.publish.site.browser import Browser, Browsers
from tests.publish.site.conftest import Clock

from geopolitik.app.house import House
from geopolitik.app.posting import channels, posts
from geopolitik.app.quoting import Shown
from geopolitik.app.quoting.choosing import Said
from geopolitik.app.stories.deciding import decide, undo
from geopolitik.app.stories.keeping import keep
from geopolitik.app.stories.replying import handle, reply
from geopolitik.model.keeping import Judgement, KeptDerivation, ReplyState, StoryHead
from geopolitik.model.people import VISITOR, Role, Viewer
from geopolitik.model.story import Trace
from geopolitik.publish.site.site import Site
from geopolitik.publish.site.views import story as story_view
from geopolitik.publish.site.views.addresses import story_address
from geopolitik.publish.site.views.crediting import Crediting
from geopolitik.storage import settings, stories, views

People = Callable[[Role, str], Viewer]
BYTES = 150_000
"""The most that a story's page without pictures may weigh, compressed."""


def edges(house: House, story: StoryHead) -> dict[tuple[str, str], KeptDerivation]:
    """The edges of a story by the names of original and copy."""
    with house.store.reading() as r:
        return {(e.original_name, e.copy_name): e for e in stories.edges_of(r, story.id)}


def data_of(page: str) -> list[dict[str, object]]:
    """What a page tells machines."""
    return [
        json.loads(found)
        for found in re.findall(r'<script type="application/ld\+json" nonce="[^"]+">(.*?)</script>', page)
    ]


# The list


def test_the_list_says_what_to_do_when_there_is_nothing(browser: Browsers) -> None:
    assert "Editors make one" in browser().get("/stories").text
    assert 'href="/check"' in browser(Role.ANALYST).get("/stories").text


def test_long_lists_go_on_at_a_cursor(
    browser: Browsers, house: House, clock: Clock, sample_trace: Trace
) -> None:
    for number in range(23):
        clock.forward(minutes=1)
        keep(house, sample_trace, by=None, public=True, title=f"Story {number:02}")
    client = browser()
    first = client.get("/stories").text
    after = re.search(r'href="(/stories\?after=[^"]+)"', first)
    assert after is not None
    second = client.get(after[1]).text
    assert "Story 22" in first
    assert "Story 02" not in first
    assert "Story 02" in second
    assert 'rel="next"' not in second
    assert client.get("/stories?after=nonsense").status_code == 422


def test_private_and_withdrawn_stories_are_not_for_readers(
    browser: Browsers, house: House, sample_trace: Trace
) -> None:
    hidden = keep(house, sample_trace, by=None, title="Not yet to be seen")
    reader, analyst = browser(Role.MEMBER), browser(Role.ANALYST)
    assert "Not yet to be seen" not in reader.get("/stories").text
    assert reader.get(f"/s/{hidden.id}/x").status_code == 404
    assert "Not yet to be seen" in analyst.get("/stories").text
    assert "Not public" in analyst.get(story_address(hidden)).text


def test_a_site_without_guests_shows_visitors_nothing(
    browser: Browsers, house: House, story: StoryHead
) -> None:
    with house.store.writing() as w:
        settings.save(w, settings.Settings(guests=False))
    for address in ("/", "/stories", "/outlets", "/o/meridian"):
        assert browser().get(address).status_code == 403, address
    assert browser().get(story_address(story)).status_code == 404
    assert browser(Role.MEMBER).get(story_address(story)).status_code == 200


# The address


@pytest.mark.parametrize("wrong", ["", "/wrong-words", "/Valdenia"], ids=["none", "other words", "a capital"])
def test_a_wrong_address_leads_to_the_right_one(browser: Browsers, story: StoryHead, wrong: str) -> None:
    answer = browser().get(f"/s/{story.id}{wrong}?revision=1", follow_redirects=False)
    assert answer.status_code == 301
    assert answer.headers["location"] == f"{story_address(story)}?revision=1"


def test_a_title_without_letters_has_an_address_too(
    browser: Browsers, house: House, sample_trace: Trace
) -> None:
    story = keep(house, sample_trace, by=None, public=True, title="……")
    assert story_address(story) == f"/s/{story.id}"
    assert browser().get(f"/s/{story.id}", follow_redirects=False).status_code == 200
    assert browser().get(f"/s/{story.id}/words", follow_redirects=False).status_code == 301


@pytest.mark.parametrize("revision", ["0", "2", "x", "²", "99999999999", "-1"])
def test_a_revision_that_is_none_is_not_found(browser: Browsers, story: StoryHead, revision: str) -> None:
    assert browser().get(story_address(story), params={"revision": revision}).status_code == 404


def test_pages_below_a_story_are_not_taken_for_titles(browser: Browsers, story: StoryHead) -> None:
    answer = browser().get(f"/s/{story.id}/captures/none", follow_redirects=False)
    assert answer.status_code != 301


# What it shows


def test_it_says_who_had_it_from_whom(browser: Browsers, story: StoryHead) -> None:
    page = browser().get(story_address(story)).text
    assert "9 texts that go back to 2 independent origins." in page
    assert "<svg" in page
    assert 'class="tree"' in page
    assert "Traced on 14 May 2031, 09:00 UTC, revision 1" in page
    assert f"/s/{story.id}/reply" in page
    assert f"/s/{story.id}/game" in page


def test_it_tells_machines_what_it_is(browser: Browsers, story: StoryHead) -> None:
    page = browser().get(story_address(story)).text
    article, way = data_of(page)
    assert article["@type"] == "NewsArticle"
    assert article["headline"] == story.title
    assert way["@type"] == "BreadcrumbList"
    assert f'<link rel="canonical" href="https://geopolitik.test{story_address(story)}">' in page
    assert '<meta property="og:type" content="article">' in page
    assert 'type="application/atom+xml"' in page


def test_earlier_revisions_stay_where_they_were(
    browser: Browsers, house: House, story: StoryHead, sample_trace: Trace, clock: Clock
) -> None:
    clock.forward(days=1)
    keep(house, sample_trace, by=None, story_id=story.id)
    client = browser()
    latest = client.get(story_address(story)).text
    assert "15 May 2031, 09:00 UTC, revision 2" in latest
    assert "1 earlier revision" in latest
    earlier = client.get(f"{story_address(story)}?revision=1").text
    assert "revision 1, an earlier one" in earlier
    edge = edges(house, story)["Meridian", "RiverWatch"]
    assert f"/s/{story.id}/r/{edge.id}?revision=1" in earlier
    assert client.get(f"/s/{story.id}/r/{edge.id}?revision=1").status_code == 200


UNSAID = ("not credited", "does not credit", "credits nobody", "not Meridian", "credit dropped", "uncredited")


@pytest.mark.parametrize("role", [None, Role.MEMBER], ids=["visitor", "member"])
def test_readers_are_not_told_that_credit_is_missing(
    browser: Browsers, story: StoryHead, role: Role | None
) -> None:
    page = without_classes(browser(role).get(story_address(story)).text)
    assert [words for words in UNSAID if words in page] == []
    assert "credit not reviewed yet" in page


def test_they_are_once_an_editor_approved_it_and_no_longer_when_it_is_taken_back(
    browser: Browsers, house: House, story: StoryHead, person: People
) -> None:
    editor = person(Role.EDITOR, "Edith")
    edge = edges(house, story)["Meridian", "RiverWatch"]
    client = browser()
    client.get(story_address(story))
    decide(house, editor, edge.id, Judgement.APPROVE, reason="Sentence by sentence the agency’s text.")
    page = client.get(story_address(story)).text
    assert "rewrite, <bdi>not credited</bdi>" in page
    assert "Confirmed by an editor on" in page
    assert "credits Tidewater News, not Meridian" not in page
    undo(house, editor)
    assert "not credited" not in client.get(story_address(story)).text


def test_a_rejected_derivation_says_so(
    browser: Browsers, house: House, story: StoryHead, person: People
) -> None:
    edge = edges(house, story)["Meridian", "RiverWatch"]
    decide(house, person(Role.ANALYST, "Ann"), edge.id, Judgement.REJECT, reason="Both had it from a speech.")
    page = browser().get(story_address(story)).text
    assert "Rejected by an analyst on" in page
    assert "Both had it from a speech." in page
    assert "rejected on review" in page


def test_those_who_work_here_see_everything(browser: Browsers, story: StoryHead) -> None:
    page = browser(Role.ANALYST).get(story_address(story)).text
    assert "rewrite, <bdi>not credited</bdi>" in page
    assert "Every verdict, with all its evidence" in page
    assert f"/s/{story.id}/captures/" in page
    assert "For editors" not in page
    assert "Every verdict" not in browser(Role.MEMBER).get(story_address(story)).text


def test_no_whole_text_is_shown_to_readers(browser: Browsers, story: StoryHead, sample_trace: Trace) -> None:
    page = plain(browser().get(story_address(story)).text)
    for annotation in sample_trace.annotations:
        shown = sum(s.span.of(annotation.text) in page for s in annotation.sentences if len(s.span) > 60)
        assert shown <= 1 + len(annotation.sentences) // 8


def test_answered_replies_stand_below(
    browser: Browsers, house: House, story: StoryHead, person: People
) -> None:
    editor = person(Role.EDITOR, "Edith")
    texts = {"name": "Mira <b>Vale</b>", "contact": "mira@example.org"}
    kept = reply(house, VISITOR, story.id, about="", body="We name it <i>now</i>.", **texts)
    client = browser()
    assert "We name it" not in client.get(story_address(story)).text
    handle(house, editor, kept.id, ReplyState.ANSWERED, "Thank you.")
    page = client.get(story_address(story)).text
    assert "We name it &lt;i&gt;now&lt;/i&gt;." in page
    assert "Mira &lt;b&gt;Vale&lt;/b&gt;" in page
    assert "Thank you." in page
    assert "mira@example.org" not in page


def test_posts_that_rest_on_it_are_listed_to_those_who_may_see_them(
    browser: Browsers, house: House, story: StoryHead, person: People
) -> None:
    editor = person(Role.EDITOR, "Edith")
    channel = channels.open_channel(house, editor, title="Sarn Desk", description="The river.")
    post = posts.write(house, editor, channel, title="What was left out", body="Words.", story_id=story.id)
    assert "What was left out" not in browser().get(story_address(story)).text
    posts.publish(house, editor, post.id)
    assert f"/p/{post.id}/what-was-left-out" in browser().get(story_address(story)).text


def test_views_are_counted_but_not_those_of_bots(
    browser: Browsers, house: House, story: StoryHead, site: Site
) -> None:
    client = browser()
    for agent in ("Mozilla/5.0", "Mozilla/5.0 (compatible; Googlebot/2.1)", ""):
        client.get(story_address(story), headers={"user-agent": agent})
    site.counting.write_down(house)
    with house.store.reading() as r:
        counted = views.since(r, house.clock().date())
    assert [(seen.kind, seen.subject, seen.count) for seen in counted] == [("story", story.id, 1)]


def test_the_page_is_light(browser: Browsers, story: StoryHead) -> None:
    for client in (browser(), browser(Role.EDITOR)):
        page = client.get(story_address(story)).content
        assert len(gzip.compress(page, 4)) < BYTES


def test_the_expensive_part_is_made_once(
    browser: Browsers, story: StoryHead, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    real = story_view.story_view

    def counted(
        story_id: str, trace: Trace, said: Said, crediting: Crediting, shown: Shown, *, query: str
    ) -> story_view.StoryView:
        made.append(story_id)
        return real(story_id, trace, said, crediting, shown, query=query)

    monkeypatch.setattr("geopolitik.publish.site.pages.stories.story_view", counted)
    client = browser()
    assert client.get(story_address(story)).content
    assert client.get(story_address(story)).content
    assert len(made) == 1
    browser(Role.ANALYST).get(story_address(story))
    assert len(made) == 2


# What editors do


def undone(client: Browser, page: str) -> str:
    """Press the undo button of a page's notice; the page that follows."""
    undo = re.search(r'<form method="post" action="([^"]+)">[^/]*<button>Undo', page)
    assert undo is not None
    answer = client.submit(unescape(undo[1]))
    assert answer.status_code == 303
    return client.get(answer.headers["location"]).text


def followed(client: Browser, address: str, **fields: str) -> str:
    """Send a form and read the page that follows."""
    answer = client.submit(address, **fields)
    assert answer.status_code == 303, answer.text
    return client.get(answer.headers["location"]).text


def test_a_story_is_made_private_and_public_again(browser: Browsers, story: StoryHead) -> None:
    editor, reader = browser(Role.EDITOR), browser()
    page = followed(editor, f"/s/{story.id}/private")
    assert "Make public" in page
    assert reader.get(story_address(story)).status_code == 404
    assert "The story is public." in undone(editor, page)
    assert reader.get(story_address(story)).status_code == 200


def test_a_story_is_taken_off_the_site_and_put_back(browser: Browsers, story: StoryHead) -> None:
    editor, reader = browser(Role.EDITOR), browser()
    page = followed(editor, f"/s/{story.id}/withdraw")
    assert "This story is off the site" in page
    assert story.title not in reader.get("/stories").text
    assert "The story is back." in undone(editor, page)
    assert story.title in reader.get("/stories").text


def test_a_story_is_renamed_and_has_its_old_title_back(browser: Browsers, story: StoryHead) -> None:
    editor = browser(Role.EDITOR)
    page = followed(editor, f"/s/{story.id}/rename", title="Fuel & “fire” <i>")
    assert '<h1 dir="auto">Fuel &amp; “fire” &lt;i&gt;</h1>' in page
    assert f'<h1 dir="auto">{story.title}</h1>' in undone(editor, page)


def test_a_title_too_long_for_an_undo_button_is_told(
    browser: Browsers, house: House, sample_trace: Trace
) -> None:
    story = keep(house, sample_trace, by=None, public=True, title="Речные переговоры " * 9)
    page = followed(browser(Role.EDITOR), f"/s/{story.id}/rename", title="Talks")
    assert "It was called “Речные переговоры" in page
    assert "Undo" not in page


@pytest.mark.parametrize("what", ["public", "private", "rename", "withdraw", "restore"])
@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.ANALYST], ids=["visitor", "member", "analyst"])
def test_only_editors_manage(browser: Browsers, story: StoryHead, what: str, role: Role | None) -> None:
    assert browser(role).submit(f"/s/{story.id}/{what}", title="Mine").status_code == 403


def test_a_title_must_be_given(browser: Browsers, story: StoryHead) -> None:
    assert browser(Role.EDITOR).submit(f"/s/{story.id}/rename", title="  ").status_code == 422
    assert browser(Role.EDITOR, "Ed").submit("/s/none/rename", title="A").status_code == 404


def plain(page: str) -> str:
    """The words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def without_classes(page: str) -> str:
    """A page without the names that style sheets use."""
    return re.sub(r' class="[^"]*"', "", page)


def test_those_who_work_here_go_on_from_a_story(browser: Browsers, story: StoryHead) -> None:
    page = browser(Role.ANALYST).get(f"/s/{story.id}/x").text
    assert f"/write/new?story={story.id}" in page
    assert f"/check?story={story.id}" in page
    assert "/write/new" not in browser().get(f"/s/{story.id}/x").text


def test_a_cursor_that_no_list_gave_out_leads_to_the_first_page(browser: Browsers, story: StoryHead) -> None:
    for address in ("/stories?after=x%22%3E", "/write?state=draft&after=1.a%20b", "/inbox/decided?after=x"):
        answer = browser(Role.EDITOR, address).get(address)
        assert answer.status_code == 422
        assert "This page of the list</span> isn&#39;t there" in answer.text
        path, _, query = address.partition("?")
        first = path + ("?state=draft" if "state" in query else "")
        assert f'href="{first}">First page of the list</a>' in answer.text
        assert "x&#34;&gt;" not in answer.text
    assert "First page" not in browser().get("/s/nothing").text
