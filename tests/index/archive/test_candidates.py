"""Candidate pairs: few for what many hold, none lost for what is passed on."""

from __future__ import annotations

import numpy as np
import pytest

from geopolitik.index.archive.candidates import merged, most, pairs_of


def told(lists: list[list[int]], held: int = 1000) -> set[tuple[int, int]]:
    """The pairs that 4-grams with these holders make."""
    keys = np.repeat(np.arange(len(lists), dtype=np.uint32), [len(holders) for holders in lists])
    wordings = np.array([holder for holders in lists for holder in holders], np.uint32)
    pairs = merged([pairs_of(keys, wordings, held)])
    return {(int(pair >> np.uint64(32)), int(pair & np.uint64(0xFFFFFFFF))) for pair in pairs}


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        ([], set()),
        ([[4]], set()),
        ([[4, 7]], set()),
        ([[4, 7], [4, 7]], {(4, 7)}),
        ([[4, 7], [4, 9], [4, 7, 9]], {(4, 7), (4, 9)}),
    ],
    ids=["nothing", "one holder", "once in common", "twice in common", "of three"],
)
def test_two_4_grams_in_common_make_a_pair(lists: list[list[int]], expected: set[tuple[int, int]]) -> None:
    assert told(lists) == expected


def test_what_many_hold_is_passed_on_without_all_pairs() -> None:
    many = list(range(0, 400, 2))
    pairs = told([many, many], held=100_000)
    assert {holder for pair in pairs for holder in pair} == set(many)
    assert all((0, holder) in pairs for holder in many[1:])
    assert len(pairs) < 4 * len(many)


def test_a_turn_of_phrase_makes_no_pairs() -> None:
    crowd = list(range(most(1000) + 1))
    assert told([crowd, crowd]) == set()


def test_shards_are_counted_together() -> None:
    one = pairs_of(np.array([5, 5], np.uint32), np.array([1, 2], np.uint32), 10)
    assert len(merged([one])) == 0
    assert merged([one, one]).tolist() == [(1 << 32) + 2]
