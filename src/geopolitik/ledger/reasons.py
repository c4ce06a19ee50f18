"""Reasons: why an account's answer is what it is, in plain sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache

from geopolitik.ledger.reckoning import AsKnown
from geopolitik.ledger.terms import Why
from geopolitik.model.ledger.accounts import Account, InForce, Knowledge, Stance
from geopolitik.model.ledger.times import Moment
from geopolitik.text.dates import day_words

_HOLDS, _NOT, _KNOWN, _NOT_YET = Stance.HOLDS, InForce.NOT, Knowledge.KNOWN, Knowledge.NOT_YET
"""Python 3.11 takes longer to look a member of an enumeration up than to compare two dates."""


@lru_cache(maxsize=1 << 14)
def instant_words(at: datetime | None) -> str:
    """`1 February 2026, 21:00 UTC`."""
    return f"{day_words(at.date())}, {at.hour:02}:{at.minute:02} UTC" if at else "an unstated time"


def moment_words(moment: Moment) -> str:
    """`on` an instant, or `between` two."""
    if moment.is_exact:
        return f"on {instant_words(moment.earliest)}"
    if moment.earliest is None:
        return f"by {instant_words(moment.latest)}"
    return f"between {instant_words(moment.earliest)} and {instant_words(moment.latest)}"


def reasons(view: AsKnown, in_force: InForce, why: Why, broken_by: datetime | None) -> tuple[str, ...]:
    """Why an account answers as it does, the deciding sentence first.

    Args:
        view: what may be used of the account.
        in_force: its answer.
        why: what decided it, as far as its term goes.
        broken_by: the instant asked for, if by this account an incident broke it that may have happened.
    """
    account = view.entry.account
    broken = list(_of_incidents(view, broken_by)) if broken_by else []
    plain = account.stance is _HOLDS and not account.restates
    stance = [] if plain else list(_of_stance(view, in_force))
    term = [_of_term(view, why)] if plain or _has_term(account) else []
    found = [*term, *stance, *broken] if in_force is _NOT and term else [*stance, *broken, *term]
    if view.knowledge is _NOT_YET:
        found.insert(0, f"Not yet known then: it became known {moment_words(view.entry.known)}.")
    elif view.knowledge is not _KNOWN:
        found.append(f"Only possibly known then: it became known {moment_words(view.entry.known)}.")
    found += _of_references(view)
    if term:
        found += view.entry.left_open
    if account.covers_readings:
        found.append(f"What it covers is open: {' or '.join(account.covers_readings)}.")
    return tuple(found)


def _has_term(account: Account) -> bool:
    """Whether an account's term says anything."""
    return not account.restates and account.stance not in (Stance.DENIES, Stance.DECLINES)


def _of_stance(view: AsKnown, in_force: InForce) -> Iterator[str]:
    account = view.entry.account
    if account.restates:
        yield f"It refers back to the account {account.restates} and adds nothing of its own."
        if not view.others.restates:
            yield "That account wasn't known then."
    if account.stance is Stance.DECLINES:
        yield "It declines to say: it says neither that it is in force nor that it isn't."
    elif account.stance is Stance.DENIES:
        yield "By this account there is no such arrangement."
    elif account.stance is Stance.CONDITIONAL and in_force is InForce.UNKNOWN:
        condition = f"if “{account.condition}”" if account.condition else "on a condition"
        yield f"It would hold {condition}; nothing here says that this is so."
    elif account.stance is Stance.ENDED and in_force is not InForce.NOT and not account.restates:
        yield "By this account it ended later, or may have."


def _of_term(view: AsKnown, why: Why) -> str:
    bounds = view.bounds
    if bounds.turned:
        return "As stated, it ends before it begins: under no reading is it ever in force."
    return _SENTENCES[why](view.entry.account, bounds.starts or _OPEN, bounds.ends or _OPEN)


def _lapsed(account: Account, _starts: Moment, ends: Moment) -> str:
    if account.stance is Stance.ENDED:
        return f"By this account it had ended by {instant_words(ends.latest)}."
    return f"It ran out by {instant_words(ends.latest)}, under every reading of its term."


def _no_start(account: Account, _starts: Moment, _ends: Moment) -> str:
    if account.term.lasting:
        return f"It lasts {account.term.lasting} from no stated day."
    return "It states no start." if account.term.until else "It states no term."


def _until_event(account: Account, _starts: Moment, _ends: Moment) -> str:
    return (
        f"It holds until an event, “{account.term.until_event}”, and not until a time; "
        "this account doesn't say that the event has come."
    )


def _within(_account: Account, starts: Moment, ends: Moment) -> str:
    return (
        f"Under every reading of its term it has begun by {instant_words(starts.latest)} "
        f"and runs until {instant_words(ends.earliest)} at the earliest."
    )


_OPEN = Moment(None, None)
_SENTENCES: Mapping[Why, Callable[[Account, Moment, Moment], str]] = {
    Why.NOT_BEGUN: lambda _account, starts, _ends: (
        f"It doesn't begin before {instant_words(starts.earliest)}, under any reading of its term."
    ),
    Why.BEGINNING: lambda _account, starts, _ends: (
        f"It may not have begun: it begins {moment_words(starts)}."
    ),
    Why.WITHIN: _within,
    Why.ENDING: lambda _account, _starts, ends: f"It may have run out: it ends {moment_words(ends)}.",
    Why.LAPSED: _lapsed,
    Why.UNTIL_EVENT: _until_event,
    Why.NO_START: _no_start,
    Why.NO_END: lambda _account, starts, _ends: f"It states no end; it begins {moment_words(starts)}.",
}


def _of_incidents(view: AsKnown, at: datetime) -> Iterator[str]:
    for incident, when in view.entry.breaks:
        if when.earliest is None or when.earliest > at:
            continue
        named = f"By this account the incident {incident.id} ({incident.title}) broke it"
        if when.latest is not None and when.latest <= at:
            yield f"{named}, {moment_words(when)}: a claim, and no end of its term."
        else:
            yield f"{named}; it occurred {moment_words(when)}, so it is possibly already broken."


def _of_references(view: AsKnown) -> Iterator[str]:
    account = view.entry.account
    if account.extends and view.others.prolongs:
        yield f"It prolongs the account {account.extends}."
    elif account.extends:
        yield f"It prolongs the account {account.extends}, which wasn't known then."
    for entry in view.others.prolonged_by:
        possibly = " (only possibly known then)" if entry in view.others.possibly_known else ""
        yield f"The account {entry.account.id}{possibly} prolongs it, and isn't merged with it."
    for entry in view.others.possibly_known:
        if entry not in view.others.prolonged_by:
            yield f"The account {entry.account.id}, to which it refers, was only possibly known then."
