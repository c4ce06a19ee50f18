"""What a copyist did, worked out once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.steps.lineage.tree import copying
from geopolitik.steps.lineage.tree.copying import Copyings

READINGS = st.integers(0, 2**40 - 1)


@given(st.lists(READINGS, min_size=2, max_size=6), READINGS)
def test_what_is_remembered_is_what_would_be_worked_out_anew(held: list[int], long: int) -> None:
    known = Copyings()
    for _ in range(2):
        numbers = known.numbers(dict(enumerate(held)))
        chain = range(len(held) - 1)
        again = [known.of((numbers[n], numbers[n + 1]), (held[n], held[n + 1]), long) for n in chain]
        anew = [Copyings().of((0, 1), (held[n], held[n + 1]), long) for n in chain]
        assert [found.price for found in again] == [found.price for found in anew]
        total = sum(copying._coincided(*sorted((a, b), key=lambda c: c.number)) for a, b in _twos(again))
        assert known.coincided(again) == pytest.approx(total)


def test_what_is_forgotten_is_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "_MOST", 2)
    known = Copyings()
    prices = set()
    for other in (0b1100, 0b1010, 0b0110, 0b1100):
        numbers = known.numbers({0: 0b1111, 1: other, 2: 0b0001})
        assert len(set(numbers.values())) == 3
        prices.add((other, known.of((numbers[0], numbers[1]), (0b1111, other), 0).price))
    assert len(prices) == 3


def _twos(found: list[copying.Copying]) -> list[tuple[copying.Copying, copying.Copying]]:
    return [(a, b) for n, a in enumerate(found) for b in found[:n]]
