"""The option that lets a host be asked that is none of the public web."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click


def permit_option() -> Callable[..., Any]:
    """The option `--permit`; the command gets a tuple."""
    return click.option(
        "--permit",
        metavar="HOST:PORT",
        multiple=True,
        help="Also ask this host, though it is none of the public web: a server of your own.",
    )
