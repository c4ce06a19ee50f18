"""Incidents in a terminal: four questions kept apart, each with who answers what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from geopolitik.ledger.incidents import Answered, Counted, IncidentAnswers
from geopolitik.ledger.reasons import instant_words
from geopolitik.model.ledger.accounts import Knowledge
from geopolitik.model.ledger.case import Case
from geopolitik.publish.ledger.words import INVENTED, Citing, given_words
from geopolitik.publish.lines import heading, put
from geopolitik.text.clean import one_line

if TYPE_CHECKING:
    from rich.console import Console


def print_incidents(
    case: Case, incidents: Sequence[IncidentAnswers], console: Console, *, known: datetime
) -> None:
    """Print what is reported to have happened, and who answers which question how.

    Args:
        case: the case.
        incidents: what `answers` found of each.
        console: where to; its width and colours are kept.
        known: as known at this instant.
    """
    heading(console, "Incidents", one_line(case.title))
    if case.invented:
        put(console, INVENTED)
    put(console, f"As known on {instant_words(known)}. Nothing is decided here: each answer is somebody's.")
    if not incidents:
        put(console, "The case has none.")
    citing = Citing(case, known)
    for one in incidents:
        _incident(one, case, citing, console)


def _incident(one: IncidentAnswers, case: Case, citing: Citing, console: Console) -> None:
    from rich.text import Text

    incident = one.incident
    console.print()
    put(console, Text.assemble((one_line(incident.id), "bold"), f"  {one_line(incident.title)}"))
    place = f"; {incident.place} ({incident.place_precision.value})" if incident.place else ""
    note = f" ({incident.occurred.note})" if incident.occurred.note else ""
    put(console, one_line(f"{given_words(incident.occurred)}{note}{place}"), 4)
    things = {each.id: each.title for each in case.arrangements}
    for question in one.questions:
        put(console, f"{question.question.value}? {question.sentence}", 2)
        for answer in question.answers:
            put(console, _answer(answer, citing, things), 4, "· ")
    for counted in one.counts:
        put(console, _count(counted, citing), 2)


def _answer(answered: Answered, citing: Citing, things: dict[str, str]) -> str:
    claim = answered.claim
    of = f", {things.get(claim.of) or citing.names.of(claim.of)}" if claim.of else ""
    told = f"{citing.names.of(claim.by)}: {claim.answer.value}{of} ({given_words(claim.said)})"
    told += "" if answered.last else "; it has said otherwise since"
    told += "; only possibly known then" if answered.knowledge is Knowledge.POSSIBLY else ""
    rests = citing.words(claim.rests_on)
    return one_line(f"{told}. {claim.note} {rests}" if claim.note else f"{told} {rests}")


def _count(counted: Counted, citing: Citing) -> str:
    """A count with its range, by whom, and what that source could not see."""
    count = counted.count
    least = f", at least {count.low}" if count.low is not None else ""
    most = f", at most {count.high}" if count.high is not None else ""
    best = str(count.best) if count.best is not None else "no best number"
    told = f"count of {count.what}: {best}{least}{most}, by {citing.names.of(count.by)}"
    rests = citing.words(count.rests_on)
    return one_line(f"{told} ({given_words(count.said)}). Limits: {counted.limits} {rests}")
