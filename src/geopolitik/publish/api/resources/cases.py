"""Cases of the ledger: what is in force by whose account, ladders, positions, and every entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel
from starlette.responses import Response

from geopolitik.app.cases import editing, keeping
from geopolitik.app.cases.looking import KeptCase, look
from geopolitik.app.cases.looking import listed as kept_cases
from geopolitik.errors import NotFoundError
from geopolitik.ledger.accounts import status
from geopolitik.ledger.cases import loads
from geopolitik.ledger.differing import differ
from geopolitik.ledger.expiry import expiries
from geopolitik.ledger.ladders import run
from geopolitik.ledger.positions import matrix
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.keeping import EntryKind
from geopolitik.publish.api.asking import Ask, Asking, AskingUser
from geopolitik.publish.api.lists import Listed, Listing, Wanted, lists
from geopolitik.publish.api.problems import says
from geopolitik.publish.api.shape import Absent, Moment
from geopolitik.publish.api.shapes import cases as shapes
from geopolitik.storage import cases

router = APIRouter(tags=["ledger"])
CaseId = Annotated[str, Path(description="A case's id.", examples=["energy-truce"])]
Key = Annotated[str, Path(description="The entry's own id.", examples=["Z1"])]
Kind = Annotated[EntryKind, Path(description="What kind of entry it is.")]
On = Annotated[Moment | Absent, Query(description="The instant asked for; now if left out.")]
Known = Annotated[
    Moment | Absent, Query(description="As known at this instant; with all that is known now if left out.")
]
_Thing = TypeVar("_Thing")
_Item = TypeVar("_Item", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class AsOf:
    """A case, and the two instants for which it is asked."""

    case: Case
    on: datetime
    known: datetime


def _as_of(ask: Asking, case_id: CaseId, on: On = None, known: Known = None) -> AsOf:
    now = ask.house.clock()
    return AsOf(_look(ask, case_id).case, on or now, known or now)


CaseAsOf = Annotated[AsOf, Depends(_as_of)]


@router.get("/cases", summary="List cases", operation_id="listCases", **lists(shapes.CaseList))
def list_cases(ask: Asking, listed: Listed) -> Response:
    """The cases that you may see, the last changed first: public ones; all for analysts and above."""
    ask.enter()
    page = kept_cases(ask.house, ask.viewer, paging=listed.paging)
    return listed.answer(shapes.CaseList, [shapes.case(ask, head) for head in page.items], page.next)


@router.post(
    "/cases",
    summary="Keep a case",
    operation_id="keepCase",
    status_code=201,
    **says(403, 409, login=True, body=True),
)
def keep_case(ask: AskingUser, sent: shapes.NewCase) -> shapes.Case:
    """Keep a case from its files. For analysts and above; visitors see it once an editor shows it."""
    return shapes.case(ask, keeping.keep(ask.house, ask.viewer, loads(sent.files)))


@router.get("/cases/{case_id}", summary="Get a case", operation_id="getCase", **says(404))
def get_case(ask: Asking, case_id: CaseId) -> shapes.WholeCase:
    """A case with its files, as they can be kept in a folder."""
    kept = _look(ask, case_id)
    return shapes.whole(ask, kept, keeping.files(ask.house, ask.viewer, case_id))


@router.get(
    "/cases/{case_id}/status",
    summary="What is in force",
    operation_id="getStatus",
    **lists(shapes.AccountAnswerList, 404),
)
def get_status(asked: CaseAsOf, listed: Listed) -> Response:
    """What is in force at an instant, by whose account, as known at an instant."""
    found = status(asked.case, on=asked.on, known=asked.known)
    return _page(listed, shapes.AccountAnswerList, found, shapes.answer)


@router.get(
    "/cases/{case_id}/expiries",
    summary="What runs out next",
    operation_id="listExpiries",
    **lists(shapes.EndingList, 404),
)
def list_expiries(asked: CaseAsOf, listed: Listed) -> Response:
    """What has yet to run out, by whose account, the soonest first."""
    found = expiries(asked.case, on=asked.on, known=asked.known)
    return _page(listed, shapes.EndingList, found, shapes.ending)


@router.get(
    "/cases/{case_id}/changes",
    summary="What new knowledge changed",
    operation_id="listChangedAnswers",
    **lists(shapes.ChangingList, 404),
)
def list_changes(
    asked: CaseAsOf,
    listed: Listed,
    since: Annotated[
        Moment | Absent, Query(description="Since when; a day before `known` if left out.")
    ] = None,
) -> Response:
    """The accounts whose answer about an instant is another by what became known since another."""
    before = since or asked.known - timedelta(days=1)
    found = differ(asked.case, on=asked.on, known_before=before, known_after=asked.known)
    return _page(listed, shapes.ChangingList, found.changed, shapes.changing)


@router.get(
    "/cases/{case_id}/ladders/{ladder_id}",
    summary="Run a ladder",
    operation_id="getLadder",
    **says(404),
)
def get_ladder(
    asked: CaseAsOf,
    ladder_id: Annotated[str, Path(description="A ladder's id.", examples=["support-plan"])],
    supposing: Annotated[
        str | Absent,
        Query(alias="if", description="Id of an incident to suppose found; all is then hypothetical."),
    ] = None,
) -> shapes.LadderAnswer:
    """Which step of a plan would be due, who acts, and what blocks it; without a finder no clock runs."""
    case = asked.case
    ladder = next((one for one in case.ladders if one.id == ladder_id), None)
    incident = next((one for one in case.incidents if one.id == supposing), None)
    if ladder is None:
        raise NotFoundError(ladder_id[:60], "there is no such ladder in this case")
    if supposing is not None and incident is None:
        raise NotFoundError(supposing[:60], "there is no such incident in this case")
    label = "an assumption" if incident else ""
    found = run(ladder, case, on=asked.on, known=asked.known, supposing=incident, label=label)
    return shapes.ladder(found)


@router.get(
    "/cases/{case_id}/positions",
    summary="List positions",
    operation_id="listPositions",
    **lists(shapes.PositionAnswerList, 404),
)
def list_positions(asked: CaseAsOf, listed: Listed) -> Response:
    """Who wants, offers, refuses or promises what, on which issue; copies of one statement count once."""
    found = matrix(asked.case, on=asked.on, known=asked.known)
    entries = [entry for cell in found.cells for entry in cell.history]
    return _page(listed, shapes.PositionAnswerList, entries, shapes.position)


@router.get(
    "/cases/{case_id}/entries",
    summary="List a case's entries",
    operation_id="listEntries",
    **lists(shapes.CaseEntryList, 403, 404, login=True),
)
def list_entries(ask: AskingUser, listed: Listed, case_id: CaseId) -> Response:
    """The entries of a case as they stand, in its order. For analysts and above."""
    editing.need_editing(ask.viewer)
    _look(ask, case_id)
    with ask.house.store.reading() as r:
        found = cases.entries(r, case_id)
    return _page(listed, shapes.CaseEntryList, found, shapes.entry)


@router.get(
    "/cases/{case_id}/entries/{kind}/{key}",
    summary="List an entry's versions",
    operation_id="listVersions",
    **lists(shapes.CaseEntryList, 403, 404, login=True),
)
def list_versions(ask: AskingUser, listed: Listed, case_id: CaseId, kind: Kind, key: Key) -> Response:
    """All versions of an entry, newest first; at most one stands. For analysts and above."""
    found = editing.history(ask.house, ask.viewer, case_id, kind, key)
    return _page(listed, shapes.CaseEntryList, found, shapes.entry)


@router.post(
    "/cases/{case_id}/entries/{kind}",
    summary="Write an entry",
    operation_id="writeEntry",
    **says(403, 404, 409, login=True, body=True),
)
def write_entry(ask: AskingUser, case_id: CaseId, kind: Kind, sent: shapes.WritingEntry) -> shapes.CaseEntry:
    """Keep a new entry, or a mended one in place of the version it is based on. For analysts and above."""
    kept = editing.write(
        ask.house,
        ask.viewer,
        case_id,
        kind,
        sent.body,
        based_on=sent.based_on or "",
        reason=sent.reason or "",
    )
    return shapes.entry(kept)


@router.delete(
    "/cases/{case_id}/entries/{kind}/{key}",
    summary="Withdraw an entry",
    operation_id="withdrawEntry",
    **says(403, 404, login=True),
)
def withdraw_entry(ask: AskingUser, case_id: CaseId, kind: Kind, key: Key) -> shapes.CaseEntry:
    """Take an entry out of a case; its versions are kept. For analysts and above."""
    stood = editing.withdraw(ask.house, ask.viewer, case_id, kind, key)
    return shapes.entry(stood)


@router.post(
    "/cases/{case_id}/versions/{version}/restore",
    summary="Let a version stand again",
    operation_id="restoreVersion",
    **says(403, 404, login=True),
)
def restore_version(
    ask: AskingUser,
    case_id: CaseId,
    version: Annotated[str, Path(description="A version's id.", examples=["abcdefghjkmn"])],
) -> shapes.CaseEntry:
    """Let an earlier version of an entry stand again, after a change or a withdrawal."""
    return shapes.entry(editing.restore(ask.house, ask.viewer, case_id, version).entry)


def _look(ask: Ask, case_id: str) -> KeptCase:
    ask.enter()
    return look(ask.house, ask.viewer, case_id)


def _page(
    listed: Wanted,
    listing: type[Listing[_Item]],
    found: Sequence[_Thing],
    shaped: Callable[[_Thing], _Item],
) -> Response:
    """A page of a list that is at hand as a whole, in its own order."""
    page = listed.cut(list(enumerate(found)), lambda one: (len(found) - one[0], "entry"))
    return listed.answer(listing, [shaped(one) for _, one in page.items], page.next)
