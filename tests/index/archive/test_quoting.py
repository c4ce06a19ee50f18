"""Which words of a text are somebody's."""

from __future__ import annotations

import pytest

from geopolitik.index.archive.quoting import quoted_before
from geopolitik.text.word_arrays import word_arrays


def quoted(text: str) -> list[str]:
    arrays = word_arrays([text])
    counts = quoted_before(text, arrays.begins).tolist()
    places = zip(arrays.begins.tolist(), arrays.ends.tolist(), strict=True)
    return [text[begin:end] for n, (begin, end) in enumerate(places) if counts[n + 1] > counts[n]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we will stay” again.", "we will stay"),
        ('He said "we will" and "stay".', "we will stay"),
        ("“We will stay.\n\n“Nobody goes.” They went.", "We will stay Nobody goes"),
        ('"We will stay.\nThey went home.', "We will stay"),
        ("»So« and «so».", "So so"),
        ("Nobody said anything.", ""),
        ("", ""),
        ("It stays! — Port Office (@port) May 14\nThe office wrote.", "It stays Port Office port May 14"),
    ],
    ids=["curly", "straight", "each paragraph opened", "not closed", "guillemets", "none", "empty", "a post"],
)  # fmt: skip
def test_words_within_quotation_marks(text: str, expected: str) -> None:
    assert quoted(text) == expected.split()


def test_marks_that_look_alike_are_not_trusted_where_paragraphs_are_lost() -> None:
    long = "word " * 500
    assert quoted(f'{long}"we will stay" they said') == []
    assert quoted(f"{long}“we will stay” they said") == ["we", "will", "stay"]
