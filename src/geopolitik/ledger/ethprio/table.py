"""The file itself: bytes to rows and back, bounded, with nothing taken for granted."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geopolitik.errors import GeopolitikError
from geopolitik.ledger.ethprio.columns import NEEDED

MOST_BYTES = 32 << 20
MOST_ROWS = 50_000
"""A dozen times the data set."""
MOST_COLUMNS = 300
_TOLD = 5
# What a case's files can't hold; no table needs it.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_TOO_LONG = "field larger than field limit"


class EthprioError(GeopolitikError):
    """A file can't be read as ETH/PRIO ceasefire data; nothing of it was imported."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file as they stand there."""

    header: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    lines: tuple[int, ...]
    """For each row the line of the file on which it begins."""


def read_table(content: bytes, name: str) -> Table:
    """Read a file: UTF-8, commas, a header line; every row as long as the header.

    Args:
        content: the file's bytes.
        name: what to call it in errors.

    Raises:
        EthprioError: it is too large, isn't UTF-8 or CSV, holds control characters, lacks a column that is
            needed, or has rows that are shorter or longer than the header.
    """
    if len(content) > MOST_BYTES:
        raise EthprioError(name, f"is larger than {MOST_BYTES >> 20} MB", "Split it.")
    lines, records = _records(_text(content, name), name)
    if not records:
        raise EthprioError(name, "is empty", "Its first line must name the columns.")
    header = tuple(records[0])
    _check_header(header, name)
    if len(records) == 1:
        raise EthprioError(name, "has no rows below its header")
    _check_lengths(header, records, lines, name)
    rows = tuple(dict(zip(header, record, strict=True)) for record in records[1:])
    return Table(header, rows, tuple(lines[1:]))


def write_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Rows in the data set's own form: UTF-8 with a byte order mark, CRLF, quotes only where needed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return codecs.BOM_UTF8 + out.getvalue().encode("utf-8")


def difference(given: bytes, made: bytes) -> str:
    """What differs between two files, in a few words; empty if nothing does."""
    told = []
    if made.startswith(codecs.BOM_UTF8) and not given.startswith(codecs.BOM_UTF8):
        told.append("the byte order mark")
        given = codecs.BOM_UTF8 + given
    if b"\r\n" in made and b"\r\n" not in given:
        told.append("the line ends")
        given = given.replace(b"\n", b"\r\n")
    if given != made:
        told.append(_where(given.split(b"\r\n"), made.split(b"\r\n")))
    return " and ".join(told)


def _where(theirs: Sequence[bytes], ours: Sequence[bytes]) -> str:
    pairs = zip(theirs, ours, strict=False)
    line = next((n for n, (a, b) in enumerate(pairs, 1) if a != b), min(len(theirs), len(ours)) + 1)
    if line == 1:
        return "the order of the columns, or their quoting"
    return f"from line {line} on the quoting, or the file's last line end"


def _text(content: bytes, name: str) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise EthprioError(name, "is UTF-16", "Save it as CSV in UTF-8.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Its place is counted without the byte order mark.
        line = error.object.count(b"\n", 0, error.start) + 1
        byte = error.object[error.start]
        told = f"line {line} isn't UTF-8 (byte 0x{byte:02x})"
        raise EthprioError(name, told, "Save it as UTF-8.") from error
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise EthprioError(
            name, f"line {line} holds a control character (U+{ord(found[0]):04X})", "Delete it."
        )
    return text


def _records(text: str, name: str) -> tuple[list[int], list[list[str]]]:
    """The records, and the line on which each begins."""
    # Strict: a stray quotation mark would otherwise swallow rows unseen.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines: list[int] = []
    records: list[list[str]] = []
    begins = 1
    try:
        for record in reader:
            if len(records) > MOST_ROWS:
                raise EthprioError(name, f"has more than {MOST_ROWS:,} rows", "Split it.")
            if len(record) > MOST_COLUMNS:
                raise EthprioError(name, f"line {begins} has more than {MOST_COLUMNS} cells")
            lines.append(begins)
            records.append(record)
            begins = reader.line_num + 1
    except csv.Error as error:
        if str(error).startswith(_TOO_LONG):
            long = f"line {begins} has a cell of more than {csv.field_size_limit():,} characters"
            raise EthprioError(name, long, "Is a quotation mark left open?") from error
        raise EthprioError(name, f"line {begins} isn't CSV: {error}", "Mend its quotation marks.") from error
    return lines, records


def _check_header(header: tuple[str, ...], name: str) -> None:
    if missing := [column for column in NEEDED if column not in header]:
        raise EthprioError(name, f"line 1 lacks the columns {', '.join(missing)}", "They make the accounts.")
    if twice := sorted({column for column in header if header.count(column) > 1}):
        raise EthprioError(name, f"line 1 names columns twice: {', '.join(twice)[:200]}")


def _check_lengths(
    header: tuple[str, ...], records: Sequence[Sequence[str]], lines: Sequence[int], name: str
) -> None:
    pairs = zip(lines, records, strict=True)
    wrong = [f"line {line} has {len(record)}" for line, record in pairs if len(record) != len(header)]
    if wrong:
        more = f" and {len(wrong) - _TOLD} more" if len(wrong) > _TOLD else ""
        told = ", ".join(wrong[:_TOLD]) + more
        raise EthprioError(name, f"rows must have {len(header)} cells as the header has; {told}")
