"""Channels and their posts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from geopolitik.app.access import may_enter, need
from geopolitik.app.posting.channels import find
from geopolitik.app.posting.posts import write
from geopolitik.model.people import Role
from geopolitik.publish.api.asking import Asking, AskingUser
from geopolitik.publish.api.lists import Listed, lists, micros
from geopolitik.publish.api.problems import BASE, says
from geopolitik.publish.api.resources.posts import ETAG, LOCATION, answered, need_readable
from geopolitik.publish.api.shapes.names import Names
from geopolitik.publish.api.shapes.publishing import (
    ChannelList,
    ChannelShape,
    Drafting,
    PostList,
    PostWhole,
    channel_shape,
    post_heads,
)
from geopolitik.storage import channels, posts

router = APIRouter(tags=["channels"])
Slug = Annotated[str, Path(description="The last part of the channel's address.", examples=["sarn-desk"])]
_LATEST = 10**15
"""No moment is later, in microseconds: what is left of it sorts the oldest first."""


@router.get("/channels", summary="List channels", operation_id="listChannels", **lists(ChannelList))
def list_channels(ask: Asking, listed: Listed) -> Response:
    """The channels that you may open, the oldest first; `posts` counts those posts that you may see."""
    ask.enter()
    with ask.house.store.reading() as r:
        found = [c for c in channels.all_channels(r) if may_enter(ask.viewer, c, guests=ask.guests)]
    page = listed.cut(found, lambda c: (max(0, 9 * _LATEST - micros(c.created_at)), c.id))
    names = Names(ask)
    return listed.answer(ChannelList, [channel_shape(ask, c, names) for c in page.items], page.next)


@router.get("/channels/{slug}", summary="Get a channel", operation_id="getChannel", **says(404))
def get_channel(ask: Asking, slug: Slug) -> ChannelShape:
    """A channel, with how many of its posts you may see."""
    ask.enter()
    return channel_shape(ask, find(ask.house, ask.viewer, slug), Names(ask))


@router.get(
    "/channels/{slug}/posts",
    summary="List a channel's posts",
    operation_id="listChannelPosts",
    **lists(PostList, 404),
)
def list_posts(ask: Asking, listed: Listed, slug: Slug) -> Response:
    """The published posts of a channel that you may see, newest first."""
    ask.enter()
    channel = find(ask.house, ask.viewer, slug)
    with ask.house.store.reading() as r:
        page = posts.published(r, ask.viewer, guests=ask.guests, channel_id=channel.id, paging=listed.paging)
    return listed.answer(PostList, post_heads(ask, page.items), page.next)


@router.post(
    "/channels/{slug}/posts",
    summary="Draft a post",
    operation_id="draftPost",
    status_code=201,
    response_model=PostWhole,
    **says(403, 404, login=True, body=True, responses={201: {"headers": {**ETAG, **LOCATION}}}),
)
def draft_post(ask: AskingUser, slug: Slug, sent: Drafting) -> Response:
    """Keep a new draft in a channel. For analysts and above; publishing is a step of its own."""
    channel = find(ask.house, ask.viewer, slug)
    need(ask.viewer, Role.ANALYST, "writing")
    need_readable(sent.body)
    post = write(
        ask.house,
        ask.viewer,
        channel,
        title=sent.title,
        body=sent.body,
        visibility=sent.visibility,
        story_id=sent.story_id,
    )
    return answered(ask, post, status=201, location=f"{BASE}/posts/{post.id}")
