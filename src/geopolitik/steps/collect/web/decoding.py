"""Decompression, bounded: what a header promises is counted as it comes out."""

from __future__ import annotations

import zlib

from geopolitik.errors import FetchError
from geopolitik.steps.collect.web.limits import Limits

ACCEPTED = "gzip, deflate"
_STEP = 64 * 1024


def decode(body: bytes, encodings: str, url: str, limits: Limits) -> tuple[bytes, bool]:
    """A body without its content encodings, and whether all of it was there.

    Args:
        body: as it came.
        encodings: the header `Content-Encoding`: what was done to it, in that order.

    Raises:
        FetchError: an encoding that wasn't asked for, too many of them, or more bytes than may come out.
    """
    names = [name for part in encodings.split(",") if (name := part.strip().lower()) and name != "identity"]
    if len(names) > limits.encodings:
        raise FetchError(url, f"is packed {len(names)} times")
    whole = True
    for name in reversed(names):
        if name not in ("gzip", "x-gzip", "deflate"):
            raise FetchError(url, f"is packed as “{name[:20]}”, which wasn't asked for")
        body, ended = _unpacked(body, name, url, limits)
        whole = whole and ended
    return body, whole


def _unpacked(body: bytes, name: str, url: str, limits: Limits) -> tuple[bytes, bool]:
    # Some servers send raw deflate where zlib's is meant (RFC 9110, 8.4.1.2, tells so).
    windows = (zlib.MAX_WBITS | 16,) if name != "deflate" else (zlib.MAX_WBITS, -zlib.MAX_WBITS)
    for window in windows:
        try:
            return _inflated(body, window, url, limits)
        except zlib.error:
            continue
    raise FetchError(url, f"isn't packed as “{name}”, though it says so")


def _inflated(body: bytes, window: int, url: str, limits: Limits) -> tuple[bytes, bool]:
    out = bytearray()
    packer = zlib.decompressobj(window)
    rest = body
    while rest:
        out += packer.decompress(rest, min(_STEP, limits.decoded + 1 - len(out)))
        if len(out) > limits.decoded:
            raise FetchError(url, f"unpacks to more than {limits.decoded // 1024:,} KiB")
        if packer.eof:
            if window < 0 or not packer.unused_data.startswith(b"\x1f\x8b"):
                return bytes(out), True
            # Several gzip members in a row are one body (RFC 1952, 2.2).
            rest, packer = packer.unused_data, zlib.decompressobj(window)
        else:
            rest = packer.unconsumed_tail
    return bytes(out), packer.eof
