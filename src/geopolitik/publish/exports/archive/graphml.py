"""Who reuses whom as a network in GraphML (Brandes et al. 2002), as Gephi and NetworkX read it.

Records are nodes. Of pairs, an edge leads from the earlier record to the later one, and `weight` is how many
words they share. Of a stemma, an edge leads from the original to what was made from it, and `weight` is its
probability; an original that only a credit tells of is a node of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, BinaryIO

from geopolitik.publish.feeds.xml import writable

if TYPE_CHECKING:
    import pyarrow

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = dict.fromkeys(("id", "outlet", "date", "title", "address", "cluster", "wording"), "string")
_PAIR = {"weight": "int", "passages": "int", "earlier_share": "double", "later_share": "double"}
_DERIVATION = {
    "kind": "string",
    "weight": "double",
    "credit": "string",
    "high": "int",
    "medium": "int",
    "low": "int",
}
_Told = Mapping[str, object]
_Edge = tuple[str, str, _Told]


def graphml(table: pyarrow.Table, out: BinaryIO) -> None:
    """Write a network.

    Args:
        table: as `pairs.parquet` or `stemma.parquet` has it.
        out: where to write it, piece by piece.
    """
    if "record" in table.column_names:
        nodes, edges, keys = _records(table), _derivations(table), _DERIVATION
    else:
        nodes, edges, keys = _ends(table), _pairs(table), _PAIR
    _write(out, nodes, edges, keys)


def _records(stemma: pyarrow.Table) -> dict[str, _Told]:
    """The nodes of a stemma, by record; of uncaptured originals by cluster and name."""
    columns = ("outlet", "date", "title", "address", "cluster", "wording")
    nodes: dict[str, _Told] = {}
    for row in _rows(stemma, ("record", "original", "original_name", *columns)):
        nodes[row["record"]] = {"id": row["record"], **{name: row[name] for name in columns}}
        if row["original_name"]:
            named = {"outlet": row["original_name"], "cluster": row["cluster"]}
            nodes.setdefault(_uncaptured(row), named)
    return nodes


def _derivations(stemma: pyarrow.Table) -> Iterator[_Edge]:
    columns = ("record", "original", "original_name", "cluster", "kind", "probability", "credit", "changes")
    for row in _rows(stemma, columns):
        original = row["original"] or (row["original_name"] and _uncaptured(row))
        if original:
            severities = Counter(change["severity"] for change in row["changes"])
            counts = {name: severities[name] for name in ("high", "medium", "low")}
            told = {"kind": row["kind"], "weight": row["probability"], "credit": row["credit"]}
            yield original, row["record"], told | counts


def _uncaptured(row: Mapping[str, Any]) -> str:
    # No record's id holds a NUL: this is none by chance.
    return f"{row['cluster']}\0{row['original_name']}"


def _ends(pairs: pyarrow.Table) -> dict[str, _Told]:
    nodes: dict[str, _Told] = {}
    for side in ("a", "b"):
        columns = {"id": side, **{name: f"{side}_{name}" for name in ("outlet", "date", "wording")}}
        for row in _rows(pairs, tuple(columns.values())):
            nodes.setdefault(row[side], {name: row[column] for name, column in columns.items()})
    return nodes


def _pairs(pairs: pyarrow.Table) -> Iterator[_Edge]:
    """An edge for each pair, whose passages stand in rows beside one another."""
    rows = _rows(pairs, ("a", "b", "words", "a_share", "b_share"))
    for (earlier, later), passages in groupby(rows, key=itemgetter("a", "b")):
        found = list(passages)
        shares = {"earlier_share": found[0]["a_share"], "later_share": found[0]["b_share"]}
        told = {"weight": sum(row["words"] for row in found), "passages": len(found)}
        yield earlier, later, told | shares


def _rows(table: pyarrow.Table, columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for batch in table.select(list(columns)).to_batches(max_chunksize=10_000):
        yield from batch.to_pylist()


def _write(
    out: BinaryIO, nodes: Mapping[str, _Told], edges: Iterator[_Edge], keys: Mapping[str, str]
) -> None:
    from lxml import etree

    numbers = {name: f"n{number}" for number, name in enumerate(nodes)}
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{NAMESPACE}}}graphml", nsmap={None: NAMESPACE}):
            for of, types in (("node", _NODE), ("edge", keys)):
                for name, kind in types.items():
                    key = {"id": f"{of}_{name}", "for": of, "attr.name": name, "attr.type": kind}
                    xml.write(_element("key", key), pretty_print=True)
            with xml.element(f"{{{NAMESPACE}}}graph", id="reuse", edgedefault="directed"):
                for name, told in nodes.items():
                    xml.write(_described("node", {"id": numbers[name]}, told), pretty_print=True)
                for number, (original, copy, told) in enumerate(edges):
                    # An original that stands in another file than this table is left out.
                    if original in numbers:
                        ends = {"source": numbers[original], "target": numbers[copy]}
                        xml.write(_described("edge", {"id": f"e{number}", **ends}, told), pretty_print=True)


def _described(of: str, attributes: Mapping[str, str], told: _Told) -> Any:
    element = _element(of, attributes)
    for name, value in told.items():
        if value not in ("", None):
            data = _element("data", {"key": f"{of}_{name}"})
            data.text = writable(str(value))
            element.append(data)
    return element


def _element(tag: str, attributes: Mapping[str, str]) -> Any:
    from lxml import etree

    element = etree.Element(f"{{{NAMESPACE}}}{tag}", nsmap={None: NAMESPACE})
    for name, value in attributes.items():
        element.set(name, value)
    return element
