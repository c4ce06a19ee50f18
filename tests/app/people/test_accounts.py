"""Coming in, being let in and shut out: the rules of accounts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.app.house import House
from geopolitik.app.people import accounts, console, managing, oneself, passwords, tokens
from geopolitik.app.people.names import checked_name
from geopolitik.errors import ConflictError, GeopolitikError, NotFoundError, RefusedError, UsageError
from geopolitik.model.people import VISITOR, Role, User, Viewer
from geopolitik.storage import accounts as kept
from geopolitik.storage import open_store

PASSWORD, OTHER = "the river is calm today", "and tomorrow it rises again"
START = datetime(2031, 5, 14, 9, tzinfo=UTC)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    store = open_store(tmp_path / "store.db")
    yield House(store, lambda: START)
    store.close()


def later(house: House, **by: float) -> House:
    return replace(house, clock=lambda: START + timedelta(**by))


def person(house: House, name: str, role: Role) -> Viewer:
    return Viewer(console.add(house, name, PASSWORD, role=role))


def found(house: House, user_id: str | None) -> User:
    with house.store.reading() as r:
        user = kept.user(r, str(user_id))
    assert user is not None
    return user


def signed_in(house: House, key: str) -> bool:
    with house.store.reading() as r:
        return kept.session(r, key, at=house.clock()) is not None


class TestPasswords:
    @pytest.mark.parametrize(
        ("password", "told"),
        [
            pytest.param("short", "shorter than 10", id="short"),
            pytest.param("x" * 201, "longer than 200", id="long"),
            pytest.param("ÄDA  MARSH III"[:14].replace("  ", " "), "easily guessed", id="the name"),
            pytest.param("abababababab", "easily guessed", id="few letters"),
            pytest.param("a fine \ud800 sentence", "is no text", id="a lone surrogate"),
        ],
    )
    def test_what_is_no_password(self, password: str, told: str) -> None:
        with pytest.raises(UsageError, match=told):
            passwords.hashed(password, name="Äda Marsh III")

    @pytest.mark.parametrize("typed", ["Müller's river", "Mu\N{COMBINING DIAERESIS}ller's river"])
    def test_a_keyboard_may_make_a_letter_in_two_ways(self, typed: str) -> None:
        assert passwords.fits(typed, passwords.hashed("Müller's river", name="Ada"))

    @pytest.mark.parametrize("hash_", ["", "none", "$argon2id$v=19$m=1,t=1,p=1$x$y"])
    def test_a_damaged_hash_lets_nobody_in(self, hash_: str) -> None:
        assert not passwords.fits(PASSWORD, hash_)

    @pytest.mark.parametrize("name", ["Ada", "Nobody"], ids=["known", "unknown"])
    def test_a_hash_is_verified_whether_the_name_is_known_or_not(
        self, house: House, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        person(house, "Ada", Role.MEMBER)
        asked: list[str] = []
        verify = PasswordHasher.verify

        def noted(self: PasswordHasher, hash_: str, password: str) -> bool:
            asked.append(hash_[: hash_.rindex("$", 0, hash_.rindex("$"))])
            return bool(verify(self, hash_, password))

        monkeypatch.setattr(PasswordHasher, "verify", noted)
        with pytest.raises(RefusedError, match="name or password is not right"):
            accounts.sign_in(house, name, OTHER)
        # One hash, with the parameters of all others: it takes as long.
        assert asked == ["$argon2id$v=19$m=19456,t=2,p=1"]


class TestNames:
    @pytest.mark.parametrize("name", ["O’Neil-Smith", "Ольга", "نور الهدى", "प्रिया", "山田太郎", "ab_3"])
    def test_names_of_all_scripts(self, name: str) -> None:
        assert checked_name(f"  {name} ") == name

    @pytest.mark.parametrize(
        "name",
        ["", "ab", "x" * 41, "<b>Ada", "Ada\u202eevil", "Ada\x00", "A\u3164B", "ㅤㅤㅤ", "...", "- Ada", "Ada.",
         "123", "A\u0301\u0302\u0303\u0304da", "Ada\ufe0fx", "Ada/..", "Ada\u200bx"],
    )  # fmt: skip
    def test_what_is_no_name(self, name: str) -> None:
        with pytest.raises(UsageError):
            checked_name(name)

    @pytest.mark.parametrize("like", ["ada marsh", "ＡＤＡ  Marsh", "𝐀da Marsh", "aDA MARſH"])
    def test_names_that_look_alike_are_one(self, house: House, like: str) -> None:
        person(house, "Ada Marsh", Role.MEMBER)
        with pytest.raises(ConflictError, match="is taken"):
            person(house, like, Role.MEMBER)
        assert accounts.sign_in(house, like, PASSWORD)

    @given(st.text(max_size=60))
    def test_a_name_that_is_taken_stays_as_it_is(self, name: str) -> None:
        try:
            tidy = checked_name(name)
        except UsageError:
            return
        assert checked_name(tidy) == tidy
        assert kept.folded(kept.folded(tidy)) == kept.folded(tidy)

    def test_a_new_name_must_be_free(self, house: House) -> None:
        ada = person(house, "Ada", Role.MEMBER)
        person(house, "Eve", Role.MEMBER)
        with pytest.raises(ConflictError):
            oneself.present(house, ada, name="EVE", about="")
        oneself.present(house, ada, name="ADA", about=" On the\r\nriver ")
        assert (found(house, ada.id).name, found(house, ada.id).about) == ("ADA", "On the\nriver")
        with pytest.raises(UsageError, match="longer than 500"):
            oneself.present(house, ada, name="ADA", about="x" * 501)


class TestNamesThatLookAlike:
    @pytest.mark.parametrize("name", ["АDA", "Αda Kal", "Ada Kаl"], ids=["Cyrillic", "Greek", "in its end"])
    def test_a_word_of_two_scripts_is_no_name(self, house: House, name: str) -> None:
        with pytest.raises(UsageError, match="mixes letters of different scripts"):
            person(house, name, Role.MEMBER)

    def test_nobody_is_named_like_another(self, house: House) -> None:
        ada, coc = person(house, "Al Marsh", Role.ADMIN), person(house, "Сосо", Role.MEMBER)
        for name in ("AI Marsh", "A1 Marsh", "Coco"):
            with pytest.raises(ConflictError, match="looks like"):
                person(house, name, Role.MEMBER)
        with pytest.raises(ConflictError, match="looks like “Al Marsh”"):
            oneself.present(house, coc, name="AI Marsh", about="")
        oneself.present(house, ada, name="Al Marsh", about="Still me.")
        oneself.present(house, ada, name="AI Marsh", about="And with another letter.")
        _, key = accounts.invite(house, ada, role=Role.MEMBER)
        with pytest.raises(ConflictError, match="looks like"):
            accounts.register(house, "Coco", PASSWORD, key=key)
        assert accounts.register(house, "Нора", PASSWORD, key=key).name == "Нора"


class TestManaging:
    @pytest.mark.parametrize("role", list(Role))
    def test_an_owner_cannot_lock_themselves_out(self, house: House, role: Role) -> None:
        ada = person(house, "Ada", Role.OWNER)
        with pytest.raises(RefusedError, match="is yourself"):
            managing.change_role(house, ada, str(ada.id), role)
        with pytest.raises(RefusedError, match="is yourself"):
            managing.disable(house, ada, str(ada.id), disabled=True)
        assert found(house, ada.id).role is Role.OWNER

    def test_admins_cannot_touch_owners(self, house: House) -> None:
        ada, eve = person(house, "Ada", Role.OWNER), person(house, "Eve", Role.ADMIN)
        acts: tuple[Callable[[], object], ...] = (
            lambda: managing.change_role(house, eve, str(ada.id), Role.MEMBER),
            lambda: managing.disable(house, eve, str(ada.id), disabled=True),
            lambda: managing.disable(house, eve, str(ada.id), disabled=False),
        )
        for act in acts:
            with pytest.raises(RefusedError, match="a role above your own"):
                act()

    def test_nobody_gives_a_role_above_their_own(self, house: House) -> None:
        eve, mo = person(house, "Eve", Role.ADMIN), person(house, "Moe", Role.MEMBER)
        with pytest.raises(RefusedError, match="above your own"):
            managing.change_role(house, eve, str(mo.id), Role.OWNER)
        with pytest.raises(RefusedError, match="above your own"):
            accounts.invite(house, eve, role=Role.OWNER)
        managing.change_role(house, eve, str(mo.id), Role.ADMIN)
        assert found(house, mo.id).role is Role.ADMIN

    @pytest.mark.parametrize("role", [None, Role.MEMBER, Role.ANALYST, Role.EDITOR])
    def test_others_manage_nobody(self, house: House, role: Role | None) -> None:
        mo = person(house, "Moe", Role.MEMBER)
        viewer = person(house, "Eve", role) if role else VISITOR
        with pytest.raises(RefusedError):
            managing.disable(house, viewer, str(mo.id), disabled=True)
        with pytest.raises(RefusedError):
            managing.invitations(house, viewer)

    def test_a_disabled_user_is_out_at_once(self, house: House) -> None:
        ada, mo = person(house, "Ada", Role.ADMIN), person(house, "Moe", Role.EDITOR)
        key = accounts.sign_in(house, "Moe", PASSWORD)
        _, token = tokens.make(house, mo, "archive")
        assert tokens.used(house, token) == mo
        managing.disable(house, ada, str(mo.id), disabled=True)
        assert not signed_in(house, key)
        assert tokens.used(house, token) is None
        with pytest.raises(RefusedError, match="name or password"):
            accounts.sign_in(house, "Moe", PASSWORD)
        managing.disable(house, ada, str(mo.id), disabled=False)
        assert tokens.used(house, token) == mo
        assert not signed_in(house, key)

    @pytest.mark.parametrize("act", ["disable", "demote"])
    def test_two_owners_who_shut_each_other_out_at_once_leave_one(self, house: House, act: str) -> None:
        owners = person(house, "Ada", Role.OWNER), person(house, "Eve", Role.OWNER)
        together = Barrier(2)

        def shut_out(viewer: Viewer, other: Viewer) -> str:
            together.wait(10)
            try:
                if act == "disable":
                    managing.disable(house, viewer, str(other.id), disabled=True)
                else:
                    managing.change_role(house, viewer, str(other.id), Role.MEMBER)
            except RefusedError:
                return "refused"
            return "done"

        with ThreadPoolExecutor(2) as both:
            assert sorted(both.map(shut_out, owners, owners[::-1])) == ["done", "refused"]
        left = [found(house, owner.id) for owner in owners]
        assert sum(user.role is Role.OWNER and user.disabled_at is None for user in left) == 1

    def test_unknown_ones(self, house: House) -> None:
        ada = person(house, "Ada", Role.ADMIN)
        with pytest.raises(NotFoundError):
            managing.disable(house, ada, "nobody", disabled=True)
        with pytest.raises(NotFoundError):
            managing.withdraw_invitation(house, ada, "none", withdrawn=True)
        with pytest.raises(NotFoundError):
            accounts.invite(house, ada, role=Role.MEMBER, channel_id="none")


class TestInvitations:
    def test_one_works_once(self, house: House) -> None:
        ada = person(house, "Ada", Role.ADMIN)
        made, key = accounts.invite(house, ada, role=Role.EDITOR)
        assert managing.invitations(house, ada) == (made,)
        assert accounts.register(house, "Edith", PASSWORD, key=key).role is Role.EDITOR
        assert managing.invitations(house, ada) == ()
        with pytest.raises(RefusedError, match="is used"):
            accounts.register(house, "Second", PASSWORD, key=key)
        with pytest.raises(ConflictError, match="was used"):
            managing.withdraw_invitation(house, ada, made.id, withdrawn=True)

    def test_a_new_one_for_the_owner_closes_the_earlier_and_no_other(self, house: House) -> None:
        editors = console.invite(house, role=Role.EDITOR)
        first = accounts.first_invitation(house)
        second = accounts.first_invitation(house)
        with pytest.raises(RefusedError, match="withdrawn"):
            accounts.register(house, "Ada", PASSWORD, key=first)
        assert accounts.register(house, "Ada", PASSWORD, key=second).role is Role.OWNER
        assert accounts.register(house, "Edith", PASSWORD, key=editors).role is Role.EDITOR

    def test_a_withdrawn_one_opens_nothing_until_it_is_opened_again(self, house: House) -> None:
        ada = person(house, "Ada", Role.ADMIN)
        made, key = accounts.invite(house, ada, role=Role.MEMBER)
        managing.withdraw_invitation(house, ada, made.id, withdrawn=True)
        with pytest.raises(RefusedError):
            accounts.register(house, "Second", PASSWORD, key=key)
        managing.withdraw_invitation(house, ada, made.id, withdrawn=False)
        assert accounts.register(house, "Second", PASSWORD, key=key)

    def test_one_runs_out(self, house: House) -> None:
        _, key = accounts.invite(house, person(house, "Ada", Role.ADMIN), role=Role.MEMBER)
        with pytest.raises(RefusedError):
            accounts.register(later(house, days=15), "Second", PASSWORD, key=key)

    @pytest.mark.parametrize("how", ["disabled", "demoted"])
    def test_who_is_shut_out_leaves_no_door_open(self, house: House, how: str) -> None:
        ada, eve = person(house, "Ada", Role.OWNER), person(house, "Eve", Role.ADMIN)
        _, key = accounts.invite(house, eve, role=Role.ADMIN)
        if how == "disabled":
            managing.disable(house, ada, str(eve.id), disabled=True)
        else:
            managing.change_role(house, ada, str(eve.id), Role.EDITOR)
        with pytest.raises(RefusedError):
            accounts.register(house, "Second", PASSWORD, key=key)

    def test_an_admin_does_not_withdraw_an_owners(self, house: House) -> None:
        made, _ = accounts.invite(house, person(house, "Ada", Role.OWNER), role=Role.OWNER)
        with pytest.raises(RefusedError, match="above your own"):
            managing.withdraw_invitation(house, person(house, "Eve", Role.ADMIN), made.id, withdrawn=True)

    def test_without_one_nobody_registers(self, house: House) -> None:
        with pytest.raises(RefusedError, match="needs an invitation"):
            accounts.register(house, "Second", PASSWORD, key=None)


class TestOneself:
    def test_a_new_password_ends_all_other_sessions(self, house: House) -> None:
        ada = person(house, "Ada", Role.MEMBER)
        here, there = (accounts.sign_in(house, "Ada", PASSWORD) for _ in range(2))
        with pytest.raises(RefusedError, match="the old one is not right"):
            oneself.change_password(house, ada, OTHER, OTHER, key=here)
        oneself.change_password(house, ada, PASSWORD, OTHER, key=here)
        assert (signed_in(house, here), signed_in(house, there)) == (True, False)
        assert accounts.sign_in(house, "Ada", OTHER)
        with pytest.raises(RefusedError):
            accounts.sign_in(house, "Ada", PASSWORD)

    def test_sessions_are_ones_own(self, house: House) -> None:
        ada, eve = person(house, "Ada", Role.MEMBER), person(house, "Eve", Role.OWNER)
        here, there, hers = (accounts.sign_in(house, name, PASSWORD) for name in ("Ada", "Ada", "Eve"))
        listed = oneself.sessions(house, ada, key=here)
        assert [is_here for _, is_here in listed].count(True) == 1
        assert len(listed) == 2
        (other,) = (session for session, is_here in listed if not is_here)
        for wrong in (oneself.sessions(house, eve, key=hers)[0][0].id, "", "%", other.id[:8]):
            with pytest.raises(NotFoundError):
                oneself.end_session(house, ada, wrong)
        oneself.end_session(house, ada, other.id)
        assert [signed_in(house, key) for key in (here, there, hers)] == [True, False, True]

    def test_all_others_end(self, house: House) -> None:
        ada = person(house, "Ada", Role.MEMBER)
        keys = [accounts.sign_in(house, "Ada", PASSWORD) for _ in range(3)]
        assert oneself.end_other_sessions(house, ada, key=keys[0]) == 2
        assert [signed_in(house, key) for key in keys] == [True, False, False]

    def test_sessions_run_out(self, house: House) -> None:
        key = accounts.begin(house, str(person(house, "Ada", Role.MEMBER).id))
        assert signed_in(later(house, days=13), key)
        assert not signed_in(later(house, days=14), key)

    def test_a_visitor_has_no_account(self, house: House) -> None:
        acts: tuple[Callable[[], object], ...] = (
            lambda: oneself.present(house, VISITOR, name="Ada", about=""),
            lambda: oneself.sessions(house, VISITOR, key=""),
            lambda: oneself.end_other_sessions(house, VISITOR, key=""),
            lambda: tokens.make(house, VISITOR, "x"),
        )
        for act in acts:
            with pytest.raises(GeopolitikError):
                act()


class TestTokens:
    def test_last_use_is_kept_to_the_hour(self, house: House) -> None:
        ada = person(house, "Ada", Role.MEMBER)
        _, key = tokens.make(house, ada, " nightly\texport ")
        assert tokens.used(house, key)
        assert tokens.used(later(house, minutes=59), key)
        (token,) = tokens.mine(house, ada)
        assert (token.name, token.used_at) == ("nightly export", START)
        assert tokens.used(later(house, minutes=61), key)
        assert tokens.mine(house, ada)[0].used_at == START + timedelta(minutes=61)

    def test_a_withdrawn_one_opens_nothing(self, house: House) -> None:
        ada = person(house, "Ada", Role.MEMBER)
        token, key = tokens.make(house, ada, "archive")
        with pytest.raises(NotFoundError):
            tokens.withdraw(house, person(house, "Eve", Role.OWNER), token.id)
        tokens.withdraw(house, ada, token.id)
        assert tokens.used(house, key) is None
        with pytest.raises(ConflictError):
            tokens.withdraw(house, ada, token.id)

    @pytest.mark.parametrize("name", ["", " \n", "x" * 81])
    def test_one_needs_a_name(self, house: House, name: str) -> None:
        with pytest.raises(UsageError):
            tokens.make(house, person(house, "Ada", Role.MEMBER), name)

    def test_there_is_an_end(self, house: House) -> None:
        ada = person(house, "Ada", Role.MEMBER)
        for number in range(50):
            tokens.make(house, ada, str(number))
        with pytest.raises(ConflictError, match="50 already"):
            tokens.make(house, ada, "more")
