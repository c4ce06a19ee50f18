"""Arrangements, and the accounts that actors give of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geopolitik.model.ledger.sources import Passage
from geopolitik.model.ledger.times import UNSTATED, Moment, Term, When


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A truce, ceasefire, agreement or reported plan. It says nothing of whether it holds: accounts do."""

    id: str
    title: str
    """Neutral; each party's own word for it stays in its quotation."""
    parties: tuple[str, ...]
    """Actor ids in the case's fixed order."""
    columns: tuple[tuple[str, str], ...] = ()
    """The field's columns (ETH/PRIO) by name, codes as they are: class, side, partial, written, purposes …"""
    rests_on: tuple[Passage, ...] = ()


class Stance(StrEnum):
    """What an account says about an arrangement."""

    HOLDS = "holds"
    """It exists, or did: its term says when."""
    DENIES = "denies that it exists"
    CONDITIONAL = "would hold if"
    """`would reciprocate if the other side refrains`: no commitment in force."""
    DECLINES = "declines to say"
    """Adds nothing."""
    ENDED = "has ended"
    """The actor says that it is over, at its term's end or by an incident."""


@dataclass(frozen=True, slots=True)
class Account:
    """What one actor said about an arrangement at one time. Accounts are never merged."""

    id: str
    arrangement: str
    actor: str
    """Id of the actor by whose account it is; a spokesman's words are his principal's account."""
    said: When
    stance: Stance
    term: Term = UNSTATED
    speaker: str = ""
    """Id of the actor who spoke, where another than `actor`."""
    known: When | None = None
    """When it became known, if later than said."""
    covers: str = ""
    """Scope, in the party's own words."""
    covers_readings: tuple[str, ...] = ()
    """What the scope may mean, where that is open: `the city`, `the country`."""
    condition: str = ""
    extends: str = ""
    """Id of the account whose term it prolongs."""
    restates: str = ""
    """Id of the account that it repeats or refers back to, adding nothing of its own."""
    release: str = ""
    """On what terms a party may leave."""
    broken_by: tuple[str, ...] = ()
    """Ids of incidents that, by this account, broke it."""
    rests_on: tuple[Passage, ...] = ()
    note: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    """The field's columns (ETH/PRIO) that are this account's own, by name, codes as they are."""


class InForce(StrEnum):
    """Whether an arrangement is in force at an instant, by one account."""

    CERTAINLY = "certainly"
    POSSIBLY = "possibly"
    """Under some reading of what the account states, and not under another."""
    NOT = "not"
    UNKNOWN = "unknown"
    """It hangs on something that the account doesn't state at all."""


class Knowledge(StrEnum):
    """Whether something was known at an instant."""

    KNOWN = "known"
    POSSIBLY = "possibly known"
    """The hour at which it was said isn't known."""
    NOT_YET = "not yet known"


@dataclass(frozen=True, slots=True)
class AccountStatus:
    """The answer of one account: is it in force at an instant, as known at an instant?"""

    account: Account
    knowledge: Knowledge
    in_force: InForce
    starts: Moment | None
    """None: the account names no start."""
    ends: Moment | None
    """By its term alone; None: it names no end."""
    reasons: tuple[str, ...]
    """Plain sentences, the deciding one first."""
    possibly_broken: bool = False
    """By this account an incident broke it, which may have happened by the instant, or has."""
