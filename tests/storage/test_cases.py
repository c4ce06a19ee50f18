"""Cases are kept entry by entry: added, withdrawn, and never overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from geopolitik.model.ledger.keeping import CaseHead, EntryKind, KeptEntry
from geopolitik.storage import Store, cases
from geopolitik.storage.ids import new_id
from geopolitik.storage.paging import Paging

MOMENT = datetime(2031, 5, 14, 9, 0, tzinfo=UTC)


def head(case_id: str = "ferries", *, public: bool = False, minutes: int = 0) -> CaseHead:
    at = MOMENT + timedelta(minutes=minutes)
    return CaseHead(case_id, "The ferry truce", public, at, at, 1)


def entry(
    key: str,
    body: str = "id: x",
    *,
    kind: EntryKind = EntryKind.ACCOUNT,
    place: int = 0,
    case_id: str = "ferries",
    minutes: int = 0,
) -> KeptEntry:
    return KeptEntry(new_id(), case_id, kind, key, place, body, None, MOMENT + timedelta(minutes=minutes))


def test_entries_stand_in_the_order_of_kinds_and_places(store: Store) -> None:
    with store.writing() as w:
        cases.add(w, head())
        cases.put_all(
            w,
            [
                entry("b", place=1),
                entry("z", kind=EntryKind.DOCUMENT),
                entry("a", place=0),
                entry("case", kind=EntryKind.CASE),
            ],
        )
    with store.reading() as r:
        found = cases.entries(r, "ferries")
        assert cases.last_place(r, "ferries", EntryKind.ACCOUNT) == 1
        assert cases.last_place(r, "ferries", EntryKind.LADDER) == -1
    assert [(e.kind.value, e.key) for e in found] == [
        ("case", "case"),
        ("document", "z"),
        ("account", "a"),
        ("account", "b"),
    ]


def test_a_mended_entry_stands_in_the_place_of_the_one_before(store: Store) -> None:
    first, second = entry("a", "stance: holds"), entry("a", "stance: has ended", minutes=1)
    with store.writing() as w:
        cases.add(w, head())
        cases.put(w, first)
        cases.put(w, second)
    with store.reading() as r:
        assert [e.body for e in cases.entries(r, "ferries")] == ["stance: has ended"]
        newest, oldest = cases.history(r, "ferries", EntryKind.ACCOUNT, "a")
        kept = cases.get(r, "ferries")
    assert (newest.id, oldest.id, oldest.withdrawn_at) == (second.id, first.id, second.at)
    assert kept is not None
    assert (kept.version, kept.updated_at) == (3, second.at)


def test_a_version_stands_again_and_nothing_is_lost(store: Store) -> None:
    first, second = entry("a", "one"), entry("a", "two", minutes=1)
    with store.writing() as w:
        cases.add(w, head())
        cases.put(w, first)
        cases.put(w, second)
        cases.stand(w, first, by=None, at=MOMENT + timedelta(minutes=2))
    with store.reading() as r:
        standing = cases.standing(r, "ferries", EntryKind.ACCOUNT, "a")
        assert len(cases.history(r, "ferries", EntryKind.ACCOUNT, "a")) == 2
        assert cases.version(r, second.id) == replace(second, withdrawn_at=MOMENT + timedelta(minutes=2))
    assert standing == first


def test_a_withdrawn_entry_is_in_no_list_but_in_its_history(store: Store) -> None:
    with store.writing() as w:
        cases.add(w, head())
        cases.put(w, entry("a"))
        cases.withdraw(w, "ferries", EntryKind.ACCOUNT, "a", by=None, at=MOMENT)
    with store.reading() as r:
        assert cases.entries(r, "ferries") == ()
        assert len(cases.history(r, "ferries", EntryKind.ACCOUNT, "a")) == 1


def test_at_most_one_version_stands_whoever_writes(store: Store) -> None:
    with store.writing() as w:
        cases.add(w, head())
        cases.put(w, entry("a"))
    with pytest.raises(IntegrityError), store.writing() as w:
        cases.put_all(w, [entry("a")])


def test_visitors_are_listed_public_cases_only(store: Store) -> None:
    with store.writing() as w:
        cases.add(w, head("kept-in", minutes=2))
        cases.add(w, head("open", public=True))
        cases.add(w, head("gone", public=True, minutes=1))
        cases.set_withdrawn(w, "gone", MOMENT)
    with store.reading() as r:
        assert [c.id for c in cases.listed(r, public_only=True).items] == ["open"]
        assert [c.id for c in cases.listed(r, public_only=False).items] == ["kept-in", "open"]
        first = cases.listed(r, public_only=False, paging=Paging(limit=1))
        rest = cases.listed(r, public_only=False, paging=Paging(limit=1, after=first.next))
        assert [c.id for c in (*first.items, *rest.items)] == ["kept-in", "open"]
        assert cases.get(r, "gone") is None
        assert cases.get(r, "gone", withdrawn=True) is not None


def test_a_case_is_renamed_and_shown(store: Store) -> None:
    with store.writing() as w:
        cases.add(w, head())
        cases.rename(w, "ferries", "The long ferry truce")
        cases.present(w, "ferries", public=True)
    with store.reading() as r:
        kept = cases.get(r, "ferries")
    assert kept is not None
    assert (kept.title, kept.public) == ("The long ferry truce", True)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(writes=st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=12))
def test_whatever_is_written_and_withdrawn_the_history_only_grows(
    store: Store, writes: list[tuple[str, bool]]
) -> None:
    case_id = new_id()
    expected: dict[str, str] = {}
    with store.writing() as w:
        cases.add(w, head(case_id))
        for number, (key, is_kept) in enumerate(writes):
            if is_kept:
                cases.put(w, entry(key, str(number), case_id=case_id, minutes=number))
                expected[key] = str(number)
            else:
                cases.withdraw(w, case_id, EntryKind.ACCOUNT, key, by=None, at=MOMENT)
                expected.pop(key, None)
    with store.reading() as r:
        assert {e.key: e.body for e in cases.entries(r, case_id)} == expected
        kept = sum(len(cases.history(r, case_id, EntryKind.ACCOUNT, key)) for key in "abc")
    assert kept == sum(is_kept for _, is_kept in writes)
