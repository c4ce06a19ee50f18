"""Accounts from the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geopolitik.app.house import House
from geopolitik.app.people import accounts, tokens
from geopolitik.cli.main import main
from geopolitik.errors import RefusedError
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import accounts as kept
from geopolitik.storage import audits, open_store

PASSWORD = "the river is calm today"
OTHER = "and tomorrow it rises again"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(main, ["user", *arguments], input=stdin)


def house() -> House:
    return House(open_store("geopolitik.db"))


def test_an_account_is_made_and_can_be_used() -> None:
    result = run("add", "Ada Marsh", "--role", "owner", stdin=f"{PASSWORD}\n")
    assert (result.exit_code, result.stdout) == (0, "Made: Ada Marsh, owner\n")
    assert accounts.sign_in(house(), "ada marsh", PASSWORD)
    assert re.fullmatch(r"Ada Marsh\towner\t\d{4}-\d\d-\d\d\n", run("list").stdout)


def test_an_invitation_link_works() -> None:
    result = run("add", "--role", "editor", "--address", "https://news.example.org/")
    found = re.fullmatch(r"https://news\.example\.org/register\?key=(\S+)\n", result.stdout)
    assert found
    assert accounts.register(house(), "Edith", PASSWORD, key=found[1]).role is Role.EDITOR
    with pytest.raises(RefusedError):
        accounts.register(house(), "Second", PASSWORD, key=found[1])


def test_a_new_password_signs_out_and_is_noted_without_it() -> None:
    run("add", "Ada Marsh", "--role", "owner", stdin=f"{PASSWORD}\n")
    here = house()
    key = accounts.sign_in(here, "Ada Marsh", PASSWORD)
    with here.store.reading() as r:
        user = kept.user_named(r, "Ada Marsh")
    tokens.make(here, Viewer(user), "archive")
    result = run("password", "ADA  marsh", stdin=f"{OTHER}\n")
    assert (result.exit_code, result.stdout) == (0, "Set: Ada Marsh is signed out everywhere\n")
    assert "1 of their API tokens still work" in result.stderr
    with here.store.reading() as r:
        assert kept.session(r, key, at=here.clock()) is None
        assert all(word not in str(audits.newest(r)) for word in (PASSWORD, OTHER, key))
    assert accounts.sign_in(here, "Ada Marsh", OTHER)
    with pytest.raises(RefusedError):
        accounts.sign_in(here, "Ada Marsh", PASSWORD)


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "told"),
    [
        pytest.param(["list"], "", 2, "there is no such file", id="no store to list"),
        pytest.param(["password", "Ada"], PASSWORD, 2, "there is no such file", id="no store for a password"),
        pytest.param(["add", "Ada"], "", 2, "holds no password", id="no password"),
        pytest.param(["add", "A<b>"], PASSWORD, 2, "must be 3 to 40 letters", id="no name"),
        pytest.param(["add", "--address", "example"], "", 2, "is not the address of a site", id="no address"),
        pytest.param(["add", "Ada", "--role", "king"], PASSWORD, 2, "'king' is not one of", id="no role"),
    ],
)
def test_what_goes_wrong_is_told(
    arguments: list[str], stdin: str, code: int, told: str, folder: Path
) -> None:
    result = run(*arguments, stdin=stdin)
    assert result.exit_code == code
    assert told in result.stderr
    assert list(folder.iterdir()) == []


def test_names_and_passwords_that_will_not_do() -> None:
    assert "is shorter than 10" in run("add", "Ada", stdin="short\n").stderr
    run("add", "Ada", stdin=PASSWORD)
    assert "is taken" in run("add", "ＡＤＡ", stdin=PASSWORD).stderr
    result = run("password", "Grace", stdin=PASSWORD)
    assert (result.exit_code, "nobody has this name" in result.stderr) == (1, True)


def test_an_empty_site_says_what_to_do() -> None:
    house().store.close()
    result = run("list")
    assert (result.stdout, "geopolitik user add" in result.stderr) == ("", True)
