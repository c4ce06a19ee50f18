"""Records as other tools read them."""

from __future__ import annotations

import gzip
import io
import zlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.storage.archive.records import LEAST, Record, moment, packed, written

AT = datetime(2031, 5, 14, 9, 30, tzinfo=UTC)


@given(st.binary(max_size=3000), st.integers(0, 40))
def test_what_is_packed_comes_out_again_at_any_length(data: bytes, more: int) -> None:
    plain = packed(data)
    assert len(plain) >= LEAST
    filled = packed(data, exactly=len(plain) + more)
    assert len(filled) == len(plain) + more
    assert gzip.decompress(filled) == data == gzip.decompress(plain)
    # A reader that goes from member to member finds the next one where this ends.
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    assert unpacker.decompress(filled + b"next") == data
    assert (unpacker.eof, unpacker.unused_data) == (True, b"next")


def test_what_does_not_fit_is_told() -> None:
    with pytest.raises(ValueError, match="bytes too many"):
        packed(b"ferry", exactly=20)


def test_a_header_cannot_break_out_of_its_line() -> None:
    record = Record("response", "urn:x", "https://a.example/\r\nWARC-Type: request", AT, "text/plain", b"x")
    head = written(record).split(b"\r\n\r\n")[0].split(b"\r\n")
    assert b"WARC-Target-URI: https://a.example/ WARC-Type: request" in head
    assert sum(line.startswith(b"WARC-Type") for line in head) == 1


def test_moments_are_in_utc() -> None:
    assert moment(AT.astimezone(timezone(timedelta(hours=3)))) == "2031-05-14T09:30:00.000000Z"


def test_another_reader_takes_a_record() -> None:
    warcio = pytest.importorskip("warcio.archiveiterator", reason="warcio is not installed")
    block = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<p>Ferry"
    record = Record("response", "urn:uuid:1", "https://a.example/", AT, "application/http", block)
    stream = io.BytesIO(packed(written(record)) * 2)
    found = [(r.rec_type, r.content_stream().read()) for r in warcio.ArchiveIterator(stream)]
    assert found == [("response", b"<p>Ferry")] * 2
