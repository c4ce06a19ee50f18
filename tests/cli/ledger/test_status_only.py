"""`geopolitik ledger status --only`: some answers of many, over imported ceasefires."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.ledger.ethprio.making import file_of, row

from geopolitik.cli.ledger.status import status

DATA = os.environ.get("GEOPOLITIK_DATA")
AT = ("--on", "2031-04-07T12:00Z", "--known", "2032-01-01")
FRONT = {"ucdp_actor_id": "9002", "actor_name": "Sarn Front"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    open_ended = row(uniq_id="999002", end_yr="-1", end_month="-1", end_day="-1")
    (tmp_path / "rows.csv").write_bytes(file_of(row(), row(**FRONT, end_day="19"), open_ended))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(status, list(arguments))


def ids(result: Result) -> list[str]:
    return [line.split()[0] for line in result.stdout.splitlines() if line.startswith("cf-")]


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        ((), ["cf-999001-1", "cf-999001-2", "cf-999002-1"]),
        (("certainly",), ["cf-999001-2"]),
        (("no",), ["cf-999001-1"]),
        (("unknown", "certainly"), ["cf-999001-2", "cf-999002-1"]),
        (("possibly",), []),
    ],
    ids=["all", "certainly", "no", "two of them", "none"],
)
def test_only_the_answers_asked_for_are_shown(only: tuple[str, ...], expected: list[str]) -> None:
    result = run("rows.csv", *AT, *(part for answer in only for part in ("--only", answer)))
    assert sorted(ids(result)) == expected


def test_what_is_left_out_is_counted() -> None:
    assert "Left out, since not asked for: 2 accounts" in run("rows.csv", *AT, "--only", "no").stdout
    assert "Left out" not in run("rows.csv", *AT).stdout
    told = run("rows.csv", *AT, "--only", "no", "--json", "-").stdout
    assert json.loads(told)["left_out"] == 2


def test_an_arrangement_whose_answers_are_left_out_is_not_called_silent() -> None:
    assert "nobody's account" not in run("rows.csv", *AT, "--only", "certainly").stdout


@pytest.mark.skipif(not DATA, reason="GEOPOLITIK_DATA is not set: no ceasefire data")
def test_the_data_set_says_what_was_in_force_on_a_day_and_by_whose_account() -> None:
    file = Path(DATA or "") / "data" / "conflict" / "ethprio_ceasefires.csv"
    result = run(str(file), "--on", "1995-06-01", "--known", "2026-01-01", "--only", "certainly")
    assert len(ids(result)) == 28
    assert "Left out, since not asked for: 4,063 accounts" in result.stdout
