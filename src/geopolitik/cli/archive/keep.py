"""`geopolitik archive keep`: what was traced, as stories on the site."""

from __future__ import annotations

from pathlib import Path

import click

from geopolitik.cli.archive.common import corpus_in
from geopolitik.cli.house import opened, store_option
from geopolitik.errors import UsageError
from geopolitik.text.inflection import count


@click.command()
@click.argument("stemma", metavar="FILE")
@click.option("--in", "corpus", metavar="FOLDER", required=True, help="The archive it is of.")
@click.option("--public", is_flag=True, help="Show the stories to visitors at once.")
@store_option(makes=True)
def keep(stemma: str, corpus: str, public: bool, store: str) -> None:
    """Keep the stories of FILE, which `archive trace` wrote: the site shows them with all their derivations.

    A cluster in which one text was made from another becomes a story of its traced texts; one of which the
    site has a text in a story already is left alone. If it is interrupted, the same command keeps the rest.

    \b
    Examples:
      geopolitik archive keep stemma.parquet --in corpus/ --store site.db
    """
    folder = corpus_in(corpus)
    if not Path(stemma).is_file():
        raise UsageError(stemma, "there is no such file", "Write it: geopolitik archive trace")
    from geopolitik.app.stories.archived import keep_clusters
    from geopolitik.index.archive.shelf import Shelf

    with opened(store, makes=True) as house:
        done = keep_clusters(house, Path(stemma), Shelf(folder), public=public)
    stories, texts = count(done.stories, "story"), count(done.texts, "text")
    click.echo(f"Kept: {stories} of {texts}; {done.known:,} were there already")
