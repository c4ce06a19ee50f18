"""Accounts: what is in force at an instant, by whose account, as known at an instant."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime

from geopolitik.errors import NotFoundError
from geopolitik.ledger.knowledge import instant
from geopolitik.ledger.reasons import reasons
from geopolitik.ledger.reckoning import AsKnown, Entry, reckoning
from geopolitik.ledger.terms import judged
from geopolitik.model.ledger.accounts import Account, AccountStatus, InForce, Stance
from geopolitik.model.ledger.case import Case

TESTIFY = (Stance.HOLDS, Stance.ENDED, Stance.CONDITIONAL)
"""The stances whose term says something."""
_HOLDS = Stance.HOLDS
"""Python 3.11 takes longer to look a member of an enumeration up than to compare two dates."""


def status(case: Case, *, on: datetime, known: datetime) -> tuple[AccountStatus, ...]:
    """The answers of all accounts: is it in force at an instant, as known at an instant?

    Accounts are never merged, and none outweighs another. One that wasn't known yet is there too, marked so,
    and the answers of the others use nothing of it.

    Args:
        case: the case; its accounts come in the order of its actors, and then by the time they were said.
        on: the instant asked for.
        known: as known at this instant.

    Raises:
        UsageError: an instant has no zone, or a time of the case can't be read.
    """
    on, known = instant(on), instant(known)
    found = []
    for reckoned in reckoning(case).accounts:
        # The same as `as_known` and `answer`, written out: their calls would double the time of a large case.
        view = reckoned.views[bisect_right(reckoned.known_turns, known)] or reckoned.as_known(known)
        found.append(view.answers[bisect_right(view.turns, on)] or answer(view, on))
    return tuple(found)


def status_of(account: Account, case: Case, *, on: datetime, known: datetime) -> AccountStatus:
    """The answer of one account of a case; arguments and errors are those of `status`.

    Raises:
        NotFoundError: the case has no such account.
    """
    reckoned = reckoning(case).by_id.get(account.id)
    if reckoned is None:
        raise NotFoundError(account.id, f"is no account of the case {case.id}")
    return answer(reckoned.as_known(instant(known)), instant(on))


def answer(view: AsKnown, on: datetime) -> AccountStatus:
    """The answer at an instant (in UTC) of an account as it was known."""
    stretch = bisect_right(view.turns, on)
    kept = view.answers[stretch]
    if kept is None:
        kept = view.answers[stretch] = _answered(view, on)
    return kept


def _answered(view: AsKnown, on: datetime) -> AccountStatus:
    account = view.entry.account
    in_force, why = judged(view.bounds, on)
    plain = account.stance is _HOLDS and not account.restates
    if not plain:
        in_force = _by_stance(account, in_force)
    broken = bool(view.entry.breaks) and _is_broken(view.entry, on)
    if broken and in_force is InForce.CERTAINLY:
        in_force = InForce.POSSIBLY
    return AccountStatus(
        account,
        view.knowledge,
        in_force,
        view.bounds.starts,
        view.bounds.ends,
        reasons(view, in_force, why, on if broken else None),
        broken,
    )


def _is_broken(entry: Entry, on: datetime) -> bool:
    """Whether by an account an incident broke it that may have happened by an instant."""
    testifies = entry.account.stance in TESTIFY and not entry.account.restates
    return testifies and any(when.earliest and when.earliest <= on for _, when in entry.breaks)


def _by_stance(account: Account, by_term: InForce) -> InForce:
    """What an account answers, given what its term alone would answer."""
    if account.restates or account.stance is Stance.DECLINES:
        return InForce.UNKNOWN
    if account.stance is Stance.DENIES:
        return InForce.NOT
    if account.stance is Stance.CONDITIONAL and by_term is not InForce.NOT:
        return InForce.UNKNOWN
    return by_term
