"""Where the API stands within the site, and how programs are told what it doesn't serve."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount

from geopolitik.publish.site.routing import Get, route
from geopolitik.publish.site.site import Site


def mounted(site: Site) -> list[BaseRoute]:
    """The routes of the API and of the page that explains it."""
    # Late: FastAPI takes half a second to import, and only a running site needs it.
    from geopolitik.publish.api.application import api
    from geopolitik.publish.api.docs import docs

    return [route(site, Get("/api/v1/docs", docs)), Mount("/api/v1", api(site))]


def is_of_the_api(path: str) -> bool:
    """Whether a program asks: addresses of later versions too, that aren't there yet."""
    return path == "/api" or path.startswith("/api/")


def refusal(path: str, status: int, words: str) -> Response:
    """The answer to a request that must not get in: a problem to programs, a line of text to browsers."""
    from geopolitik.publish.api.problems import problem

    return problem(status, words) if is_of_the_api(path) else PlainTextResponse(words + "\n", status)


def unserved_by_the_api(path: str, error: HTTPException) -> Response:
    """The answer to a request that leads neither to the API nor to its page."""
    from geopolitik.publish.api.problems import nowhere, problem

    if error.status_code == 404:
        return nowhere(path)
    return problem(error.status_code, error.detail, headers=error.headers)
