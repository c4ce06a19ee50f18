"""What people decided about a derivation, in words for a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from geopolitik.model.keeping import Decision, Judgement
from geopolitik.model.people import Role, User

_WORDS = {
    Judgement.CONFIRM: "Confirmed",
    Judgement.APPROVE: "Confirmed",
    Judgement.REJECT: "Rejected",
    Judgement.CORRECT: "Corrected",
}


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as readers see it."""

    judgement: Judgement
    words: str
    """`Confirmed by an editor`."""
    at: datetime
    told: str
    """The correction, or why it was rejected; why it was confirmed is for those who work here."""


def decided(decision: Decision | None, by: User | None, *, outright: bool) -> Decided | None:
    """A decision in words.

    Args:
        decision: the one in force.
        by: who decided.
        outright: whether the reader works here and sees every reason, and the name.
    """
    if decision is None:
        return None
    is_analyst = by is not None and by.role is Role.ANALYST
    who = by.name if outright and by is not None else ("an analyst" if is_analyst else "an editor")
    is_told = outright or decision.judgement in (Judgement.REJECT, Judgement.APPROVE)
    told = decision.correction or (decision.reason if is_told else "")
    if outright and decision.correction:
        told = f"{decision.correction} ({decision.reason})"
    return Decided(decision.judgement, f"{_WORDS[decision.judgement]} by {who}", decision.at, told)
