"""An incident as its page shows it: four questions kept apart, and counts beside their limits."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.ledger.incidents import Answered, Counted, answers
from geopolitik.ledger.naming import Names
from geopolitik.model.ledger.accounts import Knowledge
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Incident, Precision
from geopolitik.publish.site.views.ledger.asking import Asked
from geopolitik.publish.site.views.ledger.passages import Rest, entry_address, rests, when_words


@dataclass(frozen=True, slots=True)
class AnswerView:
    """Who answers a question how."""

    by: str
    answer: str
    of: str
    said: str
    note: str
    rests: tuple[Rest, ...]


@dataclass(frozen=True, slots=True)
class CountView:
    """A count by one source."""

    what: str
    by: str
    numbers: str
    said: str
    limits: str
    rests: tuple[Rest, ...]


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident's page."""

    key: str
    title: str
    address: str
    occurred: str
    place: str
    questions: tuple[tuple[str, str, tuple[AnswerView, ...]], ...]
    """Question, what may be said of its answers as a whole, and the answers."""
    counts: tuple[CountView, ...]
    rests: tuple[Rest, ...]


def incident_view(case: Case, incident: Incident, asked: Asked) -> IncidentView:
    """An incident, as known at an instant."""
    names = Names(case)
    found = answers(incident, known=asked.known, zones=case.zones)
    return IncidentView(
        key=incident.id,
        title=incident.title,
        address=entry_address(case.id, "incidents", incident.id),
        occurred=when_words(incident.occurred),
        place=_place(incident),
        questions=tuple(
            (
                f"{one.question.value.capitalize()}?",
                one.sentence,
                tuple(_answer(case, names, given) for given in one.answers),
            )
            for one in found.questions
        ),
        counts=tuple(_count(case, names, one) for one in found.counts),
        rests=rests(case, incident.rests_on),
    )


def _place(incident: Incident) -> str:
    if not incident.place or incident.place_precision is Precision.UNSTATED:
        return incident.place
    if incident.place_precision is Precision.SEVERAL:
        return f"{incident.place}, several places"
    return f"{incident.place}, known to the {incident.place_precision.value}"


def _answer(case: Case, names: Names, given: Answered) -> AnswerView:
    claim = given.claim
    notes = [claim.note] if claim.note else []
    if not given.last:
        notes.append("said otherwise later")
    if given.knowledge is not Knowledge.KNOWN:
        notes.append(given.knowledge.value)
    return AnswerView(
        by=names.of(claim.by),
        answer=claim.answer.value,
        of=_subject(case, names, claim.of),
        said=when_words(claim.said),
        note="; ".join(notes),
        rests=rests(case, claim.rests_on),
    )


def _subject(case: Case, names: Names, of: str) -> str:
    """What an answer is about, in words."""
    titles = {arrangement.id: arrangement.title for arrangement in case.arrangements}
    titles |= {ladder.id: ladder.title for ladder in case.ladders}
    titles |= {f"{ladder.id}.{step.id}": step.title for ladder in case.ladders for step in ladder.steps}
    return titles.get(of) or (names.of(of) if of else "")


def _count(case: Case, names: Names, found: Counted) -> CountView:
    count = found.count
    numbers = f"{count.best:,}" if count.best is not None else ""
    if count.low is not None or count.high is not None:
        low = f"{count.low:,}" if count.low is not None else "?"
        high = f"{count.high:,}" if count.high is not None else "?"
        numbers = f"{numbers} ({low} to {high})" if numbers else f"{low} to {high}"
    return CountView(
        what=count.what,
        by=names.of(count.by),
        numbers=numbers,
        said=when_words(count.said),
        limits=found.limits,
        rests=rests(case, count.rests_on),
    )
