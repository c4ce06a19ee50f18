"""Archives as a whole: built, paired, traced and asked; the same whatever the partitions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.index.archive.making import text, words

pytest.importorskip("pyarrow")

from geopolitik.errors import CaptureError
from geopolitik.index.archive.layout import ArchiveError, Corpus
from geopolitik.index.archive.searching import Archive
from geopolitik.index.archive.shelf import Shelf
from geopolitik.model.archive import Record
from geopolitik.runners.building import build
from geopolitik.runners.engine import Result, Task
from geopolitik.runners.indexing import Indexed
from geopolitik.runners.local import LocalEngine
from geopolitik.runners.pairing import pair
from geopolitik.runners.reading import record
from geopolitik.runners.tracing import trace
from geopolitik.steps.collect.files import Held, Page, Unread, read_file, stretches

PARAGRAPH = " ".join(words(60, "paragraph"))
AGENCY = text(300, "agency")
NOTICE = f"Subscribe. {' '.join(words(40, 'notice'))}."
"""What one outlet puts below all that it publishes."""


def page(name: str, content: str, outlet: str = "", published: str = "") -> Page:
    return Page(name, content.encode(), outlet=outlet, published=published, captured_as=name)


def read(page: Page) -> Record:
    content = page.content.decode()
    if "\0" in content:
        raise CaptureError(page.name, "is no text")
    return Record(page.captured_as, content, page.outlet, page.published, page.address)


def archive() -> list[Held]:
    """A text with twenty copies, a paragraph taken over, a notice on all of one outlet's pages."""
    pages: list[Held] = [page("agency", AGENCY, "Meridian", "2031-05-01")]
    pages += [page(f"copy-{n}", f"{AGENCY} Page {n}.", f"Site {n}", f"2031-05-{n + 2:02}") for n in range(20)]
    pages += [
        page("source", f"{text(200, 's')}{PARAGRAPH}. {text(100, 't')}", "Tidewater", "2031-05-03"),
        page("taker", f"{text(120, 'u')}{PARAGRAPH}. {text(90, 'v')}", "Harbour", "2031-05-04"),
    ]
    for n in range(9):
        pages.append(page(f"daily-{n}", f"{text(150, n)}{NOTICE}", "Gazette", f"2031-06-{n + 1:02}"))
    return [*pages, page("undated", text(100, "undated"))]


class Stopping(LocalEngine):
    """An engine that is cut off after so many tasks."""

    def __init__(self, after: int) -> None:
        super().__init__(1)
        self._left = after

    def run(self, step: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        for task in tasks:
            if not self._left:
                raise KeyboardInterrupt
            self._left -= 1
            yield step(task)


def built(folder: Path, held: Sequence[Held], records: int = 8) -> tuple[Corpus, Indexed]:
    corpus = Corpus(folder)
    with LocalEngine(1) as engine:
        return corpus, build(corpus, held, read, engine, records=records)


def made(folder: Path, held: Sequence[Held], records: int = 8) -> tuple[Corpus, Path, Path]:
    corpus, _ = built(folder / "corpus", held, records)
    pairs, stemma = folder / "pairs.parquet", folder / "stemma.parquet"
    with LocalEngine(1) as engine:
        pair(corpus, pairs, engine)
        trace(corpus, stemma, engine)
    return corpus, pairs, stemma


def rows(path: Path) -> list[dict[str, Any]]:
    from pyarrow import parquet

    found: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, Path, Path]:
    return made(tmp_path_factory.mktemp("archive"), archive())


def test_a_text_on_many_sites_is_one_wording(whole: tuple[Corpus, Path, Path]) -> None:
    shelf = Shelf(whole[0])
    first = shelf.number_of("agency")
    assert first == 0
    assert shelf.wordings.tolist().count(first) == 21
    found = [row for row in rows(whole[1]) if row["a_wording"] == row["b_wording"]]
    assert {row["b"] for row in found} == {f"copy-{n}" for n in range(20)}
    assert {row["a"] for row in found} == {"agency"}


