"""Tables on disk: parts of a stage, and the Parquet files that users get."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from geopolitik.index.archive.files import whole

if TYPE_CHECKING:
    import pyarrow

ROWS = 65_536
"""Of a row group."""


def write_part(path: Path, table: pyarrow.Table, counts: Mapping[str, int]) -> None:
    """Write a part of a stage's result, with what was counted on the way."""
    import pyarrow as pa

    schema = table.schema.with_metadata({key: str(count) for key, count in counts.items()})
    how = pa.ipc.IpcWriteOptions(compression="zstd", use_threads=False)
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, schema, options=how) as file:
        file.write_table(table.replace_schema_metadata(schema.metadata))


def counts(path: Path) -> dict[str, int]:
    """What was counted when a part was made."""
    import pyarrow as pa

    with pa.memory_map(str(path)) as source, pa.ipc.open_file(source) as file:
        told = file.schema.metadata or {}
    return {key.decode(): int(value) for key, value in told.items()}


def read_part(path: Path) -> pyarrow.Table:
    """A part of a stage's result."""
    import pyarrow as pa

    with pa.memory_map(str(path)) as source, pa.ipc.open_file(source) as file:
        return file.read_all().replace_schema_metadata(None)


def write_parquet(path: Path, schema: pyarrow.Schema, tables: Iterable[pyarrow.Table]) -> int:
    """Write tables one after another into a Parquet file, and say how many rows there are.

    What is written shows the rows, and not how they were cut into tables.
    """
    from pyarrow import parquet

    rows = 0
    with whole(path) as aside, parquet.ParquetWriter(aside, schema, compression="zstd") as file:
        for table in _in_groups(tables):
            file.write_table(table, row_group_size=ROWS)
            rows += len(table)
    return rows


def _in_groups(tables: Iterable[pyarrow.Table]) -> Iterator[pyarrow.Table]:
    """The same rows in tables of ROWS, but for the last."""
    import pyarrow as pa

    waiting: list[pyarrow.Table] = []
    count = 0
    for table in tables:
        waiting.append(table)
        count += len(table)
        while count >= ROWS:
            together = pa.concat_tables(waiting)
            yield together.slice(0, ROWS).combine_chunks()
            waiting, count = [together.slice(ROWS)], count - ROWS
    if count:
        yield pa.concat_tables(waiting).combine_chunks()
