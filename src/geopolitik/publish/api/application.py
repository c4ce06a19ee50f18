"""The API as an application of its own, which the site mounts under /api/v1."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import FastAPI

from geopolitik.publish.api.describing import DescribedAPI
from geopolitik.publish.api.problems import BASE, Problem, answering
from geopolitik.publish.api.resources import (
    cases,
    channels,
    checks,
    decisions,
    derivations,
    inbox,
    me,
    outlets,
    people,
    posts,
    replies,
    searching,
    stories,
    watching,
)
from geopolitik.publish.site.site import Site

_RESOURCES = (
    stories,
    derivations,
    outlets,
    channels,
    posts,
    searching,
    replies,
    checks,
    inbox,
    watching,
    decisions,
    me,
    people,
    cases,
)


def api(site: Site) -> FastAPI:
    """The API over a site."""
    app = _bare()
    app.state.site = site
    return app


@cache
def description() -> dict[str, Any]:
    """The OpenAPI description; the same for every site."""
    return dict(_bare().openapi())


def _bare() -> FastAPI:
    # No pages of FastAPI's own: they load scripts from elsewhere. Ours is `publish.api.docs`.
    app = DescribedAPI(
        base=BASE,
        problem=Problem,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
    )
    for resource in _RESOURCES:
        app.include_router(resource.router)
    answering(app)
    return app
