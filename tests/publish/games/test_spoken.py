"""How a screen reader says a game."""

from __future__ import annotations

from geopolitik.publish.games import jumble_label, letters_label, spelled


def test_letters_are_said_one_by_one() -> None:
    assert spelled("rtuce") == "R, T, U, C, E"


def test_a_jumbled_word_says_which_it_is() -> None:
    assert jumble_label(2, 5, "nartis") == "Jumbled word 2 of 5, six letters: N, A, R, T, I, S"


def test_the_letters_of_the_word_game_are_counted() -> None:
    assert letters_label("tisnart") == "Seven letters: T, I, S, N, A, R, T"
    assert letters_label("abcdefghijk").startswith("11 letters: A, B")
