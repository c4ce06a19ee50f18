"""Packed files as streams: bounded, and told apart from files that were cut off."""

from __future__ import annotations

import io
import zlib
from typing import IO, TYPE_CHECKING

from geopolitik.steps.collect.files.held import BadFileError
from geopolitik.steps.collect.inflating import GZIP, Inflater

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

ZSTD = b"\x28\xb5\x2f\xfd"
FREE = 256 * 1024 * 1024
"""Bytes that may come out of any file."""
RATIO = 200
"""Further ones: so many times the bytes that went in. A large file of real pages has 3 to 30."""
_STEP = 64 * 1024
_STEP_ZSTD = 1024
_WINDOW = 1 << 27
CUT_OFF = "is cut off: it ends in the middle of a record"


class Unpacked(io.RawIOBase):
    """A stream of what is in another, unpacked if need be; several packed parts in a row are one."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._in = self._out = 0
        self._rest = b""
        self._ready = memoryview(b"")
        self._fill()
        self._is_gzip = self._rest.startswith(GZIP)
        self._zstd = Zstd() if self._rest.startswith(ZSTD) else None
        self._gunzip: Inflater | None = None

    def readable(self) -> bool:
        """As a stream must say."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """As a stream must read.

        Raises:
            BadFileError: it is damaged, cut off, or a bomb.
        """
        view = memoryview(buffer)
        while not self._ready:
            if not self._rest and not self._fill():
                if self._gunzip is not None or (self._zstd and self._zstd.is_within):
                    raise BadFileError(CUT_OFF)
                return 0
            self._ready = memoryview(self._unpacked(len(view)))
            self._out += len(self._ready)
            if self._out > max(FREE, RATIO * self._in):
                raise BadFileError(f"unpacks to more than {FREE >> 20} MiB and {RATIO} times its size")
        part, self._ready = self._ready[: len(view)], self._ready[len(view) :]
        view[: len(part)] = part
        return len(part)

    def _fill(self) -> bool:
        self._rest = self._source.read(_STEP)
        self._in += len(self._rest)
        return bool(self._rest)

    def _unpacked(self, most: int) -> bytes:
        if self._zstd is not None:
            # So little at a time that what comes out fits into memory: it can't be told to stop.
            part, self._rest = self._rest[:_STEP_ZSTD], self._rest[_STEP_ZSTD:]
            return self._zstd.unpack(part)
        if self._is_gzip:
            return self._gunzipped(max(1, most))
        part, self._rest = self._rest, b""
        return part

    def _gunzipped(self, most: int) -> bytes:
        if self._gunzip is None:
            # Some writers fill the end of a file up with zeros.
            self._rest = self._rest.lstrip(b"\0")
            if not self._rest:
                return b""
            self._gunzip = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            found = self._gunzip.decompress(self._rest, most)
        except zlib.error as error:
            raise BadFileError(f"is packed in no way that can be unpacked ({error})") from error
        self._rest = self._gunzip.unused_data or self._gunzip.unconsumed_tail
        if self._gunzip.eof:
            self._gunzip = None
        return found


class Zstd:
    """The frames of a file packed by zstd, one after the other."""

    def __init__(self) -> None:
        """Make ready.

        Raises:
            BadFileError: the library for it isn't there.
        """
        try:
            import zstandard
        except ImportError:
            raise BadFileError("is packed by zstd: install geopolitik[archives]") from None
        self._library = zstandard
        self._frame: zstandard.ZstdDecompressionObj | None = None

    @property
    def is_within(self) -> bool:
        """Whether a frame has begun that hasn't ended."""
        return self._frame is not None

    def unpack(self, data: bytes) -> bytes:
        """What comes out of some bytes.

        Raises:
            BadFileError: they aren't packed so.
        """
        out = bytearray()
        while data:
            if self._frame is None:
                self._frame = self._library.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
            try:
                out += self._frame.decompress(data)
            except self._library.ZstdError as error:
                raise BadFileError(f"is packed in no way that can be unpacked ({error})") from error
            data = self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame = None
        return bytes(out)


def opened(source: IO[bytes]) -> io.BufferedReader:
    """A stream of what a file holds, unpacked if it is packed.

    Raises:
        BadFileError: it is packed by zstd, and the library for that isn't there.
    """
    return io.BufferedReader(Unpacked(source), _STEP)
