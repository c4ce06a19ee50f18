"""Every format writes the same case, and none uses what wasn't yet known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.publish.exports.ledger.making import CASE, asked

from geopolitik.publish.exports.ledger.formats import FORMATS, Format

WITH_COLUMNS = replace(CASE, arrangements=(replace(CASE.arrangements[0], columns=(("side", "1"),)),))


@pytest.mark.parametrize("format_", FORMATS.values(), ids=lambda format_: format_.name)
def test_what_was_not_yet_known_changes_nothing(format_: Format) -> None:
    known = replace(
        WITH_COLUMNS,
        accounts=tuple(a for a in CASE.accounts if a.id != "a3"),
        positions=tuple(p for p in CASE.positions if p.id != "p3"),
    )
    assert format_.write(asked(WITH_COLUMNS)).content == format_.write(asked(known)).content


def test_the_data_sets_form_tells_what_it_leaves_out() -> None:
    assert FORMATS["ethprio"].write(asked(WITH_COLUMNS)).left_out == (
        "accounts that were not yet known: 1",
        "hours of dates: 7",
        "positions: 3",
    )
