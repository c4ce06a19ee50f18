"""Strings that break other programs: kept as they are, or refused with their line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.ledger.ethprio.making import file_of, row

from geopolitik.ledger.cases import dump, loads
from geopolitik.ledger.ethprio import EthprioError, read, write

DATA = os.environ.get("GEOPOLITIK_DATA")
pytestmark = pytest.mark.skipif(not DATA, reason="GEOPOLITIK_DATA is not set: no hostile strings")
FIELDS = (
    "uniq_id",
    "actor_name",
    "ucdp_actor_id",
    "location",
    "cf_dec_yr",
    "end_day",
    "comment",
    "fixed_time",
)


def strings() -> list[str]:
    content = (Path(DATA or "") / "hostile" / "blns" / "blns.json").read_text(encoding="utf-8")
    return [text.encode("utf-8", "replace").decode() for text in json.loads(content)]


def refusal(content: bytes) -> str:
    """Why a file is refused; empty if it is read and comes back as it was."""
    try:
        case = read(content).case
    except EthprioError as error:
        return error.reason
    assert write(case).content == content
    return ""


@pytest.mark.parametrize("field", FIELDS)
def test_naughty_strings_come_back_as_they_were(field: str) -> None:
    rows = [row(**{field: text}) for text in strings()]
    reasons = [refusal(file_of(one)) for one in rows]
    refused = [reason for reason in reasons if reason]
    assert all(reason.startswith("line 2 holds a control character") for reason in refused)
    assert len(refused) < 10
    content = file_of(*(one for one, reason in zip(rows, reasons, strict=True) if not reason))
    assert write(loads(dump(read(content).case))).content == content
