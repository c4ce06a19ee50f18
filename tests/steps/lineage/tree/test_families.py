"""Wordings that hang together by way of pairs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geopolitik.steps.lineage.tree.families import families_of

IDS = "abcdefgh"


def test_pairs_tie_by_way_of_others() -> None:
    assert families_of("abcde", [("d", "b"), ("b", "e"), ("a", "x")]) == [["a"], ["b", "d", "e"], ["c"]]


@given(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS))))
def test_nobody_is_lost_and_the_order_of_the_pairs_is_all_one(
    pairs: list[tuple[str, str]],
) -> None:
    found = families_of(IDS, pairs)
    assert sorted(member for members in found for member in members) == list(IDS)
    assert all(any({a, b} <= {*members} for members in found) for a, b in pairs)
    assert sorted(families_of(IDS, [(b, a) for a, b in reversed(pairs)])) == sorted(found)
