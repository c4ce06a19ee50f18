"""A case as it was known at an instant: what wasn't known yet is left out, before anything is reckoned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from geopolitik.ledger.clocks import read
from geopolitik.ledger.knowledge import instant, knowledge_at, knowledge_of
from geopolitik.model.ledger.accounts import Knowledge
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Claim, Count, Incident
from geopolitik.model.ledger.ladders import (
    Blocker,
    Guard,
    GuardReport,
    Ladder,
    StandingReport,
    Step,
    StepEvent,
)
from geopolitik.model.ledger.positions import Position
from geopolitik.model.ledger.sources import Passage

Timed = StepEvent | Claim | GuardReport | Blocker | StandingReport | Position
Entry = TypeVar("Entry", StepEvent, Claim, GuardReport, Blocker, StandingReport, Position)


class Lens:
    """What was known of a case at an instant.

    An entry with a time of its own was known from then; one without (a step, a window) from when a document
    that it rests on was published.

    Args:
        case: the case.
        known: the instant.

    Raises:
        UsageError: the instant has no zone.
    """

    def __init__(self, case: Case, known: datetime) -> None:
        self.at = instant(known)
        self.zones = case.zones
        self._published = {each.id: each.published for each in case.documents if each.published is not None}

    def knowledge(self, entry: Timed) -> Knowledge:
        """Whether an entry was known."""
        said = entry.when if isinstance(entry, StepEvent) else entry.said
        return knowledge_of(said, entry.known, self.zones, self.at)

    def is_doubtful(self, entry: Timed) -> bool:
        """Whether an entry was only possibly known."""
        return self.knowledge(entry) is Knowledge.POSSIBLY

    def entries(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Those that were known, or possibly known."""
        return tuple(entry for entry in entries if self.knowledge(entry) is not Knowledge.NOT_YET)

    def is_out(self, rests_on: tuple[Passage, ...]) -> bool:
        """Whether a document that something rests on was out; one without a date may have been."""
        times = [self._published.get(passage.document) for passage in rests_on]
        return not times or any(
            time is None or knowledge_at(read(time, self.zones), self.at) is not Knowledge.NOT_YET
            for time in times
        )

    def ladder(self, ladder: Ladder) -> Ladder:
        """The ladder without what wasn't known of it; without any step if itself it wasn't."""
        if not self.is_out(ladder.rests_on):
            return replace(ladder, steps=(), standings=(), events=(), elements=())
        return replace(
            ladder,
            steps=tuple(self._step(step) for step in ladder.steps if self.is_out(step.rests_on)),
            standings=self.entries(ladder.standings),
            events=self.entries(ladder.events),
        )

    def incident(self, incident: Incident) -> Incident:
        """The incident without the claims and counts that weren't known."""
        return replace(
            incident,
            claims=self.entries(incident.claims),
            counts=tuple(count for count in incident.counts if self.knows_count(count)),
        )

    def knows_count(self, count: Count) -> bool:
        """Whether a count was known, or possibly known."""
        return knowledge_of(count.said, None, self.zones, self.at) is not Knowledge.NOT_YET

    def _step(self, step: Step) -> Step:
        return replace(
            step,
            windows=tuple(window for window in step.windows if self.is_out(window.rests_on)),
            guards=tuple(self._guard(guard) for guard in step.guards if self.is_out(guard.rests_on)),
            blockers=tuple(self._blocker(blocker) for blocker in self.entries(step.blockers)),
        )

    def _guard(self, guard: Guard) -> Guard:
        return replace(guard, reports=self.entries(guard.reports))

    def _blocker(self, blocker: Blocker) -> Blocker:
        return replace(blocker, denied=tuple(each for each in blocker.denied if self.is_out((each,))))
