"""Holding a post back that bends what it rests on, until whoever publishes it gives a reason."""

from __future__ import annotations

from geopolitik.app.access import may_publish
from geopolitik.app.posting.posts import Desk
from geopolitik.app.posting.releasing import concern, proof
from geopolitik.publish.api.asking import Ask
from geopolitik.publish.api.problems import ProblemError
from geopolitik.publish.api.shapes.proving import findings
from geopolitik.publish.site.throttle import PROOF

_ADVICE = "Look at the findings; then mend the text, or send `despite` with your reason."


def spoken_against(ask: Ask, desk: Desk, body: str, despite: str | None) -> str:
    """What speaks against letting a text out, if a reason was given to do it all the same; often nothing.

    Raises:
        ProblemError: something speaks against it, and no reason was given.
        TooOftenError: too many texts were checked.
    """
    if not may_publish(ask.viewer, desk.channel):
        # Refused by what follows; nothing needs to be compared for that.
        return ""
    ask.limit("checking", PROOF)
    found = proof(ask.house, ask.viewer, ask.site.proofs, desk.post.story_id, body)
    why = concern(found)
    if why and despite is None:
        raise ProblemError(409, f"{desk.post.title}: {why}. {_ADVICE}", findings=findings(found, body))
    return why
