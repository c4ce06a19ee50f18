"""`geopolitik archive build`: make an archive of many texts."""

from __future__ import annotations

import click

from geopolitik.cli.archive.common import corpus_in, engine_options, watched, working
from geopolitik.text.inflection import count


@click.command()
@click.argument("inputs", metavar="INPUTS...", nargs=-1, required=True)
@click.option("--out", metavar="FOLDER", required=True, help="The archive's folder; made if it isn't there.")
@engine_options
def build(inputs: tuple[str, ...], out: str, engine: str, master: str | None, processes: int | None) -> None:
    """Make an archive of what files, folders and stores hold.

    INPUTS are what `geopolitik ingest` reads - web archives, lines of JSON, Parquet, pages, folders of them -
    and stores. What can't be read is counted, and named with its reason in FOLDER/set-aside.jsonl; the rest
    is taken in. With other inputs the same folder is brought up to date: only what differs is made again.

    \b
    Examples:
      geopolitik archive build articles.parquet --out corpus/
      geopolitik archive build news-*.warc.gz dump.jsonl.zst site.db --out corpus/ --processes 2
    """
    corpus = corpus_in(out)
    from geopolitik.runners import reading
    from geopolitik.runners.building import build as make

    with working(engine, master, processes) as ready, watched() as progress:
        made = make(corpus, reading.held(inputs), reading.record, ready, progress=progress)
    copies = count(made.records - made.wordings, "repeat")
    click.echo(f"{count(made.records, 'record')} with {count(made.wordings, 'wording')} ({copies} of one)")
    if made.set_aside:
        click.echo(f"{made.set_aside:,} set aside: {corpus.set_aside}", err=True)
