"""Where the words of a text stand."""

from __future__ import annotations

import pytest

from geopolitik.text.words import word_spans

CASES = {
    "plain": ("The port, closed.", ["The", "port", "closed"]),
    "compound in parts": ("a now-expired truce", ["a", "now", "expired", "truce"]),
    "compound written as one too": ("a cease-fire", ["a", "cease-fire"]),
    "acronym": ("the U.S. envoy", ["the", "U.S.", "envoy"]),
    "possessive and contraction": ("Moen’s men don't", ["Moen’s", "men", "don't"]),
    "numbers": ("1,200 men, 3.5 km, 90%", ["1,200", "men", "3.5", "km", "90", "%"]),
    "per cent": ("90 per cent", ["90", "per cent"]),
    "other scripts": ("Київ чекає", ["Київ", "чекає"]),
    "none": ("— … !", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_word_spans(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in word_spans(text)] == expected


def test_only_the_stretch_is_read() -> None:
    assert list(word_spans("one two three", 4, 7)) == [(4, 7)]
