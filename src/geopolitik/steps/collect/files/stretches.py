"""Stretches of files of JSON lines, so that several processes read one file.

Only unpacked files are cut: what is packed is read from its beginning. No child process is needed for lines,
whose length is bounded and of which only texts and numbers are built.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from io import BufferedReader
from pathlib import Path

from geopolitik.steps.collect.files import rows
from geopolitik.steps.collect.files.held import BadFileError, Holding, Unread
from geopolitik.steps.collect.files.naming import TELEGRAM

BYTES = 16 * 1024 * 1024
"""Of a stretch: some thousands of articles."""
_STEP = 1 << 20
_SPACE = b"\xef\xbb\xbf \t\r\n"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole lines of a file of JSON lines."""

    path: Path
    start: int
    """In bytes; `end` likewise."""
    end: int
    line: int
    """The number of its first line, counted from 1."""

    def digest(self) -> str:
        """A hash of what it holds, and under which names."""
        total = blake2b(f"{self.path.name}:{self.line}\n".encode("utf-8", "surrogateescape"), digest_size=16)
        with self.path.open("rb") as file:
            file.seek(self.start)
            for part in _parts(file, self.end):
                total.update(part)
        return total.hexdigest()


def stretches(path: Path, size: int = BYTES) -> Iterator[Stretch]:
    """The stretches of a file, in order; none if it isn't one of JSON lines, unpacked.

    Args:
        path: the file.
        size: bytes of a stretch; its last line goes beyond.

    Raises:
        OSError: the file can't be read.
    """
    with path.open("rb") as file:
        if path.name.lower() == TELEGRAM or not _is_of_lines(file):
            return
        start, line = 0, 1
        while True:
            file.seek(start)
            count = sum(part.count(b"\n") for part in _parts(file, start + size))
            while (rest := file.readline(_STEP)) and not rest.endswith(b"\n"):
                pass
            end = file.tell()
            if end == start:
                return
            yield Stretch(path, start, end, line)
            start, line = end, line + count + 1


def held_in(stretch: Stretch) -> Holding:
    """What the lines of a stretch hold. Nothing in it raises."""
    name = stretch.path.name
    try:
        with stretch.path.open("rb") as file:
            file.seek(stretch.start)
            yield from rows.lines(file, name, first=stretch.line, end=stretch.end)
    except BadFileError as error:
        yield Unread(name, str(error))
    except OSError as error:
        yield Unread(name, f"can't be read ({(error.strerror or str(error)).lower()})")


def _is_of_lines(file: BufferedReader) -> bool:
    head = file.peek(4096)[:4096].lstrip(_SPACE)
    return head.startswith(b"{") and rows.begins(file)


def _parts(file: BufferedReader, end: int) -> Iterator[bytes]:
    """What stands from here to a place."""
    while part := file.read(min(_STEP, end - file.tell())):
        yield part