def test_a_paragraph_taken_over_is_told_with_both_places(whole: tuple[Corpus, Path, Path]) -> None:
    shelf = Shelf(whole[0])
    (row,) = [row for row in rows(whole[1]) if row["a_wording"] != row["b_wording"]]
    assert (row["a"], row["b"], row["words"]) == ("source", "taker", 60)
    for side, name in (("a", "source"), ("b", "taker")):
        number = shelf.number_of(name)
        assert number is not None
        passage = shelf.record(number).text[row[f"{side}_begin"] : row[f"{side}_end"]]
        assert passage == PARAGRAPH


def test_what_one_outlet_repeats_is_furniture(whole: tuple[Corpus, Path, Path]) -> None:
    assert not [row for row in rows(whole[1]) if row["a"].startswith("daily")]


def test_undated_records_come_last(whole: tuple[Corpus, Path, Path]) -> None:
    shelf = Shelf(whole[0])
    assert shelf.number_of("undated") == shelf.count - 1
    assert shelf.number_of("nobody") is None


def test_where_a_text_comes_from_is_found(whole: tuple[Corpus, Path, Path]) -> None:
    match, *others = Archive(whole[0]).find(f"Somebody wrote: {' '.join(AGENCY.split()[40:120])}")
    assert not others
    assert (match.record.id, match.witnesses) == ("agency", 21)
    assert match.share == pytest.approx(80 / 82)
    assert Archive(whole[0]).find("") == ()


def test_a_cluster_is_traced(whole: tuple[Corpus, Path, Path]) -> None:
    found = rows(whole[2])
    assert {row["cluster"] for row in found} == {"agency"}
    by_record = {row["record"]: row for row in found}
    assert by_record["agency"]["original"] == ""
    assert len(found) == 21
    assert sum(row["traced"] for row in found) == 12
    assert by_record["copy-19"]["original"] == "agency"


@pytest.mark.parametrize("records", [1, 5, 1000], ids=["one a partition", "five", "all in one"])
def test_results_do_not_hang_on_partitions(
    records: int, whole: tuple[Corpus, Path, Path], tmp_path: Path
) -> None:
    _, pairs, stemma = made(tmp_path, archive(), records)
    assert pairs.read_bytes() == whole[1].read_bytes()
    assert stemma.read_bytes() == whole[2].read_bytes()


def test_results_do_not_hang_on_the_order_of_the_input(
    whole: tuple[Corpus, Path, Path], tmp_path: Path
) -> None:
    _, pairs, stemma = made(tmp_path, archive()[::-1])
    assert pairs.read_bytes() == whole[1].read_bytes()
    assert stemma.read_bytes() == whole[2].read_bytes()


def test_what_is_cut_off_goes_on_where_it_was(whole: tuple[Corpus, Path, Path], tmp_path: Path) -> None:
    corpus, out = Corpus(tmp_path / "corpus"), tmp_path / "pairs.parquet"
    for times in range(1, 40):
        try:
            engine = Stopping(after=9 * times)
            build(corpus, archive(), read, engine, records=8)
            pair(corpus, out, engine)
            break
        except KeyboardInterrupt:
            assert not out.exists()
    assert out.read_bytes() == whole[1].read_bytes()
    assert not corpus.work.exists()
    theirs = {path.relative_to(corpus.folder): path.read_bytes() for path in _files(corpus)}
    ours = {path.relative_to(whole[0].folder): path.read_bytes() for path in _files(whole[0])}
    assert theirs == ours


def _files(corpus: Corpus) -> list[Path]:
    return sorted(path for path in corpus.folder.rglob("*") if path.is_file())


def test_processes_give_the_same(whole: tuple[Corpus, Path, Path], tmp_path: Path) -> None:
    corpus, out = Corpus(tmp_path / "corpus"), tmp_path / "pairs.parquet"
    with LocalEngine(2) as engine:
        build(corpus, archive(), read, engine, records=8)
        pair(corpus, out, engine)
    assert out.read_bytes() == whole[1].read_bytes()


