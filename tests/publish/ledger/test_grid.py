"""Rows of fixed columns."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from geopolitik.publish.ledger.grid import row


def printed(widths: list[int], cells: list[str]) -> list[str]:
    stream = io.StringIO()
    row(Console(file=stream, width=40, color_system=None), widths, cells)
    return stream.getvalue().splitlines()


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["a", "b"], ["a    b"]),
        (["one two", "b"], ["one  b", "two"]),
        (["a", "one two"], ["a    one", "     two"]),
        (["", "b"], ["     b"]),
        (["a", ""], ["a"]),
        (["a\nb", "c"], ["a    c", "b"]),
        (["国家", "b"], ["国家 b"]),
        (["abcdefg", "b"], ["abcd b", "efg"]),
    ],
    ids=[
        "one line",
        "wraps",
        "second wraps",
        "empty",
        "no end spaces",
        "line end",
        "wide letters",
        "long word",
    ],
)
def test_cells_wrap_in_their_columns(cells: list[str], expected: list[str]) -> None:
    assert printed([4, 4], cells) == expected
