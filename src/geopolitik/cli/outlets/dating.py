"""The option that has a web archive asked since when it has known an address."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from geopolitik.model.capture import Capture


def timemap_option() -> Callable[..., Any]:
    """The option `--timemap`; the command gets a text, empty if it isn't given."""
    return click.option(
        "--timemap",
        metavar="PREFIX",
        default="",
        envvar="GEOPOLITIK_TIMEMAP",
        show_envvar=True,
        help="Ask a web archive since when it has known each new page: its TimeMaps (RFC 7089, link format) "
        "lie at PREFIX with the page's address after it. It learns what you read.",
    )


def dating(timemap: str, permitted: frozenset[str]) -> Callable[[Capture], Capture]:
    """What adds to a capture since when its address is known; nothing, if no archive is named.

    Raises:
        AddressError: the prefix is no address of the public web.
    """
    from geopolitik.app.collecting.running import from_web
    from geopolitik.app.collecting.timemaps import TimeMaps
    from geopolitik.steps.collect.web.address import web_address
    from geopolitik.storage.moments import now

    if not timemap:
        return lambda capture: capture
    web_address(timemap, permitted=permitted)
    return TimeMaps(timemap, partial(from_web, permitted=permitted), now).dated
