"""Whether two keys name the same one."""

from __future__ import annotations

import pytest

from geopolitik.text.names import same_entity

SAME = {
    "equal": ("olaf berg", "olaf berg"),
    "surname": ("berg", "olaf berg"),
    "middle name": ("olaf berg", "olaf nils berg"),
    "capital and state": ("oslo", "norway"),
    "seat and capital": ("white house", "washington"),
}
OTHER = {
    "two persons of one surname": ("olaf berg", "anna berg"),
    "two ministries": ("norway foreign ministry", "norway defense ministry"),
    "two states": ("norway", "sweden"),
    "state and a longer state": ("guinea", "papua new guinea"),
    "nothing": ("", "norway"),
}


@pytest.mark.parametrize(("a", "b"), SAME.values(), ids=SAME)
def test_same(a: str, b: str) -> None:
    assert same_entity(a, b)
    assert same_entity(b, a)


@pytest.mark.parametrize(("a", "b"), OTHER.values(), ids=OTHER)
def test_other(a: str, b: str) -> None:
    assert not same_entity(a, b)
