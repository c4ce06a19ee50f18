"""The columns of an archive's tables; `docs/reference/archive.md` says the same to users."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow

RECORD_COLUMNS = ("id", "outlet", "date", "address", "title", "text")
"""Of a partition's `records.arrow`, in this order, all strings; empty where nothing is known."""


NUMBERS = ("a_number", "b_number")


def records() -> pyarrow.Schema:
    """A partition's records: `model.archive.Record`, column by column."""
    import pyarrow as pa

    return pa.schema([(name, pa.large_string()) for name in RECORD_COLUMNS])


def pairs() -> pyarrow.Schema:
    """`pairs.parquet`: a row for each passage that two records share, sorted by `a`, `b` and place.

    `a` is the earlier of the two (by date, then id; undated ones last). `begin` and `end` are code points of
    the record's text. `words` is how many words are the same within the passage, `share` how much of each
    text the pair's passages cover together. Witnesses of one wording (`a_wording` equals `b_wording`) are
    paired with its first record only; a wording is named by that record's id.
    """
    import pyarrow as pa

    text, number, share = pa.string(), pa.int32(), pa.float32()
    fields: list[tuple[str, pyarrow.DataType]] = []
    for side in ("a", "b"):
        fields += [
            (side, text),
            (f"{side}_outlet", text),
            (f"{side}_date", text),
            (f"{side}_wording", text),
            (f"{side}_begin", number),
            (f"{side}_end", number),
            (f"{side}_share", share),
        ]
    return pa.schema([pa.field(name, kind, nullable=False) for name, kind in (*fields, ("words", number))])


def numbered_pairs() -> pyarrow.Schema:
    """The parts that `pairs.parquet` is put together from: the numbers of the two records come first."""
    import pyarrow as pa

    fields = list(pairs())
    return pa.schema([*(pa.field(name, pa.int32(), nullable=False) for name in NUMBERS), *fields])


def stemma() -> pyarrow.Schema:
    """`stemma.parquet`: a row for each record of a cluster, sorted by `cluster` and the archive's order.

    A cluster is what pairs connect; its name is the id of its first record. `original` is the record that
    stands for the wording this one was made from, empty for an origin and where nothing can be told;
    `original_name` names an original that only a credit tells of. `traced` is false for records of a cluster
    too large to be traced whole, which stand there with what their closest pair says.
    """
    import pyarrow as pa

    text, number, share = pa.string(), pa.int32(), pa.float32()
    change = pa.struct(
        [
            ("kind", text),
            ("severity", text),
            ("reason", text),
            ("original_begin", number),
            ("original_end", number),
            ("begin", number),
            ("end", number),
        ]
    )
    relation = pa.struct(
        [
            ("other", text),
            ("relation", text),
            ("probability", share),
            ("direction", text),
            ("direction_probability", share),
        ]
    )
    columns = [
        ("cluster", text),
        ("record", text),
        ("outlet", text),
        ("date", text),
        ("address", text),
        ("title", text),
        ("wording", text),
        ("traced", pa.bool_()),
        ("original", text),
        ("original_name", text),
        ("kind", text),
        ("probability", share),
        ("credit", text),
        ("credited_to", pa.list_(text)),
        ("origins_low", number),
        ("origins_high", number),
        ("changes", pa.list_(change)),
        ("relations", pa.list_(relation)),
    ]
    return pa.schema([pa.field(name, kind, nullable=False) for name, kind in columns])
