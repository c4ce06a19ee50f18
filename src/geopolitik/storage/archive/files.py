"""The files of an archive: only ever added to, and cut back to what was acknowledged."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from geopolitik.errors import StoreError
from geopolitik.storage import failures

_READ = 1 << 20
_SUFFIX = ".warc.gz"


def beside(file: Path) -> Path:
    """Where the archive of a store in a file lies."""
    return file.with_name(f"{file.name}.archive")


def file_name(number: int) -> str:
    """What the archive's file of a number is called."""
    return f"{number:05}{_SUFFIX}"


def number_of(name: str) -> int:
    """The number of a file by its name; 0 if it is none of an archive's."""
    digits = name.removesuffix(_SUFFIX)
    return int(digits) if name.endswith(_SUFFIX) and digits.isascii() and digits.isdigit() else 0


def made(folder: Path) -> Path:
    """The archive's folder, made if it is missing; for its owner alone, as the store's copies are."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise trouble(folder, error) from error
    return folder


@contextmanager
def locked(folder: Path, name: str = "adding", *, shared: bool = False) -> Iterator[None]:
    """Hold one of the archive's locks; waits for whoever holds it. A killed process holds none."""
    try:
        handle = os.open(made(folder) / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise trouble(folder, error) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


class Tail:
    """The end of a file, open for adding.

    What stands behind the last byte that was acknowledged was never promised to anybody: it is cut off.
    """

    def __init__(self, folder: Path, number: int, end: int) -> None:
        self.number = number
        self.end = end
        self._path = folder / file_name(number)
        # Without a byte that was acknowledged, nobody has waited for its name to be on the disk.
        self._is_new = end == 0
        try:
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            size = os.fstat(self._handle).st_size
            if size > end:
                os.ftruncate(self._handle, end)
        except OSError as error:
            raise trouble(self._path, error) from error
        if size < end:
            self.close()
            reason = f"holds {size:,} bytes, and {end:,} were kept"
            raise StoreError(self._path.name, reason, "Restore a backup; keep this file too.")

    def add(self, data: bytes) -> int:
        """Add bytes; returns where they begin."""
        start, rest = self.end, memoryview(data)
        try:
            while rest:
                count = os.pwrite(self._handle, rest, self.end)
                self.end += count
                rest = rest[count:]
        except OSError as error:
            raise trouble(self._path, error) from error
        return start

    def to_disk(self) -> None:
        """Wait until all that was added is on the disk, a new file's name too."""
        try:
            os.fsync(self._handle)
            if self._is_new:
                folder_to_disk(self._path.parent)
        except OSError as error:
            raise trouble(self._path, error) from error

    def close(self) -> None:
        """Let go of the file."""
        with suppress(OSError):
            os.close(self._handle)


def folder_to_disk(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def stretch(path: Path, offset: int, length: int) -> bytes:
    """Bytes of a file; fewer if it ends before.

    Raises:
        OSError: there is no such file, or it can't be read.
    """
    with path.open("rb") as file:
        file.seek(offset)
        return file.read(length)


def overwrite(path: Path, offset: int, data: bytes) -> None:
    """Put bytes in the place of others, on the disk."""
    try:
        with path.open("r+b") as file:
            file.seek(offset)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise trouble(path, error) from error


def copied(source: Path, target: Path, length: int) -> None:
    """Copy the first bytes of a file into a new one, onto the disk.

    Raises:
        StoreError: it holds fewer, or can't be read or written.
    """
    left = length
    try:
        with source.open("rb") as file, open(os.open(target, _NEW, 0o600), "wb") as copy:  # noqa: PTH123 - a mode
            while left and (part := file.read(min(_READ, left))):
                copy.write(part)
                left -= len(part)
            copy.flush()
            os.fsync(copy.fileno())
    except OSError as error:
        raise trouble(source, error) from error
    if left:
        raise StoreError(
            source.name, f"lacks {left:,} bytes that were kept", "See `geopolitik store verify`."
        )


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def trouble(path: Path, error: OSError) -> StoreError:
    """What is wrong with a file of the archive, in words."""
    reason = failures.of_file(error)
    return StoreError(path.name, reason, failures.advice(reason))
