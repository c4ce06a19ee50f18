"""Cases of the ledger as they are answered and sent."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from geopolitik.app.cases.looking import KeptCase
from geopolitik.ledger.differing import Changed
from geopolitik.ledger.expiry import Expiry
from geopolitik.ledger.positions import Entry, Holds
from geopolitik.model.ledger.accounts import AccountStatus, InForce, Knowledge, Stance
from geopolitik.model.ledger.keeping import CaseHead, EntryKind, KeptEntry
from geopolitik.model.ledger.ladders import Due, Duty, Run, StepState, StepStatus
from geopolitik.model.ledger.positions import PositionKind
from geopolitik.model.ledger.sources import Passage
from geopolitik.model.ledger.times import Moment
from geopolitik.publish.api.asking import Ask
from geopolitik.publish.api.lists import Listing
from geopolitik.publish.api.shape import Absent, AnyText, Asked, Shape, Text


class Case(Shape):
    """A case: everything that the ledger keeps of one conflict or question."""

    id: str = Field(description="Its id: part of addresses.", examples=["energy-truce"])
    title: str = Field(description="What it is called.")
    public: bool = Field(description="Whether visitors may see it.")
    version: int = Field(description="Counts up with every change of an entry.")
    created_at: datetime = Field(description="When it was kept first.")
    updated_at: datetime = Field(description="When an entry was last changed.")
    page: str = Field(description="Its page on the site.")


class CaseList(Listing[Case]):
    """Cases, the last changed first."""


class WholeCase(Case):
    """A case with its files."""

    about: str = Field(description="What it is about.")
    invented: bool = Field(description="An exercise: no word of it is a fact.")
    files: dict[str, str] = Field(description="The case as a folder of YAML: file name to text.")


class NewCase(Asked):
    """A case that is handed in."""

    files: dict[Annotated[str, Field(max_length=40)], Annotated[AnyText, Field(max_length=5_000_000)]] = (
        Field(
            description="The case as a folder of YAML: file name to text; at least `case.yaml`.",
            examples=[{"case.yaml": "id: ferries\ntitle: The ferry truce\n"}],
        )
    )


class Range(Shape):
    """An instant known only to lie in a range, UTC; null on a side: nothing is known of it."""

    earliest: datetime | None = Field(description="Not before.")
    latest: datetime | None = Field(description="Not after.")


class Place(Shape):
    """A place in a document."""

    document: str = Field(description="Id of the document.")
    quote: str = Field(description="Its words, short; empty where the ledger gives the sense only.")
    at: str = Field(description="Where in it.")


class AccountAnswer(Shape):
    """What one actor's account answers: is the arrangement in force at an instant?"""

    account: str = Field(description="Id of the account.")
    arrangement: str = Field(description="Id of the arrangement.")
    actor: str = Field(description="Id of the actor by whose account it is.")
    stance: Stance = Field(description="What the account says of the arrangement.")
    in_force: InForce = Field(description="The answer at the instant asked for.")
    knowledge: Knowledge = Field(description="Whether the account was known at the other instant.")
    possibly_broken: bool = Field(
        description="By this account an incident broke it, which may have happened by then."
    )
    starts: Range | None = Field(description="When it begins; null: the account names no start.")
    ends: Range | None = Field(description="When its term ends; null: the account names no end.")
    reasons: list[str] = Field(description="Why, the deciding sentence first.")
    rests_on: list[Place] = Field(description="The passages that the account rests on.")


class AccountAnswerList(Listing[AccountAnswer]):
    """The answers of all accounts, in the case's order; never merged."""


class Ending(Shape):
    """An end that lies ahead, or may, by one account."""

    account: str = Field(description="Id of the account.")
    arrangement: str = Field(description="Id of the arrangement.")
    actor: str = Field(description="Id of the actor.")
    ends: Range = Field(description="When its term runs out; both null where only an event ends it.")
    event: str = Field(description="The event that ends it, in the account's words; may be empty.")
    prolonged_by: list[str] = Field(description="Ids of accounts that prolong it.")


class EndingList(Listing[Ending]):
    """What runs out next, the soonest first."""


