"""The child process that reads one file: answers on standard output.

Each message is four bytes of length, most significant first, and that many of MessagePack: whether it is a
page, and the page or what became none. An empty message says that this was all.
"""

from __future__ import annotations

import os
import resource
import sys
from io import BufferedReader
from pathlib import Path
from typing import IO

import msgspec

from geopolitik.steps.collect import MAX_BYTES
from geopolitik.steps.collect.files import rows, telegram, warc
from geopolitik.steps.collect.files.held import UNKNOWN, BadFileError, Held, Holding, Page, Unread
from geopolitik.steps.collect.files.naming import TELEGRAM, is_page
from geopolitik.steps.collect.files.unpacking import opened

MEMORY = 512 * 1024 * 1024
TABLES = 2 * MEMORY
"""Address space for tables: the library maps much that it never uses."""


def main() -> None:
    """Read the file named on the command line, and tell what it holds."""
    path, name = Path(os.fsdecode(os.fsencode(sys.argv[1]))), sys.argv[2]
    answers = _own_stdout()
    try:
        _limit(path)
        for held in holding(path, name):
            _say(answers, held)
    except BadFileError as error:
        _say(answers, Unread(name, str(error)))
    except MemoryError:
        _say(answers, Unread(name, "needs more memory than a file may take"))
    except OSError as error:
        _say(answers, Unread(name, f"can't be read ({(error.strerror or str(error)).lower()})"))
    answers.write(bytes(4))
    answers.flush()


def _limit(path: Path) -> None:
    with path.open("rb") as file:
        memory = TABLES if file.read(4) == b"PAR1" else MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _own_stdout() -> IO[bytes]:
    answers = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a descriptor is wanted
        os.dup2(nowhere.fileno(), 1)
    return answers


def _say(answers: IO[bytes], held: Held) -> None:
    body = msgspec.msgpack.encode((isinstance(held, Page), held))
    answers.write(len(body).to_bytes(4, "big") + body)
    answers.flush()


def holding(path: Path, name: str) -> Holding:
    """What a file holds, told by its first bytes, not by its name.

    Raises:
        BadFileError: nothing of it, or no more, can be read.
    """
    with path.open("rb") as file:
        head = file.read(4)
        file.seek(0)
        if head == b"PAR1":
            yield from rows.table(str(path), name)
        elif head in (b"PK\x03\x04", b"PK\x05\x06"):
            yield from warc.wacz(file, name)
        else:
            yield from _unpacked(opened(file), path, name)


def _unpacked(stream: BufferedReader, path: Path, name: str) -> Holding:
    head = stream.peek(4096)[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"WARC/"):
        yield from warc.pages(stream, name)
    elif path.name.lower() == TELEGRAM:
        yield from telegram.export(stream, name)
    elif head.startswith(b"{"):
        yield from rows.lines(stream, name)
    elif is_page(path) or is_page(path.with_suffix("")):
        yield _whole(stream, name)
    else:
        raise BadFileError(UNKNOWN)


def _whole(stream: BufferedReader, name: str) -> Held:
    """One page in a packed file."""
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise BadFileError("is larger than any page")
    return Page(name, content)


if __name__ == "__main__":
    main()
