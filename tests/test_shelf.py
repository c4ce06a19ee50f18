"""What was looked at lately, made once."""

from __future__ import annotations

import pytest

from geopolitik.shelf import Shelf


class Maker:
    """Makes things of their keys, and says which it was asked for."""

    def __init__(self, shelf: Shelf[str]) -> None:
        self._shelf = shelf
        self.made: list[str] = []

    def ask(self, key: str) -> None:
        def make() -> str:
            self.made.append(key)
            return key * 2

        assert self._shelf.get(key, make) == key * 2


@pytest.fixture
def small() -> Maker:
    return Maker(Shelf(8, len))


def test_what_is_held_is_made_once(small: Maker) -> None:
    for key in ("a", "bb", "a"):
        small.ask(key)
    assert small.made == ["a", "bb"]


def test_what_was_not_asked_for_longest_makes_room(small: Maker) -> None:
    for key in ("a", "bb", "a", "cc", "a", "bb"):
        small.ask(key)
    assert small.made == ["a", "bb", "cc", "bb"]


def test_the_last_one_is_held_whatever_its_size(small: Maker) -> None:
    for key in ("a", "much too long", "much too long", "a"):
        small.ask(key)
    assert small.made == ["a", "much too long", "a"]
