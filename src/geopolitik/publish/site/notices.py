"""What was just done, told once on the next page, with a way to undo it; carried in a signed cookie."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

from geopolitik.publish.site.marks import is_mark

if TYPE_CHECKING:
    from geopolitik.publish.site.visit import Visit

COOKIE = "__Host-notice"


@dataclass(frozen=True, slots=True)
class Notice:
    """A line at the top of the page."""

    text: str
    undo: str = ""
    """The address to which the undo button posts; empty if there is nothing to undo."""


def leave(answer: Response, visit: Visit, text: str, undo: str) -> None:
    """Tell on the next page what was done."""
    body = base64.urlsafe_b64encode(json.dumps([text[:300], undo[:300]]).encode()).decode()
    value = f"{body}.{visit.secret('notice', body)}"
    answer.set_cookie(COOKIE, value, max_age=60, path="/", secure=True, httponly=True, samesite="lax")


def found(visit: Visit) -> Notice | None:
    """What the last page left to be told."""
    body, _, given = visit.request.cookies.get(COOKIE, "").partition(".")
    if not body or not is_mark(visit.site_key, "notice", body, given):
        return None
    text, undo = json.loads(base64.urlsafe_b64decode(body))
    return Notice(text, undo)
