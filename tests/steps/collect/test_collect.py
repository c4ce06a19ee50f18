"""Captures: what becomes one, what is refused, and that the refusal says what to do."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.errors import CaptureError
from geopolitik.model.capture import Declared
from geopolitik.steps import collect
from geopolitik.steps.collect import capture_bytes, capture_file, capture_stream

TEXT = b"The ferry sailed at noon."


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("page.html", "<p>hello")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "is empty", id="nothing"),
        pytest.param(b" \r\n\t\xef\xbb\xbf", "is empty", id="white space only"),
        pytest.param(gzip.compress(TEXT, mtime=0), "is a gzip archive", id="gzip"),
        pytest.param(_zip(), "is a zip archive", id="zip"),
        pytest.param(b"%PDF-1.7 ...", "is a PDF document", id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "is a PNG picture", id="picture"),
        pytest.param(b"RIFF\x10\x00\x00\x00WEBPVP8 ", "is a picture", id="webp"),
        pytest.param(bytes(range(256)) * 40, "is binary", id="every byte value"),
        pytest.param(b"\0" * 5000, "is empty", id="zeros"),
        pytest.param(b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related;", "MHTML", id="mhtml"),
    ],
)
def test_refused_with_reason_and_advice(content: bytes, reason: str) -> None:
    with pytest.raises(CaptureError) as caught:
        capture_bytes(content, "page")
    assert reason in caught.value.reason
    assert caught.value.advice


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TEXT, id="ascii"),
        pytest.param(b"RIFFS AND ID3 TAGS: what musicians ask", id="opens like a sound file's name"),
        pytest.param("Zażółć".encode("utf-16"), id="utf-16 with mark"),
        pytest.param("Plain words without a mark".encode("utf-16-le"), id="utf-16 without mark"),
        pytest.param("Plain words without a mark".encode("utf-32-be"), id="utf-32 without mark"),
        pytest.param("Паром".encode("cp1251"), id="windows-1251"),
        pytest.param(b"caf\xe9 \xff\xfe mixed", id="stray bytes"),
        pytest.param(b"one \x00 stray zero in a long line of text" + b" and more" * 40, id="stray zero"),
    ],
)
def test_text_of_any_encoding_is_taken(content: bytes) -> None:
    assert capture_bytes(content, "page").content == content


def test_over_large_input_is_refused_before_it_is_all_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collect, "MAX_BYTES", 1024)

    class Endless(io.BytesIO):
        served = 0

        def read(self, size: int | None = -1) -> bytes:
            self.served += size or 0
            return b"x" * (size or 0)

    stream = Endless()
    with pytest.raises(CaptureError, match="larger than"):
        capture_stream(stream)
    assert stream.served <= 2048


def test_id_comes_from_content_address_and_time() -> None:
    moment = datetime(2031, 2, 4, 12, tzinfo=UTC)
    base = capture_bytes(TEXT, "a.txt", captured_at=moment)
    assert capture_bytes(TEXT, "a.txt", captured_at=moment).id == base.id
    assert capture_bytes(TEXT + b"!", "a.txt", captured_at=moment).id != base.id
    assert capture_bytes(TEXT, "b.txt", captured_at=moment).id != base.id
    assert capture_bytes(TEXT, "a.txt", captured_at=moment + timedelta(1)).id != base.id
    assert (
        capture_bytes(TEXT, "a.txt", captured_at=moment, declared=Declared(url="https://x.example")).id
        != base.id
    )


def test_the_time_is_kept_in_utc() -> None:
    moment = datetime(2031, 2, 4, 12, tzinfo=timezone(timedelta(hours=3)))
    assert capture_bytes(TEXT, "a", captured_at=moment).captured_at == datetime(2031, 2, 4, 9, tzinfo=UTC)


def test_a_file_and_a_stream_give_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(TEXT)
    capture = capture_file(path, declared=Declared(outlet="Vell Post"))
    assert (capture.content, capture.address, capture.declared.outlet) == (TEXT, str(path), "Vell Post")
    assert capture_stream(io.BytesIO(TEXT), str(path)).id == capture.id


@pytest.mark.parametrize("name", ["missing.txt", "."], ids=["no such file", "a folder"])
def test_what_is_no_file_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(CaptureError):
        capture_file(tmp_path / name)


@given(st.binary(max_size=300))
def test_bytes_become_a_capture_or_a_refusal(content: bytes) -> None:
    try:
        outcome: bytes | str = capture_bytes(content, "any").content
    except CaptureError as err:
        outcome = err.reason
    assert outcome == content or (isinstance(outcome, str) and outcome)
