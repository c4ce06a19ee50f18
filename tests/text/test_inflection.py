"""Words in their forms."""

from __future__ import annotations

import pytest

from geopolitik.text.inflection import count, spellings


@pytest.mark.parametrize(
    ("number", "noun", "told"),
    [
        (0, "block", "0 blocks"),
        (1, "match", "1 match"),
        (2, "match", "2 matches"),
        (1000, "entry", "1,000 entries"),
        (2, "day", "2 days"),
        (3, "other kind", "3 other kinds"),
    ],
)
def test_a_number_with_its_noun(number: int, noun: str, told: str) -> None:
    assert count(number, noun) == told


def test_an_entry_in_every_form() -> None:
    assert spellings("end well", "*") == ("end well", "ends well", "ended well", "ending well")
    assert spellings("say", "says|said|saying") == ("say", "says", "said", "saying")
    assert spellings("claim", "") == ("claim",)
