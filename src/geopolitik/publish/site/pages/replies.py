"""The form by which those concerned reply to a story, or to what is said of one copy."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.app.stories.looking import Glance, glance
from geopolitik.app.stories.replying import reply
from geopolitik.errors import NotFoundError, UsageError
from geopolitik.model.keeping import KeptDerivation
from geopolitik.publish.site.routing import Get, Post, status
from geopolitik.publish.site.throttle import REPLY
from geopolitik.publish.site.views.addresses import redline_address, story_address
from geopolitik.publish.site.visit import Visit

TRAP = "homepage"
"""A field that people don't see and programs that fill in everything do."""


def form(visit: Visit) -> Response:
    """The form."""
    story = _story(visit)
    return _page(visit, story, _about(story, visit.query("about")))


def send(visit: Visit) -> Response:
    """Keep a reply; editors see it first."""
    story = _story(visit)
    about = _about(story, visit.field("about"))
    try:
        if visit.field(TRAP):
            raise UsageError(
                "This form",
                "has a field filled that people leave empty",
                "Empty the field “Leave this empty”, and send again.",
            )
        visit.limit("replying", REPLY)
        reply(
            visit.house,
            visit.viewer,
            story.head.id,
            about=about.id if about else "",
            name=visit.field("name"),
            contact=visit.field("contact"),
            body=visit.field("body"),
        )
    except UsageError as error:
        return _page(visit, story, about, error)
    back = f"?about={about.id}" if about else ""
    return visit.to(f"/s/{story.head.id}/reply/thanks{back}")


def thanks(visit: Visit) -> Response:
    """What happens next."""
    story = _story(visit)
    about = _about(story, visit.query("about"))
    return visit.render("reply_thanks.html.j2", story=story.head, about=about, back=_back(story, about))


def _story(visit: Visit) -> Glance:
    return glance(visit.house, visit.viewer, visit.part("story_id"))


def _about(story: Glance, derivation_id: str) -> KeptDerivation | None:
    """The copy that a reply is about; None if it is about the story.

    Raises:
        NotFoundError: the story has no such derivation.
    """
    if not derivation_id:
        return None
    found = next((edge for edge in story.edges if edge.id == derivation_id), None)
    if found is None:
        raise NotFoundError(
            derivation_id[:40], "there is no such derivation in this story", "Reply to the story."
        )
    return found


def _back(story: Glance, about: KeptDerivation | None) -> str:
    return redline_address(story.head.id, about.id) if about else story_address(story.head)


def _page(
    visit: Visit, story: Glance, about: KeptDerivation | None, error: UsageError | None = None
) -> Response:
    headers = {"retry-after": "120"} if error and status(error) == 429 else {}
    return visit.render(
        "reply.html.j2",
        status=status(error) if error else 200,
        headers=headers,
        story=story.head,
        about=about,
        back=_back(story, about),
        error=error,
        trap=TRAP,
        trapped=bool(visit.field(TRAP)),
        name=visit.field("name"),
        contact=visit.field("contact"),
        body=visit.field("body"),
    )


PAGES = (
    Get("/s/{story_id}/reply", form),
    Post("/s/{story_id}/reply", send),
    Get("/s/{story_id}/reply/thanks", thanks),
)
