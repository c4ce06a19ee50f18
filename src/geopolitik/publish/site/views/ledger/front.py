"""The ledger on the front page: what runs out next, over all public cases."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.app.cases.looking import listed, look
from geopolitik.model.ledger.keeping import CaseHead
from geopolitik.model.people import VISITOR
from geopolitik.publish.site.views.ledger.asking import Asked
from geopolitik.publish.site.views.ledger.next import Coming, coming
from geopolitik.publish.site.visit import Visit
from geopolitik.storage.paging import Paging

_CASES = 12
"""Cases that are looked through, the last changed first."""
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class LedgerView:
    """What a reader is told."""

    coming: tuple[tuple[CaseHead, Coming], ...]
    cases: tuple[CaseHead, ...]
    """The last changed, for when nothing lies ahead."""


def ledger_view(visit: Visit) -> LedgerView | None:
    """What runs out next by anybody's account; None if there is no public case."""
    heads = listed(visit.house, VISITOR, paging=Paging(limit=_CASES)).items
    if not heads:
        return None
    now = Asked(visit.now, visit.now, False)
    found = []
    for head in heads:
        ahead = coming(look(visit.house, visit.viewer, head.id).case, now)
        found += [(one.latest, head, one) for one in ahead if one.latest]
    found.sort(key=lambda one: (one[0], one[1].id, one[2].address))
    return LedgerView(tuple((head, told) for _, head, told in found[:_SHOWN]), heads[:_SHOWN])
