"""What an export is asked for, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from geopolitik.model.ledger.case import Case


@dataclass(frozen=True, slots=True)
class Asked:
    """A case, seen from an instant, as known at an instant; both with a zone."""

    case: Case
    on: datetime
    known: datetime


@dataclass(frozen=True, slots=True)
class File:
    """A file, and what of the case it doesn't hold."""

    content: bytes
    left_out: tuple[str, ...] = ()
    """In plain words, with a count each."""
