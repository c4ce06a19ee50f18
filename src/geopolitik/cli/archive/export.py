"""`geopolitik archive export`: what was found, in forms that other tools read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geopolitik.cli.archive.common import corpus_in, writable
from geopolitik.errors import UsageError

if TYPE_CHECKING:
    import pyarrow


@click.command()
@click.argument("table", metavar="FILE")
@click.option(
    "--as",
    "form",
    type=click.Choice(["passim", "graphml"]),
    required=True,
    help="passim: lines of JSON, a passage in each, of pairs. graphml: a network, of pairs or a stemma.",
)
@click.option("--in", "corpus", metavar="FOLDER", help="The archive the pairs are of; with --as passim.")
@click.option("--out", metavar="FILE", required=True, help="The file to write.")
def export(table: str, form: str, corpus: str | None, out: str) -> None:
    """Write FILE, which `archive pairs` or `archive trace` wrote, for other tools.

    \b
    Examples:
      geopolitik archive export pairs.parquet --as passim --in corpus/ --out passages.jsonl
      geopolitik archive export stemma.parquet --as graphml --out stemma.graphml
    """
    path = writable(out)
    if form == "passim":
        if corpus is None:
            raise UsageError("--as passim", "needs the texts", "Name the archive: --in FOLDER")
        click.echo(f"{_passim(table, corpus, path):,} passages: {out}")
        return
    from geopolitik.publish.exports.archive.graphml import graphml

    rows = _table(table, pairs_only=False)
    with path.open("wb") as file:
        graphml(rows, file)
    click.echo(f"Written: {out}")


def _passim(table: str, corpus: str, path: Path) -> int:
    folder = corpus_in(corpus)
    from geopolitik.index.archive.shelf import Shelf
    from geopolitik.publish.exports.archive.passim import passim

    number = 0
    with path.open("wb") as file:
        for line in passim(_table(table, pairs_only=True), Shelf(folder)):
            file.write(line)
            number += 1
    return number


def _table(name: str, *, pairs_only: bool) -> pyarrow.Table:
    """A table of pairs, or a stemma.

    Raises:
        UsageError: there is no such file, or it is no such table.
    """
    import pyarrow
    from pyarrow import parquet

    try:
        found = parquet.read_table(name)
    except (OSError, pyarrow.ArrowException) as error:
        raise UsageError(name, "is no table in Parquet that can be read", "Name the file") from error
    is_stemma = {"record", "original", "changes"} <= set(found.column_names)
    if (is_stemma and pairs_only) or not (is_stemma or {"a", "b", "words"} <= set(found.column_names)):
        wanted = "pairs" if pairs_only else "pairs or of a stemma"
        raise UsageError(name, f"is no table of {wanted}", "Write one: geopolitik archive pairs, or trace")
    return found
