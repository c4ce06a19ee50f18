"""What admins look up: users, and the audit log."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from geopolitik.app.people import books
from geopolitik.publish.api.asking import AskingUser
from geopolitik.publish.api.lists import Listed, lists, micros
from geopolitik.publish.api.problems import says
from geopolitik.publish.api.shapes.people import EntryList, UserList, UserShape, entry, user_shape
from geopolitik.storage.paging import opened

router = APIRouter(tags=["admin"])


@router.get("/users", summary="List users", operation_id="listUsers", **lists(UserList, 403, login=True))
def list_users(ask: AskingUser, listed: Listed) -> Response:
    """Everybody with an account, the newest first, disabled ones too. For admins."""
    page = listed.cut(books.users(ask.house, ask.viewer), lambda user: (micros(user.created_at), user.id))
    return listed.answer(UserList, [user_shape(user) for user in page.items], page.next)


@router.get("/users/{user_id}", summary="Get a user", operation_id="getUser", **says(403, 404, login=True))
def get_user(
    ask: AskingUser, user_id: Annotated[str, Path(description="A user's id.", examples=["abcdefghjkmn"])]
) -> UserShape:
    """Somebody with an account. For admins."""
    return user_shape(books.user(ask.house, ask.viewer, user_id))


@router.get(
    "/audit", summary="List the audit log", operation_id="listAudit", **lists(EntryList, 403, login=True)
)
def list_audit(ask: AskingUser, listed: Listed) -> Response:
    """Who did what to which thing, newest first. For admins."""
    before = opened(listed.paging.after)[0] if listed.paging.after else None
    limit = listed.paging.limit
    found = books.audit(ask.house, ask.viewer, before=before, limit=limit + 1)
    following = f"{found[limit - 1].number}.entry" if len(found) > limit else None
    return listed.answer(EntryList, [entry(one) for one in found[:limit]], following)
