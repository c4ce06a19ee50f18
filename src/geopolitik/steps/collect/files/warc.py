"""Web archives: WARC, and WACZ, which is WARC files in a zip."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BufferedReader
from typing import BinaryIO

from geopolitik.steps.collect.files.held import BadFileError, Held, Holding, Page, Unread, is_web
from geopolitik.steps.collect.files.http import TEXTS, answered, media_type
from geopolitik.steps.collect.files.unpacking import CUT_OFF, FREE, RATIO, opened

_LONGEST = 32 * 1024 * 1024
"""Bytes of a record that is looked at: larger than any page may be."""
_LINE = 64 * 1024
_LINES = 1000
_STEP = 1 << 20
_MEMBERS = 10_000


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """A record of a web archive."""

    number: int
    headers: dict[str, str]
    """Names in lower case."""
    block: bytes | None
    """None if it is too large to be a page."""

    @property
    def kind(self) -> str:
        return self.headers.get("warc-type", "").lower()


def records(stream: BufferedReader) -> Iterator[WarcRecord]:
    """The records of a WARC file, unpacked already, each looked at to its last byte.

    Raises:
        BadFileError: it ends within a record, or holds something else.
    """
    number = 0
    while line := _next(stream):
        if not line.endswith(b"\n") and len(line) < _LINE:
            raise BadFileError(CUT_OFF)
        if not line.startswith(b"WARC/"):
            raise BadFileError(f"holds no WARC record after the first {number}")
        number += 1
        headers = _headers(stream)
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) <= 19):
            raise BadFileError(f"record {number} has no length")
        yield WarcRecord(number, headers, _block(stream, int(length)))


def _next(stream: BufferedReader) -> bytes:
    while line := stream.readline(_LINE):
        if line.strip():
            return line
    return b""


def _headers(stream: BufferedReader) -> dict[str, str]:
    found: dict[str, str] = {}
    last = ""
    for _ in range(_LINES):
        line = stream.readline(_LINE)
        if not line.endswith(b"\n"):
            raise BadFileError(CUT_OFF if len(line) < _LINE else "has a header without end")
        if not line.strip():
            return found
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[:1] in " \t" and last:
            found[last] += " " + text.strip()
            continue
        name, _, value = text.partition(":")
        last = name.strip().lower()
        found.setdefault(last, value.strip())
    raise BadFileError("has a record of more headers than any has")


def _block(stream: BufferedReader, length: int) -> bytes | None:
    if length <= _LONGEST:
        block = stream.read(length)
        if len(block) < length:
            raise BadFileError(CUT_OFF)
        return block
    left = length
    while left:
        part = stream.read(min(_STEP, left))
        if not part:
            raise BadFileError(CUT_OFF)
        left -= len(part)
    return None


def pages(stream: BufferedReader, name: str) -> Holding:
    """The pages of a WARC file; what else it holds is told."""
    for record in records(stream):
        yield _page(record, f"{name}#{record.number}")


def _page(record: WarcRecord, name: str) -> Held:
    if record.kind not in ("response", "resource", "conversion"):
        return Unread(name, f"is a record of kind {record.kind[:20]}", is_bad=False)
    if record.block is None:
        return Unread(name, "is larger than any page")
    address = record.headers.get("warc-target-uri", "").strip("<>")
    try:
        if record.headers.get("content-type", "").startswith("application/http"):
            status, kind, body = answered(record.block)
            if status != 200:
                return Unread(name, f"was answered with status {status}", is_bad=False)
        else:
            kind, body = media_type(record.headers.get("content-type", "")), record.block
    except BadFileError as error:
        return Unread(name, str(error))
    if kind not in TEXTS:
        return Unread(name, f"is of type {kind[:40] or 'unknown'}", is_bad=False)
    if not is_web(address):
        return Unread(name, "has no address of the web")
    return Page(name, body, address=address, captured_at=_moment(record.headers.get("warc-date", "")))


def _moment(text: str) -> datetime | None:
    with suppress(ValueError):
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    return None


def wacz(file: BinaryIO, name: str) -> Holding:
    """The pages of the WARC files in a WACZ.

    Raises:
        BadFileError: it is no zip, or none that holds WARC files.
    """
    try:
        with zipfile.ZipFile(file) as packed:
            members = [m for m in packed.infolist() if m.filename.startswith("archive/") and not m.is_dir()]
            if not members or len(members) > _MEMBERS:
                raise BadFileError(
                    "is a zip archive without WARC files: unpack it, and hand in what it holds"
                )
            for member in members:
                if member.file_size > max(FREE, RATIO * member.compress_size):
                    raise BadFileError(f"unpacks to more than {RATIO} times its size")
                # Only read, never written anywhere: what its name says does no harm.
                with packed.open(member) as inner:
                    yield from pages(opened(inner), f"{name}/{member.filename[8:80]}")
    # What is encrypted, or packed in a way that isn't known, is a RuntimeError to `zipfile`.
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError) as error:
        raise BadFileError(f"is no zip archive that can be read ({error})") from error
