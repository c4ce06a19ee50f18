"""`geopolitik stories`, `story` and `search`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geopolitik.app.house import House
from geopolitik.app.stories.growing import arrived
from geopolitik.cli.main import main
from geopolitik.model.capture import Declared
from geopolitik.steps.collect import capture_bytes
from geopolitik.storage import open_store

TEXT = "Ferry Alba stays in port\n\nThe harbour of Ostrapol kept the ferry Alba in port, the council said.\n"


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = tmp_path / "store.db"
    house = House(open_store(path))
    arrived(house, [capture_bytes(TEXT.encode(), "alba.txt", declared=Declared("Meridian"))])
    house.store.close()
    return str(path)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_stories_are_listed(store: str) -> None:
    cells = run("stories", "--store", store).stdout.strip().split("\t")
    assert cells[2:] == ["1", "1", "Ferry Alba stays in port"]


def test_a_story_is_shown(store: str) -> None:
    story = run("stories", "--store", store).stdout.split("\t")[0]
    assert "Ferry Alba" in run("story", story, "--store", store).stdout


def test_a_story_that_is_not_there_is_told(store: str) -> None:
    answer = run("story", "nosuchstory", "--store", store)
    assert answer.exit_code == 1
    assert "there is no such story" in answer.stderr


def test_what_is_searched_is_found(store: str) -> None:
    found = run("search", "ostrapol", "outlet:meridian", "--store", store).stdout
    assert "Ferry Alba stays in port" in found
    assert run("search", "nothing", "--store", store).stdout == ""


def test_a_story_is_parted_joined_and_that_undone(tmp_path: Path) -> None:
    path = str(tmp_path / "store.db")
    house = House(open_store(path))
    other = (
        "Pine burns above Kestrin\n\nA fire destroyed 900 hectares of pine, said the mayor, Ilse Tormund.\n"
    )
    texts = [capture_bytes(t.encode(), n, declared=Declared(n)) for t, n in ((TEXT, "A"), (other, "B"))]
    story, into = (str(arrival.story) for arrival in arrived(house, texts))
    house.store.close()
    assert run("story", story, "--join", into, "--reason", "One.", "--store", path).exit_code == 0
    assert f"{into} is part of {story} now" in run("story", into, "--store", path).stderr
    parted = run("story", story, "--part", "2", "--reason", "Two events.", "--store", path)
    assert f"{into} is a story of its own" in parted.stderr
    record = " ".join(parted.stdout.partition("RECORD")[2].split())
    assert f"An analyst made some of its texts a story of their own: {into} “Pine burns" in record
    assert "somebody on the command line: Two events." in record
    number = record.rpartition("[")[2].partition("]")[0]
    assert "Taken back" in run("story", story, "--undo", number, "--store", path).stderr
    refused = run("story", story, "--part", "2", "--store", path)
    assert "reason: is missing" in refused.stderr
