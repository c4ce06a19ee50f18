"""Which files are meant by a path, and which of them are pages by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from geopolitik.errors import CaptureError

_PAGES = frozenset({".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".markdown"})
TELEGRAM = "result.json"


def is_page(path: Path) -> bool:
    """Whether a file is one page or text by its name."""
    return path.suffix.lower() in _PAGES


def files_in(path: Path) -> Iterator[Path]:
    """The file itself; of a folder, those in it, or of a Telegram export the one with the messages.

    Raises:
        CaptureError: there is no such file, or it is none that can be read from beginning to end.
    """
    if path.is_dir():
        if (path / TELEGRAM).is_file():
            yield path / TELEGRAM
            return
        # No link is followed: it may lead anywhere.
        yield from sorted(file for file in path.rglob("*") if file.is_file() and not file.is_symlink())
        return
    if not path.exists():
        raise CaptureError(str(path), "does not exist", "Check the name")
    if not path.is_file():
        raise CaptureError(str(path), "is no file that ends", "Name a file")
    yield path
