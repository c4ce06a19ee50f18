"""`geopolitik trace`: what each capture is, how they hang together, what each retelling changed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from geopolitik.cli.options import report_options
from geopolitik.cli.output import Output, deliver

_MANY = 4
"""From so many files on, progress is shown."""

Progress = Callable[[str, int, int], None]


@click.command()
@click.argument("files", nargs=-1, metavar="FILES...", required=True)
@report_options
def trace(
    files: tuple[str, ...],
    html_file: str | None,
    json_file: str | None,
    outlets: tuple[str, ...],
    urls: tuple[str, ...],
    published: tuple[str, ...],
    severity: str,
    quiet: bool,
) -> None:
    """Trace texts to their origins and redline every retelling.

    FILES are saved HTML pages, texts copied from a browser, or Markdown; - is standard input.
    What cannot be read is listed with the reason, and the rest goes on.

    \b
    Examples:
      geopolitik trace agency.html daily.html channel.md
      geopolitik trace *.html --html report.html --json trace.json
      geopolitik trace a.txt b.txt --outlet a.txt=Reuters --published 2=2026-02-04T16:33+03:00
      pbpaste | geopolitik trace original.html -
    """
    from geopolitik.app import trace as trace_sources
    from geopolitik.cli.known import sources

    output = Output(html_file, json_file, severity, quiet).check(files)
    said = sources(files, outlets=outlets, urls=urls, published=published)
    with progress(len(said)) as report:
        result = trace_sources(said, progress=report)
    deliver(result, output)
    if not result.annotations:
        for rejected in result.rejected:
            click.echo(f"geopolitik: {rejected.name}: {rejected.reason}", err=True)
        click.echo("geopolitik: nothing could be traced", err=True)
        sys.exit(1)


@contextmanager
def progress(files: int) -> Iterator[Progress | None]:
    """A bar on standard error while many files are worked on; nothing if nobody watches."""
    if files < _MANY or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda step, done, total: bar.update(task, description=step, completed=done, total=total)
