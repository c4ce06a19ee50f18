"""Rows to a case: every row its own account, every column kept, every oddity told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.ledger.ethprio.making import file_of, row

from geopolitik.ledger.ethprio import Kind, differing, read, write
from geopolitik.ledger.ethprio.columns import EFFECTIVE, ENDED, meaning_of, name_of
from geopolitik.model.ledger.accounts import Stance
from geopolitik.model.ledger.sources import ActorKind
from geopolitik.model.ledger.times import Term, When

DATA = os.environ.get("GEOPOLITIK_DATA")
needs_data = pytest.mark.skipif(not DATA, reason="GEOPOLITIK_DATA is not set: no ceasefire data")

OTHER = {"ucdp_actor_id": "9002", "actor_name": "Sarn Front", "id": "2"}


def test_a_row_is_an_account_of_its_actor() -> None:
    case = read(file_of(row())).case
    (account,) = case.accounts
    assert account.stance is Stance.HOLDS
    assert (account.actor, account.arrangement) == ("ucdp-9001", "cf-999001")
    assert account.said == When("2031-03-01")
    assert account.term == Term(start=When("2031-03-02"), until=When("2031-04-05"))
    assert account.rests_on[0].at == "line 2"


def test_a_row_that_states_an_end_is_known_from_that_end_on() -> None:
    assert read(file_of(row())).case.accounts[0].known == When("2031-04-05")
    open_ended = row(end_yr="-1", end_month="-1", end_day="-1")
    assert read(file_of(open_ended)).case.accounts[0].known is None


def test_actors_that_differ_each_keep_their_own_dates() -> None:
    imported = read(file_of(row(), row(**OTHER, end_day="9", cf_effect_day="3")))
    first, second = imported.case.accounts
    assert (first.term.until, second.term.until) == (When("2031-04-05"), When("2031-04-09"))
    assert len(imported.case.arrangements) == 1
    assert imported.case.arrangements[0].parties == ("ucdp-9001", "ucdp-9002")
    assert differing(imported.table, ENDED) == differing(imported.table, EFFECTIVE) == ("999001",)


def test_columns_that_rows_share_are_the_arrangements_and_the_others_their_own() -> None:
    case = read(file_of(row(), row(**OTHER, side="1"))).case
    shared, own = dict(case.arrangements[0].columns), dict(case.accounts[1].columns)
    assert shared["location"] == "Valdenia"
    assert own["side"] == "1"
    assert not shared.keys() & own.keys()
    assert len(shared) + len(own) == 87


def test_one_actor_has_its_most_frequent_name_and_the_others_as_aliases() -> None:
    rows = [row(actor_name=name) for name in ("Governmentof Valdenia", *["Government of Valdenia"] * 2)]
    (actor,) = read(file_of(*rows)).case.actors
    assert (actor.name, actor.aliases) == ("Government of Valdenia", ("Governmentof Valdenia",))
    assert actor.kind is ActorKind.STATE


def test_actors_without_a_number_are_told_apart_by_name() -> None:
    rows = [row(ucdp_actor_id="-1", actor_name=name) for name in ("River guard", "Hill guard", "River guard")]
    actors = read(file_of(*rows)).case.actors
    assert [actor.name for actor in actors] == ["River guard", "Hill guard"]
    assert len({actor.id for actor in actors}) == 2


@pytest.mark.parametrize(
    ("cells", "kind", "value"),
    [
        ({"cf_effect_month": "2", "cf_effect_day": "31"}, Kind.IMPOSSIBLE, "2031, 2, 31"),
        ({"end_month": "May"}, Kind.NO_NUMBER, "2031, May, 5"),
        ({"end_yr": "-1"}, Kind.GAP, "-1, 4, 5"),
        ({"end_month": "3", "end_day": "1"}, Kind.ENDS_FIRST, "2031-03-01, effective 2031-03-02"),
        ({"end_yr": "2030", "cf_effect_yr": "-1"}, Kind.ENDS_UNDECLARED, "2030-04-05, declared 2031-03-01"),
        ({"cf_effect_month": "2"}, Kind.BACKDATED, "2031-02-02, declared 2031-03-01"),
        ({"fixed_time": "until the harvest"}, Kind.LENGTH, "until the harvest"),
        ({"uniq_id": ""}, Kind.NO_CEASEFIRE, ""),
        ({"cf_pp": "Ren\ufffd said so"}, Kind.LOST, "Ren\ufffd said so"),
        ({"comment": "=HYPERLINK(1)"}, Kind.FORMULA, "=HYPERLINK(1)"),
        ({"comment": "-2+3"}, Kind.FORMULA, "-2+3"),
    ],
    ids=lambda value: value.name if isinstance(value, Kind) else "",
)
def test_oddities_are_told_with_row_field_and_value_and_kept(
    cells: dict[str, str], kind: Kind, value: str
) -> None:
    content = file_of(row(ucdp_actor_id="9003"), row(**cells))
    imported = read(content)
    found = [oddity for oddity in imported.oddities if oddity.kind is kind]
    assert [(oddity.line, oddity.value) for oddity in found] == [(3, value)]
    assert found[0].kept
    assert write(imported.case).content == content


def test_a_plain_row_has_nothing_odd() -> None:
    assert read(file_of(row(pax_id="-1", comment="a - b"))).oddities == ()


def test_an_impossible_date_is_no_time_and_is_noted() -> None:
    (account,) = read(file_of(row(end_month="6", end_day="31"))).case.accounts
    assert account.term.until is None
    assert account.note == "The date of end is given as 2031, 6, 31: no calendar has it."


def test_an_impossible_declaration_is_read_as_far_as_it_goes() -> None:
    (account,) = read(file_of(row(cf_dec_day="32"))).case.accounts
    assert account.said == When("2031-03")
    (undated,) = read(file_of(row(cf_dec_yr="-1", cf_dec_month="-1", cf_dec_day="-1"))).case.accounts
    assert (undated.said.given, undated.said.latest) == ("1989", "2020")


def test_one_actor_in_two_rows_has_two_accounts_and_is_told() -> None:
    imported = read(file_of(row(), row(id="2", ucdp_dyad="5")))
    assert [account.id for account in imported.case.accounts] == ["cf-999001-1", "cf-999001-2"]
    assert [oddity.kind for oddity in imported.oddities] == [Kind.TWICE]


def test_strange_numbers_make_safe_and_distinct_ids() -> None:
    numbers = ["../x", "a b", "", "A1", "a1", "<script>", "x" * 99]
    case = read(file_of(*(row(uniq_id=number) for number in numbers))).case
    ids = [arrangement.id for arrangement in case.arrangements]
    assert len(set(ids)) == len(numbers)
    assert all(ident.replace("-", "").isalnum() and len(ident) < 50 for ident in ids)


def test_labels_are_given_only_where_the_columns_name_says_what_is_asked() -> None:
    assert meaning_of("partial", "1") == "yes"
    assert meaning_of("p_holiday", "0") == "no"
    assert meaning_of("partial", "-1") == "-1"
    assert meaning_of("ceasefire_class", "1") == "1"
    assert meaning_of("p_other_comment", "1") == "1"
    assert (name_of("ceasefire_class"), name_of("nsa_frac")) == ("class", "nsa_frac")


@needs_data
def test_the_data_set_comes_in_whole() -> None:
    content = (Path(DATA or "") / "data" / "conflict" / "ethprio_ceasefires.csv").read_bytes()
    imported = read(content)
    assert len(imported.case.arrangements) == 2203
    assert len(imported.case.accounts) == len(imported.table.rows) == 4091
    assert len(differing(imported.table, ENDED)) == 53
    assert len(differing(imported.table, EFFECTIVE)) == 16
    told = {kind: {o.ceasefire for o in imported.oddities if o.kind is kind} for kind in Kind}
    assert told[Kind.ENDS_FIRST] == {"345017", "369033", "660047"}
    assert told[Kind.IMPOSSIBLE] == {"570002", "625194"}
    assert write(imported.case).content == content
