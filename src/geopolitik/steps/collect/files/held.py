"""What a file holds: pages, and what could not be read as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of one page or text, with what the file says of it."""

    name: str
    """The file's name, and which of its records this is."""
    content: bytes
    address: str = ""
    """A web address, or empty."""
    outlet: str = ""
    published: str = ""
    """As the file has it."""
    captured_at: datetime | None = None
    captured_as: str = ""
    """What it was called when it was captured, if the file tells: an export does."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A record that became no page."""

    name: str
    reason: str
    is_bad: bool = True
    """False if it is of a kind that holds no page: a picture, a request, a service message."""


Held = Page | Unread
UNKNOWN = "holds nothing that can be taken in: no web archive, lines of JSON, table or page"


class BadFileError(Exception):
    """A file, or the rest of it, can't be read: the message says why."""


def is_web(address: str) -> bool:
    """Whether an address is one of the web: nothing else may become a link."""
    return address[:8].lower().startswith(("http://", "https://")) and address.isprintable()


Holding = Iterator[Held]
