"""Texts in stories, by outlet, language and day: what search sifts its hits by."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select, tuple_

from geopolitik.model.keeping import Appearance
from geopolitik.storage.schema import decisions, derivations, stories, story_captures
from geopolitik.storage.stories import shown

KEY = (story_captures.c.story_id, story_captures.c.capture_id)
"""By what the search knows a text."""
_day = func.substr(func.coalesce(story_captures.c.published, ""), 1, 10)
Texts = Select[Any]
"""A query for texts in stories, row by row as `Appearance` has them."""


def wanted(
    connection: Connection,
    *,
    public_only: bool,
    outlet: str = "",
    language: str = "",
    before: date | None = None,
    after: date | None = None,
    uncredited_only: bool = False,
) -> Texts:
    """A query for texts of stories that may be shown.

    Args:
        connection: to read over.
        public_only: only of public stories; and "uncredited" only where an editor approved that it is said.
        outlet: part of the outlet's name, in small letters.
        language: ISO 639-1.
        before: published before this day.
        after: published on this day or later.
        uncredited_only: only copies that credit somebody else, or nobody.
    """
    c = story_captures.c
    query = select(story_captures).join(stories).where(shown(public_only=public_only))
    if outlet:
        query = query.where(c.outlet_name.in_(_names_with(connection, outlet)))
    if language:
        query = query.where(c.language == language)
    if before:
        query = query.where(_day < before.isoformat(), _day > "")
    if after:
        query = query.where(_day >= after.isoformat())
    if uncredited_only:
        query = query.where(tuple_(c.story_id, c.outlet).in_(_uncredited(approved_only=public_only)))
    return query


def newest(connection: Connection, texts: Texts, *, limit: int) -> tuple[Appearance, ...]:
    """Some texts, those published last first, those without a day at the end; at most so many."""
    c = story_captures.c
    query = texts.order_by(_day.desc(), c.story_id, c.capture_id).limit(limit)
    return tuple(Appearance(**row) for row in connection.execute(query).mappings())


def _names_with(connection: Connection, part: str) -> list[str]:
    """The outlets' names that hold some letters, large or small: databases fold only English ones alike."""
    names = connection.execute(select(story_captures.c.outlet_name).distinct()).scalars()
    return [name for name in names if part in name.casefold()]


def _uncredited(*, approved_only: bool) -> Select[tuple[str, str]]:
    c = derivations.c
    query = select(c.story_id, c.copy_outlet).where(c.current, c.credit.in_(("none", "wrong")))
    standing = (decisions.c.derivation_id == c.id) & decisions.c.withdrawn_at.is_(None)
    if approved_only:
        return query.join(decisions, standing).where(decisions.c.judgement == "approve")
    rejected = select(decisions.c.id).where(standing, decisions.c.judgement == "reject").exists()
    return query.where(~rejected)
