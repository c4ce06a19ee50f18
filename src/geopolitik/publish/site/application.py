"""The site as an ASGI application."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geopolitik.app.posting.posts import publish_due
from geopolitik.errors import GeopolitikError, NotFoundError
from geopolitik.publish.api.mounting import mounted
from geopolitik.publish.site import assets
from geopolitik.publish.site.marks import site_key
from geopolitik.publish.site.pages import PAGES
from geopolitik.publish.site.routing import failure, route, visit_of
from geopolitik.publish.site.security import Guard
from geopolitik.publish.site.site import Site

_TICK = 5.0
"""Seconds between two looks at what is due."""
_log = logging.getLogger(__name__)


def application(site: Site) -> Starlette:
    """The whole site over one store."""
    routes: list[BaseRoute] = [route(site, entry) for pages in PAGES for entry in pages]
    routes += mounted(site)
    routes.append(Route("/static/{digest}/{name}", assets.serve))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(site.desk.resume)
        ticking = asyncio.create_task(_tick(site))
        yield
        ticking.cancel()
        with suppress(asyncio.CancelledError):
            await ticking
        await run_in_threadpool(site.desk.close)
        await run_in_threadpool(site.counting.write_down, site.house)

    async def refused(request: Request, error: Exception) -> Response:
        return await run_in_threadpool(_refused, site, request, error)

    made = Starlette(
        routes=routes,
        middleware=[
            Middleware(
                Guard, hosts={site.host, "localhost", "127.0.0.1"}, https=site.address.startswith("https:")
            ),
            Middleware(GZipMiddleware, minimum_size=700, compresslevel=4),
        ],
        exception_handlers={HTTPException: refused},
        lifespan=lifespan,
    )
    made.state.site_key = site_key(site.house.store)
    return made


def _refused(site: Site, request: Request, error: Exception) -> Response:
    visit = visit_of(site, request, FormData())
    if isinstance(error, HTTPException) and error.status_code != 404:
        told = GeopolitikError("this request", error.detail)
        answer = failure(visit, told)
        answer.status_code = error.status_code
        return answer
    return failure(
        visit, NotFoundError("this address", "leads nowhere", "Look at the front page, or search.")
    )


async def _tick(site: Site) -> None:
    """Publish what is due and write down what was counted, as long as the site runs."""
    while True:
        await asyncio.sleep(_TICK)
        try:
            await run_in_threadpool(publish_due, site.house)
            await run_in_threadpool(site.counting.write_down, site.house)
        except GeopolitikError as error:
            _log.warning("%s", error)
