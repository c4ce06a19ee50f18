"""Copies of a store with its archive, and a store made of a copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, inspect

from geopolitik.errors import StoreError, UsageError
from geopolitik.storage import upkeep
from geopolitik.storage.archive import receipts
from geopolitik.storage.archive.erasing import ERASING
from geopolitik.storage.archive.files import beside, copied, file_name, folder_to_disk, locked
from geopolitik.storage.archive.proving import Proof, proved


@dataclass(frozen=True, slots=True)
class Copied:
    """How large a copy is, in bytes."""

    store: int
    archive: int


def backup(store: Path | str, copy: Path) -> Copied:
    """Copy a store into a new file, and its archive beside that; also while a site and a collector write.

    The copy is one state: of the archive, what the copy of the store has receipts for.

    Raises:
        UsageError: there is no such store, or the copy is there already or can't be made.
        StoreError: the store or its archive can't be read.
    """
    target = beside(copy)
    if target.exists():
        raise UsageError(str(target), "is there already", "Name a new file.")
    folder = beside(Path(store))
    # What is erased meanwhile would be missing from files that the copied store still has receipts for.
    with locked(folder, ERASING, shared=True) if folder.is_dir() else nullcontext():
        size = upkeep.backup(store, copy)
        with _taken_back(copy, target):
            return Copied(size, _archive(copy, folder, target))


@contextmanager
def _taken_back(copy: Path, target: Path) -> Iterator[None]:
    """Leave no half copy behind."""
    try:
        yield
    except BaseException:
        copy.unlink(missing_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        raise


def _archive(copy: Path, folder: Path, target: Path) -> int:
    """Copy the files of an archive as far as the copied store has receipts."""
    ends = _ends(copy)
    if ends:
        try:
            target.mkdir(mode=0o700)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UsageError(str(target), f"can't be made ({reason})", "Name another file.") from error
    for number, end in sorted(ends.items()):
        copied(folder / file_name(number), target / file_name(number), end)
    if ends:
        folder_to_disk(target)
    return sum(ends.values())


def _ends(copy: Path) -> dict[int, int]:
    engine = create_engine(f"sqlite:///{copy}")
    try:
        with engine.connect() as connection:
            has = inspect(connection).has_table("receipts")
            return receipts.ends(connection) if has else {}
    finally:
        engine.dispose()


def restore(copy: Path, store: Path) -> Proof | None:
    """Make a store of a copy, where there is none; proved before it takes its place.

    Returns:
        The proof of its archive; None if the copy is of a time before there were archives.

    Raises:
        UsageError: there is no such copy, or something is there already.
        StoreError: the copy isn't whole.
    """
    for path in (store, beside(store)):
        if path.exists():
            raise UsageError(str(path), "is there already", "Stop the site, and move it away.")
    making = store.with_name(f"{store.name}.restoring")
    for left in (making, beside(making)):
        # A restoring that was killed: nothing of it was ever in use.
        with suppress(FileNotFoundError):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
    backup(copy, making)
    with _taken_back(making, beside(making)):
        proof = _whole(making, copy)
        if beside(making).is_dir():
            beside(making).rename(beside(store))
        making.rename(store)
        folder_to_disk(store.parent)
    return proof


def _whole(making: Path, copy: Path) -> Proof | None:
    """The proof of a store, every part of which is as it was.

    Raises:
        StoreError: one is not.
    """
    for problem in upkeep.verify(making):
        raise StoreError(str(copy), f"isn't whole: {problem}", "Restore another backup.")
    proof, problems = proved(making, beside(making))
    for problem in problems:
        raise StoreError(str(copy), f"isn't whole: {problem}", "Restore another backup.")
    return proof
