"""Cases come into the store entry by entry, are edited, and come out of it as they went in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geopolitik.app.cases import editing, keeping
from geopolitik.app.cases.looking import listed, look
from geopolitik.app.house import House
from geopolitik.errors import ConflictError, NotFoundError, RefusedError, UsageError
from geopolitik.ledger.cases import CaseError, loads
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.keeping import EntryKind
from geopolitik.model.people import VISITOR, Role, Viewer

Person = Callable[[Role], Viewer]
ACCOUNT = EntryKind.ACCOUNT
V1 = """\
id: V1
arrangement: truce
actor: varn
said: 2031-05-02
stance: holds
term:
  lasting: a week
rests on: D1
"""


@pytest.fixture
def analyst(person: Person) -> Viewer:
    return person(Role.ANALYST)


@pytest.fixture
def kept(house: House, analyst: Viewer, ferries: Case) -> Case:
    keeping.keep(house, analyst, ferries)
    return ferries


def test_a_case_comes_out_as_it_went_in(house: House, analyst: Viewer, kept: Case) -> None:
    assert look(house, analyst, "ferries").case == kept
    assert loads(keeping.files(house, analyst, "ferries")) == kept


def test_a_case_is_kept_once(house: House, analyst: Viewer, kept: Case) -> None:
    with pytest.raises(ConflictError, match="is kept already"):
        keeping.keep(house, analyst, kept)


def test_only_editors_show_a_case_and_then_visitors_see_it(
    house: House, analyst: Viewer, kept: Case, person: Person
) -> None:
    with pytest.raises(NotFoundError):
        look(house, VISITOR, kept.id)
    assert listed(house, VISITOR).items == ()
    with pytest.raises(RefusedError):
        editing.present(house, analyst, kept.id, public=True)
    editing.present(house, person(Role.EDITOR), kept.id, public=True)
    assert look(house, VISITOR, kept.id).case == kept
    assert [head.id for head in listed(house, VISITOR).items] == [kept.id]


def test_members_edit_nothing(house: House, kept: Case, person: Person) -> None:
    member = person(Role.MEMBER)
    with pytest.raises(RefusedError):
        editing.write(house, member, kept.id, ACCOUNT, V1)
    with pytest.raises(RefusedError):
        editing.withdraw(house, member, kept.id, ACCOUNT, "L1")


def test_a_new_entry_stands_at_the_end(house: House, analyst: Viewer, kept: Case) -> None:
    editing.write(house, analyst, kept.id, ACCOUNT, V1, reason="Varn spoke.")
    assert [account.id for account in look(house, analyst, kept.id).case.accounts] == ["L1", "V1"]


def test_a_mended_entry_stands_where_it_stood_and_can_be_undone(
    house: House, analyst: Viewer, kept: Case
) -> None:
    editing.write(house, analyst, kept.id, ACCOUNT, V1)
    before = editing.entry(house, analyst, kept.id, ACCOUNT, "L1")
    mended = before.body.replace("2031-05-08", "2031-05-09")
    assert mended != before.body
    editing.write(house, analyst, kept.id, ACCOUNT, mended, based_on=before.id)
    first = look(house, analyst, kept.id).case.accounts[0]
    assert (first.id, first.term.until.given if first.term.until else "") == ("L1", "2031-05-09")
    editing.restore(house, analyst, kept.id, before.id)
    assert look(house, analyst, kept.id).case.accounts[0] == kept.accounts[0]
    assert len(editing.history(house, analyst, kept.id, ACCOUNT, "L1")) == 2


def test_who_was_second_is_told(house: House, analyst: Viewer, kept: Case) -> None:
    before = editing.entry(house, analyst, kept.id, ACCOUNT, "L1")
    editing.write(house, analyst, kept.id, ACCOUNT, before.body, based_on=before.id)
    with pytest.raises(ConflictError, match="in the meantime"):
        editing.write(house, analyst, kept.id, ACCOUNT, before.body, based_on=before.id)
    with pytest.raises(ConflictError, match="id of another entry"):
        editing.write(house, analyst, kept.id, ACCOUNT, before.body)


def test_a_faulty_entry_is_refused_with_its_line_and_nothing_is_kept(
    house: House, analyst: Viewer, kept: Case
) -> None:
    with pytest.raises(CaseError) as caught:
        editing.write(house, analyst, kept.id, ACCOUNT, V1.replace("holds", "hodls"))
    assert [(problem.line, problem.field) for problem in caught.value.problems] == [(5, "stance")]
    with pytest.raises(CaseError, match="nobody"):
        editing.write(house, analyst, kept.id, ACCOUNT, V1.replace("varn", "nobody"))
    assert look(house, analyst, kept.id).case == kept


def test_an_entry_to_which_others_refer_is_not_withdrawn(house: House, analyst: Viewer, kept: Case) -> None:
    with pytest.raises(CaseError):
        editing.withdraw(house, analyst, kept.id, EntryKind.DOCUMENT, "D1")
    assert look(house, analyst, kept.id).case == kept


def test_a_withdrawn_entry_comes_back(house: House, analyst: Viewer, kept: Case) -> None:
    stood = editing.withdraw(house, analyst, kept.id, ACCOUNT, "L1")
    assert look(house, analyst, kept.id).case.accounts == ()
    editing.restore(house, analyst, kept.id, stood.id)
    assert look(house, analyst, kept.id).case == kept


def test_the_case_itself_is_mended(house: House, analyst: Viewer, kept: Case) -> None:
    before = editing.entry(house, analyst, kept.id, EntryKind.CASE, kept.id)
    body = before.body.replace("The ferry truce", "The long ferry truce")
    editing.write(house, analyst, kept.id, EntryKind.CASE, body, based_on=before.id)
    found = look(house, analyst, kept.id)
    assert found.head.title == found.case.title == "The long ferry truce"
    with pytest.raises(UsageError, match="another id"):
        editing.write(house, analyst, kept.id, EntryKind.CASE, body.replace("id: ferries", "id: boats"))
    with pytest.raises(UsageError, match="is the case itself"):
        editing.withdraw(house, analyst, kept.id, EntryKind.CASE, kept.id)


def test_a_withdrawn_case_is_gone_and_comes_back(
    house: House, analyst: Viewer, kept: Case, person: Person
) -> None:
    editor = person(Role.EDITOR)
    editing.set_withdrawn(house, editor, kept.id, withdrawn=True)
    with pytest.raises(NotFoundError):
        look(house, analyst, kept.id)
    editing.set_withdrawn(house, editor, kept.id, withdrawn=False)
    assert look(house, analyst, kept.id).case == kept


def test_a_version_of_another_case_is_not_brought_into_this_one(
    house: House, analyst: Viewer, kept: Case, ferries: Case
) -> None:
    stood = editing.entry(house, analyst, kept.id, ACCOUNT, "L1")
    with pytest.raises(NotFoundError):
        editing.restore(house, analyst, "others", stood.id)
