"""`geopolitik compare`: the direction is known, just the redline."""

from __future__ import annotations

import click

from geopolitik.cli.options import Options, report_options
from geopolitik.cli.output import deliver


@click.command()
@click.argument("original")
@click.argument("copy")
@report_options
def compare(original: str, copy: str, options: Options) -> None:
    """Redline COPY against the ORIGINAL it was made from.

    The direction is taken from you, not judged. Either may be - for standard input.

    \b
    Examples:
      geopolitik compare original.html copy.txt
      geopolitik compare original.html copy.txt --html redline.html
      geopolitik compare wire.txt post.md --outlet 1=Reuters --outlet 2="Some channel"
    """
    from geopolitik.app import compare as compare_sources

    first, second = options.sources((original, copy))
    deliver(compare_sources(first, second, model=options.model), options.output)