class Changing(Shape):
    """An account whose answer is another by what became known."""

    account: str = Field(description="Id of the account.")
    actor: str = Field(description="Id of the actor.")
    before: InForce | None = Field(description="Its answer before; null: it wasn't known yet.")
    after: InForce = Field(description="Its answer after.")
    reason: str = Field(description="Why, in a sentence.")


class ChangingList(Listing[Changing]):
    """Answers that what became known changed."""


class DueTime(Shape):
    """When a step would be due, by one reading of the clock and of the window."""

    limit: str = Field(description="`within`, `at`, `after` or `unstated`.")
    duration: str = Field(description="`24 hours`; empty where none is stated.")
    clock: str = Field(description="The event from which it counts.")
    opens: Range = Field(description="From when.")
    closes: Range | None = Field(description="Until when; null: no limit is stated.")
    overdue: bool = Field(description="Whether it certainly closed before the instant asked for.")
    planned: bool = Field(description="The earliest that it could be: no step before it has ended yet.")


class StepAnswer(Shape):
    """Where a step stands."""

    id: str = Field(description="Its id.")
    title: str = Field(description="What is to be done.")
    duty: Duty = Field(description="Whether it must, may or must not.")
    bearers: list[str] = Field(description="Ids of those who act; empty: nobody is named.")
    state: StepState = Field(description="Where it stands.")
    certain: bool = Field(description="Whether that follows under every reading.")
    hypothetical: bool = Field(description="Whether it rests on an assumption.")
    is_next: bool = Field(description="Whether it would be due first.")
    dues: list[DueTime] = Field(description="When it would be due, one for each reading.")
    guards_open: list[str] = Field(description="What must hold and nobody says does.")
    blockers: list[str] = Field(description="What stands in its way, by somebody's word.")
    reasons: list[str] = Field(description="Why, in sentences.")


class LadderAnswer(Shape):
    """A ladder at an instant, as known at an instant."""

    id: str = Field(description="Its id.")
    title: str = Field(description="What it is called.")
    hypothetical: bool = Field(description="Whether it was run from an assumption.")
    clock_runs: bool = Field(description="Whether a named finder, or the assumption, has started the clock.")
    minimum: str = Field(description="The least that the whole ladder takes; empty where it states no days.")
    reasons: list[str] = Field(description="Why a clock runs, or none does.")
    steps: list[StepAnswer] = Field(description="Its steps in order.")


class PositionAnswer(Shape):
    """A position in the history of its actor and issue."""

    id: str = Field(description="Its id.")
    actor: str = Field(description="Id of the actor.")
    issue: str = Field(description="What it is about.")
    kind: PositionKind = Field(description="What it is.")
    content: str = Field(description="What is wanted, offered, refused or promised.")
    condition: str = Field(description="On what condition; may be empty.")
    addressee: str = Field(description="Id of whom it is said to; may be empty.")
    said: Range = Field(description="When it was said.")
    holds: Holds = Field(description="Whether it is the actor's at the instant asked for.")
    knowledge: Knowledge = Field(description="Whether it was known at the other instant.")
    reasons: list[str] = Field(description="What a reader must know of it.")
    rests_on: list[Place] = Field(description="The passages it rests on.")


class PositionAnswerList(Listing[PositionAnswer]):
    """Positions, actor by actor and issue by issue, each history oldest first."""


class CaseEntry(Shape):
    """A version of an entry of a case."""

    version: str = Field(description="The version's id: what a change must be based on.")
    kind: EntryKind = Field(description="What it is.")
    id: str = Field(description="The entry's own id.")
    body: str = Field(description="YAML, as in the case's files.")
    by: str | None = Field(description="Id of who wrote it.")
    at: datetime = Field(description="When.")
    reason: str = Field(description="Why; may be empty.")
    withdrawn_at: datetime | None = Field(description="When it ceased to stand; null while it stands.")


class CaseEntryList(Listing[CaseEntry]):
    """Entries, or versions of one."""


class WritingEntry(Asked):
    """An entry that is written or mended."""

    body: Annotated[Text, Field(max_length=100_000, description="YAML, as in the case's files.")]
    based_on: Annotated[AnyText, Field(max_length=64)] | Absent = Field(
        default=None, description="The version that it mends; left out for a new entry."
    )
    reason: Annotated[AnyText, Field(max_length=1_000)] | Absent = Field(
        default=None, description="Why, for the history."
    )


