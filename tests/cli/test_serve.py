"""`serve` and `demo` as a user starts them: processes of their own, over a free port of this machine."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from httpx2 import Client
from tests import postgres

from geopolitik.app.house import House
from geopolitik.app.people.accounts import begin
from geopolitik.app.posting import channels, posts
from geopolitik.cli.main import main
from geopolitik.cli.serve import checked_address
from geopolitik.errors import UsageError
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import accounts, open_store
from geopolitik.storage.moments import now


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(*words: str, folder: Path) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The command at work, and what it printed up to the line that tells how to stop it."""
    command = [sys.executable, "-m", "geopolitik.cli.main", *words]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    lines = []
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(line)
        if "Ctrl-C" in line:
            break
    yield process, lines
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)


def test_the_demo_opens_a_site_signed_in_as_its_editor(tmp_path: Path) -> None:
    with started("demo", "--port", str(free_port()), folder=tmp_path) as (process, lines):
        link = next(found.group() for line in lines if (found := re.search(r"http://\S+", line)))
        with Client(base_url=link.partition("/demo")[0]) as client:
            assert client.get(link.replace("key=", "key=x")).status_code == 404
            answer = client.get(link)
            assert answer.status_code == 303
            # Over plain HTTP only a browser sends a cookie for this machine back; here it is done by hand.
            cookie = "; ".join(c.partition(";")[0] for c in answer.headers.get_list("set-cookie"))
            page = client.get("/", headers={"cookie": cookie})
    assert "Demo Editor" in page.text
    assert "Valdenia suspends fuel transit" in page.text
    assert process.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_serve_prints_the_owners_invitation_once(tmp_path: Path) -> None:
    port = str(free_port())
    with started("serve", "--store", "site.db", "--port", port, folder=tmp_path) as (process, lines):
        link = next(found.group() for line in lines if (found := re.search(r"http://\S+register\S+", line)))
        with Client() as client:
            form = client.get(link)
            assert form.status_code == 200
            name, password = "Ada Owner", "the river is calm today"
            fields = {"name": name, "password": password, "key": link.partition("key=")[2]}
            assert client.post(link.partition("?")[0], data=fields).status_code == 303
    assert process.returncode == 0
    with started("serve", "--store", "site.db", "--port", port, folder=tmp_path) as (_, lines):
        assert "account" not in "".join(lines)


def test_a_database_that_is_started_again_is_found_at_the_next_page(tmp_path: Path) -> None:
    port = str(free_port())
    with (
        postgres.running() as server,
        server.database(template="template0") as address,
        started("serve", "--store", address, "--port", port, folder=tmp_path) as (process, lines),
        Client(base_url=_site(lines)) as client,
    ):
        assert client.get("/search?q=before").status_code == 200
        # The connections that the site holds are gone, and it isn't told.
        server.stop()
        server.start()
        # Words that nobody asked for yet, since answers are kept for a while.
        assert client.get("/search?q=again").status_code == 200
        server.stop()
        try:
            gone = client.get("/search?q=gone")
        finally:
            server.start()
        assert gone.status_code == 503
        assert "be reached" in gone.text
        assert postgres.PASSWORD not in gone.text
        assert client.get("/").status_code == 200
        assert process.poll() is None
    assert process.returncode == 0


def test_a_site_whose_clock_was_set_back_a_day_goes_on(tmp_path: Path) -> None:
    store = open_store(tmp_path / "site.db")
    tomorrow = House(store, clock=lambda: now() + timedelta(days=1))
    post, key, token = _written(tomorrow)
    store.close()
    words = ("serve", "--store", "site.db", "--port", str(free_port()))
    with started(*words, folder=tmp_path) as (process, lines), Client(base_url=_site(lines)) as client:
        assert "Pears" in client.get("/").text
        # Over plain HTTP only a browser sends a cookie for this machine back; here it is done by hand.
        assert "Ada Owner" in client.get("/", headers={"cookie": f"__Host-session={key}"}).text
        sent = {"title": "Plums", "body": "A giant plum."}
        by = {"authorization": f"Bearer {token}", "if-match": '"1"'}
        revised = client.put(f"/api/v1/posts/{post}", json=sent, headers=by)
        assert (revised.status_code, revised.headers["etag"]) == (200, '"2"')
        assert "Plums" in client.get("/").text
        assert process.poll() is None
    assert process.returncode == 0


def _written(house: House) -> tuple[str, str, str]:
    """The id of a published post, the key of its author's session, and a token of theirs."""
    at = house.clock()
    with house.store.writing() as w:
        user = accounts.add_user(w, name="Ada Owner", password_hash="none", role=Role.OWNER, at=at)
        _, token = accounts.add_token(w, user.id, "tests", at=at)
    viewer = Viewer(user)
    channel = channels.open_channel(house, viewer, title="The Room")
    post = posts.write(house, viewer, channel, title="Pears", body="A giant pear.")
    posts.publish(house, viewer, post.id)
    return post.id, begin(house, user.id), token


def _site(lines: list[str]) -> str:
    """Where the site is."""
    return next(found.group() for line in lines if (found := re.search(r"http://[\d.]+:\d+", line)))


def test_a_port_in_use_is_told() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        result = CliRunner().invoke(main, ["demo", "--port", str(other.getsockname()[1])])
    assert result.exit_code == 2
    assert "can't be listened on" in result.stderr


@pytest.mark.parametrize(
    "address", ["example.org", "ftp://example.org", "https://example.org/news", "https://"]
)
def test_what_is_no_address_of_a_site(address: str) -> None:
    with pytest.raises(UsageError, match="is not the address of a site"):
        checked_address(address)


def test_the_slash_at_the_end_goes() -> None:
    assert checked_address("https://example.org/") == "https://example.org"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--weather", "open-meteo"], "--at: is missing"),
        (["--at", "28.61,77.21"], "--weather: is missing"),
        (["--weather", "open-meteo", "--at", "nowhere"], "is no position"),
        (["--weather", "a-friend", "--at", "28.61,77.21"], "a-friend"),
    ],
    ids=["nowhere", "nobody", "no position", "a stranger"],
)
def test_weather_needs_somebody_and_somewhere(words: list[str], told: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["serve", "--store", str(tmp_path / "site.db"), *words])
    assert result.exit_code == 2
    assert told in result.output
    assert not list(tmp_path.iterdir()), "nothing is made before the words are understood"
