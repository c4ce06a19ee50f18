"""What people decided about derivations, and which still wait for a decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, and_, insert, select, update

from geopolitik.model.keeping import Decision, Judgement, KeptDerivation
from geopolitik.storage.schema import decisions, derivations, stories
from geopolitik.storage.stories import edge


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
    query = select(decisions).where(
        decisions.c.derivation_id.in_(derivation_ids), decisions.c.withdrawn_at.is_(None)
    )
    return {row["derivation_id"]: _decision(row) for row in connection.execute(query).mappings()}


def history(connection: Connection, derivation_id: str) -> tuple[Decision, ...]:
    """All that was ever decided about an edge, oldest first."""
    query = select(decisions).where(decisions.c.derivation_id == derivation_id)
    return tuple(_decision(row) for row in connection.execute(query.order_by(decisions.c.at)).mappings())


def latest_of(connection: Connection, user_id: str) -> Decision | None:
    """The last decision of a user that is in force: what `undo` takes back."""
    query = select(decisions).where(decisions.c.by == user_id, decisions.c.withdrawn_at.is_(None))
    row = connection.execute(query.order_by(decisions.c.at.desc()).limit(1)).mappings().first()
    return _decision(row) if row else None


def waiting(connection: Connection, *, limit: int = 200) -> tuple[KeptDerivation, ...]:
    """Edges about which nobody has decided: the heaviest changes first, then the greatest doubt."""
    c = derivations.c
    query = (
        select(derivations)
        .join(stories, stories.c.id == c.story_id)
        .outerjoin(decisions, and_(decisions.c.derivation_id == c.id, decisions.c.withdrawn_at.is_(None)))
        .where(c.current, decisions.c.id.is_(None), stories.c.withdrawn_at.is_(None))
        .order_by((c.high > 0).desc(), c.high.desc(), c.doubt.desc(), c.medium.desc(), c.id)
        .limit(limit)
    )
    return tuple(edge(row) for row in connection.execute(query).mappings())


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
    )
