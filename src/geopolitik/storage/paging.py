"""Long lists, page by page: a cursor says after which entry the next page begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, Select, and_, or_

from geopolitik.errors import UsageError

Thing = TypeVar("Thing")
Row = TypeVar("Row", bound=tuple[Any, ...])
PAGE = 20
MOST = 100
CURSOR = r"^(0|[1-9][0-9]{0,15})\.([A-Za-z0-9_-]{1,64})$"
"""What a cursor looks like; whatever looks so is one, also if its entry is gone by now."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class CursorError(UsageError):
    """A cursor that no list gave out: an address was cut off or changed on its way."""

    def __init__(self) -> None:
        reason = "isn't there: its address was cut off or changed, and holds no cursor of ours"
        super().__init__("this page of the list", reason, "Begin at the first page.")


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list is asked for."""

    limit: int = PAGE
    after: str | None = None
    """The cursor that the page before gave."""


FIRST_PAGE = Paging()


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
    return f"{(moment - _EPOCH) // timedelta(microseconds=1)}.{key}"


def _opened(cursor: str) -> tuple[datetime, str]:
    number, key = opened(cursor)
    return _EPOCH + timedelta(microseconds=number), key


def opened(cursor: str) -> tuple[int, str]:
    """The two parts of a cursor: the number by which its list is sorted, and the key among equal ones.

    Raises:
        CursorError: it is none.
    """
    found = re.fullmatch(CURSOR, cursor)
    if found is None or cursor.endswith("\n"):
        raise CursorError
    return int(found[1]), found[2]
