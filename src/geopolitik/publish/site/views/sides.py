"""The two texts of a redline: which they are, where they stood, and how they came here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from geopolitik.app.handing import is_pasted
from geopolitik.app.naming import Naming, headline, outlet_of, publisher
from geopolitik.model.annotation import Annotation
from geopolitik.model.capture import Capture
from geopolitik.publish.describing import when
from geopolitik.publish.site.views.addresses import outlet_address
from geopolitik.publish.site.views.passages import address_of, place_of
from geopolitik.storage import accounts, captures, checks
from geopolitik.text.clean import one_line


@dataclass(frozen=True, slots=True)
class SideView:
    """The original or the copy."""

    name: str
    number: int
    """Of the capture within the story; 0 if it isn't captured."""
    headline: str
    language: str
    outlet_address: str
    published: str
    captured: str
    place: str
    address: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Came:
    """How a capture came here."""

    at: datetime
    by: str
    """The name of who handed it in; empty if that isn't known, or not to be told."""


def came(connection: Connection, capture_id: str, *, outright: bool) -> Came | None:
    """How a capture came here; who handed it in is told to those who work here only."""
    at = captures.kept_at(connection, capture_id)
    if at is None:
        return None
    by = checks.who_handed_in(connection, capture_id, at) if outright else None
    user = accounts.user(connection, by) if by else None
    return Came(at, one_line(user.name) if user else "")


def side_view(text: Annotation | None, name: str, naming: Naming, found: Mapping[str, Came]) -> SideView:
    """The original or the copy as its page shows it; None for one that isn't captured."""
    if text is None:
        return SideView(name, 0, "", "", "", "", "", "", "", "")
    article, capture = text.article, text.article.capture
    return SideView(
        name=name if name == publisher(text) else f"{name}, as {publisher(text)} has it",
        number=naming.numbers[text.capture_id],
        headline=headline(text),
        language=article.language or "",
        outlet_address=outlet_address(outlet_of(text)),
        published=when(article.published) if article.published else "not stated",
        captured=captured_words(capture, found.get(capture.id)),
        place=place_of(text),
        address=address_of(text),
        sha256=capture.sha256,
    )


def captured_words(capture: Capture, found: Came | None) -> str:
    """When a text was captured; or else how and when it came here, which says nothing about the page."""
    if capture.captured_at:
        return f"{capture.captured_at:%-d %B %Y, %H:%M:%S} UTC"
    how = "pasted in" if is_pasted(capture) else "handed in"
    if found is not None:
        how += f" on {found.at:%-d %B %Y, %H:%M:%S} UTC" + (f" by {found.by}" if found.by else "")
    return f"{how}; when it was captured isn’t known"
