"""From an address to a page function: the form is read, the viewer found, errors become pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from geopolitik.errors import (
    ConflictError,
    GeopolitikError,
    MovedError,
    NotFoundError,
    RefusedError,
    StoreError,
    UsageError,
)
from geopolitik.publish.site import notices, sessions
from geopolitik.publish.site.site import Site
from geopolitik.publish.site.visit import TooOftenError, Visit, local
from geopolitik.storage.paging import CursorError
from geopolitik.storage.settings import Settings

Page = Callable[[Visit], Response]
_MOST_FILES = 60
_MOST_FIELDS = 300
_MOST_PART = 24 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Get:
    """A page that is read."""

    path: str
    page: Page


@dataclass(frozen=True, slots=True)
class Post:
    """A form that is sent."""

    path: str
    page: Page
    unproven: Page | None = None
    """Answers where the form's mark is of another session, so that what was typed isn't lost; it changes
    nothing."""


def route(site: Site, entry: Get | Post) -> Route:
    """A route of Starlette's for a page function, which runs in a thread: the database may take its time."""
    method = "GET" if isinstance(entry, Get) else "POST"

    async def endpoint(request: Request) -> Response:
        form = await _form(request) if method == "POST" else FormData()
        try:
            return await run_in_threadpool(_served, site, entry, request, form)
        finally:
            await form.close()

    return Route(entry.path, endpoint, methods=[method], name=f"{method} {entry.path}")


async def _form(request: Request) -> FormData:
    try:
        return await request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_MOST_PART)
    except ClientDisconnect as error:
        raise HTTPException(413, "The form was cut off, or is too large.") from error


def _served(site: Site, entry: Get | Post, request: Request, form: FormData) -> Response:
    try:
        visit = visit_of(site, request, form)
    except StoreError as error:
        return failure(_stranger(site, request), error)
    try:
        answer = _proven(visit, entry)(visit)
    except GeopolitikError as error:
        answer = failure(visit, error)
    if request.cookies.get(notices.COOKIE) and request.method == "GET":
        answer.delete_cookie(notices.COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    return answer


def _proven(visit: Visit, entry: Get | Post) -> Page:
    """The page, if a form carries the mark of the session in which it is sent."""
    if isinstance(entry, Post):
        sent = visit.field("csrf") or visit.request.headers.get("x-csrf", "")
        try:
            sessions.check(visit.viewer, visit.csrf, sent)
        except RefusedError:
            if entry.unproven is None:
                raise
            return entry.unproven
    return entry.page


def visit_of(site: Site, request: Request, form: FormData) -> Visit:
    """The visit that a request is."""
    viewer, csrf = sessions.viewer(site.house, request)
    standing = site.house.standing()
    return Visit(
        request=request,
        site=site,
        settings=standing.settings,
        entry=standing.entry,
        nonce=request.scope["state"]["nonce"],
        viewer=viewer,
        csrf=csrf,
        form=form,
    )


def _stranger(site: Site, request: Request) -> Visit:
    """A visit of which nothing could be read: whoever comes is told so in the site's plainest clothes."""
    return Visit(
        request=request, site=site, settings=Settings(), entry=0, nonce=request.scope["state"]["nonce"]
    )


def refused(site: Site, request: Request, error: GeopolitikError, code: int | None = None) -> Response:
    """The page of a request that leads to no other, with a status of its own if it has one."""
    try:
        answer = failure(visit_of(site, request, FormData()), error)
        answer.status_code = code or answer.status_code
        return answer
    except StoreError as worse:
        return failure(_stranger(site, request), worse)


def status(error: GeopolitikError) -> int:
    """The HTTP status of an error of ours."""
    kinds: tuple[tuple[type[GeopolitikError], int], ...] = (
        (NotFoundError, 404),
        (RefusedError, 403),
        (ConflictError, 409),
        (TooOftenError, 429),
        (UsageError, 422),
        (StoreError, 503),
    )
    return next((code for kind, code in kinds if isinstance(error, kind)), 422)


def failure(visit: Visit, error: GeopolitikError) -> Response:
    """An error as a page: what happened, to which thing, and what to do."""
    if isinstance(error, MovedError) and (there := _moved(visit, error)):
        # Not for ever: what was brought together can be parted again.
        return RedirectResponse(there, status_code=302)
    first = _first_page(visit) if isinstance(error, CursorError) else ""
    return visit.render(
        "error.html.j2", status=status(error), headers=waiting(error), error=error, first_page=first
    )


def _moved(visit: Visit, error: MovedError) -> str:
    """The address that was asked for, of the story that one has become part of; empty if it names none."""
    asked, path = visit.request, visit.request.url.path
    there = path.replace(f"/{error.subject}", f"/{error.now}", 1)
    query = [
        (name, error.now if value == error.subject else value)
        for name, value in asked.query_params.multi_items()
    ]
    if asked.method != "GET" or (there == path and query == asked.query_params.multi_items()):
        return ""
    return local(f"{there}?{urlencode([*query, ('from', error.subject)], errors='replace')}")


def _first_page(visit: Visit) -> str:
    """The list that was asked for, from its beginning."""
    others = [(name, value) for name, value in visit.request.query_params.multi_items() if name != "after"]
    query = urlencode(others, errors="replace")
    return local(visit.request.url.path + (f"?{query}" if query else ""))


def waiting(error: GeopolitikError) -> dict[str, str]:
    """The header that says when to try again, if something was tried too often."""
    return {"retry-after": str(round(error.seconds) + 1)} if isinstance(error, TooOftenError) else {}
