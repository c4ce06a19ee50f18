"""Opening the store that a command is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geopolitik.cli.serve import DEFAULT_STORE
from geopolitik.errors import UsageError

if TYPE_CHECKING:
    from geopolitik.app.house import House


def store_option(*, makes: bool = False) -> Callable[..., Any]:
    """The option that names the store."""
    told = "The file that holds the site" + (", made if it is missing;" if makes else ",")
    told += " or a PostgreSQL database: postgresql://user@host/database."
    return click.option(
        "--store", metavar="FILE|ADDRESS", default=DEFAULT_STORE, show_default=True, help=told
    )


@contextmanager
def opened(store: str, *, makes: bool = False) -> Iterator[House]:
    """The site in a file or database, also while it is served.

    Raises:
        UsageError: there is no such file, and it isn't to be made.
        StoreError: it is no store.
    """
    from geopolitik.app.house import House
    from geopolitik.storage import open_store
    from geopolitik.storage.postgres import is_address

    if not makes and not is_address(store) and not Path(store).is_file():
        raise UsageError(store, "there is no such file", "Name the store with --store.")
    house = House(open_store(store))
    try:
        yield house
    finally:
        house.store.close()
