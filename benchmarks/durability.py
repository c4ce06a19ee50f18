"""Killed while it writes: is anything lost that was acknowledged?

    python -m benchmarks.durability [--kills N] [--database SQLite]

A process writes posts, revisions and captures into a store and says after each that it is kept. It is killed
(SIGKILL) at a random moment, N times over one store, over each database. After each kill the store must open,
and in the end be sound and hold all that was said to be kept; PostgreSQL's server is brought down without
notice besides after every tenth. This shows what a killed process loses; what a power cut loses depends on
the disk too (the store asks it to flush with every commit).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.common import Row
from benchmarks.killing import KILLS, Kills, Say, main, over_each, place
from geopolitik.app.house import House
from geopolitik.app.posting import channels, posts
from geopolitik.model.people import Role, Viewer
from geopolitik.model.publishing import Channel
from geopolitik.steps.collect import capture_bytes
from geopolitik.storage import Store, accounts, captures, open_store, upkeep
from geopolitik.storage import posts as kept


def rows(_: Path | None = None, kills: int = KILLS) -> Iterator[Row]:
    """The figures as rows of a common table; no measuring data are needed."""
    yield from over_each(measured, kills)


def measured(database: str, count: int) -> Iterator[Row]:
    """The figures for one database."""
    with place(database) as where:
        viewer, channel = _prepared(where.address)
        kills = Kills(where, count, longest=0.12)
        for _ in kills.each(partial(_write_for_ever, where.address, viewer, channel)):
            open_store(where.address).close()
        store = open_store(where.address)
        lost = sum(not _is_there(store, line) for line in kills.said)
        store.close()
        unsound = len(list(upkeep.verify(where.address)))
    yield Row(f"writes acknowledged before {count} kills", str(len(kills.said)))
    yield Row("of these lost", str(lost), "0")
    yield Row("faults that `store verify` finds afterwards", str(unsound), "0")


def _prepared(address: str) -> tuple[Viewer, Channel]:
    house = House(open_store(address))
    with house.store.writing() as w:
        at = datetime(2031, 5, 12, tzinfo=UTC)
        user = accounts.add_user(w, name="Writer", password_hash="none", role=Role.EDITOR, at=at)
    viewer = Viewer(user)
    channel = channels.open_channel(house, viewer, title="Durable")
    house.store.close()
    return viewer, channel


def _write_for_ever(address: str, viewer: Viewer, channel: Channel, number: int, say: Say) -> None:
    house = House(open_store(address))
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


if __name__ == "__main__":
    main("Killed while it writes.", measured)
