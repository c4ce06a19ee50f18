"""`geopolitik store export`: everything received, in forms that need no GeoPolitik."""

from __future__ import annotations

from pathlib import Path

import click

from geopolitik.cli.house import opened, store_option
from geopolitik.text.inflection import count


@click.command()
@click.argument("folder", metavar="FOLDER")
@store_option()
def export(folder: str, store: str) -> None:
    """Write all captures, and what was received, into the new folder FOLDER.

    captures.jsonl holds a capture in each line (`geopolitik ingest` reads it), archive/ the WARC files, and
    receipts.jsonl says where each record lies in them and what it hashes to. Stories, posts and people are
    not in it: that is what `geopolitik store backup` is for.

    \b
    Examples:
      geopolitik store export everything-2031-05-14
    """
    from geopolitik.app.exporting import export as write

    with opened(store) as house:
        done = write(house, Path(folder))
    captures, records = count(done.captures, "capture"), count(done.records, "record")
    click.echo(f"Written: {folder}, {captures}, {records} of the archive")
