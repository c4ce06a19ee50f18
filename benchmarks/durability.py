"""Killed while it writes: is anything lost that was acknowledged?

    python -m benchmarks.durability [--kills N]

A process writes posts, revisions and captures into a store and says after each that it is kept. It is killed
(SIGKILL) at a random moment, N times over one store. After each kill the store must open, be sound, and hold
all that was said to be kept. This shows what a killed process loses; what a power cut loses depends on the
disk too (the store asks it to flush with every commit).
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.common import Row, markdown
from geopolitik.app.house import House
from geopolitik.app.posting import channels, posts
from geopolitik.model.people import Role, Viewer
from geopolitik.model.publishing import Channel
from geopolitik.steps.collect import capture_bytes
from geopolitik.storage import Store, accounts, captures, open_store
from geopolitik.storage import posts as kept

SEED = 20261122


def rows(_: Path | None = None, kills: int = 100) -> Iterator[Row]:
    """The figures as rows of a common table; no measuring data are needed."""
    acknowledged, lost, unsound = killed(kills)
    yield Row(f"writes acknowledged before {kills} kills", str(acknowledged))
    yield Row("of these lost", str(lost), "0")
    yield Row("stores unsound afterwards", str(unsound), "0")


def killed(kills: int, *, seed: int = SEED) -> tuple[int, int, int]:
    """Kill a writer so many times; returns what it acknowledged, what was lost, and how many stores broke."""
    chance = random.Random(seed)
    acknowledged = lost = unsound = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        viewer, channel = _prepared(path)
        for number in range(kills):
            said = _one(path, viewer, channel, number, chance.uniform(0.002, 0.12))
            acknowledged += len(said)
            store = open_store(path)
            with store.reading() as r:
                unsound += r.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok"
            lost += sum(not _is_there(store, line) for line in said)
            store.close()
    return acknowledged, lost, unsound


def _prepared(path: Path) -> tuple[Viewer, Channel]:
    house = House(open_store(path))
    with house.store.writing() as w:
        at = datetime(2031, 5, 12, tzinfo=UTC)
        user = accounts.add_user(w, name="Writer", password_hash="none", role=Role.EDITOR, at=at)
    viewer = Viewer(user)
    channel = channels.open_channel(house, viewer, title="Durable")
    house.store.close()
    return viewer, channel


def _one(path: Path, viewer: Viewer, channel: Channel, number: int, seconds: float) -> list[str]:
    """Let a process write until it is killed; returns what it said it had kept."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            _write_for_ever(path, viewer, channel, number, writer)
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader, "rb") as lines:
        # The moment is counted from the first word: opening the store is not what is tested.
        first = lines.readline()
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        rest = lines.read()
    os.waitpid(child, 0)
    # A line without its end was cut off by the kill.
    whole = (first + rest).decode().rpartition("\n")[0]
    return [line for line in whole.split("\n") if line]


def _write_for_ever(path: Path, viewer: Viewer, channel: Channel, number: int, writer: int) -> None:
    house = House(open_store(path))

    def say(line: str) -> None:
        os.write(writer, f"{line}\n".encode())

    turn = 0
    while True:
        turn += 1
        words = f"{number} {turn} " + "word " * 400
        post = posts.write(house, viewer, channel, title=f"Post {number} {turn}", body=words)
        say(f"post {post.id} 1")
        post = posts.revise(house, viewer, post.id, title=post.title, body=f"{words} again", based_on=1)
        say(f"post {post.id} 2")
        capture = capture_bytes(words.encode() * 20, f"{number}-{turn}.txt")
        with house.store.writing() as w:
            captures.add(w, [capture], at=house.clock())
        say(f"capture {capture.id} {capture.sha256}")


def _is_there(store: Store, line: str) -> bool:
    kind, key, what = line.split()
    with store.reading() as r:
        if kind == "post":
            found = kept.get(r, key)
            return found is not None and found.revision >= int(what)
        capture = captures.get(r, key)
        return capture is not None and capture.sha256 == what


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Killed while it writes.")
    parser.add_argument("--data", type=Path, help="not needed: nothing is read")
    parser.add_argument("--kills", type=int, default=100, help="how many times")
    print(markdown(rows(kills=parser.parse_args().kills)))


if __name__ == "__main__":
    main()
