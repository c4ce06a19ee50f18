"""All captures, and what was received, in forms that need no GeoPolitik: JSON lines and WARC."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection

from geopolitik.app.house import House
from geopolitik.errors import UsageError
from geopolitik.model.capture import Capture
from geopolitik.storage import captures
from geopolitik.storage.archive import archive_of, receipts
from geopolitik.storage.archive.erasing import ERASING
from geopolitik.storage.archive.files import copied, file_name, locked

_LONGEST_TEXT = 8 * 1024 * 1024
"""Bytes of a text; what is longer is written as base64, whose length doesn't depend on what it holds."""


@dataclass(frozen=True, slots=True)
class Exported:
    """How much was written."""

    captures: int
    records: int


def export(house: House, folder: Path) -> Exported:
    """Write everything that was received into a new folder: one state, also while others write.

    Raises:
        UsageError: the folder is there already, or can't be made or written.
        StoreError: the store or its archive can't be read.
    """
    archive = archive_of(house.store)
    try:
        folder.mkdir(mode=0o700)
        # Nothing may be erased between the reading of the receipts and that of the files.
        with locked(archive.folder, ERASING, shared=True), house.store.reading() as r:
            (folder / "archive").mkdir()
            kept = _write(folder / "captures.jsonl", _captures(r))
            known = _write(folder / "receipts.jsonl", (asdict(receipt) for receipt in receipts.all_of(r)))
            for number, end in sorted(receipts.ends(r).items()):
                copied(archive.folder / file_name(number), folder / "archive" / file_name(number), end)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(str(folder), f"can't be written ({reason})", "Name a new folder.") from error
    return Exported(kept, known)


def _write(path: Path, rows: Iterator[dict[str, Any]]) -> int:
    count = 0
    with path.open("xb") as file:
        for row in rows:
            file.write(msgspec.json.encode(row) + b"\n")
            count += 1
        file.flush()
        os.fsync(file.fileno())
    return count


def _captures(connection: Connection) -> Iterator[dict[str, Any]]:
    for capture_id in captures.ids(connection):
        capture = captures.get(connection, capture_id)
        if capture is not None:
            yield _row(capture)


def _row(capture: Capture) -> dict[str, Any]:
    said = {
        "id": capture.id,
        "name": capture.name,
        "url": capture.declared.url,
        "outlet": capture.declared.outlet,
        "published": capture.declared.published,
        "captured_at": capture.captured_at,
        "sha256": capture.sha256,
    }
    return {key: value for key, value in said.items() if value is not None} | _content(capture.content)


def _content(content: bytes) -> dict[str, str]:
    if len(content) <= _LONGEST_TEXT:
        try:
            return {"text": content.decode()}
        except UnicodeDecodeError:
            pass
    return {"base64": base64.b64encode(content).decode()}
