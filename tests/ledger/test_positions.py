"""Positions over time: copies once, silence is no denial, reversals with both, as known."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.made import case, utc, when

from geopolitik.ledger.knowledge import knowledge_of
from geopolitik.ledger.positions import Cell, Holds, Matrix, events, matrix
from geopolitik.model.ledger.accounts import Knowledge
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.positions import Position, PositionKind
from geopolitik.model.ledger.sources import Passage

K = PositionKind


def position(
    key: str,
    kind: PositionKind = K.DEMAND,
    said: str = "2026-02-01",
    content: str = "troops leave",
    *,
    actor: str = "north",
    issue: str = "troops",
    supersedes: str = "",
    reversal: bool = False,
    condition: str = "",
    start: str = "",
    end: str = "",
    known: str = "",
    rests_on: tuple[Passage, ...] = (),
    copies: tuple[Passage, ...] = (),
) -> Position:
    return Position(
        key,
        actor,
        issue,
        kind,
        content,
        when(said),
        condition=condition,
        start=when(start) if start else None,
        end=when(end) if end else None,
        supersedes=supersedes,
        known=when(known) if known else None,
        reversal=reversal,
        rests_on=rests_on,
        copies=copies,
    )


def case_with(*positions: Position) -> Case:
    return replace(case(), positions=positions)


def asked(*positions: Position, on: str = "2026-02-20T00:00", known: str = "2026-03-01T00:00") -> Matrix:
    return matrix(case_with(*positions), on=utc(on), known=utc(known))


def cell(*positions: Position, on: str = "2026-02-20T00:00", known: str = "2026-03-01T00:00") -> Cell:
    found = asked(*positions, on=on, known=known).cell("north", "troops")
    assert found is not None
    return found


def holds(
    *positions: Position, on: str = "2026-02-20T00:00", known: str = "2026-03-01T00:00"
) -> dict[str, Holds]:
    return {each.position.id: each.holds for each in cell(*positions, on=on, known=known).history}


def test_rows_in_the_cases_order_parties_without_a_word_among_them() -> None:
    found = asked(position("a", actor="guest"), position("b", issue="coal"))
    assert found.actors == ("north", "south", "guest")
    assert found.issues == ("troops", "coal")
    assert found.cell("south", "troops") is None


def test_history_is_in_order_of_time() -> None:
    found = cell(position("late", said="2026-02-09", content="some leave"), position("early"))
    assert [each.position.id for each in found.history] == ["early", "late"]


def test_texts_of_one_statement_count_once() -> None:
    first = position("a", rests_on=(Passage("agency"),), copies=(Passage("daily"),))
    again = position("b", content="Troops  leave", rests_on=(Passage("channel"),))
    (entry,) = cell(first, again).history
    assert [passage.document for passage in entry.position.copies] == ["daily", "channel"]
    (event,) = events(case_with(first, again))
    assert event.documents == ("agency", "daily", "channel")


def test_another_time_is_another_statement() -> None:
    assert len(cell(position("a"), position("b", said="2026-02-02")).history) == 2


def test_what_replaces_a_copy_replaces_the_statement() -> None:
    turned = position("c", said="2026-02-05", content="troops stay", supersedes="b")
    assert holds(position("a"), position("b"), turned) == {"a": Holds.REPLACED, "c": Holds.STANDS}


def test_silence_changes_nothing() -> None:
    silent = position("s", K.SILENCE, "2026-02-05", "", supersedes="a")
    found = cell(position("a"), silent)
    assert [each.position.id for each in found.standing] == ["a"]
    assert not found.only_silence
    assert "Declining to say is no denial and changes nothing." in found.history[1].reasons


def test_only_silence_is_told_from_a_denial() -> None:
    assert cell(position("s", K.SILENCE)).only_silence
    assert not cell(position("d", K.DENIAL)).only_silence


def test_a_reversal_shows_both() -> None:
    turned = position("b", K.OFFER, "2026-02-05", "troops may stay", supersedes="a", reversal=True)
    old, new = cell(position("a"), turned).history
    assert (old.holds, [each.id for each in old.replaced_by]) == (Holds.REPLACED, ["b"])
    assert new.turns is not None
    assert new.turns.id == "a"
    assert new.reasons[0] == "It turns round what was said before: “troops leave”."


def test_a_condition_is_shown() -> None:
    (entry,) = cell(position("a", K.COMMITMENT, condition="the other side refrains")).history
    assert entry.reasons == ("Only on a condition: the other side refrains.",)


WHEN: dict[str, tuple[Position, str, Holds]] = {
    "before it was said": (position("a"), "2026-01-20T00:00", Holds.NOT_YET),
    "on the day it was said": (position("a"), "2026-02-01T12:00", Holds.POSSIBLY),
    "before its end": (position("a", end="2026-02-10"), "2026-02-05T00:00", Holds.STANDS),
    "on the day of its end": (position("a", end="2026-02-10"), "2026-02-10T12:00", Holds.POSSIBLY),
    "after its end": (position("a", end="2026-02-10"), "2026-02-12T00:00", Holds.ENDED),
    "before it begins": (position("a", start="2026-02-10"), "2026-02-05T00:00", Holds.NOT_YET),
}


@pytest.mark.parametrize(("said", "on", "expected"), WHEN.values(), ids=WHEN)
def test_when_it_holds(said: Position, on: str, expected: Holds) -> None:
    assert holds(said, on=on) == {"a": expected}


def test_what_replaces_it_later_does_not_replace_it_yet() -> None:
    later = position("b", said="2026-02-15", supersedes="a")
    assert holds(position("a"), later, on="2026-02-10T00:00") == {"a": Holds.STANDS, "b": Holds.NOT_YET}


def test_as_known_leaves_out_what_was_not() -> None:
    later = position("b", said="2026-02-05", supersedes="a", reversal=True, known="2026-02-25")
    assert holds(position("a"), later, known="2026-02-20T00:00") == {"a": Holds.STANDS}


def test_what_is_only_possibly_known_replaces_only_possibly() -> None:
    later = position("b", said="2026-02-05", supersedes="a", known="2026-02-25")
    found = cell(position("a"), later, known="2026-02-25T12:00")
    assert found.history[0].holds is Holds.POSSIBLY
    assert found.history[1].knowledge is Knowledge.POSSIBLY
    assert "Only possibly known then." in found.history[1].reasons


def test_events_in_order_with_their_range() -> None:
    first, second = events(
        case_with(position("b", said="2026-02-05", end="2026-02-10"), position("a", said="2026-02-01"))
    )
    assert (first.position.id, first.end) == ("a", None)
    assert second.end is not None
    assert second.end.latest == utc("2026-02-11T00:00")
    assert events(case_with(position("a")), known=utc("2026-01-01T00:00")) == ()


DAYS = st.integers(1, 28).map(lambda day: when(f"2026-02-{day:02}"))
POSITIONS = st.lists(
    st.builds(
        Position,
        st.sampled_from("abcd"),
        st.sampled_from(["north", "south"]),
        st.sampled_from(["troops", "coal"]),
        st.sampled_from(PositionKind),
        st.sampled_from(["stay", "leave"]),
        DAYS,
        supersedes=st.sampled_from(["", "a", "b"]),
        known=st.none() | DAYS,
        reversal=st.booleans(),
    ),
    max_size=4,
    unique_by=lambda each: each.id,
)
INSTANTS = st.integers(0, 28 * 24).map(lambda hours: utc("2026-02-01T00:00") + timedelta(hours=hours))


@given(POSITIONS, INSTANTS, INSTANTS)
def test_nothing_later_than_known_is_used(positions: list[Position], on: datetime, known: datetime) -> None:
    whole = case_with(*positions)
    kept = [
        each
        for each in positions
        if knowledge_of(each.said, each.known, whole.zones, known) is not Knowledge.NOT_YET
    ]
    assert matrix(case_with(*kept), on=on, known=known) == matrix(whole, on=on, known=known)
