"""Oneself: whose token it is, one's tokens, checks and posts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from geopolitik.app.people import tokens
from geopolitik.model.publishing import PostState
from geopolitik.publish.api.asking import AskingUser
from geopolitik.publish.api.lists import Listed, lists, micros
from geopolitik.publish.api.problems import says
from geopolitik.publish.api.shape import Absent
from geopolitik.publish.api.shapes.people import Me, TokenList, token_shape, user_fields
from geopolitik.publish.api.shapes.publishing import PostList, post_heads
from geopolitik.storage import channels, posts

router = APIRouter(prefix="/me", tags=["me"])


@router.get("", summary="Get yourself", operation_id="getMe", **says(login=True))
def get_me(ask: AskingUser) -> Me:
    """The user whose token was sent."""
    user = ask.user()
    with ask.house.store.reading() as r:
        mine = [c.slug for c in channels.all_channels(r) if c.id in ask.viewer.channels]
    return Me.model_validate({**user_fields(user), "channels": mine})


@router.get("/tokens", summary="List your tokens", operation_id="listTokens", **lists(TokenList, login=True))
def list_tokens(ask: AskingUser, listed: Listed) -> Response:
    """Your keys to the API, newest first. New ones are made on the account page of the site only."""
    found = tokens.mine(ask.house, ask.viewer)
    page = listed.cut(found, lambda token: (micros(token.created_at), token.id))
    return listed.answer(TokenList, [token_shape(token) for token in page.items], page.next)


@router.delete(
    "/tokens/{token_id}",
    summary="Withdraw a token",
    operation_id="withdrawToken",
    status_code=204,
    **says(404, 409, login=True),
)
def withdraw_token(
    ask: AskingUser, token_id: Annotated[str, Path(description="A token's id.", examples=["abcdefghjkmn"])]
) -> None:
    """Make one of your tokens useless, for good; also the one that you send."""
    tokens.withdraw(ask.house, ask.viewer, token_id)


@router.get(
    "/posts", summary="List posts you work on", operation_id="listMyPosts", **lists(PostList, login=True)
)
def list_my_posts(
    ask: AskingUser,
    listed: Listed,
    state: Annotated[PostState | Absent, Query(description="Only those in this state.")] = None,
) -> Response:
    """The posts that you work on, drafts too: your own; everybody's for editors. Revised last first."""
    ask.user()
    with ask.house.store.reading() as r:
        page = posts.worked_on(r, ask.viewer, state, paging=listed.paging)
    return listed.answer(PostList, post_heads(ask, page.items), page.next)
