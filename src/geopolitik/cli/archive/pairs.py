"""`geopolitik archive pairs`: who reuses whom, with passages."""

from __future__ import annotations

import click

from geopolitik.cli.archive.common import corpus_in, engine_options, watched, working, writable
from geopolitik.text.inflection import count


@click.command()
@click.argument("corpus", metavar="FOLDER")
@click.option("--out", metavar="FILE", required=True, help="The Parquet file to write.")
@engine_options
def pairs(corpus: str, out: str, engine: str, master: str | None, processes: int | None) -> None:
    """Write who reuses whom in an archive: a row for each passage that two texts share.

    Records with one wording are paired with the first that carries it, and reuse between wordings is told of
    their first records: a text on 500 sites is compared once. What repeats within one outlet is its
    furniture, and what two texts only quote is no pair.

    \b
    Examples:
      geopolitik archive pairs corpus/ --out pairs.parquet
      geopolitik archive pairs /shared/corpus --out pairs.parquet --engine spark --master spark://head:7077
    """
    path = writable(out)
    folder = corpus_in(corpus)
    from geopolitik.runners.pairing import pair

    with working(engine, master, processes) as ready, watched() as progress:
        found = pair(folder, path, ready, progress=progress)
    click.echo(
        f"{count(found.pairs, 'pair')} with {count(found.passages, 'passage')}, "
        f"of {found.compared:,} compared: {out}"
    )
