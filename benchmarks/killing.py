"""What the yardsticks about kills share: a process that works until it is killed, and where its store is."""

from __future__ import annotations

import argparse
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests import postgres

from benchmarks.common import Row, markdown

SEED = 20261122
KILLS = 200
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
DATABASES = (SQLITE, POSTGRESQL)
_CRASHES = 10
"""After so many kills PostgreSQL's server goes down too, as if it had crashed."""
Say = Callable[[str], None]
"""Says on a line of its own that something is kept."""


@dataclass(slots=True)
class Place:
    """A store's address, and the server that keeps it if one does."""

    address: str
    server: postgres.Server | None = None

    def disturb(self, number: int) -> None:
        """After every tenth kill, bring the server down without notice, and start it again."""
        if self.server is not None and number % _CRASHES == _CRASHES - 1:
            self.server.stop()
            self.server.start()


@dataclass(slots=True)
class Kills:
    """When each kill falls, and what was acknowledged before them."""

    place: Place
    count: int
    longest: float
    """Seconds, at most, between a process's word and the kill."""
    words: int = 1
    """After how many words, at most, that is: a busy machine has no kill come before anything is done."""
    said: list[str] = field(default_factory=list)

    def each(self, work: Callable[[int, Say], None]) -> Iterator[int]:
        """Kill so many processes, one after the other; the number of each once it is dead.

        Args:
            work: what the process does, for ever: it is told its number, and how to say what is kept.
        """
        chance = Random(SEED)
        for number in range(self.count):
            words, seconds = chance.randint(1, self.words), chance.uniform(0.002, self.longest)
            self.said += _killed(work, number, words, seconds)
            self.place.disturb(number)
            yield number


@contextmanager
def place(database: str) -> Iterator[Place]:
    """Somewhere to make a store in one of the databases, for as long as it is needed."""
    if database == SQLITE:
        with tempfile.TemporaryDirectory() as folder:
            yield Place(str(Path(folder) / "store.db"))
        return
    with postgres.running() as server, server.database(template="template0") as address:
        yield Place(address, server)


def _killed(work: Callable[[int, Say], None], number: int, words: int, seconds: float) -> list[str]:
    """Let a process work until it is killed; returns what it said it had kept."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            work(number, lambda line: _say(writer, line))
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader, "rb") as lines:
        # The moment is counted from a word: opening the store, before the first, is not what is tested.
        first = b"".join(lines.readline() for _ in range(words))
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        rest = lines.read()
    os.waitpid(child, 0)
    # A line without its end was cut off by the kill.
    whole = (first + rest).decode().rpartition("\n")[0]
    return [line for line in whole.split("\n") if line]


def _say(writer: int, line: str) -> None:
    os.write(writer, f"{line}\n".encode())


def over_each(
    measured: Callable[[str, int], Iterator[Row]], kills: int, databases: tuple[str, ...] = DATABASES
) -> Iterator[Row]:
    """A yardstick's rows for each database that is installed."""
    for database in databases:
        if database == POSTGRESQL and postgres.programs() is None:
            yield Row(f"{database}: not measured", postgres.MISSING)
            continue
        for row in measured(database, kills):
            yield Row(f"{database}: {row.measure}", row.figure, row.target)


def main(description: str, measured: Callable[[str, int], Iterator[Row]]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, help="not needed: nothing is read")
    parser.add_argument("--kills", type=int, default=KILLS, help="how many times")
    parser.add_argument("--database", choices=DATABASES, help="one of them instead of both")
    options = parser.parse_args()
    databases = (options.database,) if options.database else DATABASES
    print(markdown(over_each(measured, options.kills, databases)))
