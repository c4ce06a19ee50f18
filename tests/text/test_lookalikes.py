"""Names that look alike, and words that mix scripts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.text.lookalikes import _LETTERS, looks, mixed_word


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param("Sarn Desk", "Ѕаrn Dеsk", id="Cyrillic letters among Latin ones"),
        pytest.param("COMECOH", "СОМЕСОН", id="a whole word in Cyrillic"),
        pytest.param("Comecoh", "СОМЕСОН", id="and in capitals"),
        pytest.param("Ann Moor", "Αnn Moοr", id="Greek letters"),
        pytest.param("Al Reeve", "AI Reeve", id="a capital I for an l"),
        pytest.param("Al Reeve", "A1 Reeve", id="a one for an l"),
        pytest.param("Oda 0tis", "Oda Otis", id="a nought"),
        pytest.param("Arne Stone", "Ame Stone", id="rn for m"),
        pytest.param("René Kal", "Rene\u0301 Kаl", id="a mark of its own"),
        pytest.param("O'Reeve", "O’Reeve", id="an apostrophe"),
        pytest.param("ada", "ADA", id="capitals"),
    ],
)
def test_names_that_look_alike(a: str, b: str) -> None:
    assert looks(a) & looks(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ada Marsh", "Ida Marsh"),
        ("AI Watch", "AL Watch"),
        ("Rene", "René"),
        ("Иван", "Ivan"),
        ("Новости", "Novosti"),
        ("Ann Moor", "AnnMoor"),
    ],
)
def test_names_that_differ(a: str, b: str) -> None:
    assert not looks(a) & looks(b)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Ѕarn Desk", "Ѕarn"),
        ("The Dеsk", "Dеsk"),
        ("Ελλάda", "Ελλάda"),
        ("Иван Marsh", ""),
        ("Иван", ""),
        ("Ελλάδα 24", ""),
        ("עברית", ""),
        ("العربية", ""),
        ("東京タワー", ""),
        ("ひらがな", ""),
        ("SMAP東京", ""),
        ("한국KBS", ""),
        ("हिन्दी", ""),
        ("Jean-Łukasz O’Ñan_3", ""),
        ("", ""),
    ],
)
def test_a_word_keeps_to_one_script(name: str, word: str) -> None:
    assert mixed_word(name) == word


def test_the_table_leads_to_the_alphabet_and_nowhere_else() -> None:
    for sign, letter in _LETTERS.items():
        assert not chr(sign).isascii()
        assert letter.isascii(), unicodedata.name(chr(sign))


@given(st.text(max_size=60))
def test_any_text_looks_like_itself(name: str) -> None:
    assert looks(name) == looks(name + " ")
    assert mixed_word(name) in name


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz -", max_size=40))
def test_latin_words_never_mix(name: str) -> None:
    assert mixed_word(name.title()) == ""
