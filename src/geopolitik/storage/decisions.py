"""What people decided about derivations, and which still wait for a decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    func,
    insert,
    or_,
    select,
    union,
    update,
)

from geopolitik.model.keeping import Decision, Judgement, KeptDerivation, Wanted
from geopolitik.storage import watchlist
from geopolitik.storage.paging import Page, Paging, page, paged
from geopolitik.storage.schema import decisions, derivations, stories
from geopolitik.storage.stories import DOUBT, edge

_EVERYTHING = Wanted()


def add(connection: Connection, decision: Decision) -> None:
    """Keep a decision; an earlier one about the same edge is withdrawn."""
    connection.execute(
        update(decisions)
        .where(decisions.c.derivation_id == decision.derivation_id, decisions.c.withdrawn_at.is_(None))
        .values(withdrawn_at=decision.at, withdrawn_by=decision.by)
    )
    row = {
        "id": decision.id,
        "derivation_id": decision.derivation_id,
        "judgement": decision.judgement.value,
        "correction": decision.correction,
        "reason": decision.reason,
        "by": decision.by,
        "at": decision.at,
    }
    connection.execute(insert(decisions).values(**row))


def get(connection: Connection, decision_id: str) -> Decision | None:
    """A decision by id, withdrawn ones too."""
    row = connection.execute(select(decisions).where(decisions.c.id == decision_id)).mappings().first()
    return _decision(row) if row else None


def withdraw(connection: Connection, decision_id: str, *, by: str, at: datetime) -> None:
    """Take a decision back; it stays in the books."""
    connection.execute(
        update(decisions).where(decisions.c.id == decision_id).values(withdrawn_at=at, withdrawn_by=by)
    )


def standing(connection: Connection, derivation_ids: Sequence[str]) -> dict[str, Decision]:
    """The decisions in force, by edge."""
    if not derivation_ids:
        return {}
    query = select(decisions).where(
        decisions.c.derivation_id.in_(derivation_ids), decisions.c.withdrawn_at.is_(None)
    )
    return {row["derivation_id"]: _decision(row) for row in connection.execute(query).mappings()}


def rejected(connection: Connection, story_ids: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Original and copy of the edges of stories of which somebody says that they are wrong."""
    c = derivations.c
    query = select(c.original, c.copy).join(decisions, decisions.c.derivation_id == c.id)
    query = query.where(
        c.story_id.in_(story_ids),
        decisions.c.judgement == Judgement.REJECT.value,
        decisions.c.withdrawn_at.is_(None),
    )
    return frozenset((row.original, row.copy) for row in connection.execute(query))


def history(connection: Connection, derivation_id: str) -> tuple[Decision, ...]:
    """All that was ever decided about an edge, oldest first."""
    query = select(decisions).where(decisions.c.derivation_id == derivation_id)
    return tuple(_decision(row) for row in connection.execute(query.order_by(decisions.c.at)).mappings())


def latest_of(connection: Connection, user_id: str) -> Decision | None:
    """The last decision of a user that is in force: what `undo` takes back."""
    query = select(decisions).where(decisions.c.by == user_id, decisions.c.withdrawn_at.is_(None))
    row = connection.execute(query.order_by(decisions.c.at.desc()).limit(1)).mappings().first()
    return _decision(row) if row else None


def waiting(
    connection: Connection, *, wanted: Wanted = _EVERYTHING, limit: int = 200
) -> tuple[KeptDerivation, ...]:
    """Edges about which nobody has decided: the heaviest changes first, then the greatest doubt."""
    c = derivations.c
    query = _undecided(select(derivations)).where(*_conditions(wanted))
    query = query.order_by((c.high > 0).desc(), c.high.desc(), c.doubt.desc(), c.medium.desc(), c.id)
    return tuple(edge(row) for row in connection.execute(query.limit(limit)).mappings())


def count_waiting(connection: Connection) -> int:
    """How many edges wait for a decision."""
    query = _undecided(select(func.count()).select_from(derivations))
    return int(connection.execute(query).scalar_one())


