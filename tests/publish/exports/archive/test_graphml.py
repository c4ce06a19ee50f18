import io
from pathlib import Path
from typing import Any

import pyarrow as pa
from lxml import etree
from pyarrow import parquet

from geopolitik.index.archive.layout import Corpus
from geopolitik.publish.exports.archive.graphml import NAMESPACE, graphml

Worked = tuple[Corpus, Path, Path]
N = {"g": NAMESPACE}


def tree(table: Any) -> Any:
    out = io.BytesIO()
    graphml(table, out)
    return etree.fromstring(out.getvalue())


def data(element: Any) -> dict[str, str]:
    return {item.get("key").partition("_")[2]: item.text for item in element.findall("g:data", N)}


def edges(found: Any) -> dict[tuple[str, str], dict[str, str]]:
    nodes = {node.get("id"): data(node) for node in found.iterfind(".//g:node", N)}
    names = {number: told.get("id") or told["outlet"] for number, told in nodes.items()}
    return {
        (names[edge.get("source")], names[edge.get("target")]): data(edge)
        for edge in found.iterfind(".//g:edge", N)
    }


def test_pairs_lead_from_the_earlier_to_the_later(worked: Worked) -> None:
    found = edges(tree(parquet.read_table(worked[1])))
    assert ("source", "taker") in found
    assert found["source", "taker"]["passages"] == "1"
    assert int(found["source", "taker"]["weight"]) >= 55
    assert {a for a, _ in found} == {"agency", "source"}


def test_a_stemma_leads_from_the_original(worked: Worked) -> None:
    found = edges(tree(parquet.read_table(worked[2])))
    assert found["agency", "copy-0"]["kind"] == "light edit"
    assert {a for a, b in found if b.startswith("copy-")} <= {"agency", *(f"copy-{n}" for n in range(4))}


def test_an_original_known_from_a_credit_is_a_node(worked: Worked) -> None:
    rows = parquet.read_table(worked[2]).to_pylist()[:2]
    rows[1] |= {"original": "", "original_name": "Teskar Agency", "kind": "rewrite"}
    found = edges(tree(pa.Table.from_pylist(rows, schema=parquet.read_schema(worked[2]))))
    assert ("Teskar Agency", rows[1]["record"]) in found


def test_whatever_a_text_is_called_it_can_be_read(worked: Worked) -> None:
    rows = parquet.read_table(worked[2]).to_pylist()
    rows[0]["title"] = "\x00<&\ud7ff\x0b]]>"
    found = tree(pa.Table.from_pylist(rows, schema=parquet.read_schema(worked[2])))
    titles = [data(node).get("title") for node in found.iterfind(".//g:node", N)]
    assert "�<&\ud7ff�]]>" in titles


def test_every_key_is_declared_and_every_id_its_own(worked: Worked) -> None:
    for path in worked[1:]:
        found = tree(parquet.read_table(path))
        assert set(found.xpath("//g:data/@key", namespaces=N)) <= set(
            found.xpath("//g:key/@id", namespaces=N)
        )
        ids = found.xpath("//*/@id")
        assert len(ids) == len(set(ids))
