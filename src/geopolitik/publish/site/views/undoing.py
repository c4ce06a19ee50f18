"""Addresses that undo what was just done to a post; only this site can make one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from geopolitik.errors import RefusedError
from geopolitik.model.publishing import Post, PostState, Visibility
from geopolitik.publish.site.marks import is_mark
from geopolitik.publish.site.visit import Visit


@dataclass(frozen=True, slots=True)
class Before:
    """How a post was before what is undone."""

    revision: int
    state: PostState
    visibility: Visibility
    pinned: bool
    publish_at: datetime | None
    based_on: int
    """The revision that is undone."""

    def of(self, post: Post, *, title: str, body: str) -> Post:
        """The post as it was."""
        return replace(
            post,
            title=title,
            body=body,
            state=self.state,
            visibility=self.visibility,
            pinned=self.pinned,
            publish_at=self.publish_at,
        )


def undo_address(visit: Visit, was: Post, now: Post) -> str:
    """Where a form is sent to undo what made `now` of `was`."""
    told = urlencode(
        {
            "state": was.state.value,
            "revision": was.revision,
            "visibility": was.visibility.value,
            "pinned": int(was.pinned),
            "at": was.publish_at.isoformat() if was.publish_at else "",
            "now": now.revision,
        }
    )
    return f"/write/{was.id}/back?{told}&mark={visit.secret('undo of a post', f'{was.id} {told}')}"


def undone(visit: Visit, post_id: str) -> Before:
    """What an address undoes.

    Raises:
        RefusedError: this site didn't make it, or nobody is signed in.
    """
    told, _, given = visit.request.url.query.rpartition("&mark=")
    right = is_mark(visit.site_key, "undo of a post", f"{post_id} {told}", given)
    if visit.viewer.user is None or not right:
        raise RefusedError("this address", "was not made by this site for you", "Go back, and reload.")
    at = visit.query("at")
    return Before(
        revision=int(visit.query("revision")),
        state=PostState(visit.query("state")),
        visibility=Visibility(visit.query("visibility")),
        pinned=visit.query("pinned") == "1",
        publish_at=datetime.fromisoformat(at) if at else None,
        based_on=int(visit.query("now")),
    )
