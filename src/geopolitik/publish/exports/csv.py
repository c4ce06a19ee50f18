"""Rows as a CSV file that a spreadsheet opens without running anything that stands in it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

_FORMULA = re.compile(r"[\t\r]|\s*[=+\-@＝＋－＠]")
"""What makes a spreadsheet read a cell as a formula, full-width signs included; some trim spaces first."""

_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
"""Lone surrogates can't be encoded, and a NUL ends the file for some readers."""


def to_csv(rows: Iterable[Mapping[str, object]], columns: Sequence[str], *, bom: bool = False) -> bytes:
    """The rows as CSV after RFC 4180: UTF-8, commas, CRLF, a header line.

    Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers are left alone,
    negative ones too. What a row lacks, and None, is an empty cell; a date-time is written in ISO 8601.

    Args:
        rows: one mapping per line; keys that are not in `columns` are left out.
        columns: the keys to write, in order; also the header line.
        bom: begin with a byte order mark, without which Excel takes UTF-8 for a local code page.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_cell(column) for column in columns])
    # One empty cell alone would be an empty line, which readers skip: csv quotes it for us.
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8")


def _cell(value: object) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    text = value.isoformat() if isinstance(value, datetime) else str(value)
    text = _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    return f"'{text}" if _FORMULA.match(text) else text
