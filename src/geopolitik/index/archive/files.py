"""Files that are whole or not there: arrays, tables and JSON, written aside and renamed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

_HEAD = 128
"""Bytes of an array file before its numbers."""
UNFINISHED = ".part"
"""How names of what is still being written end."""


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A name to write a file or folder under; it gets its own once the block is left without an error.

    Two that write the same thing don't meet: each has its own name, and what they write is equal.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}{UNFINISHED}")
    remove(aside)
    yield aside
    _to_disk(aside)
    if path.is_dir():
        remove(path)
    aside.replace(path)


def remove(path: Path) -> None:
    """Remove a file or folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove what interrupted runs left behind."""
    for path in folder.glob(f"*{UNFINISHED}"):
        remove(path)


def save(path: Path, array: NDArray[Any]) -> None:
    """Write an array."""
    with whole(path) as aside, aside.open("wb") as file:
        np.save(file, array, allow_pickle=False)


def load(path: Path) -> NDArray[Any]:
    """An array, memory-mapped."""
    # An array without numbers can't be mapped.
    if path.stat().st_size <= _HEAD:
        return _load(path, None)
    return _load(path, "r")


def save_json(path: Path, thing: object) -> None:
    """Write a thing as JSON for people."""
    with whole(path) as aside:
        aside.write_bytes(msgspec.json.format(msgspec.json.encode(thing, order="sorted"), indent=1) + b"\n")


def load_json(path: Path, kind: type[Any]) -> Any:
    """What `save_json` wrote."""
    return msgspec.json.decode(path.read_bytes(), type=kind)


def once(path: Path, make: Callable[[Path], None]) -> None:
    """Make a file or folder, unless it is there."""
    if not path.exists():
        with whole(path) as aside:
            make(aside)


def _load(path: Path, mode: Literal["r"] | None) -> NDArray[Any]:
    array: NDArray[Any] = np.load(path, mmap_mode=mode, allow_pickle=False)
    return array


def _to_disk(path: Path) -> None:
    """What gets its name must be on the disk, or a power cut leaves a whole name with half a content."""
    for part in path.iterdir() if path.is_dir() else (path,):
        with part.open("rb") as file:
            os.fsync(file.fileno())
