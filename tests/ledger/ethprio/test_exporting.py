"""A case to rows: the same file again, and what was changed since."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.ethprio.making import file_of, row

from geopolitik.ledger.ethprio import EthprioError, read, write
from geopolitik.ledger.ethprio.columns import HEADER, NEEDED
from geopolitik.ledger.ethprio.table import read_table
from geopolitik.model.ledger.accounts import Account, Arrangement, Stance
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.sources import Actor, ActorKind
from geopolitik.model.ledger.times import Term, When

CELLS = st.sampled_from(["-1", "0", "1", "02", "31", "1994", "2031", "", "=1+1", '"', "a\r\nb", "é,\ufffd"])
ROWS = st.fixed_dictionaries(
    {
        column: CELLS | st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=4)
        for column in NEEDED
    },
    optional=dict.fromkeys(("side", "comment", "ended", "fixed_time", "id", "location"), CELLS),
)


@given(st.lists(ROWS, min_size=1, max_size=6))
def test_what_is_imported_is_exported_identical(rows: list[dict[str, str]]) -> None:
    content = file_of(*(row(**cells) for cells in rows))
    assert write(read(content).case).content == content


@given(st.sets(st.sampled_from([column for column in HEADER if column not in NEEDED])))
def test_without_columns_that_are_not_needed_too(missing: set[str]) -> None:
    content = file_of(row(), header=[column for column in HEADER if column not in missing])
    assert write(read(content).case).content == content


def test_columns_that_the_data_set_does_not_have_come_last() -> None:
    content = file_of(row(new="x", more="y"), row(new="x", more="z"), header=[*HEADER, "new", "more"])
    assert write(read(content).case).content == content


def test_rows_of_one_ceasefire_that_stand_apart_stay_apart() -> None:
    content = file_of(row(), row(uniq_id="999002"), row(id="3"))
    assert write(read(content).case).content == content


def test_a_date_that_was_changed_goes_out_changed() -> None:
    case = read(file_of(row(), row(id="2"))).case
    first, second = case.accounts
    changed = replace(first, term=replace(first.term, until=When("2031-05", note="by a later report")))
    rows = read_table(write(replace(case, accounts=(changed, second))).content, "").rows
    assert [rows[0][name] for name in ("end_yr", "end_month", "end_day")] == ["2031", "5", "-1"]
    assert [rows[1][name] for name in ("end_yr", "end_month", "end_day")] == ["2031", "4", "5"]
    assert rows[0]["cf_effect_day"] == "2"


def test_a_case_of_our_own_is_written_as_far_as_it_has_columns() -> None:
    case = Case(
        "sarn",
        "Sarn",
        actors=(Actor("valdenia", "Valdenia", ActorKind.STATE),),
        arrangements=(Arrangement("t", "Truce", ("valdenia",), (("side", "1"),)), Arrangement("u", "U", ())),
        accounts=(
            Account("a", "t", "valdenia", When("2031-03-02T18:00Z"), Stance.HOLDS, Term(When("2031-03-03"))),
            Account("b", "u", "valdenia", When("2031-03-02"), Stance.HOLDS),
        ),
    )
    exported = write(case)
    (only,) = read_table(exported.content, "").rows
    assert only == dict.fromkeys(NEEDED, "-1") | {
        "uniq_id": "t",
        "actor_name": "Valdenia",
        "side": "1",
        "cf_dec_yr": "2031",
        "cf_dec_month": "3",
        "cf_dec_day": "2",
        "cf_effect_yr": "2031",
        "cf_effect_month": "3",
        "cf_effect_day": "3",
    } | dict.fromkeys(("end_yr", "end_month", "end_day"), "")
    assert exported.left_out == (
        "accounts of arrangements without columns of the data set: 1",
        "hours of dates: 1",
    )


def test_a_case_without_columns_is_refused() -> None:
    with pytest.raises(EthprioError, match="no arrangement has columns"):
        write(Case("sarn", "Sarn"))
