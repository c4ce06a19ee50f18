"""Timeline: the stretch of time for which an account says that an arrangement holds, with its uncertainty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from geopolitik.errors import NotFoundError
from geopolitik.ledger.accounts import TESTIFY
from geopolitik.ledger.knowledge import instant
from geopolitik.ledger.reckoning import AsKnown, reckoning
from geopolitik.model.ledger.accounts import Account, Knowledge, Stance
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.times import Moment


@dataclass(frozen=True, slots=True)
class Stretch:
    """From an instant up to another, which is no longer part of it; None: nothing states that side."""

    start: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Break:
    """An incident that by the account broke the arrangement."""

    incident: str
    occurred: Moment


@dataclass(frozen=True, slots=True)
class Band:
    """One account's band on the timeline."""

    account: Account
    knowledge: Knowledge
    possible: Stretch | None
    """Outside it the arrangement isn't in force under any reading. None: the account names no such time, as
    it denies the arrangement, declines to say, repeats another account, or ends before it begins."""
    certain: Stretch | None
    """Within it, it is in force under every reading; None: nowhere."""
    until_event: str
    """The event that ends it, in the account's words."""
    breaks: tuple[Break, ...]
    """From the first of these on nothing is certain."""


def bands(case: Case, arrangement: str, *, known: datetime) -> tuple[Band, ...]:
    """The bands of an arrangement's accounts, in the order of `status`, without those not known yet.

    Args:
        case: the case.
        arrangement: id of the arrangement.
        known: as known at this instant.

    Raises:
        NotFoundError: the case has no such arrangement.
        UsageError: the instant has no zone, or a time of the case can't be read.
    """
    if not any(one.id == arrangement for one in case.arrangements):
        raise NotFoundError(arrangement, f"is no arrangement of the case {case.id}")
    at = instant(known)
    views = (
        reckoned.as_known(at)
        for reckoned in reckoning(case).accounts
        if reckoned.entry.account.arrangement == arrangement
    )
    return tuple(_band(view) for view in views if view.knowledge is not Knowledge.NOT_YET)


def _band(view: AsKnown) -> Band:
    account = view.entry.account
    testifies = account.stance in TESTIFY and not account.restates
    possible = _possible(view) if testifies else None
    return Band(
        account,
        view.knowledge,
        possible,
        _certain(view) if possible and account.stance is not Stance.CONDITIONAL else None,
        account.term.until_event,
        tuple(Break(incident.id, when) for incident, when in view.entry.breaks) if testifies else (),
    )


def _possible(view: AsKnown) -> Stretch | None:
    starts, ends = view.bounds.starts, view.bounds.ends
    return _stretch(starts.earliest if starts else None, ends.latest if ends else None)


def _certain(view: AsKnown) -> Stretch | None:
    starts, ends = view.bounds.starts, view.bounds.ends
    if view.bounds.by_event or not starts or not starts.latest or not ends or not ends.earliest:
        return None
    broken = [when.earliest for _, when in view.entry.breaks if when.earliest]
    return _stretch(starts.latest, min([ends.earliest, *broken]))


def _stretch(start: datetime | None, end: datetime | None) -> Stretch | None:
    """A stretch, unless it would end before it begins."""
    return None if start and end and end <= start else Stretch(start, end)
