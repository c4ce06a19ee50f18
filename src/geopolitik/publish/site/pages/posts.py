"""Posts of ours and the people who write them, as readers see them."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import RedirectResponse, Response

from geopolitik.app.access import may_edit, may_enter
from geopolitik.app.posting.posts import find
from geopolitik.errors import NotFoundError
from geopolitik.model.people import User
from geopolitik.model.publishing import Channel, PostState
from geopolitik.model.publishing import Post as Written
from geopolitik.publish.feeds.model import Author
from geopolitik.publish.site.routing import Get
from geopolitik.publish.site.views.body import Around, post_body
from geopolitik.publish.site.views.feeds import channel_feeds
from geopolitik.publish.site.views.head import Crumb, Head, head
from geopolitik.publish.site.views.posts import labels, post_address, summary, teasers
from geopolitik.publish.site.visit import Visit
from geopolitik.publish.structured import (
    NewsItem,
    Publisher,
    article_meta,
    breadcrumb_list,
    news_article,
    script_json,
)
from geopolitik.storage import accounts, channels, posts
from geopolitik.storage.paging import Paging
from geopolitik.text.clean import one_line


def post(visit: Visit) -> Response:
    """A post: who wrote it and when, its text, and what it rests on."""
    visit.enter()
    found, channel = find(visit.house, visit.viewer, visit.part("post_id"))
    address = post_address(found)
    if visit.request.url.path != address:
        return RedirectResponse(address, status_code=301)
    with visit.house.store.reading() as r:
        author = accounts.user(r, found.author_id)
        owner = accounts.user(r, channel.owner_id)
        edits = posts.revisions(r, found.id)
    around = Around.of(visit, found.story_id)
    if found.state is PostState.PUBLISHED:
        visit.site.counting.seen(visit.now.date(), "post", found.id, agent=visit.agent)
    return visit.render(
        "post.html.j2",
        head=_head(visit, found, channel, author, around),
        post=found,
        channel=channel,
        author=author,
        owner=owner,
        body=post_body(visit, found, around),
        ground=around.ground,
        labels=labels(found, channel, guests=visit.settings.guests),
        revised=_revised(found),
        revisions=len(edits),
        may_edit=may_edit(visit.viewer, channel, found),
        may_enter=may_enter(visit.viewer, channel, guests=visit.settings.guests),
    )


def _revised(found: Written) -> bool:
    """Whether the text was changed after it was published."""
    return found.published_at is not None and found.updated_at > found.published_at and found.revision > 1


def _head(visit: Visit, found: Written, channel: Channel, author: User | None, around: Around) -> Head:
    title, path = one_line(found.title), post_address(found)
    crumbs: tuple[Crumb, ...] = (
        ("Channels", "/channels"),
        (channel.title, f"/c/{channel.slug}"),
        (title, ""),
    )
    feeds = channel_feeds(channel, guests=visit.settings.guests)
    told = head(visit, title=title, path=path, crumbs=crumbs, feeds=feeds, kind="article")
    if found.published_at is None or found.state is not PostState.PUBLISHED:
        return told
    item = _item(visit, found, channel, author)
    site = visit.site.address
    key = ("article", item, found.revision, *around.key)
    article = visit.site.bodies.get(key, lambda: _article(visit, item, found.body, around))
    way = breadcrumb_list((name, site + to if to else None) for name, to in told.crumbs)
    return Head(told.address, article_meta(item), (article, script_json(way)), told.crumbs, told.feeds)


def _article(visit: Visit, item: NewsItem, body: str, around: Around) -> str:
    """The post as JSON-LD, with what it cites: for that its story must be read."""
    cited = around.sources(visit, body)
    return script_json(news_article(replace(item, based_on=cited.addresses, citations=cited.citations)))


def _item(visit: Visit, found: Written, channel: Channel, author: User | None) -> NewsItem:
    """The post as machines are told of it, without what it cites."""
    site = visit.site.address
    name = one_line(author.name) if author else visit.settings.name
    return NewsItem(
        headline=one_line(found.title),
        address=site + post_address(found),
        published=found.published_at or found.created_at,
        modified=found.updated_at if _revised(found) else None,
        publisher=Publisher(visit.settings.name, site),
        authors=(Author(name, f"{site}/u/{author.id}" if author else site, is_person=author is not None),),
        description=summary(visit, found),
        image=f"{site}/media/{channel.picture}" if channel.picture else None,
        section=one_line(channel.title),
    )


def person(visit: Visit) -> Response:
    """Somebody who writes here: their name, what they say of themselves, their posts."""
    visit.enter()
    with visit.house.store.reading() as r:
        user = accounts.user(r, visit.part("user_id"))
        if user is None or user.disabled_at is not None:
            raise NotFoundError(visit.part("user_id"), "there is no such user")
        page = posts.published(
            r,
            visit.viewer,
            guests=visit.settings.guests,
            author_id=user.id,
            paging=Paging(after=visit.query("after") or None),
        )
        pairs = [(p, c) for p in page.items if (c := channels.get(r, p.channel_id))]
        shown = teasers(visit, r, pairs)
    told = head(
        visit,
        title=one_line(user.name),
        path=f"/u/{user.id}",
        description=one_line(user.about),
        kind="profile",
    )
    return visit.render(
        "person.html.j2",
        head=told,
        person=user,
        teasers=shown,
        next=page.next,
        is_first=not visit.query("after"),
    )


PAGES = (
    Get("/p/{post_id}", post),
    Get("/p/{post_id}/{slug}", post),
    Get("/u/{user_id}", person),
)
