"""Texts in stories, asked for one by one: what search sifts its hits by."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, Select, func, select, tuple_

from geopolitik.model.keeping import Appearance
from geopolitik.storage.schema import decisions, derivations, stories, story_captures
from geopolitik.storage.stories import shown

Key = tuple[str, str]
"""Ids of a story and a capture."""


def some(connection: Connection, keys: Collection[Key]) -> dict[Key, Appearance]:
    """Texts by the ids of their story and capture."""
    if not keys:
        return {}
    c = story_captures.c
    query = select(story_captures).where(tuple_(c.story_id, c.capture_id).in_(list(keys)))
    found = [Appearance(*row) for row in connection.execute(query)]
    return {(one.story_id, one.capture_id): one for one in found}


def newest(
    connection: Connection,
    *,
    public_only: bool,
    outlet: str = "",
    language: str = "",
    before: date | None = None,
    after: date | None = None,
    uncredited_only: bool = False,
    limit: int,
) -> tuple[Appearance, ...]:
    """Texts of stories that may be shown, those published last first, those without a day at the end.

    Args:
        connection: to read over.
        public_only: only of public stories; and "uncredited" only where an editor approved that it is said.
        outlet: part of the outlet's name, in small letters.
        language: ISO 639-1.
        before: published before this day.
        after: published on this day or later.
        uncredited_only: only copies that credit somebody else, or nobody.
        limit: at most so many.
    """
    c = story_captures.c
    day = func.substr(func.coalesce(c.published, ""), 1, 10)
    query = select(story_captures).join(stories).where(shown(public_only=public_only))
    if outlet:
        query = query.where(c.outlet_name.in_(_names_with(connection, outlet)))
    if language:
        query = query.where(c.language == language)
    if before:
        query = query.where(day < before.isoformat(), day > "")
    if after:
        query = query.where(day >= after.isoformat())
    if uncredited_only:
        query = query.where(tuple_(c.story_id, c.outlet).in_(_uncredited(approved_only=public_only)))
    query = query.order_by(day.desc(), c.story_id, c.capture_id).limit(limit)
    return tuple(Appearance(*row) for row in connection.execute(query))


def _names_with(connection: Connection, part: str) -> list[str]:
    """The outlets' names that hold some letters, large or small: databases fold only English ones alike."""
    names = connection.execute(select(story_captures.c.outlet_name).distinct()).scalars()
    return [name for name in names if part in name.casefold()]


def uncredited(connection: Connection, story_ids: Collection[str], *, approved_only: bool) -> frozenset[Key]:
    """Story and outlet's slug of copies that credit somebody else, or nobody.

    Args:
        connection: to read over.
        story_ids: the stories that are looked at.
        approved_only: only those of which an editor approved that it is said.
    """
    query = _uncredited(approved_only=approved_only).where(derivations.c.story_id.in_(list(story_ids)))
    return frozenset((row.story_id, row.copy_outlet) for row in connection.execute(query))


def _uncredited(*, approved_only: bool) -> Select[tuple[str, str]]:
    c = derivations.c
    query = select(c.story_id, c.copy_outlet).where(c.current, c.credit.in_(("none", "wrong")))
    standing = (decisions.c.derivation_id == c.id) & decisions.c.withdrawn_at.is_(None)
    if approved_only:
        return query.join(decisions, standing).where(decisions.c.judgement == "approve")
    rejected = select(decisions.c.id).where(standing, decisions.c.judgement == "reject").exists()
    return query.where(~rejected)
