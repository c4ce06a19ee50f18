"""`geopolitik serve`: the site, in one process, over one file."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from geopolitik.errors import UsageError

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from geopolitik.publish.site.site import Site
    from geopolitik.publish.site.weather import WeatherDesk

DEFAULT_STORE = "geopolitik.db"
DEFAULT_PORT = 8765


@click.command()
@click.option(
    "--store",
    metavar="FILE|ADDRESS",
    default=DEFAULT_STORE,
    show_default=True,
    help="The file that holds everything, made if it is missing; or a PostgreSQL database: "
    "postgresql://user@host/database.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The network address to listen on.")
@click.option("--port", default=DEFAULT_PORT, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--address",
    metavar="URL",
    help="Where readers find the site, if another server stands before it: https://example.org. "
    "[default: http://HOST:PORT]",
)
@click.option(
    "--weather",
    type=click.Choice(["open-meteo"]),
    help="Whom the server asks for the weather in the front page's dateline. [default: nobody]",
)
@click.option("--at", metavar="LAT,LON", help="Where the weather is asked for, in degrees: 28.61,77.21.")
def serve(store: str, host: str, port: int, address: str | None, weather: str | None, at: str | None) -> None:
    """Serve the site: channels and posts, stories with their redlines, and the desks of its editors.

    The first time, it prints a link by which the owner makes an account.

    \b
    Examples:
      geopolitik serve
      geopolitik serve --store /srv/geopolitik.db --port 8000 --address https://news.example.org
    """
    from geopolitik.app.checking import Desk
    from geopolitik.app.house import House
    from geopolitik.app.people.accounts import first_invitation
    from geopolitik.publish.site.site import Site
    from geopolitik.storage import open_store

    named = checked_address(address or f"http://{_named(host)}:{port}")
    vane = _weather(weather, at)
    free(host, port)
    house = House(open_store(store))
    site = Site(house, named, Desk(house), weather=vane)
    key = first_invitation(house)
    if key:
        click.echo(f"Nobody has an account yet. Make the owner's: {site.address}/register?key={key}")
    run(
        site,
        host,
        port,
        ready=lambda: click.echo(f"Serving {house.store.name} at {site.address} - Ctrl-C stops it."),
    )


def _weather(provider: str | None, at: str | None) -> WeatherDesk | None:
    """Who tells the weather, and where.

    Raises:
        UsageError: one is named without the other, or the position is none.
    """
    if (provider is None) != (at is None):
        missing = "--at" if at is None else "--weather"
        raise UsageError(missing, "is missing", "Write --weather open-meteo --at 28.61,77.21.")
    if at is None:
        return None
    from geopolitik.publish.site.open_meteo import OpenMeteo, position
    from geopolitik.publish.site.weather import WeatherDesk

    return WeatherDesk(OpenMeteo(position(at)))


def free(host: str, port: int) -> None:
    """See that nobody else listens on a port.

    Raises:
        UsageError: somebody does, or this machine has no such network address.
    """
    import socket

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UsageError(
                f"{host}:{port}", f"can't be listened on ({reason})", "Name another --port."
            ) from error


def run(site: Site, host: str, port: int, *, ready: Callable[[], None]) -> None:
    """Serve until somebody stops it; `ready` is called once it listens."""
    import uvicorn

    from geopolitik.publish.site.application import application

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready()

    config = uvicorn.Config(
        application(site),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=20,
        timeout_graceful_shutdown=10,
    )
    # Once it has stopped in good order, it raises what stopped it.
    with suppress(KeyboardInterrupt):
        Server(config).run()


def checked_address(address: str) -> str:
    """An address without a slash at its end.

    Raises:
        UsageError: it is none of the web.
    """
    from urllib.parse import urlsplit

    parts = urlsplit(address.rstrip("/"))
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise UsageError(address, "is not the address of a site", "Write https://example.org.")
    return address.rstrip("/")


def _named(host: str) -> str:
    """A host as it stands in an address."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 - what the user asked for
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