def case(ask: Ask, head: CaseHead) -> Case:
    """A case's head."""
    return Case(**_head(ask, head))


def whole(ask: Ask, kept: KeptCase, files: dict[str, str]) -> WholeCase:
    """A case with its files."""
    told = kept.case
    return WholeCase(**_head(ask, kept.head), about=told.about, invented=told.invented, files=files)


def _head(ask: Ask, head: CaseHead) -> dict[str, Any]:
    return {
        "id": head.id,
        "title": head.title,
        "public": head.public,
        "version": head.version,
        "created_at": head.created_at,
        "updated_at": head.updated_at,
        "page": ask.page(f"/ledger/{head.id}"),
    }


def _range(moment: Moment) -> Range:
    return Range(earliest=moment.earliest, latest=moment.latest)


def _places(passages: tuple[Passage, ...]) -> list[Place]:
    return [Place(document=one.document, quote=one.quote, at=one.at) for one in passages]


def answer(status: AccountStatus) -> AccountAnswer:
    """An account's answer."""
    account = status.account
    return AccountAnswer(
        account=account.id,
        arrangement=account.arrangement,
        actor=account.actor,
        stance=account.stance,
        in_force=status.in_force,
        knowledge=status.knowledge,
        possibly_broken=status.possibly_broken,
        starts=_range(status.starts) if status.starts else None,
        ends=_range(status.ends) if status.ends else None,
        reasons=list(status.reasons),
        rests_on=_places(account.rests_on),
    )


def ending(expiry: Expiry) -> Ending:
    """An end that lies ahead."""
    account = expiry.account
    return Ending(
        account=account.id,
        arrangement=account.arrangement,
        actor=account.actor,
        ends=_range(expiry.ends),
        event=expiry.event,
        prolonged_by=list(expiry.prolonged_by),
    )


def changing(found: Changed) -> Changing:
    """An answer that changed."""
    return Changing(
        account=found.after.account.id,
        actor=found.after.account.actor,
        before=found.before.in_force if found.before else None,
        after=found.after.in_force,
        reason=found.after.reasons[0] if found.after.reasons else "",
    )


def ladder(run: Run) -> LadderAnswer:
    """A ladder's run."""
    return LadderAnswer(
        id=run.ladder.id,
        title=run.ladder.title,
        hypothetical=run.hypothetical,
        clock_runs=bool(run.starts),
        minimum=str(run.minimum) if run.minimum else "",
        reasons=list(run.reasons),
        steps=[_step(status, is_next=status.step.id in run.next) for status in run.steps],
    )


def _step(status: StepStatus, *, is_next: bool) -> StepAnswer:
    step = status.step
    return StepAnswer(
        id=step.id,
        title=step.title,
        duty=step.duty,
        bearers=list(step.bearers),
        state=status.state,
        certain=status.certain,
        hypothetical=status.hypothetical,
        is_next=is_next,
        dues=[_due(due) for due in status.dues],
        guards_open=[guard.text for guard in status.guards_open],
        blockers=[blocker.text for blocker in status.blockers],
        reasons=list(status.reasons),
    )


def _due(due: Due) -> DueTime:
    return DueTime(
        limit=due.window.limit.value,
        duration=str(due.window.duration) if due.window.duration else "",
        clock=due.start.event.value,
        opens=_range(due.opens),
        closes=_range(due.closes) if due.closes else None,
        overdue=due.overdue,
        planned=due.planned,
    )


def position(found: Entry) -> PositionAnswer:
    """A position in its history."""
    one = found.position
    return PositionAnswer(
        id=one.id,
        actor=one.actor,
        issue=one.issue,
        kind=one.kind,
        content=one.content,
        condition=one.condition,
        addressee=one.addressee,
        said=_range(found.said),
        holds=found.holds,
        knowledge=found.knowledge,
        reasons=list(found.reasons),
        rests_on=_places(one.rests_on),
    )


def entry(kept: KeptEntry) -> CaseEntry:
    """A version of an entry."""
    return CaseEntry(
        version=kept.id,
        kind=kept.kind,
        id=kept.key,
        body=kept.body,
        by=kept.by,
        at=kept.at,
        reason=kept.reason,
        withdrawn_at=kept.withdrawn_at,
    )
