"""The reading child process, as its parent sees it: one for each file, killed if it is silent for long."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from geopolitik.steps.collect.files.held import UNKNOWN, Held, Holding, Page, Unread
from geopolitik.steps.collect.files.unpacking import ZSTD
from geopolitik.steps.collect.inflating import GZIP

SECONDS = 12.0
"""From one record to the next."""
_MODULE = "geopolitik.steps.collect.files.worker"
_LARGEST = 64 * 1024 * 1024
_STEP = 1 << 16
_BEGINNINGS = (GZIP, ZSTD, b"PK\x03\x04", b"PK\x05\x06", b"PAR1")


def read_file(path: Path, *, seconds: float = SECONDS) -> Holding:
    """What a file holds, record by record: pages, and what could not be read, with the reason.

    Nothing in it raises: a file that can't be read, or no further, ends with an `Unread` of its own name.
    """
    name = path.name
    try:
        if not _may_hold(path):
            yield Unread(name, UNKNOWN)
            return
    except OSError as error:
        yield Unread(name, f"can't be read ({(error.strerror or str(error)).lower()})")
        return
    with _running(path, name) as process:
        assert process.stdout is not None
        while True:
            try:
                message = _message(process.stdout, seconds)
            except TimeoutError:
                yield Unread(name, f"took longer than {seconds:g} s from one record to the next")
                return
            if message is None:
                yield Unread(name, "broke what reads it")
                return
            if not message:
                return
            yield _held(message)


def _may_hold(path: Path) -> bool:
    """Whether it begins like anything that can be read: a process for each picture would take long."""
    with path.open("rb") as file:
        head = file.read(64)
    return head.startswith(_BEGINNINGS) or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"WARC/"))


@contextmanager
def _running(path: Path, name: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(  # noqa: S603 - our own module, under our own interpreter
        [sys.executable, "-P", "-m", _MODULE, str(path), name],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)},
    )
    try:
        yield process
    finally:
        process.kill()
        if process.stdout:
            process.stdout.close()
        process.wait()


def _message(stream: IO[bytes], seconds: float) -> bytes | None:
    """The next message; None if the child ended without one.

    Raises:
        TimeoutError: it didn't come in time.
    """
    deadline = time.monotonic() + seconds
    head = _exactly(stream, 4, deadline)
    if head is None:
        return None
    size = int.from_bytes(head, "big")
    return _exactly(stream, size, deadline) if size <= _LARGEST else None


def _exactly(stream: IO[bytes], size: int, deadline: float) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        ready, _, _ = select.select([stream], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise TimeoutError
        part = os.read(stream.fileno(), min(_STEP, size - len(parts)))
        if not part:
            return None
        parts += part
    return bytes(parts)


def _held(message: bytes) -> Held:
    is_page, body = msgspec.msgpack.decode(message, type=tuple[bool, msgspec.Raw])
    if is_page:
        return msgspec.msgpack.decode(body, type=Page)
    return msgspec.msgpack.decode(body, type=Unread)
