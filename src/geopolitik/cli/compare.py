"""`geopolitik compare`: the direction is known, just the redline."""

from __future__ import annotations

import click

from geopolitik.cli.options import report_options
from geopolitik.cli.output import Output, deliver


@click.command()
@click.argument("original")
@click.argument("copy")
@report_options
def compare(
    original: str,
    copy: str,
    html_file: str | None,
    json_file: str | None,
    outlets: tuple[str, ...],
    urls: tuple[str, ...],
    published: tuple[str, ...],
    severity: str,
    quiet: bool,
) -> None:
    """Redline COPY against the ORIGINAL it was made from.

    The direction is taken from you, not judged. Either may be - for standard input.

    \b
    Examples:
      geopolitik compare original.html copy.txt
      geopolitik compare original.html copy.txt --html redline.html
      geopolitik compare wire.txt post.md --outlet 1=Reuters --outlet 2="Some channel"
    """
    from geopolitik.app import compare as compare_sources
    from geopolitik.cli.known import sources

    files = (original, copy)
    output = Output(html_file, json_file, severity, quiet).check(files)
    said = sources(files, outlets=outlets, urls=urls, published=published)
    deliver(compare_sources(said[0], said[1]), output)
