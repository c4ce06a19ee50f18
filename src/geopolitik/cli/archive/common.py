"""What the commands over archives share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geopolitik.errors import UsageError

if TYPE_CHECKING:
    from geopolitik.index.archive.layout import Corpus
    from geopolitik.runners.engine import Engine, Progress

_ENGINES = ("local", "spark")
_STAGES = {
    "read": "records read",
    "features": "partitions: words",
    "sort": "parts of the index sorted",
    "candidates": "parts of the index searched",
    "compare": "stripes compared",
    "trace": "batches of clusters traced",
}


def engine_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say who does the work."""
    named = click.option(
        "--engine", type=click.Choice(_ENGINES), default="local", show_default=True, help="Who does the work."
    )
    master = click.option("--master", metavar="ADDRESS", help="The Spark cluster; with --engine spark.")
    processes = click.option(
        "--processes",
        type=click.IntRange(1, 1024),
        metavar="N",
        help="Processes of this machine; one for each core if left out.",
    )
    return named(master(processes(command)))


@contextmanager
def working(engine: str, master: str | None, processes: int | None) -> Iterator[Engine]:
    """The engine that was asked for.

    Raises:
        UsageError: the options don't fit one another.
    """
    from geopolitik.runners.engines import opened

    if master and engine != "spark":
        raise UsageError("--master", "is for Spark", "Add --engine spark, or leave it out")
    with opened(engine, master=master, processes=processes) as ready:
        yield ready


def corpus_in(folder: str) -> Corpus:
    """An archive's folder.

    Raises:
        UsageError: what archives need isn't installed.
    """
    from geopolitik.index.archive.layout import Corpus

    if find_spec("pyarrow") is None:
        raise UsageError("archive", "needs pyarrow", "Install it: pip install 'geopolitik[archives]'")
    return Corpus(Path(folder).absolute())


def writable(out: str) -> Path:
    """A file that can be written.

    Raises:
        UsageError: it can't.
    """
    path = Path(out)
    if path.is_dir():
        raise UsageError(out, "is a folder", "Name a file")
    if not path.absolute().parent.is_dir():
        raise UsageError(out, "lies in a folder that doesn't exist", "Make the folder first")
    return path


@contextmanager
def watched() -> Iterator[Progress | None]:
    """A line on standard error that says how far it is, if somebody watches and colours are allowed."""
    if not sys.stderr.isatty() or os.environ.get("NO_COLOR"):
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(stage: str, done: int, of: int) -> None:
            how_many = f"{done:,} of {of:,}" if of else f"{done:,}"
            bar.update(task, description=f"{how_many} {_STAGES.get(stage, stage)}")

        yield tell
