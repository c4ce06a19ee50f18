"""Encodings: found, or doubted aloud."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.errors import ExtractionError
from geopolitik.steps.extract.decode import decode

QUOTE = "“Two ferries,” she said – café, naïve, Kraków."
WESTERN = "“Two ferries,” she said – café. "
RUSSIAN = "Паром между двумя берегами снова ходит, сообщила администрация порта в среду. " * 3


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(QUOTE.encode(), QUOTE, id="utf-8"),
        pytest.param(b"\xef\xbb\xbf" + QUOTE.encode(), QUOTE, id="utf-8 with mark"),
        pytest.param(QUOTE.encode("utf-16"), QUOTE, id="utf-16 with mark"),
        pytest.param(b"\xfe\xff" + QUOTE.encode("utf-16-be"), QUOTE, id="big-endian utf-16 with mark"),
        pytest.param(b"\xff\xfe\x00\x00" + QUOTE.encode("utf-32-le"), QUOTE, id="utf-32 with mark"),
        pytest.param(QUOTE.encode("utf-16-le"), QUOTE, id="utf-16 without mark"),
        pytest.param((WESTERN * 9).encode("cp1252"), WESTERN * 9, id="windows-1252, nothing named"),
        pytest.param(
            b"<meta charset='windows-1251'>" + RUSSIAN.encode("cp1251"),
            "<meta charset='windows-1251'>" + RUSSIAN,
            id="named in a meta element",
        ),
        pytest.param(
            '<?xml version="1.0" encoding="iso-8859-2"?>Łódź'.encode("iso-8859-2"),
            '<?xml version="1.0" encoding="iso-8859-2"?>Łódź',
            id="named in an xml declaration",
        ),
        pytest.param(
            b'<meta charset="utf-16">\xe2\x98\x83', '<meta charset="utf-16">☃', id="lies about utf-16"
        ),
        pytest.param(
            b'<meta charset="x-nope">' + "é".encode(), '<meta charset="x-nope">é', id="unknown name"
        ),
        pytest.param(RUSSIAN.encode("cp1251"), RUSSIAN, id="windows-1251, guessed"),
    ],
)
def test_the_text_comes_out(content: bytes, text: str) -> None:
    assert decode(content, "page").text == text


def test_stray_windows_bytes_in_utf8_are_read_and_said() -> None:
    decoded = decode("Kraków – naïve “ferry” ".encode() + b"\x93pasted\x94", "page")
    assert decoded.text.endswith("“pasted”")
    assert any("mixed encodings" in warning for warning in decoded.warnings)


def test_text_encoded_twice_is_undone_and_said() -> None:
    proper = "“Yes,” he said, “no.”"
    mojibake = "â€œYes,â€\u009d he said, â€œno.â€\u009d"
    undone = decode(mojibake.encode(), "page")
    assert undone.text == proper
    assert any("twice" in warning for warning in undone.warnings)


def test_partly_twice_encoded_text_is_left_as_it_stands() -> None:
    text = "“Fine.” â€œNot fine.â€œ"
    decoded = decode(text.encode(), "page")
    assert decoded.text == text
    assert any("wrongly decoded" in warning for warning in decoded.warnings)


@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_give_text_or_a_typed_error(content: bytes) -> None:
    try:
        outcome = decode(content, "page").text
    except ExtractionError as err:
        outcome = err.advice
    assert not any("\ud800" <= char <= "\udfff" for char in outcome)
