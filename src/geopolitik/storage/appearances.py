"""Texts in stories, asked for one by one: what search sifts its hits by."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select, tuple_

from geopolitik.model.keeping import Appearance
from geopolitik.storage.schema import decisions, derivations, story_captures

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


def uncredited(connection: Connection, story_ids: Collection[str], *, approved_only: bool) -> frozenset[Key]:
    """Story and outlet's slug of copies that credit somebody else, or nobody.

    Args:
        connection: to read over.
        story_ids: the stories that are looked at.
        approved_only: only those of which an editor approved that it is said.
    """
    c = derivations.c
    query = select(c.story_id, c.copy_outlet).where(
        c.story_id.in_(list(story_ids)), c.current, c.credit.in_(("none", "wrong"))
    )
    standing = (decisions.c.derivation_id == c.id) & decisions.c.withdrawn_at.is_(None)
    if approved_only:
        query = query.join(decisions, standing).where(decisions.c.judgement == "approve")
    else:
        rejected = select(decisions.c.id).where(standing, decisions.c.judgement == "reject").exists()
        query = query.where(~rejected)
    return frozenset((row.story_id, row.copy_outlet) for row in connection.execute(query))
