"""What became known between two instants, and which answers it changed."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.ledger.differing import Difference, EntryKind
from geopolitik.ledger.naming import Names
from geopolitik.ledger.spans import span_words
from geopolitik.model.ledger.case import Case
from geopolitik.publish.site.views.ledger.board import IN_FORCE
from geopolitik.publish.site.views.ledger.passages import entry_address

_COLLECTIONS = {
    EntryKind.DOCUMENT: "documents",
    EntryKind.ACCOUNT: "accounts",
    EntryKind.CLAIM: "incidents",
    EntryKind.COUNT: "incidents",
    EntryKind.STANDING: "ladders",
    EntryKind.EVENT: "ladders",
    EntryKind.GUARD_REPORT: "ladders",
    EntryKind.BLOCKER: "ladders",
    EntryKind.POSITION: "positions",
}

MOST = 200
"""Of each so many are told."""


@dataclass(frozen=True, slots=True)
class KnownView:
    """What a reader is told."""

    learned: tuple[tuple[str, str, str, str, str], ...]
    """When, kind, id, address, by whom."""
    changed: tuple[tuple[str, str, str, str, str], ...]
    """Actor, address of the account, the answer before, the answer after, why."""
    left_out: int
    """So many more there are, for which a shorter stretch of time must be asked."""


def known_view(case: Case, found: Difference) -> KnownView:
    """What became known, in order of time, and the answers that changed."""
    names = Names(case)
    learned = tuple(
        (
            span_words(one.known),
            f"{one.kind.value}{'' if one.after.value == 'known' else ' (possibly)'}",
            one.id,
            entry_address(
                case.id, _COLLECTIONS[one.kind], one.id.partition(".")[0] if _is_step(one.kind) else one.id
            ),
            names.of(one.by),
        )
        for one in found.learned[:MOST]
    )
    changed = tuple(
        (
            names.of(one.after.account.actor),
            entry_address(case.id, "accounts", one.after.account.id),
            IN_FORCE[one.before.in_force] if one.before else "not yet known",
            IN_FORCE[one.after.in_force],
            one.after.reasons[0] if one.after.reasons else "",
        )
        for one in found.changed[:MOST]
    )
    left_out = max(0, len(found.learned) - MOST) + max(0, len(found.changed) - MOST)
    return KnownView(learned, changed, left_out)


def _is_step(kind: EntryKind) -> bool:
    return _COLLECTIONS[kind] == "ladders"
