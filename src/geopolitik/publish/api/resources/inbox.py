"""The inbox: derivations about which nobody has decided."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from geopolitik.app.stories.deciding import inbox
from geopolitik.model.keeping import KeptDerivation
from geopolitik.publish.api.asking import AskingUser
from geopolitik.publish.api.lists import Listed, lists
from geopolitik.publish.api.shapes.stories import DerivationList, derivation

router = APIRouter(tags=["decisions"])
_MOST = 10_000


@router.get(
    "/inbox",
    summary="List what waits for a decision",
    operation_id="listInbox",
    **lists(DerivationList, 403, login=True),
)
def list_inbox(ask: AskingUser, listed: Listed) -> Response:
    """Derivations about which nobody has decided: the heaviest changes first, then the greatest doubt.

    For analysts and above.
    """
    page = listed.cut(inbox(ask.house, ask.viewer, limit=_MOST), _weight)
    return listed.answer(DerivationList, [derivation(ask, edge, None) for edge in page.items], page.next)


def _weight(edge: KeptDerivation) -> tuple[int, str]:
    """The inbox's own order as one number: high changes, doubt, medium changes."""
    high, medium = min(edge.high, 99_999), min(edge.medium, 99_999)
    return (high * 100_000 + round(edge.doubt * 10_000)) * 100_000 + medium, edge.id
