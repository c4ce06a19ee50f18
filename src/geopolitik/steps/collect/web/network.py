"""Connections: a name is resolved, each address it has is judged, and only a judged one is connected to."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as ResolvingTimeoutError
from ipaddress import IPv4Address, IPv6Address, ip_address
from ssl import SSLContext
from typing import Any

import httpcore2

from geopolitik.errors import FetchError
from geopolitik.steps.collect.web.limits import Meter

Host = IPv4Address | IPv6Address
Reach = Callable[[Host], str]
"""Why a host must not be asked; empty if it may be."""
_RESOLVERS = ThreadPoolExecutor(8, thread_name_prefix="resolve")
"""Asking for a name's addresses can't be interrupted: whoever waited too long leaves the thread behind."""


def resolve(name: str, meter: Meter) -> tuple[Host, ...]:
    """The addresses of a host.

    Raises:
        FetchError: it has none, or nobody answers in time.
    """
    asked = _RESOLVERS.submit(socket.getaddrinfo, name, None, type=socket.SOCK_STREAM)
    try:
        found = asked.result(meter.patience())
    except ResolvingTimeoutError as error:
        raise FetchError(meter.url, "has a host whose address nobody tells") from error
    except (OSError, UnicodeError) as error:
        raise FetchError(meter.url, "has a host that doesn't exist") from error
    return tuple(dict.fromkeys(ip_address(str(entry[4][0])) for entry in found))


class GuardedNetwork(httpcore2.NetworkBackend):
    """Connects to hosts that may be reached, and counts every byte that comes."""

    def __init__(self, meter: Meter, reach: Reach) -> None:
        self._meter = meter
        self._reach = reach
        self._network = httpcore2.SyncBackend()
        self.host: Host | None = None
        """Which address was connected to last."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the fetch's own deadline counts
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to one of a host's addresses, if none of them leads inside.

        Raises:
            FetchError: one of them does, or the name has none.
            httpcore2.ConnectError: nobody answers there.
        """
        hosts = resolve(host, self._meter)
        for found in hosts:
            # One inner address among public ones is how a name is turned round between check and use.
            if reason := self._reach(found):
                raise FetchError(self._meter.url, reason, "Only public web pages are fetched.")
        error: Exception | None = None
        for found in hosts:
            try:
                stream = self._network.connect_tcp(
                    str(found), port, self._meter.patience() / len(hosts), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as failed:
                error = failed
                continue
            self.host = found
            return MeteredStream(stream, self._meter)
        raise error or FetchError(self._meter.url, "has a host that doesn't exist")


class MeteredStream(httpcore2.NetworkStream):
    """A connection whose every byte and second is counted."""

    def __init__(self, stream: httpcore2.NetworkStream, meter: Meter) -> None:
        self._stream = stream
        self._meter = meter

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - as above
        """Some bytes; none at the end."""
        found = self._stream.read(max_bytes, self._meter.patience())
        self._meter.count(len(found))
        return found

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - as above
        """Send bytes."""
        self._stream.write(buffer, self._meter.patience())

    def close(self) -> None:
        """End the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - as above
    ) -> httpcore2.NetworkStream:
        """The same connection, encrypted; the certificate must be the named host's."""
        inner = self._stream.start_tls(ssl_context, server_hostname, self._meter.patience())
        return MeteredStream(inner, self._meter)

    def get_extra_info(self, info: str) -> Any:
        """What the connection tells of itself."""
        return self._stream.get_extra_info(info)
