"""Who has committed and who has not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ledger.ladders.made import case_of, plan
from tests.ledger.made import utc, when

from geopolitik.ledger.commitments import Committed, commitments
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.ladders import Ladder
from geopolitik.model.ledger.positions import Position, PositionKind
from geopolitik.model.ledger.times import When


def position(
    key: str, kind: PositionKind, actor: str = "coalition", *, condition: str = "", end: When | None = None
) -> Position:
    return Position(key, actor, "guarantees", kind, "so", when("2026-02-01"), condition=condition, end=end)


def asked(
    *positions: Position, ladder: Ladder | None = None, issues: tuple[str, ...] = ()
) -> list[Committed]:
    case: Case = replace(case_of(ladder or plan()), positions=positions)
    on = utc("2026-02-20T00:00")
    return list(commitments(case, on=on, known=on, ladder=ladder, issues=issues))


SENTENCES: dict[str, tuple[Position, tuple[str, ...]]] = {
    "will": (
        position("a", PositionKind.COMMITMENT),
        ("Has committed by its own word: guarantees.",),
    ),
    "will if": (
        position("a", PositionKind.COMMITMENT, condition="a ceasefire holds"),
        ("Has committed on a condition: guarantees.",),
    ),
    "stands ready": (
        position("a", PositionKind.READINESS),
        ("Stands ready, which is no commitment: guarantees.", "No commitment is known."),
    ),
    "refuses": (position("a", PositionKind.REFUSAL), ("Refuses: guarantees.", "No commitment is known.")),
    "says nothing": (
        position("a", PositionKind.SILENCE),
        ("Declined to say, which is no denial: guarantees.", "No commitment is known."),
    ),
    "would, till last week": (
        position("a", PositionKind.COMMITMENT, end=when("2026-02-10")),
        ("A commitment is over: guarantees.",),
    ),
    "wants something": (position("a", PositionKind.DEMAND), ("No commitment is known.",)),
}


@pytest.mark.parametrize(("said", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_what_is_a_commitment(said: Position, expected: tuple[str, ...]) -> None:
    (row,) = asked(said)
    assert (row.actor, row.sentences) == ("coalition", expected)


def test_of_a_ladder_its_bearers_and_nobody_last() -> None:
    rows = asked(
        position("a", PositionKind.READINESS), position("b", PositionKind.COMMITMENT, "north"), ladder=plan()
    )
    assert [(row.actor, row.steps) for row in rows] == [
        ("coalition", ("coalition", "joint")),
        ("ally", ("joint",)),
        ("", ("warning",)),
    ]
    assert rows[1].sentences == ("No commitment is known.",)
    assert rows[2].sentences == ("Nobody is named.",)


def test_only_on_some_issues() -> None:
    (row,) = asked(position("a", PositionKind.COMMITMENT), issues=("coal",))
    assert row.commitments == ()
