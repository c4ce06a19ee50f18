"""What starts a ladder's clock: a named finder's claim, a referral, or an analyst's labelled assumption."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from geopolitik.ledger.clocks import read
from geopolitik.ledger.lens import Lens
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Answer, Claim, Incident, Question
from geopolitik.model.ledger.ladders import ClockEvent, EventKind, Ladder, StepEvent
from geopolitik.model.ledger.times import Moment, When

_EARLY = datetime.min.replace(tzinfo=UTC)
_LATE = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Source:
    """What a clock starts from, not yet read in any zone."""

    event: ClockEvent
    by: str
    first: When
    """Not before this."""
    last: When | None
    """Not after this; None: nobody says how late."""
    hypothetical: bool = False
    also: tuple[str, ...] = ()
    rests_on: tuple[Claim | StepEvent, ...] = ()
    """By which claims or events; none for an assumption."""

    def at(self, counted: tuple[str, ...], zones: tuple[str, ...]) -> Moment:
        """When it starts, read in the zone in which days are counted where that is one of the candidates."""
        earliest = local(self.first, counted, zones).earliest
        if self.last is None:
            return Moment(earliest, None)
        latest = local(self.last, counted, zones).latest
        return Moment(earliest, max(earliest, latest) if earliest and latest else latest)


def local(when: When, counted: tuple[str, ...], zones: tuple[str, ...]) -> Moment:
    """A time read in the zone in which days are counted, if it may be meant in it; else in all its zones.

    So that a day is read and counted in one and the same zone. `zones` are the case's.
    """
    candidates = when.zones or zones
    narrowed = tuple(zone for zone in counted if zone in candidates)
    return read(replace(when, zones=narrowed or candidates), ())


def sources(ladder: Ladder, case: Case, lens: Lens, supposing: Incident | None, label: str) -> list[Source]:
    """What the clock starts from, as known: one for each event that the ladder counts from and each finding.

    Under an assumption nothing else counts: a what-if doesn't mix with what was found.
    """
    if supposing is not None:
        by = label or f"assumed: {supposing.title}"
        assumed = lens.incident(supposing)
        return [replace(_source(event, assumed, (), ladder, by), hypothetical=True) for event in ladder.clock]
    found: list[Source] = []
    for incident in case.incidents:
        known = lens.incident(incident)
        for finder in dict.fromkeys(ladder.finders):
            finding = findings(known, ladder, finder, lens.zones)
            if finding:
                found += [
                    replace(_source(event, known, finding, ladder, finder), rests_on=finding)
                    for event in ladder.clock
                    if event is not ClockEvent.REFERRED
                ]
    if ClockEvent.REFERRED in ladder.clock:
        found += [
            Source(ClockEvent.REFERRED, each.by, each.when, each.when, rests_on=(each,))
            for each in referrals(ladder)
        ]
    return _joined(found)


def findings(incident: Incident, ladder: Ladder, finder: str, zones: tuple[str, ...]) -> tuple[Claim, ...]:
    """The claims by which a finder finds a violation, in order of time; none if its last word is another."""
    standing: list[Claim] = []
    for claim in _words_of(incident, ladder, finder, zones):
        standing = [*standing, claim] if claim.answer is Answer.YES else []
    return tuple(standing)


def last_finding(incident: Incident, ladder: Ladder, finder: str, zones: tuple[str, ...]) -> Claim | None:
    """A finder's last word on an incident, whatever it is."""
    words = _words_of(incident, ladder, finder, zones)
    return words[-1] if words else None


def _words_of(incident: Incident, ladder: Ladder, finder: str, zones: tuple[str, ...]) -> list[Claim]:
    """What a finder says that it found of a breach of this ladder, in order of time."""
    claims = [
        claim
        for claim in incident.claims
        if claim.question is Question.FINDING and claim.by == finder and _is_about(claim, incident, ladder)
    ]
    return sorted(claims, key=lambda claim: read(claim.said, zones).earliest or _EARLY)


def _is_about(claim: Claim, incident: Incident, ladder: Ladder) -> bool:
    """Whether a finding is of a breach of this ladder's arrangement, or of one of its steps.

    One that doesn't say of what is about what the incident is said to breach; if nobody says that, about
    whatever its finder is entitled to find.
    """
    if claim.of:
        return _names(ladder, claim.of)
    breaches = [
        each.of
        for each in incident.claims
        if each.question is Question.BREACH and each.answer is Answer.YES and each.of
    ]
    return not breaches or any(_names(ladder, each) for each in breaches)


def _names(ladder: Ladder, key: str) -> bool:
    return key in (ladder.arrangement, ladder.id) or key.startswith(f"{ladder.id}.")


def referrals(ladder: Ladder) -> Iterator[StepEvent]:
    """Reports that a step on which no other step lies was begun, by somebody who has a name."""
    followers = {step for each in ladder.steps for step in (*each.then, *each.otherwise)}
    first = {step.id for step in ladder.steps if not step.after and step.id not in followers}
    return (
        event for event in ladder.events if event.kind is EventKind.BEGUN and event.step in first and event.by
    )


def _source(
    event: ClockEvent, incident: Incident, finding: Sequence[Claim], ladder: Ladder, by: str
) -> Source:
    """When an event of an incident was, as far as claims bound it."""
    occurred = incident.occurred
    if event in (ClockEvent.OCCURRED, ClockEvent.REFERRED):
        return Source(event, by, occurred, occurred)
    if event is ClockEvent.VERIFIED:
        said = finding[0].said if finding else None
        return Source(event, by, said or occurred, said)
    told = [
        claim
        for claim in incident.claims
        if claim.question is Question.OCCURRENCE and claim.answer is Answer.YES
    ]
    if event is ClockEvent.REPORTED:
        reported = (_first(told), _first(told, last=True)) if told else (occurred, None)
        return Source(event, by, *reported)
    # It was detected and recorded, by whoever is to find it, before he could say so.
    entitled = [claim for claim in (*told, *finding) if not ladder.finders or claim.by in ladder.finders]
    return Source(event, by, occurred, _first(entitled, last=True) if entitled else None)


def _first(claims: Iterable[Claim], *, last: bool = False) -> When:
    """When the first of some claims was made: the bound on how early, or on how late, that was."""

    def key(when: When) -> datetime:
        moment = read(when, ())
        return (moment.latest or _LATE) if last else (moment.earliest or _EARLY)

    return min((claim.said for claim in claims), key=key)


def _joined(found: Iterable[Source]) -> list[Source]:
    """Sources of one event at one time become one, with the others by whose word it began."""
    kept: dict[tuple[ClockEvent, When, When | None], Source] = {}
    for source in found:
        key = (source.event, source.first, source.last)
        first = kept.get(key)
        if first is None:
            kept[key] = source
        else:
            also = first.also if source.by in (first.by, *first.also) else (*first.also, source.by)
            kept[key] = replace(first, also=also, rests_on=first.rests_on + source.rests_on)
    return list(kept.values())
