"""A page that all visitors see alike is made once, until something changes."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace

from starlette.responses import HTMLResponse, Response

from geopolitik.publish.site import notices
from geopolitik.publish.site.rendering import day
from geopolitik.publish.site.routing import Page
from geopolitik.publish.site.visit import Visit

_NONCE = secrets.token_urlsafe(16)
"""Stands in kept pages for the nonce that each answer has of its own; never sent, and as long as one."""


def alike(page: Page, *, besides: Callable[[Visit], object] = lambda _: None) -> Page:
    """The page, kept for the next visitor; users have theirs made for them.

    Args:
        page: makes the page from the store, the settings, the day and the address alone, and counts nothing.
        besides: what else it depends on, such as what changes without an entry in the audit log.
    """

    def served(visit: Visit) -> Response:
        if not _is_alike(visit):
            return page(visit)
        key = _key(visit, besides(visit))
        kept = visit.site.bodies.find(key)
        if kept is not None:
            return HTMLResponse(_own(kept, visit))
        made = page(replace(visit, nonce=_NONCE))
        body = bytes(made.body)
        if made.status_code == 200:
            visit.site.bodies.keep(key, body)
        made.body = _own(body, visit)
        return made

    return served


def _is_alike(visit: Visit) -> bool:
    """Whether the next visitor gets the same; addresses with a query are too many to be kept."""
    asked = visit.request
    return visit.viewer.user is None and not asked.url.query and notices.COOKIE not in asked.cookies


def _key(visit: Visit, besides: object) -> tuple[object, ...]:
    today = day(visit.now, visit.settings.zone)
    return ("page", visit.request.url.path, visit.entry, visit.settings, today, besides)


def _own(body: bytes, visit: Visit) -> bytes:
    return body.replace(_NONCE.encode(), visit.nonce.encode())
