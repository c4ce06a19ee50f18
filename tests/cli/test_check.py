"""`geopolitik check`: a page of a server of our own, its story and the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.app.watchlist.world import AGENCY, REWRITE
from tests.steps.collect.web.serving import Answer, Origin, page, serving

from geopolitik.app.house import House
from geopolitik.app.stories.growing import arrived
from geopolitik.cli.main import main
from geopolitik.model.capture import Declared
from geopolitik.steps.collect import capture_bytes
from geopolitik.storage import open_store


@pytest.fixture
def origin() -> Iterator[Origin]:
    with serving() as running:
        headline, *paragraphs = REWRITE.strip().split("\n\n")
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        running.pages["/strike"] = page(
            f"<html lang='en'><head><title>{headline}</title><meta property='og:site_name' content='Courier'>"
            "<meta property='article:published_time' content='2031-05-13T08:00:00Z'></head><body>"
            f"<article><h1>{headline}</h1>{body}</article></body></html>",
            Content_Type="text/html; charset=utf-8",
        )
        yield running


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = tmp_path / "store.db"
    house = House(open_store(path))
    arrived(
        house,
        [capture_bytes(AGENCY.encode(), "agency.txt", declared=Declared("Meridian", None, "2031-05-12"))],
    )
    house.store.close()
    return str(path)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ("check", *words), env={"COLUMNS": "80"})


def test_the_page_is_found_in_its_story(origin: Origin, store: str) -> None:
    answer = run(origin.url("/strike"), "--store", store, "--permit", origin.host)
    assert answer.exit_code == 0, answer.output
    told = " ".join(answer.stdout.split())
    assert told.startswith("TEXT 2 texts in its story")
    assert "Courier has it from Meridian" in told
    assert "not credited" in told
    assert "ORIGIN 1 independent origin: Meridian" in told
    assert "CHANGES" in told
    assert "On the site: /s/" in told
    assert "its redline" in told
    assert origin.times("/robots.txt") == 1
    again = run(origin.url("/strike"), "--store", store, "--permit", origin.host)
    assert "2 texts in its story" in again.stdout


def test_a_page_of_which_nothing_is_kept_says_what_would_settle_it(origin: Origin, tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    open_store(path).close()
    answer = run(origin.url("/strike"), "--store", str(path), "--permit", origin.host)
    told = " ".join(answer.stdout.split())
    assert "Nothing that is kept has to do with it." in told
    assert "The text that it was made from, if there is one: collect the outlets" in told


def test_without_a_store_the_page_is_read_and_nothing_is_kept(
    origin: Origin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = run(origin.url("/strike"), "--permit", origin.host)
    assert answer.exit_code == 0, answer.output
    told = " ".join(answer.stdout.split())
    assert "There is no store, so there was nothing to compare it with" in told
    assert "Harbour of Ostrapol shut" in told
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "message"),
    [
        pytest.param("/missing", "leads to nothing", id="no such page"),
        pytest.param("/empty", "is empty", id="empty page"),
        pytest.param("/picture", "picture", id="a picture"),
    ],
)
def test_what_cannot_be_had_is_told_in_a_line(origin: Origin, store: str, path: str, message: str) -> None:
    origin.pages["/empty"] = page(" ")
    origin.pages["/picture"] = Answer(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    answer = run(origin.url(path), "--store", store, "--permit", origin.host)
    assert answer.exit_code == 1
    assert message in answer.stderr.lower()
    assert answer.stderr.count("\n") == 1


def test_no_inner_address_is_asked(store: str) -> None:
    answer = run("http://127.0.0.1:8080/", "--store", store)
    assert answer.exit_code == 1
    assert "leads to this machine" in answer.stderr


def test_an_archive_that_is_named_tells_since_when_the_address_is_known(origin: Origin, store: str) -> None:
    strike = origin.url("/strike")
    memento = '<https://archive.example/1>; rel="first memento"; datetime="Mon, 13 May 2024 09:30:00 GMT"'
    origin.pages[f"/timemap/{strike}"] = page(memento)
    words = ("--store", store, "--permit", origin.host, "--timemap", origin.url("/timemap/"))
    told = " ".join(run(strike, *words).stdout.split())
    assert "Address known since 13 May 2024, 09:30 UTC, says 127.0.0.1" in told


def test_an_archive_inside_is_refused(origin: Origin, store: str) -> None:
    answer = run(origin.url("/strike"), "--store", store, "--timemap", "http://10.0.0.1/timemap/")
    assert answer.exit_code != 0
    assert origin.asked == []
