"""Standing prohibitions: no clock brings them; each holds as long as its arrangement, by whose account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from geopolitik.ledger.accounts import status
from geopolitik.ledger.ladders.states import Standpoint
from geopolitik.ledger.naming import Names
from geopolitik.model.ledger.accounts import AccountStatus, InForce, Knowledge, Stance
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.ladders import Duty, Ladder, Step, StepState

_RUNNING = (InForce.CERTAINLY, InForce.POSSIBLY)


def is_standing(step: Step) -> bool:
    """Whether a step is a prohibition that no violation brings on."""
    return step.duty is Duty.MUST_NOT and not step.windows and not step.after and not step.trigger


def holding(ladder: Ladder, case: Case, *, on: datetime, known: datetime) -> tuple[AccountStatus, ...]:
    """What the accounts of a ladder's arrangement answer that say when it holds, as known."""
    return tuple(
        answer
        for answer in status(case, on=on, known=known)
        if answer.account.arrangement == ladder.arrangement
        and answer.account.stance is Stance.HOLDS
        and not answer.account.restates
        and answer.knowledge is not Knowledge.NOT_YET
    )


def by_accounts(answers: Sequence[AccountStatus], names: Names) -> Standpoint:
    """Where a standing prohibition stands, by the accounts of its arrangement."""
    by = [answer.account.actor for answer in answers if answer.in_force in _RUNNING]
    if not by:
        return Standpoint(StepState.CREATED, True, ())
    certain = all(answer.in_force is InForce.CERTAINLY for answer in answers)
    doubt = "" if certain else ", certainly or possibly"
    return Standpoint(
        StepState.IN_EFFECT,
        certain,
        (f"The arrangement is in force{doubt} by the account of {names.all_of(by)}.",),
    )
