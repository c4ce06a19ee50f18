"""The answers of servers as web archives hold them."""

from __future__ import annotations

import re

from geopolitik.errors import FetchError
from geopolitik.steps.collect.files.held import BadFileError
from geopolitik.steps.collect.web.decoding import Unpacking
from geopolitik.steps.collect.web.limits import LIMITS

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})(?: |\r|\n|$)")
_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
TEXTS = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown"})


def answered(block: bytes) -> tuple[int, str, bytes]:
    """Status, media type and unpacked body of an answer.

    Raises:
        BadFileError: it is none, or its body isn't packed as it says.
    """
    status = _STATUS.match(block)
    end = _END.search(block)
    if status is None or end is None:
        raise BadFileError("holds no answer of a server")
    headers = _headers(block[: end.start()])
    return int(status[1]), media_type(headers.get("content-type", "")), _body(block[end.end() :], headers)


def media_type(header: str) -> str:
    """The media type without its parameters."""
    return header.partition(";")[0].strip().lower()


def _headers(head: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in head.splitlines()[1:]:
        name, colon, value = line.decode("latin-1").partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _body(body: bytes, headers: dict[str, str]) -> bytes:
    if "chunked" in headers.get("transfer-encoding", "").lower() and _CHUNK.match(body):
        body = _joined(body)
    encodings = headers.get("content-encoding", "")
    # Many archives keep the body unpacked, and the header as it came.
    if not encodings or not _looks_packed(body, encodings):
        return body
    try:
        unpacking = Unpacking(encodings, "its body", LIMITS)
        unpacking.feed(body)
    except FetchError as error:
        raise BadFileError(f"its body {error.reason}") from error
    return bytes(unpacking.body)


def _looks_packed(body: bytes, encodings: str) -> bool:
    if "gzip" in encodings.lower():
        return body.startswith(b"\x1f\x8b")
    return body.lstrip()[:1] != b"<"


def _joined(body: bytes) -> bytes:
    """A body without the marks of its chunks; what isn't marked so any more stays as it is."""
    out, at = bytearray(), 0
    while (mark := _CHUNK.match(body, at)) and (size := int(mark[1], 16)):
        out += body[mark.end() : mark.end() + size]
        at = mark.end() + size
        at += 2 if body.startswith(b"\r\n", at) else int(body.startswith(b"\n", at))
    return bytes(out)
