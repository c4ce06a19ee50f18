"""`geopolitik archive export` and `keep`: what was found, elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.runners.making import worked_on

from geopolitik.cli.main import main
from geopolitik.runners.local import LocalEngine


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["archive", *map(str, arguments)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("archive")
    with LocalEngine(1) as engine:
        worked_on(found, engine)
    return found


def test_passages_as_passim_has_them(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "passages.jsonl"
    done = run("export", folder / "pairs.parquet", "--as", "passim", "--in", folder / "corpus", "--out", out)
    lines = out.read_text().splitlines()
    assert done.stdout == f"{len(lines):,} passages: {out}\n"
    assert json.loads(lines[0])["size"] == 6


@pytest.mark.parametrize("table", ["pairs.parquet", "stemma.parquet"])
def test_networks(folder: Path, tmp_path: Path, table: str) -> None:
    out = tmp_path / "network.graphml"
    assert run("export", folder / table, "--as", "graphml", "--out", out).stdout == f"Written: {out}\n"
    assert b"<edge" in out.read_bytes()


@pytest.mark.parametrize(
    ("table", "form", "told"),
    [
        ("pairs.parquet", "passim", "needs the texts. Name the archive: --in FOLDER"),
        ("none.parquet", "graphml", "is no table in Parquet that can be read"),
        ("corpus/manifest.json", "graphml", "is no table in Parquet that can be read"),
    ],
    ids=["no archive named", "no file", "no table"],
)
def test_what_cannot_be_exported(folder: Path, tmp_path: Path, table: str, form: str, told: str) -> None:
    done = run("export", folder / table, "--as", form, "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_stemma_is_no_table_of_pairs(folder: Path, tmp_path: Path) -> None:
    done = run(
        "export",
        folder / "stemma.parquet",
        "--as",
        "passim",
        "--in",
        folder / "corpus",
        "--out",
        tmp_path / "out",
    )
    assert "is no table of pairs" in done.stderr


def test_stories_are_kept_once(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "site.db"
    arguments = ("keep", folder / "stemma.parquet", "--in", folder / "corpus", "--store", store)
    assert run(*arguments).stdout.startswith("Kept: 1 story of")
    assert run(*arguments).stdout == "Kept: 0 stories of 0 texts; 1 were there already\n"
