"""Connections: a name is resolved, each address it has is judged, and only a judged one is connected to."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as ResolvingTimeoutError
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import Any

import httpcore2

from geopolitik.errors import FetchError
from geopolitik.steps.collect.web.limits import Meter
from geopolitik.steps.collect.web.reach import PUBLIC_ONLY, why_not

Host = IPv4Address | IPv6Address
Reach = Callable[[Host], str]
"""Why a host must not be asked; empty if it may be."""
_RESOLVERS = ThreadPoolExecutor(8, thread_name_prefix="resolve")
"""Asking for a name's addresses can't be interrupted: whoever waited too long leaves the thread behind."""


def asked_of_system(name: str) -> tuple[str, ...]:
    """The addresses that the operating system knows of a host's name.

    Raises:
        OSError: there is no such host.
    """
    return tuple(str(entry[4][0]) for entry in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM))


@cache
def encryption() -> ssl.SSLContext:
    """How servers prove who they are: by the system's certificates.

    Python's default context reads `SSL_CERT_FILE`, `SSL_CERT_DIR` and `SSLKEYLOGFILE`: a variable must
    neither bring certificates in nor carry keys out.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    built_in = ssl.get_default_verify_paths()
    file, folder = Path(built_in.openssl_cafile), Path(built_in.openssl_capath)
    if file.is_file() or folder.is_dir():
        context.load_verify_locations(
            str(file) if file.is_file() else None, str(folder) if folder.is_dir() else None
        )
    else:
        # Systems that keep their certificates elsewhere than in files.
        context.load_default_certs()
    return context


@dataclass(frozen=True, slots=True)
class Ways:
    """How hosts are found, judged and believed."""

    reach: Reach = why_not
    resolver: Callable[[str], Iterable[str]] = asked_of_system
    """The addresses of a host's name; OSError if there is none."""
    encryption: Callable[[], ssl.SSLContext] = encryption


WAYS = Ways()


def resolve(name: str, meter: Meter, resolver: Callable[[str], Iterable[str]]) -> tuple[Host, ...]:
    """The addresses of a host.

    Raises:
        FetchError: it has none, or nobody answers in time.
    """
    asked = _RESOLVERS.submit(lambda: tuple(dict.fromkeys(map(ip_address, resolver(name)))))
    try:
        return asked.result(meter.patience())
    except ResolvingTimeoutError as error:
        raise FetchError(meter.url, "has a host whose address nobody tells") from error
    except (OSError, ValueError) as error:
        raise FetchError(meter.url, "has a host that doesn't exist") from error


class GuardedNetwork(httpcore2.NetworkBackend):
    """Connects to hosts that may be reached, and counts every byte that comes."""

    def __init__(self, meter: Meter, ways: Ways, *, own: bool) -> None:
        self._meter = meter
        self._ways = ways
        self._own = own
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
        hosts = resolve(host, self._meter, self._ways.resolver)
        for found in hosts:
            # One inner address among public ones is how a name is turned round between check and use.
            if reason := "" if self._own else self._ways.reach(found):
                raise FetchError(self._meter.url, reason, PUBLIC_ONLY)
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
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - as above
    ) -> httpcore2.NetworkStream:
        """The same connection, encrypted; the certificate must be the named host's."""
        inner = self._stream.start_tls(ssl_context, server_hostname, self._meter.patience())
        return MeteredStream(inner, self._meter)

    def get_extra_info(self, info: str) -> Any:
        """What the connection tells of itself."""
        return self._stream.get_extra_info(info)
