"""`geopolitik archive trace`: who has it from whom, and what was changed."""

from __future__ import annotations

import click

from geopolitik.cli.archive.common import corpus_in, engine_options, watched, working, writable
from geopolitik.text.inflection import count


@click.command()
@click.argument("corpus", metavar="FOLDER")
@click.option("--out", metavar="FILE", required=True, help="The Parquet file to write.")
@engine_options
def trace(corpus: str, out: str, engine: str, master: str | None, processes: int | None) -> None:
    """Trace each cluster of an archive's texts: relations, directions, kinds, origins and changes.

    A cluster is what pairs connect of which one text holds three tenths of the other, or more. Of a large one
    the earliest texts are traced, and the others are marked as not traced. Pairs are found first if
    `geopolitik archive pairs` hasn't done so.

    \b
    Examples:
      geopolitik archive trace corpus/ --out stemma.parquet
    """
    path = writable(out)
    folder = corpus_in(corpus)
    from geopolitik.runners.tracing import trace as trace_all

    with working(engine, master, processes) as ready, watched() as progress:
        traced = trace_all(folder, path, ready, progress=progress)
    click.echo(f"{count(traced.clusters, 'cluster')} of {count(traced.records, 'record')} traced: {out}")
    if traced.bounded:
        click.echo(
            f"{traced.bounded:,} of them not whole: column `traced` says which records are not", err=True
        )
