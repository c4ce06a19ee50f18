"""Where the API stands within the site."""

from __future__ import annotations

from starlette.routing import BaseRoute, Mount

from geopolitik.publish.site.routing import Get, route
from geopolitik.publish.site.site import Site


def mounted(site: Site) -> list[BaseRoute]:
    """The routes of the API and of the page that explains it."""
    # Late: FastAPI takes half a second to import, and only a running site needs it.
    from geopolitik.publish.api.application import api
    from geopolitik.publish.api.docs import docs

    return [route(site, Get("/api/v1/docs", docs)), Mount("/api/v1", api(site))]
