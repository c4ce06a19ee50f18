"""The audit log: who did what to which thing, sifted, page by page, and as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from starlette.responses import Response

from geopolitik.app import settings
from geopolitik.app.people import books
from geopolitik.model.people import Audit
from geopolitik.publish.exports.csv import to_csv
from geopolitik.publish.site.routing import Get
from geopolitik.publish.site.visit import Visit
from geopolitik.storage.audits import Wanted

_PAGE = 50
_AT_ONCE = 2000
_COLUMNS = ("number", "at", "user_id", "user", "action", "kind", "thing", "detail")
_LARGEST = 15
"""Digits of a number that a database surely holds."""


def audit(visit: Visit) -> Response:
    """The log, newest first."""
    wanted = _wanted(visit)
    found = books.audit(
        visit.house, visit.viewer, before=_number(visit.query("before")), limit=_PAGE + 1, wanted=wanted
    )
    people = books.users(visit.house, visit.viewer)
    actions, kinds = books.words(visit.house, visit.viewer)
    entries = found[:_PAGE]
    return visit.render(
        "admin_audit.html.j2",
        entries=entries,
        wanted=wanted,
        people={user.id: user.name for user in people},
        actions=actions,
        kinds=kinds,
        asked=_asked(wanted),
        earlier=_asked(wanted, before=entries[-1].number) if len(found) > _PAGE else "",
        later=bool(visit.query("before")),
        changes=settings.changes,
    )


def as_csv(visit: Visit) -> Response:
    """All of the log that is asked for, as CSV."""
    wanted = _wanted(visit)
    people = {user.id: user.name for user in books.users(visit.house, visit.viewer)}
    rows = (
        {
            "number": entry.number,
            "at": entry.at,
            "user_id": entry.user_id,
            "user": people.get(entry.user_id or ""),
            "action": entry.action,
            "kind": entry.subject_kind,
            "thing": entry.subject_id,
            "detail": entry.detail,
        }
        for entry in _all(visit, wanted)
    )
    return Response(
        to_csv(rows, _COLUMNS),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": 'attachment; filename="audit.csv"'},
    )


def _all(visit: Visit, wanted: Wanted) -> Iterator[Audit]:
    before = None
    while found := books.audit(visit.house, visit.viewer, before=before, limit=_AT_ONCE, wanted=wanted):
        yield from found
        before = found[-1].number


def _wanted(visit: Visit) -> Wanted:
    return Wanted(
        user_id=visit.query("user")[:64],
        action=visit.query("action")[:64],
        kind=visit.query("kind")[:32],
        subject=visit.query("thing")[:128].strip(),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LARGEST else None


def _asked(wanted: Wanted, *, before: int | None = None) -> str:
    """What is asked for, as the query of an address."""
    said = {
        "user": wanted.user_id,
        "action": wanted.action,
        "kind": wanted.kind,
        "thing": wanted.subject,
        "before": before,
    }
    return urlencode({name: value for name, value in said.items() if value})


PAGES = (Get("/admin/audit", audit), Get("/admin/audit.csv", as_csv))
