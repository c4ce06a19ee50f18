"""The site as an ASGI application."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geopolitik.app.posting.due import publish_due
from geopolitik.app.watchlist.backlog import look_through
from geopolitik.errors import GeopolitikError, NotFoundError
from geopolitik.publish.api.mounting import is_of_the_api, mounted, refusal, unserved_by_the_api
from geopolitik.publish.site import assets
from geopolitik.publish.site.marks import site_key
from geopolitik.publish.site.pages import PAGES
from geopolitik.publish.site.routing import refused, route
from geopolitik.publish.site.security import Guard, put
from geopolitik.publish.site.site import Site
from geopolitik.text.clean import one_line, shorten

_THREADS = 12
"""Pages made at the same time."""
_TICK = 5.0
"""Seconds between two looks at what is due."""
_LOOKING = 2.0
"""Seconds of each for which what is kept is looked through for new watches."""
_OUR_FAULT = ("this page", "could not be made by a fault of ours, which is logged", "Try again later.")
_log = logging.getLogger(__name__)


def application(site: Site) -> Starlette:
    """The whole site over one store."""
    routes: list[BaseRoute] = [route(site, entry) for pages in PAGES for entry in pages]
    routes += mounted(site)
    routes.append(Route("/static/{digest}/{name}", assets.serve))
    https = site.address.startswith("https:")

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        # More threads than this only wait for each other: Python runs one at a time, the database one writer.
        current_default_thread_limiter().total_tokens = _THREADS
        await run_in_threadpool(site.desk.resume)
        ticking = asyncio.create_task(_tick(site))
        yield
        ticking.cancel()
        with suppress(asyncio.CancelledError):
            await ticking
        site.proofs.close()
        site.comparisons.close()
        await run_in_threadpool(site.desk.close)
        await run_in_threadpool(site.counting.write_down, site.house)

    async def unserved(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException) and is_of_the_api(request.url.path):
            return unserved_by_the_api(request.url.path, error)
        return await run_in_threadpool(_refused, site, request, error)

    async def faulty(request: Request, error: Exception) -> Response:  # noqa: ARG001 - logged by the server
        answer = await run_in_threadpool(refused, site, request, GeopolitikError(*_OUR_FAULT), 500)
        # This answer is sent past the guard.
        put(answer.headers, request.scope["state"]["nonce"], https=https)
        return answer

    made = Starlette(
        routes=routes,
        middleware=[
            Middleware(Guard, hosts={site.host, "localhost", "127.0.0.1"}, https=https, refusal=refusal),
            Middleware(GZipMiddleware, minimum_size=700, compresslevel=4),
        ],
        exception_handlers={HTTPException: unserved, Exception: faulty},
        lifespan=lifespan,
    )
    made.state.site_key = site_key(site.house.store)
    return made


def _refused(site: Site, request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException) and error.status_code != 404:
        return refused(site, request, GeopolitikError("this request", error.detail), error.status_code)
    where = shorten(one_line(request.url.path), 80)
    nowhere = NotFoundError(where, "leads nowhere", "Look at the front page, or search.")
    return refused(site, request, nowhere)


async def _tick(site: Site) -> None:
    """Publish what is due, write down counts, take over what nobody works on, look through for watches."""
    while True:
        await asyncio.sleep(_TICK)
        try:
            await run_in_threadpool(publish_due, site.house)
            await run_in_threadpool(site.counting.write_down, site.house)
            await run_in_threadpool(site.desk.resume)
            await run_in_threadpool(look_through, site.house, seconds=_LOOKING)
        except GeopolitikError as error:
            _log.warning("%s", error)
