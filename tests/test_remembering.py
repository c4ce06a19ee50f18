"""What was found of an object is found once, and belongs to no other."""

from __future__ import annotations

from geopolitik.remembering import remembers


def test_the_last_objects_are_looked_at_once() -> None:
    looked: list[int] = []

    @remembers(2)
    def size(of: list[int]) -> int:
        """How many there are."""
        looked.append(len(of))
        return len(of)

    one, two, three = [1], [1, 2], [1, 2, 3]
    assert [size(found) for found in (one, two, one, three, one, two)] == [1, 2, 1, 3, 1, 2]
    assert looked == [1, 2, 3, 2]
    assert size.__doc__ == "How many there are."


def test_an_object_in_the_place_of_one_that_is_gone_is_another() -> None:
    @remembers(3)
    def first(of: list[int]) -> int:
        return of[0]

    # Each list may get the address of one before.
    assert [first([number]) for number in range(100)] == list(range(100))
