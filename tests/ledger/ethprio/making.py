"""Invented rows in the data set's form."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from geopolitik.ledger.ethprio.columns import HEADER

PLAIN = {
    "cc": "999",
    "cf_id": "1",
    "uniq_id": "999001",
    "location": "Valdenia",
    "ucdp_actor_id": "9001",
    "actor_name": "Government of Valdenia",
    "cf_dec_yr": "2031",
    "cf_dec_month": "3",
    "cf_dec_day": "1",
    "cf_effect_yr": "2031",
    "cf_effect_month": "3",
    "cf_effect_day": "2",
    "end_yr": "2031",
    "end_month": "4",
    "end_day": "5",
    "side": "2",
    "partial": "0",
    "id": "1",
}


def row(**cells: str) -> dict[str, str]:
    """A row: the plain one with other cells in places; what neither has is `0`."""
    return dict.fromkeys(HEADER, "0") | PLAIN | cells


def file_of(
    *rows: dict[str, str], header: Sequence[str] = HEADER, bom: str = "\ufeff", line_end: str = "\r\n"
) -> bytes:
    """A file with these rows."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, lineterminator=line_end, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return (bom + out.getvalue()).encode()
