"""Invented files of many pages."""

from __future__ import annotations

import gzip

PAGE = b"<html><title>Ferry line to Orsk closes</title><p>Ice damaged two boats, the port office said.</p>"
ADDRESS = "https://nordwire.example/ferry"


def record(
    block: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE,
    kind: str = "response",
    address: str = ADDRESS,
    type: str = "application/http; msgtype=response",
    length: str = "",
) -> bytes:
    """A record of a web archive."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-05-14T09:30:00Z\r\n"
        f"Content-Type: {type}\r\nContent-Length: {length or len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes, *headers: str, status: str = "200 OK", type: str = "text/html") -> bytes:
    """An answer of a server."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {type}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def packed(*records: bytes) -> bytes:
    """Records as most archives have them: each packed by itself."""
    return b"".join(gzip.compress(data, mtime=0) for data in records)
