"""What analysts do with stories as wholes: part them, join them, take that back."""

from __future__ import annotations

import re

from starlette.responses import Response

from geopolitik.app.access import need
from geopolitik.app.stories import parting
from geopolitik.app.stories.record import record_of
from geopolitik.errors import NotFoundError
from geopolitik.model.people import Role
from geopolitik.publish.site.routing import Post
from geopolitik.publish.site.views.addresses import story_address
from geopolitik.publish.site.visit import Visit

_ADDRESS = re.compile(r"(?:.*/s/)?([0-9a-z]{6,64})(?:[/?#].*)?", re.DOTALL)
_MOST = 300
"""Texts that a form names."""


def part(visit: Visit) -> Response:
    """Make a story of some of a story's texts."""
    chosen = [str(value) for value in visit.form.getlist("capture")[:_MOST]]
    stays, leaves = parting.part(
        visit.house, visit.viewer, visit.part("story_id"), chosen, reason=visit.field("reason")
    )
    told = f"Parted: “{leaves.title[:120]}” is a story of its own."
    return visit.to(story_address(stays), told=told, undo=_undo(visit, stays.id))


def join(visit: Visit) -> Response:
    """Make another story part of this one."""
    need(visit.viewer, Role.ANALYST, "to join stories")
    asked = visit.field("other").strip()
    match = _ADDRESS.fullmatch(asked)
    if match is None:
        raise NotFoundError(asked[:80] or "story", "is no story’s address", "Copy it from that story’s page.")
    story = parting.bring_together(
        visit.house, visit.viewer, visit.part("story_id"), match[1], reason=visit.field("reason")
    )
    told = "Joined: the other’s address leads here now."
    return visit.to(story_address(story), told=told, undo=_undo(visit, story.id))


def take_back(visit: Visit) -> Response:
    """Take a parting or a joining back."""
    number = visit.part("number")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise NotFoundError(number[:20], "nothing of that number happened between stories")
    story = parting.take_back(visit.house, visit.viewer, int(number))
    return visit.to(story_address(story), told="Taken back.")


def _undo(visit: Visit, story_id: str) -> str:
    last = next(e for e in reversed(record_of(visit.house, visit.viewer, story_id)) if e.may_be_undone)
    return f"/s/{story_id}/turns/{last.event.number}/undo"


PAGES = (
    Post("/s/{story_id}/part", part),
    Post("/s/{story_id}/join", join),
    Post("/s/{story_id}/turns/{number}/undo", take_back),
)
