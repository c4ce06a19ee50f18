"""Capture: the bytes of one address or file at one instant; and what could not become one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Known:
    """Since when somebody else has known an address: it isn't younger, though its text may be."""

    since: datetime
    """UTC."""
    says: str
    """The host of the web archive that says so."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What the user, or whom the user has asked, says about a capture; believed over what the page says."""

    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    """As typed, ISO 8601 preferred; a zone is kept if given."""
    known: Known | None = None
    """None unless an archive was asked, and knows the address."""


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes of one address or file at one instant; never changed.

    `id` is made from content hash, address and time, so equal bytes at two addresses are two captures.
    """

    id: str
    name: str
    """What the user calls it: the file's name, `-` for standard input, or the address."""
    content: bytes
    sha256: str
    """Hex digest of `content`."""
    address: str
    """URL if known, else the path as given; part of the id."""
    captured_at: datetime | None = None
    """UTC; None for files, whose clock says nothing about the page."""
    declared: Declared = Declared()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A capture that could not be read, with the reason; bad input is data."""

    name: str
    reason: str
    sha256: str | None = None
