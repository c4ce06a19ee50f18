"""Who has committed to what, and who has not: standing ready is no commitment, silence is no denial."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from geopolitik.ledger.positions import Entry, Holds, matrix
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.ladders import Ladder
from geopolitik.model.ledger.positions import PositionKind


@dataclass(frozen=True, slots=True)
class Committed:
    """What one actor has committed to, or not, as known; the positions that stand, oldest first."""

    actor: str
    """Empty: steps for which nobody is named."""
    steps: tuple[str, ...] = ()
    """Ids of the ladder's steps that are this actor's."""
    commitments: tuple[Entry, ...] = ()
    readiness: tuple[Entry, ...] = ()
    refusals: tuple[Entry, ...] = ()
    silences: tuple[Entry, ...] = ()
    past: tuple[Entry, ...] = ()
    """Commitments that have ended or were replaced."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """How it stands, in plain words."""
        if not self.actor:
            return ("Nobody is named.",)
        plain = [each for each in self.commitments if not each.position.condition]
        bound = [each for each in self.commitments if each.position.condition]
        found = [
            f"Has committed by its own word: {_issues(plain)}." if plain else "",
            f"Has committed on a condition: {_issues(bound)}." if bound else "",
            f"Stands ready, which is no commitment: {_issues(self.readiness)}." if self.readiness else "",
            f"Refuses: {_issues(self.refusals)}." if self.refusals else "",
            f"Declined to say, which is no denial: {_issues(self.silences)}." if self.silences else "",
            f"A commitment is over: {_issues(self.past)}." if self.past else "",
            "" if self.commitments or self.past else "No commitment is known.",
        ]
        return tuple(words for words in found if words)


def commitments(
    case: Case,
    *,
    on: datetime,
    known: datetime,
    ladder: Ladder | None = None,
    issues: tuple[str, ...] = (),
) -> tuple[Committed, ...]:
    """Who has committed and who has not at an instant, as known at an instant, in the case's order.

    Args:
        case: the case.
        on: the instant that is asked for.
        known: what wasn't known by then isn't used.
        ladder: only who bears its steps or is a party to its arrangement; last, the steps that are nobody's.
        issues: only positions on these; none: on all.

    Raises:
        UsageError: an instant has no zone, or a time can't be read.
    """
    table = matrix(case, on=on, known=known)
    steps: dict[str, list[str]] = {}
    for step in ladder.steps if ladder else ():
        for bearer in step.bearers or ("",):
            steps.setdefault(bearer, []).append(step.id)
    parties = {
        party
        for arrangement in case.arrangements
        if ladder is None or arrangement.id == ladder.arrangement
        for party in arrangement.parties
    }
    wanted = {*parties, *steps} if ladder else {*parties, *table.actors}
    listed = [actor.id for actor in case.actors if actor.id in wanted]
    rows = dict.fromkeys([*listed, *(key for key in [*steps, *table.actors] if key in wanted and key)])
    found = []
    for actor in rows:
        entries = [
            entry
            for cell in table.cells
            if cell.actor == actor and (not issues or cell.issue in issues)
            for entry in cell.history
            if entry.holds is not Holds.NOT_YET
        ]
        found.append(_committed(actor, tuple(steps.get(actor, ())), entries))
    if "" in steps:
        found.append(Committed("", tuple(steps[""])))
    return tuple(found)


def _issues(entries: Iterable[Entry]) -> str:
    return ", ".join(dict.fromkeys(each.position.issue for each in entries))


def _committed(actor: str, steps: tuple[str, ...], entries: list[Entry]) -> Committed:
    def of(kind: PositionKind, *, over: bool = False) -> tuple[Entry, ...]:
        return tuple(
            each
            for each in entries
            if each.position.kind is kind and (each.holds in (Holds.ENDED, Holds.REPLACED)) is over
        )

    return Committed(
        actor,
        steps,
        of(PositionKind.COMMITMENT),
        of(PositionKind.READINESS),
        of(PositionKind.REFUSAL),
        of(PositionKind.SILENCE),
        of(PositionKind.COMMITMENT, over=True),
    )
