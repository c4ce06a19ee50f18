"""`geopolitik demo`: the bundled sample story, as an HTML report."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

import click

from geopolitik.app.sources import Source
from geopolitik.cli.output import Output, deliver
from geopolitik.errors import UsageError

DEFAULT_FILE = "geopolitik-demo.html"


@click.command()
@click.option(
    "--html",
    "html_file",
    metavar="FILE",
    help=f"Where to write the report.  [default: {DEFAULT_FILE} in the current folder, or in the temporary "
    "folder if that can't be written]",
)
@click.option(
    "--captures", metavar="FOLDER", help="Also write the ten captures there, to trace them yourself."
)
@click.option("--open", "open_it", is_flag=True, help="Open the report in a browser, if someone is watching.")
def demo(html_file: str | None, captures: str | None, open_it: bool) -> None:
    """Trace the bundled sample story and write an HTML report.

    Ten captures around one invented event: an agency original, copies credited and not, a translation,
    an independent report. All of it is fiction.

    \b
    Examples:
      geopolitik demo
      geopolitik demo --html /tmp/demo.html --open
      geopolitik demo --captures sample
    """
    from geopolitik.app import sample_story, trace

    target = html_file or default_target()
    output = Output(target, None, "medium", quiet=True).check()
    story = sample_story()
    if captures is not None:
        write_captures(story, Path(captures))
    deliver(trace(story), output)
    if open_it and sys.stdout.isatty():
        webbrowser.open(Path(target).resolve().as_uri())


def write_captures(story: Sequence[Source], folder: Path) -> None:
    """Write each capture into a folder, which is made if it is missing.

    Raises:
        UsageError: a file of that name with other content is there, or the folder can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source in story:
            _write_capture(source, folder)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(str(folder), f"could not be written ({reason})", "Name another folder.") from error
    click.echo(f"Written: {len(story)} captures in {folder}", err=True)


def _write_capture(source: Source, folder: Path) -> None:
    if source.name is None or not isinstance(source.content, bytes):
        return
    target = folder / source.name
    # Somebody's own file of the same name is not ours to overwrite.
    if target.exists() and target.read_bytes() != source.content:
        raise UsageError(str(target), "is there already, with other content", "Name another folder.")
    target.write_bytes(source.content)


def default_target() -> str:
    """The current folder, or the temporary one where nothing can be written."""
    import os
    import tempfile

    folder = Path.cwd() if os.access(Path.cwd(), os.W_OK) else Path(tempfile.gettempdir())
    return str(folder / DEFAULT_FILE)
