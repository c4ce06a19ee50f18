"""The file itself: what can't be read is refused in words, nothing is imported by halves."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.ethprio.making import file_of, row

from geopolitik.ledger.ethprio import table as tables
from geopolitik.ledger.ethprio.columns import HEADER, NEEDED
from geopolitik.ledger.ethprio.table import EthprioError, difference, read_table, write_table


def test_rows_know_the_line_they_begin_on() -> None:
    table = read_table(file_of(row(comment="two\r\nlines"), row(id="2")), "rows.csv")
    assert table.lines == (2, 4)
    assert table.rows[0]["comment"] == "two\r\nlines"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (file_of(), "has no rows below its header"),
        (b"a,b\r\n1,2\r\n", "line 1 lacks the columns uniq_id, ucdp_actor_id"),
        (file_of(row()).replace(b"Valdenia", b"Vald\xe9nia"), "line 2 isn't UTF-8 (byte 0xe9)"),
        (file_of(row()).decode("utf-8-sig").encode("utf-16"), "is UTF-16"),
        (file_of(row()) + b"1,2,3\r\n", "rows must have 87 cells as the header has; line 3 has 3"),
        (file_of(row()) + b"\r\n", "line 3 has 0"),
        (file_of(row()).replace(b"Valdenia,", b'"Valdenia" x,', 1), "line 2 isn't CSV"),
        (file_of(row(), row(comment="\x00")), "line 3 holds a control character (U+0000)"),
        (file_of(row(comment="x" * 200_000)), "line 2 has a cell of more than 131,072 characters"),
        (file_of(row(), header=[*HEADER, "id"]), "line 1 names columns twice: id"),
    ],
    ids=[
        "empty",
        "byte order mark only",
        "header only",
        "missing columns",
        "Latin-1",
        "UTF-16",
        "short row",
        "empty line",
        "text after a quote",
        "control character",
        "huge cell",
        "column twice",
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(content: bytes, message: str) -> None:
    with pytest.raises(EthprioError) as raised:
        read_table(content, "rows.csv")
    assert str(raised.value).startswith("rows.csv: ")
    assert message in str(raised.value)


def test_a_quotation_mark_left_open_is_told() -> None:
    with pytest.raises(EthprioError, match=r"line 2 isn't CSV|left open"):
        read_table(file_of(row()).replace(b"Valdenia,", b'"Valdenia,', 1), "rows.csv")


def test_many_short_rows_are_told_in_few_words() -> None:
    with pytest.raises(EthprioError) as raised:
        read_table(file_of(row()) + b"1,2\r\n" * 1_000, "rows.csv")
    assert "and 995 more" in str(raised.value)
    assert len(str(raised.value)) < 300


def test_a_million_rows_are_refused_early() -> None:
    with pytest.raises(EthprioError, match="has more than 50,000 rows"):
        read_table(b"a\r\n" * 1_000_000, "rows.csv")


def test_too_large_a_file_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_BYTES", 1 << 20)
    with pytest.raises(EthprioError, match="is larger than 1 MB"):
        read_table(b"x" * ((1 << 20) + 1), "rows.csv")


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(EthprioError, match="line 1 has more than 300 cells"):
        read_table(b"," * 500, "rows.csv")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(EthprioError):
        read_table(content, "rows.csv")


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=5), min_size=12, max_size=12
    )
)
def test_a_table_that_was_written_reads_the_same(cells: list[str]) -> None:
    header = NEEDED
    content = write_table(header, [cells])
    table = read_table(content, "rows.csv")
    assert list(table.rows[0].values()) == cells


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (file_of(row()), ""),
        (file_of(row(), bom=""), "the byte order mark"),
        (file_of(row(), line_end="\n"), "the line ends"),
        (file_of(row(), bom="", line_end="\n"), "the byte order mark and the line ends"),
        (file_of(row(), header=[*HEADER[1:], HEADER[0]]), "the order of the columns"),
        (file_of(row()).replace(b",Valdenia,", b',"Valdenia",'), "from line 2 on"),
        (file_of(row()).removesuffix(b"\r\n"), "from line 3 on"),
    ],
    ids=["nothing", "byte order mark", "line ends", "both", "order", "quoting", "last line end"],
)
def test_what_differs_is_told(given: bytes, told: str) -> None:
    assert difference(given, file_of(row())).startswith(told)
    assert bool(difference(given, file_of(row()))) is bool(told)
