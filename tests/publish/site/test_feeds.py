"""Feeds: what they hold, for whom, and how they are served."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest
from httpx2 import Response
from lxml import html
from tests.publish.active import assert_inert
from tests.publish.feeds.hostile import hostile_texts, needs_data
from tests.publish.feeds.reading import attributes, parsed, texts
from tests.publish.site.browser import ADDRESS, Browsers
from tests.publish.site.conftest import Clock

from geopolitik.app import sample_story, trace
from geopolitik.app.house import House
from geopolitik.app.posting import channels, posts
from geopolitik.app.stories.deciding import decide
from geopolitik.app.stories.keeping import keep
from geopolitik.app.stories.looking import glance
from geopolitik.model.keeping import Judgement, StoryHead
from geopolitik.model.people import VISITOR, Role, Viewer
from geopolitik.model.publishing import Access, Channel, PostState, Visibility
from geopolitik.model.story import Trace
from geopolitik.publish.site.syndication.absolute import absolute
from geopolitik.storage import channels as kept_channels
from geopolitik.storage import decisions, settings, stories
from geopolitik.storage import posts as kept_posts

FORMATS = ("atom", "rss", "json")
Person = Callable[[Role, str], Viewer]


@pytest.fixture
def editor(person: Person) -> Viewer:
    return person(Role.EDITOR, "Edith")


def opened(house: House, editor: Viewer, access: Access = Access.EVERYONE, title: str = "Ferries") -> Channel:
    return channels.open_channel(house, editor, title=title, access=access)


def published(house: House, editor: Viewer, channel: Channel, title: str, body: str = "Late.") -> str:
    post = posts.write(house, editor, channel, title=title, body=body)
    posts.publish(house, editor, post.id)
    return post.id


def items(answer: Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    found: list[dict[str, str]] = json.loads(answer.content)["items"]
    return found


def titles(answer: Response) -> list[str]:
    return [item["title"] for item in items(answer)]


def set_guests(house: House, *, guests: bool) -> None:
    with house.store.writing() as w:
        settings.save(w, replace(settings.load(w), guests=guests))


# What they hold


@pytest.mark.parametrize("signed_in", [None, Role.MEMBER, Role.EDITOR], ids=["visitor", "member", "editor"])
@pytest.mark.parametrize("guests", [True, False], ids=["guests", "no guests"])
@pytest.mark.parametrize(("access", "visibility"), list(product(Access, Visibility)))
def test_every_cell_of_the_table(
    browser: Browsers,
    house: House,
    editor: Viewer,
    access: Access,
    visibility: Visibility,
    guests: bool,
    signed_in: Role | None,
) -> None:
    """Feeds show to everybody what a visitor may see: public posts of open channels, if guests are let in."""
    channel = opened(house, editor, access)
    post = posts.write(house, editor, channel, title="The ferry", body="Late.", visibility=visibility)
    posts.publish(house, editor, post.id)
    set_guests(house, guests=guests)
    client = browser(signed_in)
    if client.user is not None:
        with house.store.writing() as w:
            kept_channels.add_member(w, channel.id, client.user.id, at=house.clock())
    sees = ["The ferry"] if visibility is Visibility.PUBLIC else []
    of_channel = client.get(f"/c/{channel.slug}/feed.json")
    if not guests:
        assert of_channel.status_code == 403
    elif access is not Access.EVERYONE:
        assert of_channel.status_code == 404
        assert channel.title not in of_channel.text
    else:
        assert titles(of_channel) == sees
    for name in ("feeds/site", "feeds/posts", "search/feed"):
        answer = client.get(f"/{name}.json?q=ferry")
        if guests:
            assert titles(answer) == (sees if access is Access.EVERYONE else [])
        else:
            assert answer.status_code == 403
        if sees == [] or access is not Access.EVERYONE:
            assert "The ferry" not in answer.text


@pytest.mark.parametrize("state", [state for state in PostState if state is not PostState.PUBLISHED])
def test_a_post_that_is_not_published_is_in_no_feed(
    browser: Browsers, house: House, editor: Viewer, state: PostState
) -> None:
    channel = opened(house, editor)
    post_id = published(house, editor, channel, "The ferry")
    with house.store.writing() as w:
        kept_posts.change(w, post_id, state=state.value)
    for path in (f"c/{channel.slug}/feed", "feeds/site", "feeds/posts", "search/feed"):
        assert titles(browser().get(f"/{path}.json?q=ferry")) == []


def test_a_withdrawn_channel_has_no_feed(browser: Browsers, house: House, editor: Viewer) -> None:
    channel = opened(house, editor)
    published(house, editor, channel, "The ferry")
    with house.store.writing() as w:
        kept_channels.change(w, channel.id, withdrawn_at=house.clock())
    assert browser().get(f"/c/{channel.slug}/feed.atom").status_code == 404
    assert titles(browser().get("/feeds/site.json")) == []
    assert channel.title not in browser().get("/feeds").text
    assert channel.title not in browser().get("/feeds.opml").text


@pytest.mark.parametrize("hidden", [{"public": False}, {"withdrawn_at": 1}], ids=["not public", "withdrawn"])
def test_a_story_that_is_hidden_is_in_no_feed(
    browser: Browsers, house: House, story: StoryHead, hidden: dict[str, object]
) -> None:
    client, outlet = browser(Role.EDITOR), "riverwatch"
    addresses = ("feeds/site", "feeds/stories", "search/feed")
    assert all(story.title in titles(client.get(f"/{path}.json?q=truce")) for path in addresses)
    assert story.title in titles(client.get(f"/o/{outlet}/feed.json"))
    with house.store.writing() as w:
        stories.change(
            w, story.id, **({name: house.clock() if value == 1 else value for name, value in hidden.items()})
        )
    assert all(titles(client.get(f"/{path}.json?q=truce")) == [] for path in addresses)
    assert client.get(f"/s/{story.id}/feed.json").status_code == 404
    assert client.get(f"/o/{outlet}/feed.json").status_code == 404
    assert story.title not in client.get("/feeds.opml").text


def test_a_post_comes_whole_and_with_absolute_addresses(
    browser: Browsers, house: House, editor: Viewer
) -> None:
    body = "The [ferry](/about) of @Edith.\n\n![A pier](/media/pier.png)"
    published(house, editor, opened(house, editor), "The ferry", body)
    (item,) = items(browser().get("/feeds/posts.json"))
    assert f'href="{ADDRESS}/about"' in item["content_html"]
    assert f'src="{ADDRESS}/media/pier.png"' in item["content_html"]
    assert f'href="{ADDRESS}/u/{editor.id}"' in item["content_html"]
    assert item["url"].startswith(f"{ADDRESS}/p/")
    assert item["summary"].startswith("The ferry of")


def test_a_revised_post_says_so_under_its_old_name(
    browser: Browsers, house: House, editor: Viewer, clock: Clock
) -> None:
    post_id = published(house, editor, opened(house, editor), "The ferry", "Late.")
    (before,) = items(browser().get("/feeds/site.json"))
    clock.forward(hours=1)
    posts.revise(house, editor, post_id, title="The ferry", body="Very late.", based_on=1)
    (after,) = items(browser().get("/feeds/site.json"))
    assert after["id"] == before["id"]
    assert after["date_published"] == before["date_published"]
    assert after["date_modified"] > before["date_modified"]
    assert after["summary"] == "Revised since it was published. Very late."


def test_a_storys_feed_tells_of_each_revision(
    browser: Browsers, house: House, sample_trace: Trace, clock: Clock
) -> None:
    story = keep(house, trace(*sample_story()[:3]), by=None, public=True)
    clock.forward(hours=2)
    keep(house, sample_trace, by=None, story_id=story.id)
    second, first = items(browser().get(f"/s/{story.id}/feed.json"))
    assert first["title"] == f"{story.title}: revision 1"
    assert first["summary"].startswith("First revision: 3 captures, 1 derivation")
    assert first["url"].endswith("?revision=1")
    assert second["summary"].startswith("New since the last revision: 7 captures, ")
    assert "revision" not in second["url"]
    (entry,) = items(browser().get("/feeds/stories.json"))
    assert second["summary"] in entry["summary"]


def test_that_credit_is_missing_stands_in_a_feed_only_when_approved(
    browser: Browsers, house: House, story: StoryHead, editor: Viewer
) -> None:
    edges = [edge for edge in glance(house, VISITOR, story.id).edges if edge.is_uncredited]
    edge, other = edges[0], edges[1]
    places = [
        *("feeds/site", "feeds/stories", "feeds/uncredited", f"s/{story.id}/feed"),
        *(f"o/{edge.copy_outlet}/feed", "search/feed"),
    ]

    def said() -> list[str]:
        found = []
        for path in places:
            found += [
                f"{i['title']} {i.get('summary', '')}" for i in items(browser().get(f"/{path}.json?q=truce"))
            ]
        return [
            text for text in found if "not credited" in text or "credits" in text or "credit dropped" in text
        ]

    assert said() == []
    assert titles(browser().get("/feeds/uncredited.json")) == []
    decide(house, editor, other.id, Judgement.CONFIRM, reason="Sentence by sentence the same.")
    assert said() == []
    decision = decide(house, editor, edge.id, Judgement.APPROVE, reason="No line names the agency.")
    (entry,) = items(browser().get("/feeds/uncredited.json"))
    assert entry["title"].startswith(f"{edge.copy_name}: {edge.kind} of {edge.original_name}, ")
    assert "No line names the agency." in entry["summary"]
    assert entry["url"] == f"{ADDRESS}/s/{story.id}/r/{edge.id}"
    assert any(edge.copy_name in text for text in said())
    with house.store.writing() as w:
        decisions.withdraw(w, decision.id, by=str(editor.id), at=house.clock())
    assert said() == []
    assert titles(browser().get("/feeds/uncredited.json")) == []


def test_a_storys_feed_tells_of_decisions_and_of_their_being_taken_back(
    browser: Browsers, house: House, story: StoryHead, editor: Viewer, clock: Clock
) -> None:
    edge = glance(house, VISITOR, story.id).edges[0]
    clock.forward(hours=1)
    decision = decide(house, editor, edge.id, Judgement.REJECT, reason="A common phrase.")
    newest = items(browser().get(f"/s/{story.id}/feed.json"))[0]
    assert newest["title"] == f"Rejected by an editor: {edge.copy_name} and {edge.original_name}"
    assert newest["summary"].endswith("A common phrase.")
    assert "Edith" not in json.dumps(newest)
    clock.forward(hours=1)
    with house.store.writing() as w:
        decisions.withdraw(w, decision.id, by=str(editor.id), at=clock())
    taken_back = items(browser().get(f"/s/{story.id}/feed.json"))[0]
    assert taken_back["id"] == newest["id"]
    assert taken_back["title"].startswith("Taken back")
    assert "common phrase" not in json.dumps(taken_back)


def test_an_outlets_feed_holds_its_own(
    browser: Browsers, house: House, story: StoryHead, editor: Viewer
) -> None:
    edge = next(edge for edge in glance(house, VISITOR, story.id).edges if edge.is_uncredited)
    decide(house, editor, edge.id, Judgement.APPROVE, reason="No line names the agency.")
    ends = {edge.copy_outlet, edge.original_outlet}
    for outlet in ("riverwatch", "tidewater-news", "meridian", *ends):
        found = titles(browser().get(f"/o/{outlet}/feed.json"))
        assert any(title.startswith(f"{edge.copy_name}: ") for title in found) == (outlet in ends)


# How they are served


ALL = ("feeds/site", "feeds/stories", "feeds/posts", "feeds/uncredited", "c/ferries/feed", "o/meridian/feed")


@pytest.mark.parametrize("path", [*ALL, "s/{story}/feed", "search/feed"])
@pytest.mark.parametrize("fmt", FORMATS)
def test_each_feed_in_each_format(
    browser: Browsers, house: House, story: StoryHead, editor: Viewer, path: str, fmt: str
) -> None:
    published(house, editor, opened(house, editor), "The ferry", "The truce & the ferry.")
    address = f"/{path.format(story=story.id)}.{fmt}" + ("?q=truce" if path == "search/feed" else "")
    answer = browser().get(address)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert f'<{ADDRESS}{address}>; rel="self"' in answer.headers["link"]
    assert "set-cookie" not in answer.headers
    if fmt == "json":
        assert json.loads(answer.content)["feed_url"] == f"{ADDRESS}{address}"
    elif fmt == "atom":
        assert attributes(parsed(answer.content), "a:link[@rel='self']/@href") == [f"{ADDRESS}{address}"]
        assert texts(parsed(answer.content), "a:id")[0].startswith("tag:geopolitik.test,")
    else:
        assert texts(parsed(answer.content), "channel/title")


def test_a_feed_has_one_name_in_all_formats(browser: Browsers, story: StoryHead) -> None:
    atom = parsed(browser().get("/feeds/stories.atom").content)
    rss = parsed(browser().get("/feeds/stories.rss").content)
    ids = [item["id"] for item in items(browser().get("/feeds/stories.json"))]
    assert texts(atom, "a:entry/a:id") == texts(rss, "channel/item/guid") == ids


@pytest.mark.parametrize("address", ["/feeds/site.atom", "/feeds.opml", "/sitemap.xml"])
def test_who_has_it_already_is_told_so(browser: Browsers, story: StoryHead, address: str) -> None:
    client = browser()
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"].startswith("public")
    since = client.get(address, headers={"if-modified-since": first.headers["last-modified"]})
    assert since.status_code == 304
    assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200


def test_what_changed_is_sent(browser: Browsers, house: House, editor: Viewer, clock: Clock) -> None:
    client, channel = browser(), opened(house, editor)
    first = client.get("/feeds/site.atom")
    clock.forward(minutes=1)
    published(house, editor, channel, "The ferry")
    for name, value in (("if-none-match", "etag"), ("if-modified-since", "last-modified")):
        assert client.get("/feeds/site.atom", headers={name: first.headers[value]}).status_code == 200


def test_long_feeds_have_pages(browser: Browsers, house: House, editor: Viewer, clock: Clock) -> None:
    channel = opened(house, editor)
    for number in range(35):
        clock.forward(minutes=1)
        published(house, editor, channel, f"Ferry {number}")
    client = browser()
    first = client.get(f"/c/{channel.slug}/feed.json")
    assert titles(first) == [f"Ferry {number}" for number in range(34, 4, -1)]
    following = json.loads(first.content)["next_url"]
    assert f'<{following}>; rel="next"' in first.headers["link"]
    second = client.get(following)
    assert titles(second) == [f"Ferry {number}" for number in range(4, -1, -1)]
    assert 'rel="first"' in second.headers["link"]
    assert client.get(f"/c/{channel.slug}/feed.json?after=nonsense").status_code == 422


@pytest.mark.parametrize(
    "address",
    ["/feeds/site.xml", "/feeds/other.atom", "/c/none/feed.atom", "/o/none/feed.rss", "/s/none/feed.json"],
)
def test_what_is_no_feed(browser: Browsers, address: str) -> None:
    assert browser().get(address).status_code == 404


def test_searches_that_ask_too_much(browser: Browsers) -> None:
    client = browser()
    assert client.get("/search/feed.atom", params={"q": "x" * 201}).status_code == 422
    answers = [client.get("/search/feed.atom?q=truce").status_code for _ in range(61)]
    assert answers[-1] == 429


def test_an_empty_site_has_feeds(browser: Browsers) -> None:
    for name, fmt in product(("site", "stories", "posts", "uncredited"), FORMATS):
        assert browser().get(f"/feeds/{name}.{fmt}").status_code == 200


# The list of them


def test_the_list_of_feeds(browser: Browsers, house: House, story: StoryHead, editor: Viewer) -> None:
    channel = opened(house, editor)
    opened(house, editor, Access.MEMBERS, title="Inner circle")
    client = browser(Role.EDITOR)
    page = client.get("/feeds").text
    assert f'href="/c/{channel.slug}/feed.atom"' in page
    assert f'href="/s/{story.id}/feed.json"' in page
    assert "Inner circle" not in page
    listed = parsed(client.get("/feeds.opml").content)
    addresses = attributes(listed, "//outline/@xmlUrl")
    assert len(addresses) > 10
    for address in addresses:
        assert client.get(address.removeprefix(ADDRESS)).status_code == 200


def test_pages_name_feeds_that_are_there(
    browser: Browsers, house: House, story: StoryHead, editor: Viewer
) -> None:
    channel = opened(house, editor)
    post_id = published(house, editor, channel, "The ferry")
    client = browser(Role.EDITOR)
    pages = ("/stories", f"/s/{story.id}", "/o/meridian", "/outlets", "/search?q=truce", "/feeds", "/about")
    for path in (*pages, f"/c/{channel.slug}", f"/p/{post_id}"):
        found = html.fromstring(client.get(path).text).cssselect("link[rel=alternate]")
        assert len(found) == len(FORMATS), path
        assert all(client.get(link.get("href")).status_code == 200 for link in found), path


def test_pages_that_visitors_do_not_see_name_no_feed(
    browser: Browsers, house: House, story: StoryHead, editor: Viewer
) -> None:
    channel = opened(house, editor, Access.MEMBERS)
    with house.store.writing() as w:
        stories.change(w, story.id, public=False)
    client = browser(Role.EDITOR)
    for path in (f"/c/{channel.slug}", f"/s/{story.id}"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert not html.fromstring(answer.text).cssselect("link[rel=alternate]")


def test_where_guests_are_not_let_in_there_are_no_feeds(
    browser: Browsers, house: House, story: StoryHead
) -> None:
    set_guests(house, guests=False)
    assert browser().get("/feeds").status_code == 403
    assert browser().get("/feeds.opml").status_code == 403
    page = browser(Role.MEMBER).get("/feeds").text
    assert "for users only" in page
    assert story.title not in page


# Hostile texts


@needs_data
def test_hostile_texts_are_inert_in_feeds(browser: Browsers, house: House, editor: Viewer) -> None:
    channel, client = opened(house, editor), browser()
    post_id = published(house, editor, channel, "The ferry")
    for text in hostile_texts():
        printable = text.encode(errors="replace").decode()
        with house.store.writing() as w:
            kept_posts.change(
                w, post_id, title=printable[:120] or "-", body=printable, revision=hash(text) % 10**9
            )
        for fmt in FORMATS:
            answer = client.get(f"/c/{channel.slug}/feed.{fmt}")
            assert answer.status_code == 200
            if fmt == "json":
                (item,) = items(answer)
                assert_inert(item.get("content_html", "").replace(ADDRESS, ""))
            else:
                root = parsed(answer.content)
                path = "a:entry/a:content" if fmt == "atom" else "channel/item/content:encoded"
                for content in texts(root, path):
                    assert_inert(content.replace(ADDRESS, ""))
                assert len(texts(root, "a:entry/a:title" if fmt == "atom" else "channel/item/title")) == 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param('<a href="/x">a</a>', '<a href="https://a.example/x">a</a>', id="own"),
        pytest.param('<a href="#c">a</a>', '<a href="https://a.example/p/1#c">a</a>', id="on the page"),
        pytest.param('<img alt="" src="/m.png">', '<img alt="" src="https://a.example/m.png">', id="picture"),
        pytest.param(
            '<a href="https://b.example/">a</a>', '<a href="https://b.example/">a</a>', id="elsewhere"
        ),
        pytest.param('<a href="//b.example/">a</a>', '<a href="//b.example/">a</a>', id="another host"),
        pytest.param('<p>say href="/x"</p>', '<p>say href="/x"</p>', id="words that look like one"),
        pytest.param('<p title=" href=&quot;/x">a</p>', '<p title=" href=&quot;/x">a</p>', id="in a title"),
    ],
)
def test_absolute(content: str, expected: str) -> None:
    assert absolute(content, site="https://a.example", page="https://a.example/p/1") == expected
