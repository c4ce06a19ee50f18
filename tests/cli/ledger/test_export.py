"""`geopolitik ledger export`: each format, to a file or to standard output."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.ledger.ethprio.making import file_of, row
from tests.publish.exports.ledger.making import CASE

from geopolitik.cli.ledger.export import FORMATS, export
from geopolitik.cli.ledger.import_ import import_
from geopolitik.errors import GeopolitikError, UsageError
from geopolitik.ledger.cases import dump
from geopolitik.publish.exports.ledger import formats

AT = ("--on", "2031-03-05T12:00Z", "--known", "2031-03-05T12:00Z")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sarn").mkdir()
    for name, text in dump(CASE).items():
        (tmp_path / "sarn" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(export, list(arguments))


def test_the_command_knows_every_format() -> None:
    assert set(FORMATS) == set(formats.FORMATS)


def test_positions_come_as_a_table() -> None:
    result = run("sarn", "--format", "csv", *AT)
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode("utf-8-sig"), newline="")))
    assert [line["position"] for line in rows] == ["p1", "p2"]
    assert result.stderr == "Left out: positions that were not yet known: 1\n"


def test_positions_come_as_lines() -> None:
    lines = run("sarn", "--format", "events", *AT).stdout.splitlines()
    assert [json.loads(line)["actor"] for line in lines] == ["Valdenia", "Teskar"]


def test_a_network_and_a_calendar_go_to_a_file(folder: Path) -> None:
    for name, begins in (("graphml", b"<?xml"), ("ics", b"BEGIN:VCALENDAR")):
        result = run("sarn", "--format", name, "--out", f"sarn.{name}", *AT)
        assert f"Written: sarn.{name}" in result.stderr
        assert (folder / f"sarn.{name}").read_bytes().startswith(begins)


def test_what_was_imported_goes_out_identical(folder: Path) -> None:
    content = file_of(row(), row(id="2", uniq_id="999002", cf_effect_day="31", cf_effect_month="2"))
    (folder / "rows.csv").write_bytes(content)
    CliRunner().invoke(import_, ["rows.csv", "--out", "ceasefires"])
    known = ("--known", "2032-01-01")
    assert run("ceasefires", "--format", "ethprio", *known).stdout_bytes == content
    assert run("ceasefires", "--format", "ethprio", "--out", "again.csv", *known).exit_code == 0
    assert (folder / "again.csv").read_bytes() == content


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (["gone", "--format", "csv"], UsageError, "gone"),
        (["sarn", "--format", "ethprio"], GeopolitikError, "no arrangement has columns"),
        (["sarn", "--format", "csv", "--out", "gone/x.csv"], UsageError, "could not be written"),
        (["sarn", "--format", "csv", "--known", "soon"], UsageError, "soon"),
    ],
    ids=["no case", "no columns", "no folder", "no time"],
)
def test_what_cannot_be_done_is_refused(
    arguments: list[str], error: type[GeopolitikError], message: str
) -> None:
    result = run(*arguments)
    assert isinstance(result.exception, error)
    assert message in str(result.exception)


def test_a_format_that_is_none_is_refused_with_the_list() -> None:
    result = run("sarn", "--format", "xls")
    assert result.exit_code == 2
    assert "'graphml'" in result.stderr
