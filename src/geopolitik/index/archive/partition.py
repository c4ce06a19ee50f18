"""One partition: some thousands of records, packed in small batches so that any can be had at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from geopolitik.index.archive import schemas
from geopolitik.index.archive.files import save_json
from geopolitik.model.archive import Record, SetAside

if TYPE_CHECKING:
    import pyarrow

LONGEST = 1_000_000
"""Code points of a text; what is longer is no article."""
BATCH = 16
"""Records that are packed together: to read one, so many are unpacked."""
RECORDS = "records.arrow"
MADE = "made.json"
_PACKED_BY = ("zstd", 3)
"""A twenty-fifth larger than by 6, in a third of the time."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a partition was made of, and what came out."""

    digest: str
    """Of the input's records, bad ones included."""
    records: int
    set_aside: int


def write(folder: Path, records: Sequence[Record], set_aside: Sequence[SetAside], digest: str) -> Made:
    """Write a partition into a folder that isn't there yet."""
    folder.mkdir()
    _write_records(folder / RECORDS, records)
    lines = b"".join(msgspec.json.encode(thing) + b"\n" for thing in set_aside)
    (folder / "set-aside.jsonl").write_bytes(lines)
    made = Made(digest, len(records), len(set_aside))
    save_json(folder / MADE, made)
    return made


def columns(folder: Path, *names: str) -> pyarrow.Table:
    """Some columns of a partition's records."""
    import pyarrow as pa

    wanted = [schemas.RECORD_COLUMNS.index(name) for name in names]
    how = pa.ipc.IpcReadOptions(included_fields=wanted, use_threads=False)
    with pa.memory_map(str(folder / RECORDS)) as source, pa.ipc.open_file(source, options=how) as file:
        return file.read_all().select(names)


def _write_records(path: Path, records: Sequence[Record]) -> None:
    import pyarrow as pa

    schema = schemas.records()
    how = pa.ipc.IpcWriteOptions(compression=pa.Codec(*_PACKED_BY), use_threads=False)
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, schema, options=how) as file:
        columns = [_strings([getattr(record, name) for record in records]) for name in schemas.RECORD_COLUMNS]
        file.write_table(pa.table(columns, schema=schema), max_chunksize=BATCH)


def _strings(texts: Sequence[str]) -> pyarrow.Array:
    """Texts as a column, a question mark for each half of a surrogate pair, which UTF-8 can't hold."""
    import pyarrow as pa

    encoded = [text.encode("utf-8", "replace") for text in texts]
    return pa.array(encoded, pa.large_binary()).view(pa.large_string())
