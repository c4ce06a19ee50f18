"""What the fields of one entry must be to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from geopolitik.model.ledger.accounts import Account, Stance
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Count
from geopolitik.model.ledger.ladders import EventKind, Ladder, Limit, StepEvent, Window
from geopolitik.model.ledger.positions import Position, PositionKind
from geopolitik.model.ledger.sources import Passage

Fault = tuple[str, str, str]
"""What is wrong, what to do, and the field as written."""


def _case(case: Case) -> Iterator[Fault]:
    if not case.id:
        yield "is missing", "Write `id: ` and a short name without spaces", "id"


def _account(account: Account) -> Iterator[Fault]:
    if account.stance is Stance.CONDITIONAL and not account.condition:
        yield "is missing: the account holds only on a condition", "Write the condition.", "condition"
    if account.extends == account.id:
        return
    if (
        account.extends
        and not account.term.until
        and not account.term.lasting
        and not account.term.until_event
    ):
        yield "is missing: an extension says until when", "Write until, lasting or until event.", "term"


def _count(count: Count) -> Iterator[Fault]:
    given = [number for number in (count.low, count.best, count.high) if number is not None]
    if any(number < 0 for number in given):
        yield "is less than nothing", "Write how many there were.", "best"
    if given != sorted(given):
        yield "low, best and high are out of order", "Write them from the least to the most.", "best"
    if not given:
        yield "is missing", "Write low, best or high.", "best"


def _ladder(ladder: Ladder) -> Iterator[Fault]:
    if not ladder.clock:
        yield "is missing", "Write which event starts the clock: `clock: verified`", "clock"


def _window(window: Window) -> Iterator[Fault]:
    if window.limit is not Limit.UNSTATED and window.duration is None:
        yield f"is missing: {window.limit.value} what?", "Write `duration: 24 hours`", "duration"


def _event(event: StepEvent) -> Iterator[Fault]:
    if event.kind is EventKind.EXTENDED and event.until is None:
        yield "is missing: an extension says until when", "Write `until: 2026-02-03`", "until"


def _position(position: Position) -> Iterator[Fault]:
    if position.reversal and not position.supersedes:
        yield "is missing: a reversal turns another round", "Write its id.", "supersedes"
    if position.kind is not PositionKind.SILENCE and not position.content:
        yield "is empty", "Say what the position is.", "content"


def _passage(passage: Passage) -> Iterator[Fault]:
    if not passage.document:
        yield "is empty", "Write the id of a document.", "document"


RULES: Final[dict[type, Callable[[Any], Iterator[Fault]]]] = {
    Case: _case,
    Account: _account,
    Count: _count,
    Ladder: _ladder,
    Window: _window,
    StepEvent: _event,
    Position: _position,
    Passage: _passage,
}
"""One function per type."""
