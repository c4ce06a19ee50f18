"""Rows with a text in each: lines of JSON (ours, passim's), and tables in Parquet."""

from __future__ import annotations

import base64
import binascii
from contextlib import suppress
from datetime import UTC, datetime
from io import BufferedReader
from typing import Any

import msgspec

from geopolitik.steps.collect.files.held import BadFileError, Held, Holding, Page, Unread, is_web

_LONGEST = 24 * 1024 * 1024
_BATCH = 64
_NO_JSON = "is no line of JSON"
_NAMES = {
    "text": ("text", "html"),
    "base64": ("base64",),
    "name": ("name", "id"),
    "id": ("id",),
    "address": ("address", "url", "uri"),
    "outlet": ("outlet", "series"),
    "published": ("published", "date"),
    "captured_at": ("captured_at",),
    "title": ("title",),
    "sha256": ("sha256",),
}
"""What columns are called: here, in passim (id, series, text, date), and in crawls."""


_WANTED = sorted({name for names in _NAMES.values() for name in names})
_Plain = str | int | float | None
_ROW = msgspec.json.Decoder(msgspec.defstruct("_Row", [(name, _Plain, None) for name in _WANTED]))
"""What is wanted of a line; whatever else it holds is passed over, and never built."""
_ODD_ROW = msgspec.json.Decoder(
    msgspec.defstruct("_OddRow", [(name, msgspec.Raw, msgspec.Raw(b"")) for name in _WANTED])
)
"""The same of a line that holds lists or objects where texts are wanted."""


def lines(stream: BufferedReader, name: str, *, first: int = 1, end: int | None = None) -> Holding:
    """The texts of a file of JSON lines, from where the stream stands.

    Args:
        stream: the file, unpacked.
        name: what it is called.
        first: the number of the line where it stands.
        end: the lines that begin before this place, in bytes; all if left out.

    Raises:
        BadFileError: it is packed and damaged, or was cut off.
    """
    number = first - 1
    while (end is None or stream.tell() < end) and (line := stream.readline(_LONGEST)):
        number += 1
        where = f"{name}:{number}"
        if not line.endswith(b"\n") and len(line) >= _LONGEST:
            _pass_over(stream)
            yield Unread(where, "is longer than any page")
        elif line.strip():
            held = _line(line, where)
            if number == 1 and isinstance(held, Unread) and held.reason.startswith(_NO_JSON):
                raise BadFileError("is no file of JSON lines: its first line isn't one")
            yield held


def _pass_over(stream: BufferedReader) -> None:
    while (part := stream.readline(1 << 20)) and not part.endswith(b"\n"):
        pass


def begins(stream: BufferedReader) -> bool:
    """Whether the line where the stream stands is one of JSON, or blank."""
    line = stream.readline(_LONGEST)
    return not line.strip() or not isinstance(_row(line, ""), Unread)


def _line(line: bytes, where: str) -> Held:
    row = _row(line, where)
    return row if isinstance(row, Unread) else page(row, where)


def _row(line: bytes, where: str) -> dict[str, Any] | Unread:
    try:
        try:
            return msgspec.structs.asdict(_ROW.decode(line))
        except msgspec.ValidationError:
            return {name: _plain(raw) for name, raw in msgspec.structs.asdict(_ODD_ROW.decode(line)).items()}
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        return Unread(where, f"{_NO_JSON} ({str(error)[:80]})")


def _plain(raw: msgspec.Raw) -> Any:
    """A text or number; None for whatever else a line holds there, which may be large and isn't built."""
    written = bytes(raw)
    return msgspec.json.decode(written) if written and written[:1] not in b"[{tf" else None


def page(row: dict[str, Any], where: str) -> Held:
    """A row as a page."""
    said = {key: _first(row, names) for key, names in _NAMES.items()}
    try:
        content = _content(said)
    except ValueError as error:
        return Unread(where, str(error))
    # What was captured as it stood, or begins like a page, is a page.
    is_bare = not (said["base64"] or said["sha256"] or content.lstrip().startswith(b"<"))
    address = said["address"]
    if address and not is_web(address):
        return Unread(where, "has an address that is none of the web")
    return Page(
        where,
        content,
        address=address,
        outlet=" ".join(said["outlet"].split())[:120],
        published=said["published"][:80],
        captured_at=_moment(said["captured_at"]),
        captured_as=said["name"][:1000],
        id=said["id"][:1000],
        title=" ".join(said["title"].split())[:1000] if is_bare else "",
        is_bare=is_bare,
    )


def _first(row: dict[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        value = row.get(name)
        if value is None:
            continue
        if isinstance(value, datetime):
            return value.isoformat()
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return str(value)
    return ""


def _content(said: dict[str, str]) -> bytes:
    if said["base64"]:
        try:
            return base64.b64decode(said["base64"], validate=True)
        except (binascii.Error, ValueError) as error:
            raise ValueError("holds bytes that aren't base64") from error
    if not said["text"]:
        raise ValueError("holds no text")
    return said["text"].encode("utf-8", "replace")


def _moment(text: str) -> datetime | None:
    with suppress(ValueError):
        at = datetime.fromisoformat(text)
        # Without a zone nobody knows when it was.
        return at.astimezone(UTC) if at.tzinfo else None
    return None


def table(path: str, name: str) -> Holding:
    """The texts of a table in Parquet.

    Raises:
        BadFileError: it is none, or the library for it isn't there.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise BadFileError("is a table in Parquet: install geopolitik[archives]") from None
    pyarrow.set_cpu_count(1)
    wanted = {column for names in _NAMES.values() for column in names}
    try:
        with parquet.ParquetFile(path) as file:
            columns = [column for column in file.schema_arrow.names if column in wanted]
            number = 0
            for batch in file.iter_batches(batch_size=_BATCH, columns=columns, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield page(row, f"{name}:{number}")
    except (pyarrow.ArrowException, OSError) as error:
        raise BadFileError(f"is no table in Parquet that can be read ({str(error)[:80]})") from error
