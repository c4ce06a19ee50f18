"""The front page."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.app.access import may_visit
from geopolitik.errors import RefusedError
from geopolitik.model.people import Role
from geopolitik.publish.site.routing import Get
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import channels, posts, stories
from geopolitik.storage.paging import Paging


def front(visit: Visit) -> Response:
    """What is new."""
    guests = visit.settings.guests
    if not may_visit(visit.viewer, guests=guests):
        raise RefusedError("this site", "is for users", "Sign in, or ask an editor for an invitation.")
    with visit.house.store.reading() as r:
        newest = stories.newest(
            r, public_only=not visit.viewer.at_least(Role.ANALYST), paging=Paging(limit=12)
        )
        ours = posts.published(r, visit.viewer, guests=guests, paging=Paging(limit=6))
        open_channels = channels.all_channels(r)
    return visit.render("front.html.j2", stories=newest.items, posts=ours.items, channels=open_channels)


PAGES = (Get("/", front),)
