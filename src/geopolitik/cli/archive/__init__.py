"""`geopolitik archive`: who reuses whom among many texts."""

from __future__ import annotations

import click

from geopolitik.cli.archive.build import build
from geopolitik.cli.archive.export import export
from geopolitik.cli.archive.find import find
from geopolitik.cli.archive.keep import keep
from geopolitik.cli.archive.pairs import pairs
from geopolitik.cli.archive.trace import trace


@click.group()
def archive() -> None:
    """Find reuse in archives of many texts: build one, then ask it.

    Needs geopolitik[archives]. What is interrupted goes on where it was when the same command is given
    again, and the same input gives the same files, byte for byte, on one machine and on Spark.

    \b
    Examples:
      geopolitik archive build news-*.warc.gz articles.parquet --out corpus/
      geopolitik archive pairs corpus/ --out pairs.parquet
      geopolitik archive trace corpus/ --out stemma.parquet
      geopolitik archive find post.txt --in corpus/
    """


for command in (build, pairs, trace, find, export, keep):
    archive.add_command(command)
