"""Forms and lists: what comes back with other figures, and what is hardly more than figures or names."""

from __future__ import annotations

import pytest

from geopolitik.index.archive.forms import is_form


@pytest.mark.parametrize(
    ("ours", "theirs", "words", "expected"),
    [
        ("Shares rose 3 to 41, bonds fell 2 to 90.", "Shares rose 5 to 46, bonds fell 7 to 83.", 24, True),
        ("Shares rose 3 to 41, bonds fell 2 to 90.", "Shares rose 3 to 41, bonds fell 2 to 90.", 24, False),
        ("Some 12 died and 40 were hurt at 9:30.", "Some 14 died and 46 were hurt at 9:30.", 24, False),
        ("It rose 3 to 41, then fell to 90.", "It rose 5 to 46, then fell to 83.", 90, False),
        ("Ostrava (9), Lenmark (3), Sul 12, Velde 4", "Ostrava (9), Lenmark (3), Sul 12, Velde 4", 8, True),
        ("Ostrava, Lenmark, Sul, Velde, North Brenna", "Ostrava, Lenmark, Sul, Velde; North Brenna", 6, True),
        ("Ostrava, Lenmark and Sul signed a plan", "Ostrava, Lenmark and Sul signed it", 7, False),
    ],
    ids=[
        "a report on the market",
        "the same report",
        "a toll that rises",
        "few among many words",
        "a table",
        "a row of names",
        "names in a sentence",
    ],
)
def test_forms(ours: str, theirs: str, words: int, expected: bool) -> None:
    assert is_form(ours, theirs, words) is expected
    assert is_form(theirs, ours, words) is expected
