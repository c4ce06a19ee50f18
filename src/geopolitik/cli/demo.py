"""`geopolitik demo`: the bundled sample story, as a site or as an HTML report."""

from __future__ import annotations

import sys
import tempfile
import webbrowser
from collections.abc import Sequence
from pathlib import Path

import click

from geopolitik.app.sources import Source
from geopolitik.cli.output import Output, deliver
from geopolitik.cli.serve import DEFAULT_PORT
from geopolitik.errors import UsageError


@click.command()
@click.option("--html", "html_file", metavar="FILE", help="Write the report there instead of serving a site.")
@click.option(
    "--captures", metavar="FOLDER", help="Also write the ten captures there, to trace them yourself."
)
@click.option("--port", default=DEFAULT_PORT, show_default=True, type=click.IntRange(1, 65535))
@click.option("--open/--no-open", "open_it", default=True, help="Open a browser, if someone is watching.")
def demo(html_file: str | None, captures: str | None, port: int, open_it: bool) -> None:
    """Open a site that holds the bundled sample story, signed in as its editor.

    Ten captures around one invented event: an agency original, copies credited and not, a translation,
    an independent report. All of it is fiction. The site listens on this machine only, and is gone when
    it is stopped.

    \b
    Examples:
      geopolitik demo
      geopolitik demo --html /tmp/demo.html
      geopolitik demo --captures sample --html /tmp/demo.html
    """
    from geopolitik.app import sample_story, trace

    output = Output(html_file, None, "medium", quiet=True).check() if html_file else None
    story = sample_story()
    if captures is not None:
        write_captures(story, Path(captures))
    if output is None:
        serve_demo(port, open_it=open_it and sys.stdout.isatty())
        return
    deliver(trace(story), output)


def serve_demo(port: int, *, open_it: bool) -> None:
    """Serve a site with the sample story until somebody stops it.

    Raises:
        UsageError: another program listens on that port.
    """
    from geopolitik.app.checking import Desk
    from geopolitik.app.house import House
    from geopolitik.app.showing import fill
    from geopolitik.cli.serve import free, run
    from geopolitik.publish.site.marks import mark, site_key
    from geopolitik.publish.site.site import Site
    from geopolitik.storage import open_store

    free("127.0.0.1", port)
    with tempfile.TemporaryDirectory(prefix="geopolitik-demo-") as folder:
        click.echo("Tracing the sample story…")
        house = House(open_store(Path(folder) / "demo.db"))
        editor = fill(house)
        site = Site(house, f"http://127.0.0.1:{port}", Desk(house), demo_user=editor.id)
        link = f"{site.address}/demo?key={mark(site_key(house.store), 'demo', editor.id)}"
        run(site, "127.0.0.1", port, ready=lambda: _tell(link, open_it=open_it))
        house.store.close()


def _tell(link: str, *, open_it: bool) -> None:
    click.echo(f"Open {link}\nIt signs you in as the demo's editor. Ctrl-C stops the site.")
    if open_it:
        webbrowser.open(link)


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
