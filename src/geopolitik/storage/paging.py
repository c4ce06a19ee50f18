"""Long lists, page by page: a cursor says after which entry the next page begins."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, Select, and_, or_

from geopolitik.errors import UsageError

Thing = TypeVar("Thing")
Row = TypeVar("Row", bound=tuple[Any, ...])
PAGE = 20
MOST = 100


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list is asked for."""

    limit: int = PAGE
    after: str | None = None
    """The cursor that the page before gave."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Thing]):
    """One page of a list, newest first."""

    items: tuple[Thing, ...]
    next: str | None = None
    """The cursor of the page that follows; None on the last."""


def paged(query: Select[Row], moment: Column[datetime], key: Column[str], paging: Paging) -> Select[Row]:
    """The query in the order of the pages, cut to the page and one entry more."""
    if paging.after is not None:
        at, last = _opened(paging.after)
        query = query.where(or_(moment < at, and_(moment == at, key < last)))
    return query.order_by(moment.desc(), key.desc()).limit(min(max(1, paging.limit), MOST) + 1)


def page(
    items: Sequence[Thing], paging: Paging, cursor: Callable[[Thing], tuple[datetime, str]]
) -> Page[Thing]:
    """What `paged` found as a page; the entry too many tells that another follows."""
    limit = min(max(1, paging.limit), MOST)
    kept = tuple(items[:limit])
    return Page(kept, _closed(*cursor(kept[-1])) if len(items) > limit else None)


def _closed(moment: datetime, key: str) -> str:
    text = f"{moment.astimezone(UTC).isoformat()} {key}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _opened(cursor: str) -> tuple[datetime, str]:
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
        at, _, key = text.partition(" ")
        moment = datetime.fromisoformat(at)
    except (binascii.Error, ValueError) as error:
        raise UsageError("cursor", "is none that this list gave out", "Begin at the first page.") from error
    if moment.tzinfo is None or not key or "\x00" in key:
        raise UsageError("cursor", "is none that this list gave out", "Begin at the first page.")
    return moment, key
