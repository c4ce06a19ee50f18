"""`geopolitik ledger import`: what is told, what is written, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.ledger.ethprio.making import file_of, row

from geopolitik.cli.ledger.import_ import import_
from geopolitik.errors import GeopolitikError, UsageError
from geopolitik.ledger.cases import load
from geopolitik.ledger.ethprio import write

ODD = file_of(row(), row(id="2", end_month="6", end_day="31", comment="=1+1"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rows.csv").write_bytes(ODD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(import_, list(arguments))


def test_it_tells_how_much_came_in_and_what_is_odd() -> None:
    result = run("rows.csv")
    assert result.exit_code == 0
    assert "rows.csv: 2 rows, 1 ceasefire, 1 actor" in result.stdout
    assert "differ on its end in 1, on when it takes effect in 0" in result.stdout
    assert "    line 3, ceasefire 999001, end: 2031, 6, 31" in result.stdout
    assert "it is the same file, byte for byte." in result.stdout


def test_without_out_nothing_is_written(folder: Path) -> None:
    run("rows.csv")
    assert [path.name for path in folder.iterdir()] == ["rows.csv"]


def test_the_case_is_written_and_reads_back(folder: Path) -> None:
    result = run("rows.csv", "--out", "made/case")
    assert "Written: made/case, 5 files" in result.stderr
    assert write(load(folder / "made" / "case")).content == ODD


def test_the_report_has_everything_and_is_safe_to_open(folder: Path) -> None:
    run("rows.csv", "--report", "odd.csv")
    report = (folder / "odd.csv").read_text(encoding="utf-8-sig").splitlines()
    assert report[0] == "kind,line,ceasefire,field,value,kept"
    assert any("'=1+1" in line for line in report)
    assert len(report) == 4


def test_a_file_in_another_form_is_told_what_will_differ(folder: Path) -> None:
    (folder / "unix.csv").write_bytes(file_of(row(), bom="", line_end="\n"))
    assert "it differs from this file: the byte order mark and the line ends." in run("unix.csv").stdout


def test_many_of_a_kind_are_counted_and_a_few_shown(folder: Path) -> None:
    (folder / "many.csv").write_bytes(file_of(*(row(uniq_id=str(n), end_month="13") for n in range(20))))
    told = run("many.csv").stdout
    assert "no calendar has this date: 20" in told
    assert "… and 17 more" in told


def test_control_and_direction_characters_do_not_reach_the_terminal(folder: Path) -> None:
    (folder / "bidi.csv").write_bytes(file_of(row(uniq_id="\u202e1", end_month="13")))
    assert "\u202e" not in run("bidi.csv").stdout


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (["gone.csv"], UsageError, "could not be read (no such file or directory)"),
        (["."], UsageError, "could not be read (is a directory)"),
        (["rows.csv", "--out", "."], UsageError, "is there already"),
        (["rows.csv", "--out", "rows.csv"], UsageError, "is there already"),
        (["bad.csv"], GeopolitikError, "bad.csv: line 1 lacks the columns"),
    ],
    ids=["no file", "a folder", "a folder with files", "a file to write to", "no ceasefire data"],
)
def test_what_cannot_be_done_is_refused(
    folder: Path, arguments: list[str], error: type[GeopolitikError], message: str
) -> None:
    (folder / "bad.csv").write_bytes(b"a,b\r\n1,2\r\n")
    result = run(*arguments)
    assert isinstance(result.exception, error)
    assert message in str(result.exception)


def test_more_than_a_case_may_hold_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geopolitik.ledger.cases.nodes.MOST_BYTES", 100)
    result = run("rows.csv", "--out", "made")
    assert "would hold more in case.yaml than a case may" in str(result.exception)
    assert not (folder / "made").exists()
