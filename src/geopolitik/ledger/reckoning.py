"""Reckoning: a case's accounts with their times read, before anybody asks of an instant."""

from __future__ import annotations

import weakref
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from geopolitik.ledger.clocks import read
from geopolitik.ledger.knowledge import knowledge_at, known_from
from geopolitik.ledger.terms import NONE, Bounds, bounds_of, open_points, turns
from geopolitik.ledger.zones import hull
from geopolitik.model.ledger.accounts import Account, AccountStatus, Knowledge, Stance
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Incident
from geopolitik.model.ledger.times import Moment

LONGEST_CHAIN = 32
"""So far an extension of an extension … is followed: more would be an error of the case, or an attack."""


Breaks = tuple[tuple[Incident, Moment], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An account with its times read."""

    account: Account
    said: Moment
    known: Moment
    breaks: Breaks
    """The incidents that by this account broke it, and when each occurred."""
    zones: tuple[str, ...]
    """Of the case."""
    bounds: Bounds
    """Of its term, by its own words alone."""
    turns: tuple[datetime, ...]
    """The instants at which its answer may change, by its own words alone."""
    left_open: tuple[str, ...]
    """What its term leaves open, in sentences."""

    def knowledge(self, at: datetime) -> Knowledge:
        """Whether it was known at an instant."""
        return knowledge_at(self.known, at)


@dataclass(frozen=True, slots=True, eq=False)
class Others:
    """The accounts to which an account refers, or that refer to it, as far as they were known."""

    prolongs: tuple[Entry, ...] = ()
    """Those that its term prolongs, nearest first, up to the first that wasn't known."""
    restates: Entry | None = None
    prolonged_by: tuple[Entry, ...] = ()
    possibly_known: tuple[Entry, ...] = ()
    """Which of these were only possibly known."""


_NO_OTHERS = Others()


class AsKnown(NamedTuple):
    """What may be used of an account, and of others, while nothing more of them becomes known.

    A named tuple, since the first question to a large case makes one for each account.
    """

    entry: Entry
    knowledge: Knowledge
    others: Others
    bounds: Bounds
    turns: tuple[datetime, ...]
    """The instants at which the answer may change, in order."""
    answers: list[AccountStatus | None]
    """Answers given, one for each stretch between turns."""


@dataclass(frozen=True, slots=True, eq=False)
class Reckoned:
    """An account and those it refers to, whether they were known or not."""

    entry: Entry
    prolongs: tuple[Entry, ...]
    restates: Entry | None
    prolonged_by: tuple[Entry, ...]
    known_turns: tuple[datetime, ...]
    """The instants at which more becomes known of what its answer uses, in order."""
    views: list[AsKnown | None]
    """What was asked for already, one for each stretch between these."""

    @property
    def refers(self) -> bool:
        """Whether its answer uses any other account."""
        return bool(self.prolongs or self.restates or self.prolonged_by)

    def as_known(self, at: datetime) -> AsKnown:
        """What may be used of it, as known at an instant."""
        stretch = bisect_right(self.known_turns, at)
        view = self.views[stretch]
        if view is None:
            view = self.views[stretch] = _as_known(self, at)
        return view


@dataclass(frozen=True, slots=True, eq=False)
class Reckoning:
    """A case's accounts, by the case's order of parties and then by the time they were said."""

    accounts: tuple[Reckoned, ...]
    by_id: Mapping[str, Reckoned]


_KEPT: dict[int, tuple[weakref.ref[Case], Reckoning]] = {}
"""Of the cases in memory, by identity: to compare two large cases takes longer than to ask."""


def reckoning(case: Case) -> Reckoning:
    """The reckoning of a case: made when first asked for, kept as long as the case is."""
    key = id(case)
    kept = _KEPT.get(key)
    if kept and kept[0]() is case:
        return kept[1]
    made = reckon(case)
    _KEPT[key] = (weakref.ref(case, lambda gone: _forget(key, gone)), made)
    return made


def _forget(key: int, gone: weakref.ref[Case]) -> None:
    """Drop the reckoning of a case that is gone, unless its place in memory is another's by now."""
    if key in _KEPT and _KEPT[key][0] is gone:
        del _KEPT[key]


def reckon(case: Case) -> Reckoning:
    """Read when a case's accounts were said and known, and what they refer to.

    Raises:
        UsageError: a time or a zone can't be read.
    """
    incidents = {incident.id: incident for incident in case.incidents}
    entries = [_entry(account, incidents, case.zones) for account in case.accounts]
    order = {actor.id: place for place, actor in enumerate(case.actors)}
    entries.sort(key=lambda entry: (order.get(entry.account.actor, len(order)), _sides([entry.said])))
    links = _Links(entries)
    accounts = tuple(_reckoned(entry, links) for entry in entries)
    return Reckoning(accounts, {one.entry.account.id: one for one in reversed(accounts)})


class _Links:
    """Which account refers to which."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._by_id = {entry.account.id: entry for entry in reversed(entries)}
        self._extensions: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            if entry.account.extends:
                self._extensions[entry.account.extends].append(entry)

    def restated(self, entry: Entry) -> Entry | None:
        return self._by_id.get(entry.account.restates)

    def extensions(self, entry: Entry) -> tuple[Entry, ...]:
        return tuple(self._extensions.get(entry.account.id, ()))

    def chain(self, entry: Entry) -> tuple[Entry, ...]:
        """The account that one extends, the one which that extends …, none of them twice."""
        seen, chain = {entry.account.id}, list[Entry]()
        before = self._by_id.get(entry.account.extends)
        while before and before.account.id not in seen and len(chain) < LONGEST_CHAIN:
            chain.append(before)
            seen.add(before.account.id)
            before = self._by_id.get(before.account.extends)
        return tuple(chain)


def _entry(account: Account, incidents: Mapping[str, Incident], zones: tuple[str, ...]) -> Entry:
    said = read(account.said, zones)
    known = known_from(account.said, account.known, zones) if account.known else said
    broken = (incidents[name] for name in account.broken_by if name in incidents)
    breaks = tuple((one, read(one.occurred, zones)) for one in broken)
    bounds = _bounds(account, said, breaks, zones)
    left_open = open_points(account.term, zones, prolongs=bool(account.extends))
    return Entry(account, said, known, breaks, zones, bounds, _turns(bounds, breaks), tuple(left_open))


def _reckoned(entry: Entry, links: _Links) -> Reckoned:
    chain, restates, extensions = links.chain(entry), links.restated(entry), links.extensions(entry)
    used = [entry, *chain, *extensions, *([restates] if restates else ())]
    known_turns = tuple(sorted(set(_sides(one.known for one in used))))
    return Reckoned(entry, chain, restates, extensions, known_turns, [None] * (len(known_turns) + 1))


def _as_known(reckoned: Reckoned, at: datetime) -> AsKnown:
    entry, knowledge = reckoned.entry, reckoned.entry.knowledge(at)
    others = _others(reckoned, at) if reckoned.refers else _NO_OTHERS
    if not others.prolongs:
        return AsKnown(entry, knowledge, others, entry.bounds, entry.turns, [None] * (len(entry.turns) + 1))
    bounds = _prolonged(entry, others.prolongs)
    changes = _turns(bounds, entry.breaks)
    return AsKnown(entry, knowledge, others, bounds, changes, [None] * (len(changes) + 1))


def _others(reckoned: Reckoned, at: datetime) -> Others:
    prolongs = _known_part(reckoned.prolongs, at)
    prolonged_by = tuple(one for one in reckoned.prolonged_by if one.knowledge(at) is not Knowledge.NOT_YET)
    restated = reckoned.restates
    restates = restated if restated and restated.knowledge(at) is not Knowledge.NOT_YET else None
    used = (*prolongs, *([restates] if restates else ()), *prolonged_by)
    possibly_known = tuple(one for one in used if one.knowledge(at) is Knowledge.POSSIBLY)
    return Others(prolongs, restates, prolonged_by, possibly_known)


def _prolonged(entry: Entry, prolongs: Sequence[Entry]) -> Bounds:
    """The bounds of a term that prolongs another, and that perhaps another."""
    bounds = prolongs[-1].bounds
    for one in (*reversed(prolongs[:-1]), entry):
        bounds = _bounds(one.account, one.said, one.breaks, one.zones, bounds)
    return bounds


def _turns(bounds: Bounds, breaks: Breaks) -> tuple[datetime, ...]:
    return tuple(sorted({*turns(bounds), *_sides(when for _, when in breaks)}))


def _known_part(chain: Sequence[Entry], at: datetime) -> tuple[Entry, ...]:
    """A chain up to the first account that wasn't known: what lies beyond is out of reach."""
    unknown = (place for place, one in enumerate(chain) if one.knowledge(at) is Knowledge.NOT_YET)
    return tuple(chain[: next(unknown, len(chain))])


def _bounds(
    account: Account, said: Moment, breaks: Breaks, zones: tuple[str, ...], prolonged: Bounds = NONE
) -> Bounds:
    """The bounds of an account's term; what `has ended` without saying when ended before it was said."""
    bounds = bounds_of(account.term, zones, prolonged)
    if account.stance is not Stance.ENDED:
        return bounds
    ends = bounds.ends or (hull(*(when for _, when in breaks)) if breaks else Moment(None, said.latest))
    return Bounds(bounds.starts, ends)


def _sides(moments: Iterable[Moment]) -> list[datetime]:
    return [at for moment in moments for at in (moment.earliest, moment.latest) if at]
