"""`geopolitik demo`: the bundled sample story, as an HTML report."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path

import click

from geopolitik.cli.output import Output, deliver

DEFAULT_FILE = "geopolitik-demo.html"


@click.command()
@click.option(
    "--html",
    "html_file",
    metavar="FILE",
    help=f"Where to write the report.  [default: {DEFAULT_FILE} in the current folder, or in the temporary "
    "folder if that can't be written]",
)
@click.option("--open", "open_it", is_flag=True, help="Open the report in a browser, if someone is watching.")
def demo(html_file: str | None, open_it: bool) -> None:
    """Trace the bundled sample story and write an HTML report.

    Ten captures around one invented event: an agency original, copies credited and not, a translation,
    an independent report. All of it is fiction.

    \b
    Examples:
      geopolitik demo
      geopolitik demo --html /tmp/demo.html --open
    """
    from geopolitik.app import sample_story, trace

    target = html_file or default_target()
    output = Output(target, None, "medium", quiet=True).check()
    deliver(trace(sample_story()), output)
    if open_it and sys.stdout.isatty():
        webbrowser.open(Path(target).resolve().as_uri())


def default_target() -> str:
    """The current folder, or the temporary one where nothing can be written."""
    import os
    import tempfile

    folder = Path.cwd() if os.access(Path.cwd(), os.W_OK) else Path(tempfile.gettempdir())
    return str(folder / DEFAULT_FILE)
