"""A PostgreSQL server of the tests' own: in a folder that goes with it, reached by a socket there alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

USER, PASSWORD = "marsh", "ferry-pear-orsk"
TEMPLATE = "brought_up_to_date"
MISSING = "no PostgreSQL here (docs/how-to/use-postgresql.md says how to install it)"


def programs() -> Path | None:
    """The folder of PostgreSQL's programs; Debian keeps the server's out of the way."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").is_file()), None)


@dataclass
class Server:
    """A server that runs."""

    programs: Path
    folder: Path
    made: int = field(default=0)

    def address(self, database: str, *, user: str = USER, password: str = PASSWORD) -> str:
        """Where a database is."""
        return (
            f"postgresql://{user}:{password}@/{database}?host={self.folder}&archive={self.folder}/{database}"
        )

    @contextmanager
    def database(self, *, template: str = TEMPLATE) -> Iterator[str]:
        """A database for one test: a copy of one that was brought up to date, unless another is named."""
        self.made += 1
        name = f"test_{self.made}"
        self.tell(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self.address(name)
        finally:
            self.tell(f"DROP DATABASE {name} WITH (FORCE)")

    def tell(self, statement: str) -> None:
        """Have the server do something that no transaction may hold."""
        import psycopg

        at = f"host={self.folder} user={USER} password={PASSWORD} dbname=postgres"
        with psycopg.connect(at, autocommit=True) as connection:
            connection.execute(statement.encode())

    def start(self) -> None:
        """Start it, and wait until it lets in."""
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-l", log, "-w", "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once, whoever is connected."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")

    def initialise(self) -> None:
        """Make its files; who connects must give a password."""
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        self._own()
        said = (
            "--auth=scram-sha-256",
            f"--pwfile={secret}",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        self._run("initdb", "-D", str(self.folder / "data"), "-U", USER, *said)

    def _own(self) -> None:
        if os.getuid() == 0:
            for path in (self.folder, *self.folder.iterdir()):
                shutil.chown(path, "postgres", "postgres")

    def _run(self, program: str, *arguments: str) -> None:
        # PostgreSQL runs as nobody who may do everything.
        who: dict[str, Any] = {"user": "postgres", "group": "postgres"} if os.getuid() == 0 else {}
        command = [str(self.programs / program), *arguments]
        # What is started goes on, and would hold on to a pipe: what it says goes into a file.
        with (self.folder / "said").open("a") as said:
            done = subprocess.run(command, stdout=said, stderr=said, cwd=self.folder, check=False, **who)
        assert done.returncode == 0, (self.folder / "said").read_text()


@contextmanager
def running() -> Iterator[Server]:
    """A server for as long as it is needed; skips the test where PostgreSQL isn't installed."""
    folder = programs()
    if folder is None:
        pytest.skip(MISSING)
    pytest.importorskip("psycopg", reason=MISSING)
    # Short: the path of a socket may have a hundred bytes.
    with tempfile.TemporaryDirectory(prefix="pg") as place:
        server = Server(folder, Path(place))
        server.initialise()
        server.start()
        try:
            yield server
        finally:
            server.stop()
