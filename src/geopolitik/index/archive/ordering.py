"""The archive's order: every record's number, whatever partition it lies in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from geopolitik.index.archive.partition import columns

if TYPE_CHECKING:
    import pyarrow

NOWHERE = -1
_BEGINNING = re.compile(r"[^/?#]*//[^/?#]*")
"""Of an address, up to its path: a few sites have many records."""


@dataclass(frozen=True, slots=True)
class Order:
    """The records of an archive by number, and where each lies."""

    heads: pyarrow.Table
    """Columns id, outlet, date, site, partition, row; by number."""
    numbers: tuple[NDArray[np.int64], ...]
    """Of each partition, by row: the record's number; NOWHERE if an earlier one has the same id."""
    doubles: tuple[str, ...]
    """The ids that were met again, once for each time."""


def order(partitions: Sequence[Path]) -> Order:
    """Put the records of all partitions in order: by date, then by id; those without a date last."""
    import pyarrow as pa
    import pyarrow.compute as pc

    parts = [_heads(columns(folder, "id", "outlet", "date", "address")) for folder in partitions]
    sizes = [len(part) for part in parts]
    table = pa.concat_tables(parts)
    table = table.append_column("partition", pa.array(np.repeat(np.arange(len(sizes)), sizes), pa.int32()))
    rows = np.concatenate([np.arange(size) for size in sizes])
    table = table.append_column("row", pa.array(rows, pa.int32()))
    table = table.append_column("undated", pc.equal(table["date"], ""))
    keys = [(name, "ascending") for name in ("undated", "date", "id", "partition", "row")]
    places = pc.sort_indices(table, sort_keys=keys).to_numpy()
    again = _again(table["id"])
    places = places[~again[places]]
    numbers = np.full(len(table), NOWHERE, np.int64)
    numbers[places] = np.arange(len(places))
    heads = table.take(places).drop_columns(["undated"])
    doubles = table["id"].filter(pa.array(again)).to_pylist()
    return Order(heads, tuple(np.split(numbers, np.cumsum(sizes)[:-1])), tuple(doubles))


def _heads(records: pyarrow.Table) -> pyarrow.Table:
    """What is known of each record: its address is cut to the site.

    That is the host of the address, or the outlet's name where there is none: columnists and desks that are
    named as outlets share the furniture of the page that they stand on.
    """
    import pyarrow as pa

    both = zip(records["address"].to_pylist(), records["outlet"].to_pylist(), strict=True)
    sites = pa.array([_host(address) or outlet for address, outlet in both], pa.large_string())
    return records.drop_columns(["address"]).append_column("site", sites)


def _host(address: str) -> str:
    """The host of a web address; empty if it is none."""
    beginning = _BEGINNING.match(address)
    return _host_of(beginning[0]) if beginning else ""


@lru_cache(maxsize=4096)
def _host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _again(ids: pyarrow.ChunkedArray) -> NDArray[np.bool_]:
    """Which ids stand earlier in the input already."""
    codes = ids.combine_chunks().dictionary_encode().indices.to_numpy()
    again = np.ones(len(codes), np.bool_)
    again[np.unique(codes, return_index=True)[1]] = False
    return again
