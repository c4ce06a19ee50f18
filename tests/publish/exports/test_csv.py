import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.publish.exports.csv import to_csv

CELLS = st.text(st.one_of(st.characters(), st.sampled_from("=+-@\t\r\n\",;' \x00\ud800＝")), max_size=20)


def read(table: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def cell(value: object) -> str:
    return read(to_csv([{"a": value, "b": "end"}], ["a", "b"]))[1][0]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain", "plain"),
        ("=1+1", "'=1+1"),
        ("+49 30 1234", "'+49 30 1234"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("a=b", "a=b"),
        ('he said "no", twice', 'he said "no", twice'),
        ("two\nlines", "two\nlines"),
        (-0.6, "-0.6"),
        (-3, "-3"),
        (True, "true"),
        (None, ""),
        (datetime(2031, 3, 3, 9, tzinfo=UTC), "2031-03-03T09:00:00+00:00"),
        ("\ud800\x00", "\N{REPLACEMENT CHARACTER}" * 2),
    ],
)
def test_a_cell(value: object, expected: str) -> None:
    assert cell(value) == expected


def test_a_header_line_and_crlf() -> None:
    assert (
        to_csv([{"outlet": "Kurier, Der"}], ["outlet", "lacking"]) == b'outlet,lacking\r\n"Kurier, Der",\r\n'
    )


def test_a_byte_order_mark_on_demand() -> None:
    assert to_csv([], ["ä"], bom=True) == b"\xef\xbb\xbf\xc3\xa4\r\n"
    assert to_csv([], ["ä"]) == b"\xc3\xa4\r\n"


def test_an_empty_cell_alone_is_no_empty_line() -> None:
    assert read(to_csv([{"a": ""}, {"a": None}], ["a"])) == [["a"], [""], [""]]


@given(st.lists(st.fixed_dictionaries({"a": CELLS, "b": CELLS}), max_size=5))
def test_any_text_is_one_cell_and_no_formula(rows: list[dict[str, str]]) -> None:
    found = read(to_csv(rows, ["a", "b"]))[1:]
    assert len(found) == len(rows)
    for line, row in zip(found, rows, strict=True):
        for text, original in zip(line, (row["a"], row["b"]), strict=True):
            clean = original.encode(errors="replace").decode().replace("\x00", "?")
            assert text.replace("\N{REPLACEMENT CHARACTER}", "?").removeprefix("'") == clean.replace(
                "\N{REPLACEMENT CHARACTER}", "?"
            ).removeprefix("'")
            assert not text.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
