"""The options that `trace` and `compare` share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

Command = Callable[..., Any]

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
        help="Who published a file. FILE as named on the command line, or its number. A bare NAME if "
        "there is one file, or one for each, in order.",
    ),
    click.option(
        "--url", "urls", multiple=True, metavar="[FILE=]URL", help="The address a file was captured from."
    ),
    click.option(
        "--published",
        multiple=True,
        metavar="[FILE=]TIME",
        help="When a file was published: 2026-02-04, or 2026-02-04T16:33+03:00 if hour and zone are known.",
    ),
    click.option(
        "--severity",
        type=click.Choice(["high", "medium", "low"]),
        default="medium",
        show_default=True,
        help="The least severe changes the terminal report lists; the rest are counted.",
    ),
    click.option("-q", "--quiet", is_flag=True, help="No report in the terminal; errors are still shown."),
)


def report_options(command: Command) -> Command:
    """Add the options that say what is known of each file and where reports go."""
    for option in reversed(_SHARED):
        command = option(command)
    return command
