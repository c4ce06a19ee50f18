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
    id: str = ""
    """What the file calls the record, if it does."""
    title: str = ""
    """Of a text alone; a page has its own within."""
    is_bare: bool = False
    """Whether it is the text of an article alone, as tables have it; a page has furniture around that."""

    @property
    def titled(self) -> bytes:
        """The bytes, with the title before those that don't begin with it."""
        title = self.title.encode("utf-8", "replace")
        return self.content if self.content.lstrip().startswith(title) else title + b"\n\n" + self.content


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
