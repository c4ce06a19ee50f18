"""What analysts and editors say of derivations; each decision has a reason and can be taken back."""

from __future__ import annotations

from geopolitik.app.access import need
from geopolitik.app.house import House
from geopolitik.errors import ConflictError, NotFoundError, RefusedError, UsageError
from geopolitik.model.keeping import Decision, Judgement, KeptDerivation
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import audits, decisions, stories
from geopolitik.storage.ids import new_id

_LONGEST = 2_000


def inbox(house: House, viewer: Viewer, *, limit: int = 200) -> tuple[KeptDerivation, ...]:
    """Derivations about which nobody has decided: the heaviest changes first, then the greatest doubt.

    Raises:
        RefusedError: the viewer doesn't work here.
    """
    need(viewer, Role.ANALYST, "the inbox")
    with house.store.reading() as r:
        return decisions.waiting(r, limit=limit)


def decide(
    house: House,
    viewer: Viewer,
    derivation_id: str,
    judgement: Judgement,
    *,
    reason: str,
    correction: str = "",
) -> Decision:
    """Confirm, reject, correct or approve a derivation; an earlier decision about it is withdrawn.

    Raises:
        RefusedError: the viewer doesn't work here; approving is for editors.
        NotFoundError: there is no such derivation.
        UsageError: no reason was given, or a correction without what is right.
    """
    need(viewer, Role.EDITOR if judgement is Judgement.APPROVE else Role.ANALYST, f"to {judgement.value}")
    reason, correction = reason.strip()[:_LONGEST], correction.strip()[:_LONGEST]
    if not reason:
        raise UsageError("reason", "is missing", "Say in a sentence why.")
    if judgement is Judgement.CORRECT and not correction:
        raise UsageError("correction", "is missing", "Say what is right.")
    at = house.clock()
    with house.store.writing() as w:
        edge = stories.one_edge(w, derivation_id)
        if edge is None:
            raise NotFoundError(derivation_id, "there is no such derivation")
        if judgement is Judgement.APPROVE and not edge.is_uncredited:
            raise UsageError(
                edge.copy_name, "credits its original", "There is nothing to approve: confirm it."
            )
        made = Decision(new_id(), derivation_id, judgement, reason, str(viewer.id), at, correction)
        decisions.add(w, made)
        audits.note(w, judgement.value, "derivation", derivation_id, by=viewer.id, at=at, detail=reason)
    return made


def undo(house: House, viewer: Viewer, decision_id: str | None = None) -> Decision:
    """Take a decision back: the one named, or one's own last.

    Raises:
        NotFoundError: there is none.
        RefusedError: it is somebody else's, and the viewer is no editor.
        ConflictError: it is taken back already.
    """
    need(viewer, Role.ANALYST, "undoing")
    at = house.clock()
    with house.store.writing() as w:
        found = decisions.get(w, decision_id) if decision_id else decisions.latest_of(w, str(viewer.id))
        if found is None:
            raise NotFoundError("decision", "there is none to take back")
        if found.withdrawn_at is not None:
            raise ConflictError("decision", "is taken back already")
        if found.by != viewer.id and not viewer.at_least(Role.EDITOR):
            raise RefusedError("decision", "is somebody else's", "Ask them, or an editor.")
        decisions.withdraw(w, found.id, by=str(viewer.id), at=at)
        audits.note(w, "undid", "derivation", found.derivation_id, by=viewer.id, at=at)
    return found
