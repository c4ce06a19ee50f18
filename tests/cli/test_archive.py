"""`geopolitik archive`: what the terminal shows, and what goes wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.index.archive.making import text

pytest.importorskip("pyarrow")

from geopolitik.cli.main import main

AGENCY = text(200, "agency")


def run(*arguments: str | Path, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["archive", *map(str, arguments)], input=given)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    rows = [
        {"id": "m1", "series": "Meridian", "date": "2031-05-01", "text": AGENCY},
        {"id": "h1", "series": "Harbour", "date": "2031-05-02", "text": AGENCY},
        {"id": "t1", "series": "Tidewater", "date": "2031-05-03", "text": f"{text(90, 1)}{AGENCY[:900]}"},
    ]
    lines = folder / "rows.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows) + "no JSON\n")
    built = run("build", lines, "--out", folder / "corpus", "--processes", "1")
    assert built.exit_code == 0
    assert "3 records with 2 wordings (1 repeat of one)" in built.stdout
    assert "1 set aside" in built.stderr
    return folder / "corpus"


def test_pairs_and_traces_are_written(corpus: Path, tmp_path: Path) -> None:
    pairs = run("pairs", corpus, "--out", tmp_path / "pairs.parquet", "--processes", "1")
    assert pairs.stdout.startswith("2 pairs with 2 passages, of 2 compared")
    traced = run("trace", corpus, "--out", tmp_path / "stemma.parquet", "--processes", "1")
    assert traced.stdout.startswith("1 cluster of 3 records traced")


def test_a_text_is_found(corpus: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.txt"
    post.write_text(AGENCY[300:900])
    for asked, given in ((str(post), None), (AGENCY[300:900], None), ("-", AGENCY[300:900])):
        found = run("find", asked, "--in", corpus, given=given)
        assert "%  Meridian · 2031-05-01 · m1, carried by 2 records" in found.stdout.splitlines()[0]


def test_a_text_is_found_as_json(corpus: Path) -> None:
    lines = run("find", AGENCY, "--in", corpus, "--json").stdout.splitlines()
    first = json.loads(lines[0])
    assert (first["record"]["id"], first["witnesses"]) == ("m1", 2)
    assert first["passages"][0]["a"]["start"] == 0


@pytest.mark.parametrize(
    ("arguments", "told", "code"),
    [
        (("find", text(60, "nobody's"), "--in", "CORPUS"), "no text of the archive holds a passage of it", 1),
        (("find", "a headline of nobody's", "--in", "CORPUS"), "Ask with more of it: some 40 words", 1),
        (("find", "some words", "--in", "nowhere"), "holds no archive", 1),
        (("pairs", "nowhere", "--out", "p.parquet"), "holds no archive", 1),
        (("pairs", "CORPUS", "--out", "no/p.parquet"), "lies in a folder that doesn't exist", 2),
        (("pairs", "CORPUS", "--out", "p.parquet", "--master", "local[2]"), "is for Spark", 2),
        (("build", "missing.jsonl", "--out", "new"), "gets nothing", 1),
    ],
    ids=[
        "not found",
        "too short",
        "no archive",
        "none to pair",
        "no folder",
        "master without Spark",
        "no input",
    ],
)
def test_what_goes_wrong_is_told_in_one_line(
    arguments: tuple[str, ...],
    told: str,
    code: int,
    corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*(str(corpus) if argument == "CORPUS" else argument for argument in arguments))
    assert result.exit_code == code
    assert result.stderr.startswith("geopolitik: ")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
