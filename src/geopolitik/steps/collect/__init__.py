"""Collect: bytes become captures; what cannot become one is refused with the reason."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from geopolitik.errors import CaptureError
from geopolitik.model.capture import Capture, Declared
from geopolitik.steps.collect.binary import why_binary

MAX_BYTES = 16 * 1024 * 1024
"""Larger than any article with its page; what is larger is something else or many things in one file."""

_TOO_LARGE = "Cut it to the page or article you mean, or save the page without its pictures"
_NO_DECLARATION = Declared()


def capture_file(path: str | Path, *, declared: Declared = _NO_DECLARATION) -> Capture:
    """Make a capture of a file.

    Raises:
        CaptureError: the file is missing, unreadable, empty, over-large or binary; says what to do.
    """
    name = str(path)
    try:
        with Path(path).open("rb") as stream:
            return capture_stream(stream, name, declared=declared)
    except IsADirectoryError as err:
        raise CaptureError(name, "is a folder", "Name the files in it") from err
    except FileNotFoundError as err:
        raise CaptureError(name, "does not exist", "Check the name") from err
    except (OSError, ValueError) as err:
        reason = getattr(err, "strerror", None) or str(err)
        raise CaptureError(name, f"cannot be read: {reason}", "Check the file's permissions") from err


def capture_stream(stream: BinaryIO, name: str = "-", *, declared: Declared = _NO_DECLARATION) -> Capture:
    """Make a capture of an open binary stream, such as standard input; reads no more than the cap."""
    parts: list[bytes] = []
    size = 0
    # Asked for piece by piece: a pipe hands out less than one asks for, and may never end.
    while size <= MAX_BYTES and (part := stream.read(min(1 << 20, MAX_BYTES + 1 - size))):
        parts.append(part)
        size += len(part)
    return capture_bytes(b"".join(parts), name, declared=declared)


def capture_bytes(
    content: bytes,
    name: str,
    *,
    declared: Declared = _NO_DECLARATION,
    captured_at: datetime | None = None,
) -> Capture:
    """Make a capture of bytes in hand.

    Args:
        content: the page as it was received.
        name: what the user calls it.
        declared: what the user says about it.
        captured_at: when the bytes were fetched; None for files, whose clock says nothing about the page.

    Raises:
        CaptureError: empty, over-large or binary.
    """
    if len(content) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise CaptureError(name, f"is larger than {limit} MiB", _TOO_LARGE)
    if not content.strip(b" \t\r\n\x00\x0b\x0c\xef\xbb\xbf"):
        raise CaptureError(name, "is empty", "Check that the page was saved with its text")
    binary = why_binary(content)
    if binary:
        raise CaptureError(name, *binary)
    address = declared.url or name
    sha256 = hashlib.sha256(content).hexdigest()
    moment = captured_at.astimezone(UTC) if captured_at else None
    return Capture(
        id=_identify(sha256, address, moment),
        name=name,
        content=content,
        sha256=sha256,
        address=address,
        captured_at=moment,
        declared=declared,
    )


def _identify(sha256: str, address: str, moment: datetime | None) -> str:
    """Sixteen hex digits from content, address and time: equal bytes at two addresses are two captures."""
    parts = "\n".join((sha256, address, moment.isoformat() if moment else ""))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]
