"""Decompression while the bytes come, bounded: a bomb is put out before it has gone off."""

from __future__ import annotations

import zlib

from geopolitik.errors import FetchError
from geopolitik.steps.collect.inflating import GZIP, Inflater
from geopolitik.steps.collect.web.limits import Limits

ACCEPTED = "gzip, deflate"


class _Layer:
    """One encoding, taken off."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._begin = b""
        self._packer: Inflater | None = None

    @property
    def ended(self) -> bool:
        """Whether its end was seen, or nothing came at all."""
        return self._packer.eof if self._packer else not self._begin

    def feed(self, data: bytes, most: int) -> bytes:
        """What comes out, and a byte more than `most` if it would be more.

        Raises:
            zlib.error: it isn't packed so.
        """
        if self._packer is None:
            self._begin += data
            if len(self._begin) < 2:
                return b""
            data, self._packer = self._begin, self._opened(self._begin)
        out = bytearray()
        while data and len(out) <= most:
            if self._packer.eof:
                # Several gzip members in a row are one body (RFC 1952, 2.2); what else follows is dropped.
                if self.name == "deflate" or not data.startswith(GZIP):
                    break
                self._packer = self._opened(data)
            out += self._packer.decompress(data, most + 1 - len(out))
            data = self._packer.unused_data or self._packer.unconsumed_tail
        return bytes(out)

    def _opened(self, begin: bytes) -> Inflater:
        if self.name != "deflate":
            return zlib.decompressobj(zlib.MAX_WBITS | 16)
        # Some servers send raw deflate where zlib's is meant (RFC 9110, 8.4.1.2, tells so).
        framed = begin[0] & 0x0F == 8 and int.from_bytes(begin[:2], "big") % 31 == 0
        return zlib.decompressobj(zlib.MAX_WBITS if framed else -zlib.MAX_WBITS)


class Unpacking:
    """A body on its way through its content encodings."""

    def __init__(self, encodings: str, named: str, limits: Limits) -> None:
        """Make ready for a body.

        Args:
            encodings: the header `Content-Encoding`: what was done to the body, in that order.
            named: what errors call the address.
            limits: how many encodings, and how many bytes may come out of each.

        Raises:
            FetchError: an encoding that wasn't asked for, or too many of them.
        """
        names = [
            name for part in encodings.split(",") if (name := part.strip().lower()) not in ("", "identity")
        ]
        if len(names) > limits.encodings:
            raise FetchError(named, f"is packed {len(names)} times")
        for name in names:
            if name not in ("gzip", "x-gzip", "deflate"):
                raise FetchError(named, f"is packed as “{name[:20]}”, which wasn't asked for")
        self._layers = [_Layer(name) for name in reversed(names)]
        self._named = named
        self._most = limits.decoded
        self.body = bytearray()

    def feed(self, data: bytes) -> None:
        """Take in some bytes as they came.

        Raises:
            FetchError: they aren't packed as was said, or more bytes come out than may.
        """
        for layer in self._layers:
            try:
                data = layer.feed(data, self._most)
            except zlib.error as error:
                raise FetchError(self._named, f"isn't packed as “{layer.name}”, though it says so") from error
        self.body += data
        if len(self.body) > self._most:
            raise FetchError(self._named, f"unpacks to more than {self._most // 1024:,} KiB")

    @property
    def whole(self) -> bool:
        """Whether every encoding came to its end."""
        return all(layer.ended for layer in self._layers)
