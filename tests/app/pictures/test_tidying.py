"""Pictures: told by their bytes, measured, and kept without what a camera wrote into them."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.app.pictures import MOST_BYTES, tidied
from geopolitik.errors import UsageError

SECRET = b"Taken by Ada, 50.1 N 14.4 E"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 3, height: int = 2, *extra: bytes) -> bytes:
    rows = zlib.compress(b"".join(b"\x00" + b"\x10\x20\x30" * 3 for _ in range(2)))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), *extra, chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def exif(side: int, order: str = "MM") -> bytes:
    mark = ">" if order == "MM" else "<"
    head = order.encode() + struct.pack(f"{mark}HI", 42, 8)
    entry = struct.pack(f"{mark}HHIHH", 0x0112, 3, 1, side, 0)
    return b"Exif\x00\x00" + head + struct.pack(f"{mark}H", 1) + entry + b"\x00" * 4 + SECRET


def jpeg(*extra: bytes, width: int = 4, height: int = 3) -> bytes:
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8" + segment(0xE0, b"JFIF\x00\x01\x01") + b"".join(extra) + frame + scan + b"\xff\xd9"


def gif(*extra: bytes) -> bytes:
    picture = b"\x2c" + struct.pack("<HHHHB", 0, 0, 5, 4, 0) + b"\x02\x02\x4c\x01\x00"
    return (
        b"GIF89a"
        + struct.pack("<HHBBB", 5, 4, 0x80, 0, 0)
        + b"\x00" * 6
        + b"".join(extra)
        + picture
        + b"\x3b"
    )


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"WEBP" + b"".join(
        kind + struct.pack("<I", len(data)) + data + b"\x00" * (len(data) % 2) for kind, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


VP8L = (b"VP8L", b"\x2f" + struct.pack("<I", 6 | 4 << 14) + b"\x00\x01")
VP8 = (b"VP8 ", b"\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", 7, 5))
VP8X = (b"VP8X", b"\x0c\x00\x00\x00" + (8).to_bytes(3, "little") + (6).to_bytes(3, "little"))


@pytest.mark.parametrize(
    ("content", "kind", "size"),
    [
        pytest.param(png(), "image/png", (3, 2), id="png"),
        pytest.param(jpeg(), "image/jpeg", (4, 3), id="jpeg"),
        pytest.param(gif(), "image/gif", (5, 4), id="gif"),
        pytest.param(webp(VP8L), "image/webp", (7, 5), id="webp lossless"),
        pytest.param(webp(VP8), "image/webp", (7, 5), id="webp lossy"),
        pytest.param(webp(VP8X, VP8L), "image/webp", (9, 7), id="webp extended"),
    ],
)
def test_a_picture_is_told_by_its_bytes_and_measured(
    content: bytes, kind: str, size: tuple[int, int]
) -> None:
    tidy = tidied(content)
    assert (tidy.type, (tidy.width, tidy.height)) == (kind, size)
    assert tidied(tidy.content) == tidy, "tidying twice changes nothing"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(png(3, 2, chunk(b"tEXt", b"Author\x00" + SECRET), chunk(b"eXIf", SECRET)), id="png"),
        pytest.param(png() + SECRET, id="behind a png"),
        pytest.param(jpeg(segment(0xE1, exif(1)), segment(0xED, SECRET), segment(0xFE, SECRET)), id="jpeg"),
        pytest.param(jpeg(segment(0xE2, b"MPF\x00" + SECRET)) + SECRET, id="behind a jpeg"),
        pytest.param(gif(b"\x21\xfe" + bytes([len(SECRET)]) + SECRET + b"\x00"), id="gif comment"),
        pytest.param(
            gif(b"\x21\xff\x0bXMP DataXMP" + bytes([len(SECRET)]) + SECRET + b"\x00"), id="gif application"
        ),
        pytest.param(webp(VP8X, VP8L, (b"EXIF", SECRET), (b"XMP ", SECRET)), id="webp"),
    ],
)
def test_what_a_camera_wrote_is_gone(content: bytes) -> None:
    assert SECRET in content
    tidy = tidied(content)
    assert SECRET not in tidy.content
    assert tidy.width


def test_an_extended_webp_no_longer_announces_what_is_gone() -> None:
    content = tidied(webp(VP8X, VP8L, (b"EXIF", SECRET))).content
    assert content[20] & 0x0C == 0


@pytest.mark.parametrize("order", ["MM", "II"])
@pytest.mark.parametrize(("side", "size"), [(1, (4, 3)), (3, (4, 3)), (6, (3, 4))])
def test_a_turned_jpeg_stays_turned(side: int, size: tuple[int, int], order: str) -> None:
    tidy = tidied(jpeg(segment(0xE1, exif(side, order))))
    assert (tidy.width, tidy.height) == size
    assert (b"\x01\x12" in tidy.content) == (side != 1)
    assert SECRET not in tidy.content


def test_colours_and_loops_are_kept() -> None:
    assert b"ICC_PROFILE\x00abc" in tidied(jpeg(segment(0xE2, b"ICC_PROFILE\x00abc"))).content
    assert b"gAMA" in tidied(png(3, 2, chunk(b"gAMA", b"\x00\x00\xb1\x8f"))).content
    loop = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
    assert loop in tidied(gif(loop)).content


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "of a kind", id="nothing"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "of a kind", id="svg"),
        pytest.param(b"<!doctype html><script>1</script>", "of a kind", id="html"),
        pytest.param(b"BM" + b"\x00" * 60, "of a kind", id="bmp"),
        pytest.param(png()[:-20], "broken", id="png cut off"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""), "broken", id="png without header"),
        pytest.param(jpeg()[:-2], "broken", id="jpeg cut off"),
        pytest.param(b"\xff\xd8\xff\xd9", "broken", id="jpeg that shows nothing"),
        pytest.param(b"\xff\xd8\xff\xe0\x00\x01", "broken", id="jpeg part without length"),
        pytest.param(gif()[:-1], "broken", id="gif cut off"),
        pytest.param(webp((b"EXIF", SECRET)), "broken", id="webp that shows nothing"),
        pytest.param(webp(VP8X), "broken", id="webp of a header alone"),
        pytest.param(png(0, 4), "no size", id="no size"),
        pytest.param(png(10_000, 4_001), "40 megapixels", id="too many pixels"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\x00" * MOST_BYTES, "5 MB", id="too many bytes"),
    ],
)
def test_what_is_no_picture_for_us_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        tidied(content)


_HEADS = (b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF\x40\x00\x00\x00WEBP")


@given(st.sampled_from(_HEADS), st.binary(max_size=200))
def test_any_bytes_become_a_picture_or_are_refused(head: bytes, rest: bytes) -> None:
    try:
        tidy = tidied(head + rest)
    except UsageError:
        return
    assert tidied(tidy.content) == tidy


@given(st.sampled_from([png(), jpeg(), gif(), webp(VP8X, VP8L)]), st.data())
def test_a_damaged_picture_becomes_one_or_is_refused(content: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(content) - 1))
    byte = data.draw(st.integers(0, 255))
    try:
        tidied(content[:place] + bytes([byte]) + content[place + 1 :])
    except UsageError:
        return
