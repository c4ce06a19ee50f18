"""`geopolitik trace`: what each capture is, how they hang together, what each retelling changed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from geopolitik.cli.options import Options, report_options
from geopolitik.cli.output import deliver

_MANY = 4
"""From so many files on, progress is shown."""

Progress = Callable[[str, int, int], None]


@click.command()
@click.argument("files", nargs=-1, metavar="FILES...", required=True)
@report_options
def trace(files: tuple[str, ...], options: Options) -> None:
    """Trace texts to their origins and redline every retelling.

    FILES are saved HTML pages, texts copied from a browser, or Markdown; - is standard input.
    What cannot be read is listed with the reason, and the rest goes on.

    \b
    Examples:
      geopolitik trace agency.html daily.html channel.md
      geopolitik trace *.html --html report.html --json trace.json
      geopolitik trace a.txt b.txt --outlet a.txt=Reuters --published 2=2026-02-04T16:33+03:00
      cat post.txt | geopolitik trace original.html -
    """
    from geopolitik.app import trace as trace_sources

    said = options.sources(files)
    with progress(len(said)) as report:
        result = trace_sources(said, progress=report, model=options.model)
    deliver(result, options.output)


@contextmanager
def progress(files: int) -> Iterator[Progress | None]:
    """A bar on standard error while many files are worked on, if somebody watches and colours are allowed."""
    if files < _MANY or not sys.stderr.isatty() or os.environ.get("NO_COLOR"):
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("read", total=None)
        yield lambda step, done, total: bar.update(task, description=step, completed=done, total=total)
