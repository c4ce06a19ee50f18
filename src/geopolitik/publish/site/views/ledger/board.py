"""The board: what is in force at an instant, by whose account, as known at an instant."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.ledger.accounts import status
from geopolitik.ledger.naming import Names
from geopolitik.ledger.spans import span_words
from geopolitik.ledger.timeline import Band, bands
from geopolitik.model.ledger.accounts import AccountStatus, Arrangement, InForce, Knowledge, Stance
from geopolitik.model.ledger.case import Case
from geopolitik.publish.site.views.ledger.asking import Asked
from geopolitik.publish.site.views.ledger.bands import Axis, Bar, Tick, axis, bars
from geopolitik.publish.site.views.ledger.passages import Rest, entry_address, rests, when_words
from geopolitik.publish.site.views.ledger.sifting import Sieve, Sifted, sifted

IN_FORCE = {
    InForce.CERTAINLY: "in force",
    InForce.POSSIBLY: "possibly in force",
    InForce.NOT: "not in force",
    InForce.UNKNOWN: "unknown",
}
_MARKS = {InForce.CERTAINLY: "●", InForce.POSSIBLY: "◐", InForce.NOT: "○", InForce.UNKNOWN: "?"}


@dataclass(frozen=True, slots=True)
class Row:
    """One account and its answer."""

    key: str
    address: str
    actor: str
    actor_address: str
    speaker: str
    said: str
    words: str
    """The party's own word for what it says, quoted."""
    stance: str
    known: str
    """Empty if it was known; else how far it was not."""
    answer: str
    mark: str
    sort: str
    """For the style: `certainly`, `possibly`, `not`, `unknown`, `later`."""
    term: tuple[tuple[str, str], ...]
    """`From` and `Until`, each with when; what the account doesn't state is left out."""
    reasons: tuple[str, ...]
    rests: tuple[Rest, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One arrangement with all accounts of it."""

    key: str
    title: str
    address: str
    parties: tuple[tuple[str, str], ...]
    """Name and address, in the case's fixed order."""
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    on_x: int
    known_x: int


@dataclass(frozen=True, slots=True)
class Board:
    """A case's board, or a page of it."""

    panels: tuple[Panel, ...]
    sifted: Sifted


def board(case: Case, asked: Asked, wanted: Sieve) -> Board:
    """A panel for each arrangement that is asked for, in the case's order."""
    answers = status(case, on=asked.on, known=asked.known)
    names = Names(case)
    by_arrangement: dict[str, list[AccountStatus]] = {}
    for answer in answers:
        by_arrangement.setdefault(answer.account.arrangement, []).append(answer)
    found = sifted(case, wanted, by_arrangement)
    panels = (
        _panel(case, names, arrangement, by_arrangement.get(arrangement.id, []), asked)
        for arrangement in found.arrangements
    )
    return Board(tuple(panels), found)


def _panel(
    case: Case, names: Names, arrangement: Arrangement, answers: list[AccountStatus], asked: Asked
) -> Panel:
    drawn = {band.account.id: band for band in bands(case, arrangement.id, known=asked.known)}
    # Of what was known long afterwards the mark stands at the edge: it would press all else together.
    shown = axis(drawn.values(), (asked.on,))
    return Panel(
        key=arrangement.id,
        title=arrangement.title,
        address=entry_address(case.id, "arrangements", arrangement.id),
        parties=tuple((names.of(p), entry_address(case.id, "actors", p)) for p in arrangement.parties),
        rows=tuple(_row(case, names, answer, drawn.get(answer.account.id), shown) for answer in answers),
        ticks=shown.ticks(),
        on_x=shown.x(asked.on),
        known_x=shown.x(asked.known),
    )


def _row(case: Case, names: Names, answer: AccountStatus, band: Band | None, shown: Axis) -> Row:
    account = answer.account
    is_later = answer.knowledge is Knowledge.NOT_YET
    speaks = account.speaker if account.speaker and account.speaker != account.actor else ""
    return Row(
        key=account.id,
        address=entry_address(case.id, "accounts", account.id),
        actor=names.of(account.actor),
        actor_address=entry_address(case.id, "actors", account.actor),
        speaker=names.of(speaks) if speaks else "",
        said=when_words(account.said),
        words=account.covers,
        stance="" if account.stance is Stance.HOLDS else account.stance.value,
        known="" if answer.knowledge is Knowledge.KNOWN else answer.knowledge.value,
        answer=IN_FORCE[answer.in_force],
        mark=_MARKS[answer.in_force],
        sort="later" if is_later else answer.in_force.value,
        term=_term(answer),
        reasons=answer.reasons,
        rests=rests(case, account.rests_on),
        bars=bars(band, shown) if band else (),
    )


def _term(answer: AccountStatus) -> tuple[tuple[str, str], ...]:
    sides = (("From", span_words(answer.starts)), ("Until", span_words(answer.ends)))
    return tuple((side, words) for side, words in sides if words)
