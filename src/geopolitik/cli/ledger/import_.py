"""`geopolitik ledger import`: the ETH/PRIO ceasefire data as a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geopolitik.cli.ledger import reading
from geopolitik.errors import UsageError
from geopolitik.text.inflection import count

if TYPE_CHECKING:
    from geopolitik.model.ledger.case import Case


@click.command("import")
@click.argument("file", metavar="FILE")
@click.option("--out", metavar="FOLDER", help="Write the case there; a new folder, or an empty one.")
@click.option("--report", metavar="CSV", help="Write everything that is odd there, one line each.")
def import_(file: str, out: str | None, report: str | None) -> None:
    """Read FILE, ceasefire data in the form of ETH/PRIO, as a case of the ledger.

    Each ceasefire becomes an arrangement, each of its rows the account of one actor; every column is
    kept. What is odd is told and kept as it stands: dates that no calendar has, ceasefires that end
    before they start. Without --out nothing is written.

    \b
    Examples:
      geopolitik ledger import ethprio_ceasefires.csv
      geopolitik ledger import ethprio_ceasefires.csv --out ceasefires --report odd.csv
      geopolitik ledger status ceasefires --on 1995-06-01
    """
    from geopolitik.ledger.ethprio import difference, read, write
    from geopolitik.publish.ledger import imported as telling

    folder = _new_folder(out) if out else None
    content = reading.content(Path(file))
    imported = read(content, file)
    differs = difference(content, write(imported.case).content)
    # Written first: whoever has seen enough of the summary (| head) still gets the files.
    if report:
        _write(Path(report), telling.report(imported.oddities))
    if folder:
        _write_case(imported.case, folder)
    for line in telling.summary(imported, file, differs=differs):
        click.echo(line)


def _new_folder(name: str) -> Path:
    folder = Path(name)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(name, "is there already", "Name a folder that is new or empty.")
    return folder


def _write_case(case: Case, folder: Path) -> None:
    from geopolitik.ledger.cases import dump
    from geopolitik.ledger.cases.nodes import MOST_BYTES

    files = {name: text.encode("utf-8") for name, text in dump(case).items()}
    if large := [name for name, content in files.items() if len(content) > MOST_BYTES]:
        told = f"would hold more in {large[0]} than a case may ({MOST_BYTES // 1_000_000} MB)"
        raise UsageError(str(folder), told, "Split the data.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    click.echo(f"Written: {folder}, {count(len(files), 'file')}", err=True)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    click.echo(f"Written: {path}", err=True)
