"""One collector at a time over a store: two would ask every host for everything twice."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geopolitik.errors import ConflictError
from geopolitik.storage.archive.files import trouble


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the collectors' lock in an archive's folder. A killed process holds none.

    Raises:
        ConflictError: another collector is at work.
        StoreError: the folder can't be written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder / "collecting.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise trouble(folder, error) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ConflictError("collect", "is at work over this store already", "Let it end.") from error
        yield
    finally:
        os.close(handle)