def test_other_input_brings_the_archive_up_to_date(tmp_path: Path) -> None:
    corpus, before = built(tmp_path, archive())
    kept = (corpus.partition(0) / "records.arrow").stat().st_mtime_ns
    again, after = built(tmp_path, [*archive(), page("new", text(100, "new"))])
    assert after.records == before.records + 1
    assert Shelf(again).number_of("new") is not None
    assert (corpus.partition(0) / "records.arrow").stat().st_mtime_ns == kept
    assert built(tmp_path, archive()[:3])[1].records == 3
    assert len(list(corpus.partitions.iterdir())) == 1


def test_bad_records_are_named_and_set_aside(tmp_path: Path) -> None:
    bad: list[Held] = [
        Unread("a:2", "is no line of JSON"),
        Unread("a:3", "is a picture", is_bad=False),
        page("binary", "\0"),
        page("empty", "  "),
        page("agency", "Another text with the name of an earlier one."),
        page("endless", "word " * 250_000),
    ]
    corpus, indexed = built(tmp_path, [*archive(), *bad])
    assert indexed.records == len(archive())
    assert indexed.set_aside == 5
    told = [json.loads(line) for line in corpus.set_aside.read_text().splitlines()]
    assert {line["name"]: line["reason"] for line in told} == {
        "a:2": "is no line of JSON",
        "binary": "is no text",
        "empty": "holds no text",
        "endless": "is longer than 1,000,000 signs: no article is",
        "agency": "has the id of an earlier record",
    }


@pytest.mark.parametrize("held", [[], [Unread("a:1", "is no line of JSON")]], ids=["nothing", "nothing good"])
def test_an_archive_of_nothing_is_refused(held: list[Held], tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="gets nothing"):
        built(tmp_path, held)


def test_a_folder_without_an_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="holds no archive"):
        Shelf(Corpus(tmp_path))


def test_an_archive_of_another_version_is_refused_and_made_anew(tmp_path: Path) -> None:
    corpus, _ = built(tmp_path, archive())
    told = json.loads(corpus.manifest.read_text())
    corpus.manifest.write_text(json.dumps({**told, "version": told["version"] - 1}))
    with pytest.raises(ArchiveError, match="another version of geopolitik"):
        Shelf(corpus)
    built(tmp_path, archive())
    assert Shelf(corpus).count == len(archive())


def test_lines_are_read_where_the_records_are_made(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    lines = [json.dumps({"id": f"r{n}", "text": text(60, n), "date": "2031-05-01"}) for n in range(40)]
    file.write_text("\n".join([*lines[:20], "{}", *lines[20:]]))
    cut, kept = Corpus(tmp_path / "cut"), Corpus(tmp_path / "kept")
    with LocalEngine(1) as engine:
        in_pieces = build(cut, stretches(file, 2000), record, engine)
        in_one = build(kept, read_file(file), record, engine)
    assert (in_pieces.records, in_pieces.set_aside) == (in_one.records, in_one.set_aside) == (40, 1)
    assert len(in_pieces.partitions) > len(in_one.partitions) == 1
    assert cut.set_aside.read_bytes() == kept.set_aside.read_bytes()
    for name in ("00/keys.npy", "3f/wordings.npy", "furniture.npy"):
        assert (cut.index / name).read_bytes() == (kept.index / name).read_bytes()


def test_hostile_texts_do_no_harm(tmp_path: Path) -> None:
    odd = ["\ud800 half a sign", "a" * 100_000, "\u202e" * 500 + "word", "word " * 20_000, "停火" * 5000]
    held = [Page(f"odd-{n}", one.encode("utf-8", "surrogatepass")) for n, one in enumerate(odd)]
    corpus = Corpus(tmp_path / "corpus")
    with LocalEngine(1) as engine:
        build(
            corpus,
            held,
            lambda page: Record(page.name, page.content.decode("utf-8", "surrogatepass")),
            engine,
        )
        found = pair(corpus, tmp_path / "pairs.parquet", engine)
    assert found.pairs == 0
    assert Archive(corpus).find("\ud800 停火") == ()
