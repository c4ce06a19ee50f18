import pytest

from geopolitik import to_rows
from geopolitik.errors import UsageError
from geopolitik.model.story import Trace
from geopolitik.publish.tables import TABLES


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("changes", 8),
        ("captures", 5),
        ("blocks", 24),
        ("rejected", 1),
        ("wordings", 6),
        ("relations", 3),
        ("evidence", 4),
        ("derivations", 3),
        ("links", 6),
    ],
)
def test_tables_are_flat_and_rectangular(story: Trace, table: str, rows: int) -> None:
    found = to_rows(story, table)
    assert len(found) == rows
    assert len({tuple(row) for row in found}) == 1
    for row in found:
        assert all(value is None or isinstance(value, str | int | float) for value in row.values())


def test_every_table_is_tried_above() -> None:
    assert len(TABLES) == 9


def test_a_change_row_has_both_passages_and_their_offsets(story: Trace) -> None:
    row = next(row for row in to_rows(story) if row["kind"] == "reporting verb loaded")
    assert (row["original_text"], row["copy_text"]) == ("said its", "claimed")
    assert row["copy_end"] - row["copy_start"] == len("claimed")


def test_an_uncaptured_wording_has_a_row_without_a_capture(story: Trace) -> None:
    assert to_rows(story, "wordings")[0] == {
        "wording": "w-nordwire",
        "name": "Nordwire",
        "capture": None,
        "credit": None,
        "credited_to": "",
    }


def test_an_unknown_table_is_named_with_the_known_ones(story: Trace) -> None:
    with pytest.raises(UsageError, match=r"nonsense: is no table .* changes, captures"):
        to_rows(story, "nonsense")
