"""`geopolitik watch`: watches are added, listed, removed, and tell what they found."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.app.watchlist.world import AGENCY, AGENCY_PAGE, CREDITED_PAGE, FOREST_PAGE, REWRITE_PAGE

from geopolitik.app.house import House
from geopolitik.app.stories.growing import arrived
from geopolitik.cli.main import main
from geopolitik.storage import open_store


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = tmp_path / "store.db"
    house = House(open_store(path))
    arrived(house, [AGENCY_PAGE, REWRITE_PAGE, FOREST_PAGE])
    house.store.close()
    return str(path)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ("watch", *words))


def cells(answer: Result) -> list[list[str]]:
    return [line.split("\t") for line in answer.stdout.splitlines()]


def test_an_outlet_is_watched_and_tells_what_it_found(store: str) -> None:
    added = run("add", "--outlet", "Meridian", "--uncredited", "--store", store)
    assert added.exit_code == 0, added.output
    assert added.stdout.startswith("Watched: outlet Meridian, uncredited copies only (")
    assert added.stdout.endswith("In what is kept already: 1 match\n")
    house = House(open_store(store))
    arrived(house, [CREDITED_PAGE])
    house.store.close()
    (match,) = cells(run("matches", "--store", store))
    assert match[1:5] == ["there", "Meridian", "Courier", "rewrite of Meridian, not credited"]
    assert match[5].endswith("%")
    assert match[6].startswith("/s/")
    assert match[7] == "Harbour of Ostrapol shut as dockers walk out"


def test_watches_are_listed_removed_and_restored(store: str) -> None:
    run("add", "--name", "Ilse Tormund", "--store", store)
    (listed,) = cells(run("list", "--store", store))
    assert listed[2:] == ["name", "all", "1", "", "Ilse Tormund"]
    assert run("remove", listed[0], "--store", store).stdout == "No longer watched: name Ilse Tormund\n"
    assert "Nothing is watched" in run("list", "--store", store).stderr
    assert run("restore", listed[0], "--store", store).stdout == "Watched again: name Ilse Tormund\n"
    assert len(cells(run("list", "--store", store))) == 1


@pytest.mark.parametrize("kept", [True, False], ids=["by its id", "as a file"])
def test_a_text_is_watched(store: str, tmp_path: Path, kept: bool) -> None:
    file = tmp_path / "article.txt"
    file.write_text(AGENCY)
    added = run("add", "--text", AGENCY_PAGE.id if kept else str(file), "--store", store)
    assert added.stdout.startswith("Watched: text Ferry strike closes the harbour of Ostrapol (")
    assert "Courier" in {match[3] for match in cells(run("matches", "--store", store))}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("add",), "takes one thing at a time", id="nothing"),
        pytest.param(("add", "--outlet", "A", "--name", "B"), "takes one thing at a time", id="two things"),
        pytest.param(("add", "--text", "nosuchtext"), "is no file, no address", id="no such text"),
        pytest.param(("add", "--text", "http://127.0.0.1/"), "leads to this machine", id="inner address"),
        pytest.param(("remove", "nosuchwatch"), "there is no such watch", id="no such watch"),
        pytest.param(("matches", "nosuchwatch"), "there is no such watch", id="matches of none"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(store: str, arguments: tuple[str, ...], message: str) -> None:
    answer = run(*arguments, "--store", store)
    assert answer.exit_code in (1, 2)
    assert message in answer.stderr
    assert answer.stderr.count("\n") == 1
