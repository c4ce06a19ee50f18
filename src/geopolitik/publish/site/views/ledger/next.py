"""What runs out next, by whose account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from geopolitik.ledger.expiry import Expiry, expiries
from geopolitik.ledger.naming import Names
from geopolitik.ledger.spans import span_words
from geopolitik.model.ledger.case import Case
from geopolitik.publish.site.views.ledger.asking import Asked
from geopolitik.publish.site.views.ledger.passages import entry_address

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Coming:
    """An end that lies ahead, or may."""

    title: str
    """Of the arrangement."""
    actor: str
    address: str
    """Of the account."""
    ends: str
    """When; empty where only an event ends it."""
    latest: datetime | None
    """When it has run out under every reading; None: nobody says."""
    event: str
    prolonged: bool


def coming(case: Case, asked: Asked) -> tuple[Coming, ...]:
    """What runs out next, the soonest first."""
    names = Names(case)
    titles = {arrangement.id: arrangement.title for arrangement in case.arrangements}
    found = expiries(case, on=asked.on, known=asked.known)
    return tuple(_coming(case, names, titles, expiry) for expiry in found[:_SHOWN])


def _coming(case: Case, names: Names, titles: dict[str, str], expiry: Expiry) -> Coming:
    account = expiry.account
    return Coming(
        title=titles.get(account.arrangement, account.arrangement),
        actor=names.of(account.actor),
        address=entry_address(case.id, "accounts", account.id),
        ends=span_words(expiry.ends),
        latest=expiry.ends.latest,
        event=expiry.event,
        prolonged=bool(expiry.prolonged_by),
    )
