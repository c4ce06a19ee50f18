"""`geopolitik ingest`: take in files of many pages."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TextIO

import click

from geopolitik.cli.house import opened, store_option
from geopolitik.errors import GeopolitikError, UsageError
from geopolitik.model.capture import Rejected
from geopolitik.text.inflection import count

if TYPE_CHECKING:
    from geopolitik.app.house import House
    from geopolitik.app.ingesting import Taken

_SHOWN = 20
"""Bad records that are named in the terminal; the rest are counted."""


class NothingTakenInError(GeopolitikError):
    """No file held anything that could be read."""


@click.command()
@click.argument("paths", metavar="PATHS...", nargs=-1, required=True)
@click.option("--outlet", metavar="NAME", help="Who published what doesn't say so itself.")
@click.option(
    "--set-aside", "aside", metavar="FILE", help="Write what can't be read there, as lines of JSON."
)
@click.option("--dry-run", is_flag=True, help="Read everything and say what would be kept; keep nothing.")
@store_option(makes=True)
def ingest(paths: tuple[str, ...], outlet: str | None, aside: str | None, dry_run: bool, store: str) -> None:
    """Keep what files hold as captures: each with the outlet, address and time that the file tells.

    PATHS are files, or folders of them: pages and texts (.html, .txt, .md), web archives (WARC, WACZ), lines
    of JSON (id, series, text as passim has them, or what `geopolitik store export` writes), tables in
    Parquet, and the folders of Telegram's exports (result.json). They may be packed by gzip or zstd; Parquet
    and zstd need geopolitik[archives]. What can't be read is named and counted, and the rest is taken in; if
    it is interrupted, the same command takes in what is missing.

    \b
    Examples:
      geopolitik ingest pages/*.html
      geopolitik ingest news.warc.gz crawl.wacz --dry-run
      geopolitik ingest telegram-export/ --set-aside unread.jsonl
    """
    from geopolitik.app.ingesting import ingest as take_in
    from geopolitik.app.stories.ahead import looking_ahead
    from geopolitik.app.stories.catching_up import growing

    with (
        _house(store, dry_run=dry_run) as house,
        looking_ahead(house) as ahead,
        _setting_aside(aside) as put,
        _watched() as watch,
    ):
        taken = take_in(
            house,
            paths,
            outlet=outlet,
            dry_run=dry_run,
            set_aside=put,
            progress=watch.read if watch else None,
            arrived=growing(house, ahead, placed=watch.placed if watch else None),
        )
    click.echo(_told(taken, dry_run=dry_run))
    if taken.bad and not (taken.new or taken.known):
        raise NothingTakenInError("ingest", "nothing could be taken in")


@contextmanager
def _house(store: str, *, dry_run: bool) -> Iterator[House]:
    """The site in a file; what is only tried may be tried on none."""
    if not dry_run or Path(store).is_file():
        with opened(store, makes=True) as house:
            yield house
        return
    with TemporaryDirectory() as folder, opened(str(Path(folder) / "empty.db"), makes=True) as house:
        yield house


def _told(taken: Taken, *, dry_run: bool) -> str:

    parts = [count(taken.new, "capture"), f"{taken.known:,} kept already"]
    told = (
        (taken.undated, "without the time said of them"),
        (taken.passed_over, "without a page"),
        (taken.bad, "that can't be read"),
    )
    parts += [f"{number:,} {what}" for number, what in told if number]
    return f"{'Would keep' if dry_run else 'Kept'}: {', '.join(parts)}; {count(taken.files, 'file')}"


@contextmanager
def _setting_aside(aside: str | None) -> Iterator[Callable[[Rejected], None]]:
    """Name the first few bad records on standard error, and write all to a file if one is named."""
    from geopolitik.text.clean import one_line, source_name

    count = 0

    def name(rejected: Rejected) -> None:
        nonlocal count
        count += 1
        if count <= _SHOWN:
            click.echo(f"geopolitik: {source_name(rejected.name)}: {one_line(rejected.reason)}", err=True)
        if file is not None:
            file.write(_line(rejected))

    file = _opened(aside) if aside else None
    try:
        yield name
    finally:
        if file is not None:
            file.close()
        if count > _SHOWN:
            more = "" if aside else "; --set-aside FILE names all"
            click.echo(f"geopolitik: {count - _SHOWN:,} more can't be read{more}", err=True)


def _opened(aside: str) -> TextIO:
    try:
        return open(aside, "x", encoding="utf-8")  # noqa: PTH123 - closed by the caller
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(aside, f"can't be made ({reason})", "Name a new file.") from error


def _line(rejected: Rejected) -> str:
    import json

    return json.dumps({"name": rejected.name, "reason": rejected.reason}) + "\n"


class _Watch:
    """A line that says how far it is."""

    def __init__(self, show: Callable[[str], None]) -> None:
        self._show = show
        self._name = ""
        self._taken: Taken | None = None
        self._placed = 0

    def read(self, name: str, taken: Taken) -> None:
        """So much was read."""
        self._name, self._taken = name, taken
        self._tell()

    def placed(self) -> None:
        """One more is in its story."""
        self._placed += 1
        self._tell()

    def _tell(self) -> None:
        told = []
        if (taken := self._taken) is not None:
            told = [f"{self._name[:60]}: {taken.new + taken.known:,} captures, {taken.bad:,} bad"]
        if self._placed:
            told.append(f"{self._placed:,} in their stories")
        self._show("; ".join(told))


@contextmanager
def _watched() -> Iterator[_Watch | None]:
    """A line on standard error, if somebody watches and colours are allowed."""
    if not sys.stderr.isatty() or os.environ.get("NO_COLOR"):
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("read", total=None)
        yield _Watch(lambda told: bar.update(task, description=told))
