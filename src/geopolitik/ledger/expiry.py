"""Expiry: what runs out next, by whose account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from geopolitik.ledger.accounts import answer
from geopolitik.ledger.knowledge import instant
from geopolitik.ledger.reckoning import AsKnown, reckoning
from geopolitik.model.ledger.accounts import Account, AccountStatus, Knowledge, Stance
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.times import Moment

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Expiry:
    """The end that lies ahead of an arrangement by one account."""

    status: AccountStatus
    """The account, and its answer at the instant asked for."""
    ends: Moment
    """When its term runs out; both sides None where it ends with an event alone."""
    event: str
    """The event that ends it, in the account's words; empty: it ends at a time alone."""
    prolonged_by: tuple[str, ...]
    """Ids of the accounts that prolong it and were, at least possibly, known."""

    @property
    def account(self) -> Account:
        """By which account."""
        return self.status.account


def expiries(case: Case, *, on: datetime, known: datetime) -> tuple[Expiry, ...]:
    """What has yet to run out, the soonest first; ends that hang on an event come last.

    Only accounts that say that an arrangement holds, and that were at least possibly known, have an end to
    run out. An end that may already have passed is among them.

    Args:
        case: the case.
        on: the instant from which to look ahead.
        known: as known at this instant.

    Raises:
        UsageError: an instant has no zone, or a time of the case can't be read.
    """
    on, known = instant(on), instant(known)
    views = (reckoned.as_known(known) for reckoned in reckoning(case).accounts)
    found = [_expiry(view, on) for view in views if _runs_out(view, on)]
    return tuple(sorted(found, key=lambda one: (one.ends.earliest or _NEVER, one.ends.latest or _NEVER)))


def _runs_out(view: AsKnown, on: datetime) -> bool:
    """Whether an account states an end that may lie ahead."""
    account, ends = view.entry.account, view.bounds.ends
    if account.stance is not Stance.HOLDS or account.restates or view.knowledge is Knowledge.NOT_YET:
        return False
    if ends is None:
        return view.bounds.by_event
    return ends.latest is None or on < ends.latest


def _expiry(view: AsKnown, on: datetime) -> Expiry:
    return Expiry(
        answer(view, on),
        view.bounds.ends or Moment(None, None),
        view.entry.account.term.until_event,
        tuple(entry.account.id for entry in view.others.prolonged_by),
    )
