"""The options that `trace` and `compare` share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from geopolitik.app.sources import Source
from geopolitik.cli.known import sources
from geopolitik.cli.output import Output

Command = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Options:
    """What was said on the command line besides the files."""

    output: Output
    outlets: tuple[str, ...]
    urls: tuple[str, ...]
    published: tuple[str, ...]
    model: str | None

    def sources(self, files: tuple[str, ...]) -> list[Source]:
        """The files with what was said of each.

        Raises:
            UsageError: a report can't be written, or what was said fits no file.
        """
        self.output.check(files)
        return sources(files, outlets=self.outlets, urls=self.urls, published=self.published)


_SHARED = (
    click.option(
        "--html",
        "html_file",
        metavar="FILE",
        help="Write the report as one HTML file that needs no network; - for standard output.",
    ),
    click.option(
        "--json", "json_file", metavar="FILE", help="Write everything found as JSON; - for standard output."
    ),
    click.option(
        "--outlet",
        "outlets",
        multiple=True,
        metavar="[FILE=]NAME",
        help="Who published a file. FILE as named on the command line, or its number. A bare NAME if there "
        "is one file, or one for each, in order.",
    ),
    click.option(
        "--url", "urls", multiple=True, metavar="[FILE=]URL", help="The address a file was captured from."
    ),
    click.option(
        "--published",
        multiple=True,
        metavar="[FILE=]TIME",
        help="When a file was published: 2026-02-04, 2026-02-04T16:33+03:00, 2026-02-04T16:33 Europe/Paris "
        "or 4 February 2026 9am.",
    ),
    click.option(
        "--severity",
        type=click.Choice(["high", "medium", "low"]),
        default="medium",
        show_default=True,
        help="The least severe changes the terminal report lists; the rest are counted.",
    ),
    click.option(
        "--model",
        metavar="FOLDER",
        help="A sentence model in a local folder, which helps on disguised paraphrase; none is downloaded.",
    ),
    click.option("-q", "--quiet", is_flag=True, help="No report in the terminal; errors are still shown."),
)


def report_options(command: Command) -> Command:
    """Add the shared options; the command gets them as one `options` object."""

    @wraps(command)
    def gathered(
        *,
        html_file: str | None,
        json_file: str | None,
        severity: str,
        quiet: bool,
        outlets: tuple[str, ...],
        urls: tuple[str, ...],
        published: tuple[str, ...],
        model: str | None,
        **arguments: Any,
    ) -> Any:
        output = Output(html_file, json_file, severity, quiet)
        return command(options=Options(output, outlets, urls, published, model), **arguments)

    decorated: Command = gathered
    for option in reversed(_SHARED):
        decorated = option(decorated)
    return decorated
