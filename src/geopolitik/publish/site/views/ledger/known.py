"""What became known between two instants, and which answers it changed."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.ledger.differing import Difference, EntryKind, Learned
from geopolitik.ledger.naming import Names
from geopolitik.ledger.spans import span_words
from geopolitik.model.ledger.accounts import Knowledge
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
class LearnedView:
    """An entry that became known."""

    at: str
    """When."""
    kind: str
    key: str
    address: str
    by: str


@dataclass(frozen=True, slots=True)
class KnownView:
    """What a reader is told."""

    learned: tuple[LearnedView, ...]
    changed: tuple[tuple[str, str, str, str, str], ...]
    """Actor, address of the account, the answer before, the answer after, why."""
    left_out: int
    """So many more there are, for which a shorter stretch of time must be asked."""


def known_view(case: Case, found: Difference) -> KnownView:
    """What became known, in order of time, and the answers that changed."""
    names = Names(case)
    learned = tuple(learned_view(case, one, names) for one in found.learned[:MOST])
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


def learned_view(case: Case, one: Learned, names: Names | None = None) -> LearnedView:
    """An entry that became known; `names` are the case's, if they are at hand."""
    collection = _COLLECTIONS[one.kind]
    # Of a step the ladder has the page.
    key = one.id.partition(".")[0] if collection == "ladders" else one.id
    return LearnedView(
        at=span_words(one.known),
        kind=one.kind.value if one.after is Knowledge.KNOWN else f"{one.kind.value} (possibly)",
        key=one.id,
        address=entry_address(case.id, collection, key),
        by=(names or Names(case)).of(one.by),
    )
