"""A prohibition that hangs on no clock holds as long as the arrangement does, by whose account it does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from geopolitik.app.cases.shipped import shipped
from geopolitik.ledger.ladders import run
from geopolitik.model.ledger.ladders import StepState, StepStatus

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def prohibition(on: datetime, known: datetime = NOW) -> StepStatus:
    case = shipped("contact-line")
    found = run(case.ladders[0], case, on=on, known=known)
    return next(status for status in found.steps if status.step.id == "no-fire")


def test_before_the_measures_began_it_doesnt_hold() -> None:
    assert prohibition(datetime(2020, 7, 26, tzinfo=UTC)).state is StepState.CREATED


def test_while_they_hold_by_somebodys_account_it_is_in_effect_though_no_clock_runs() -> None:
    found = prohibition(datetime(2020, 8, 1, tzinfo=UTC))
    assert (found.state, found.certain, found.dues) == (StepState.IN_EFFECT, False, ())
    assert "by the account of" in found.reasons[0]


@pytest.mark.parametrize("known", [datetime(2020, 7, 20, tzinfo=UTC)])
def test_what_nobody_had_said_yet_holds_nothing(known: datetime) -> None:
    found = [s.state for s in run_known(known)]
    assert StepState.IN_EFFECT not in found


def run_known(known: datetime) -> tuple[StepStatus, ...]:
    case = shipped("contact-line")
    return run(case.ladders[0], case, on=datetime(2020, 8, 1, tzinfo=UTC), known=known).steps