def waiting_outlets(connection: Connection, *, limit: int = 300) -> tuple[tuple[str, str], ...]:
    """Slug and name of each outlet that an edge which waits leads from or to, by name."""
    c = derivations.c
    ends = union(
        _undecided(select(c.original_outlet, c.original_name)), _undecided(select(c.copy_outlet, c.copy_name))
    ).subquery()
    slug, name = ends.c
    query = select(slug, func.min(name)).group_by(slug).order_by(func.min(name)).limit(limit)
    return tuple((row[0], row[1]) for row in connection.execute(query))


def waiting_stories(connection: Connection, *, limit: int = 300) -> tuple[tuple[str, str], ...]:
    """Id and title of each story with an edge that waits, by title."""
    query = _undecided(select(stories.c.id, stories.c.title).select_from(derivations)).distinct()
    rows = connection.execute(query.order_by(stories.c.title, stories.c.id).limit(limit))
    return tuple((row[0], row[1]) for row in rows)


def _undecided(query: Select[Any]) -> Select[Any]:
    c = derivations.c
    return (
        query.join(stories, stories.c.id == c.story_id)
        .outerjoin(decisions, and_(decisions.c.derivation_id == c.id, decisions.c.withdrawn_at.is_(None)))
        .where(c.current, decisions.c.id.is_(None), stories.c.withdrawn_at.is_(None))
    )


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    c = derivations.c
    found: list[ColumnElement[bool]] = []
    severities = {
        "high": c.high > 0,
        "medium": and_(c.high == 0, c.medium > 0),
        "low": and_(c.high == 0, c.medium == 0),
    }
    if wanted.severity in severities:
        found.append(severities[wanted.severity])
    if wanted.doubt is not None:
        least, below = wanted.doubt.shares
        found += [c.doubt >= round(least * DOUBT), c.doubt < round(below * DOUBT)]
    if wanted.outlet:
        found.append(or_(c.original_outlet == wanted.outlet, c.copy_outlet == wanted.outlet))
    if wanted.story:
        found.append(c.story_id == wanted.story)
    if wanted.words:
        named = (c.original_name, c.copy_name, stories.c.title)
        found.append(or_(*(column.icontains(wanted.words, autoescape=True) for column in named)))
    if wanted.watched:
        found.append(c.id.in_(watchlist.edges_found()))
    return found


def log(connection: Connection, *, paging: Paging) -> Page[tuple[KeptDerivation, Decision]]:
    """Every decision with its edge, newest first; those taken back too."""
    found = connection.execute(paged(select(decisions), decisions.c.at, decisions.c.id, paging)).mappings()
    made = [_decision(row) for row in found]
    wanted = derivations.c.id.in_([decision.derivation_id for decision in made])
    rows = connection.execute(select(derivations).where(wanted)).mappings()
    edges = {row["id"]: edge(row) for row in rows}
    pairs = [(edges[decision.derivation_id], decision) for decision in made]
    return page(pairs, paging, lambda pair: (pair[1].at, pair[1].id))


def approved_uncredited(
    connection: Connection, *, limit: int = 100
) -> tuple[tuple[KeptDerivation, Decision], ...]:
    """The copies that may publicly be called uncredited, newest approval first."""
    query = (
        select(derivations, decisions.c.id.label("decision"))
        .join(decisions, decisions.c.derivation_id == derivations.c.id)
        .join(stories, stories.c.id == derivations.c.story_id)
        .where(
            decisions.c.judgement == Judgement.APPROVE.value,
            decisions.c.withdrawn_at.is_(None),
            derivations.c.current,
            derivations.c.credit.in_(("none", "wrong")),
            stories.c.public,
            stories.c.withdrawn_at.is_(None),
        )
        .order_by(decisions.c.at.desc())
        .limit(limit)
    )
    edges = [edge(row) for row in connection.execute(query).mappings()]
    decided = standing(connection, [e.id for e in edges])
    return tuple((e, decided[e.id]) for e in edges)


def _decision(row: RowMapping) -> Decision:
    return Decision(
        id=row["id"],
        derivation_id=row["derivation_id"],
        judgement=Judgement(row["judgement"]),
        reason=row["reason"],
        by=row["by"],
        at=row["at"],
        correction=row["correction"],
        withdrawn_at=row["withdrawn_at"],
        withdrawn_by=row["withdrawn_by"],
    )
