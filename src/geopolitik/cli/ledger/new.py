"""`geopolitik ledger new`: a small case to begin with."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from geopolitik.errors import UsageError
from geopolitik.text.inflection import count


@click.command()
@click.argument("folder", metavar="FOLDER")
def new(folder: str) -> None:
    """Write a small case into FOLDER, with a remark at each field, to change into yours.

    \b
    Examples:
      geopolitik ledger new my-case
      geopolitik ledger validate my-case
    """
    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(folder, "is there already", "Name a folder that is new or empty.")
    target.mkdir(parents=True, exist_ok=True)
    written = [file for file in (files("geopolitik.samples") / "new-case").iterdir() if file.is_file()]
    for file in written:
        (target / file.name).write_bytes(file.read_bytes())
    click.echo(f"Written: {folder}, {count(len(written), 'file')}", err=True)
