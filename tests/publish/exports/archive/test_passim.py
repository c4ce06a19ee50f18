import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from tests.runners.making import pages

from geopolitik.index.archive import schemas
from geopolitik.index.archive.layout import Corpus
from geopolitik.index.archive.shelf import Shelf
from geopolitik.publish.exports.archive.passim import passim

Worked = tuple[Corpus, Path, Path]


def lines(table: Any, corpus: Corpus) -> list[dict[str, Any]]:
    return [json.loads(line) for line in passim(table, Shelf(corpus))]


def shared(
    a: str, b: str, spans: tuple[int, int, int, int], outlets: tuple[str, str] = ("A", "B")
) -> dict[str, Any]:
    row = {field.name: "" if pa.types.is_string(field.type) else 0 for field in schemas.pairs()}
    begin, end, other, stop = spans
    return row | {
        "a": a,
        "b": b,
        "a_outlet": outlets[0],
        "b_outlet": outlets[1],
        "a_begin": begin,
        "a_end": end,
        "b_begin": other,
        "b_end": stop,
    }


def table(*rows: dict[str, Any]) -> Any:
    return pa.Table.from_pylist(list(rows), schema=schemas.pairs())


def test_a_line_holds_what_passim_writes(worked: Worked) -> None:
    corpus, pairs, _ = worked
    found = lines(parquet.read_table(pairs), corpus)
    fields = {"cluster", "size", "begin", "end", "uid", "src", "pboiler", "id", "series", "text"}
    assert all(fields <= set(line) for line in found)
    texts = {page.id: page.content.decode() for page in pages()}
    assert all(line["text"] == texts[line["id"]][line["begin"] : line["end"]] for line in found)


def test_the_agency_and_its_copies_are_the_largest_cluster(worked: Worked) -> None:
    corpus, pairs, _ = worked
    found = lines(parquet.read_table(pairs), corpus)
    first = [line for line in found if line["cluster"] == 0]
    assert {line["id"] for line in first} == {"agency", "cut", *(f"copy-{n}" for n in range(4))}
    assert {line["size"] for line in first} == {6}
    uids = {line["id"]: line["uid"] for line in found}
    assert [line["src"] for line in first if line["id"] == "agency"] == [[]]
    assert {one["uid"] for line in first for one in line["src"]} == {uids["agency"]}
    assert {line["id"] for line in found if line["cluster"] == 1} == {"source", "taker"}


def test_passages_that_overlap_for_the_most_part_are_one_cluster(worked: Worked) -> None:
    rows = shared("agency", "copy-0", (0, 400, 0, 400)), shared("agency", "copy-1", (150, 500, 150, 500))
    found = lines(table(*rows), worked[0])
    assert [(line["id"], line["begin"], line["end"]) for line in found] == [
        ("agency", 0, 500),
        ("copy-0", 0, 400),
        ("copy-1", 150, 500),
    ]


def test_passages_that_hardly_overlap_are_two_clusters(worked: Worked) -> None:
    rows = shared("agency", "copy-0", (0, 400, 0, 400)), shared("agency", "copy-1", (350, 800, 350, 800))
    assert {line["cluster"] for line in lines(table(*rows), worked[0])} == {0, 1}


@pytest.mark.parametrize(
    ("outlets", "boiler"),
    [(("A", "B"), 0.0), (("A", "A"), 1.0), (("", ""), 0.0)],
    ids=["two outlets", "one outlet", "nobody knows"],
)
def test_the_share_that_one_series_reused(worked: Worked, outlets: tuple[str, str], boiler: float) -> None:
    found = lines(table(shared("agency", "copy-0", (0, 400, 0, 400), outlets)), worked[0])
    assert {line["pboiler"] for line in found} == {boiler}


def test_no_pairs(worked: Worked) -> None:
    assert lines(table(), worked[0]) == []
