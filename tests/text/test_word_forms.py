"""Normal forms under which spellings meet."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.text.forms import fold, form, norm, stem

EQUAL = {
    "place spelling": ("Kyiv", "Kiev"),
    "accent": ("Türkiye", "Turkey"),
    "possessive": ("Moen’s", "Moen"),
    "British -ise": ("organisation", "organization"),
    "British -our": ("harbour", "harbor"),
    "per cent": ("per cent", "percent"),
    "per-cent sign": ("%", "percent"),
    "number word": ("twelve", "12"),
    "thousands": ("1,200", "1200"),
    "hyphen": ("cease-fire", "ceasefire"),
    "dotted acronym": ("U.S.", "US"),
}
DIFFERENT = {
    "decimal": ("1.5", "15"),
    "-ise that is no suffix": ("promise", "premise"),
    "one is a pronoun": ("one", "1"),
    "two numbers": ("12", "13"),
}


@pytest.mark.parametrize(("a", "b"), EQUAL.values(), ids=EQUAL)
def test_spellings_meet(a: str, b: str) -> None:
    assert norm(a) == norm(b)


@pytest.mark.parametrize(("a", "b"), DIFFERENT.values(), ids=DIFFERENT)
def test_words_stay_apart(a: str, b: str) -> None:
    assert norm(a) != norm(b)


def test_stem_joins_inflections() -> None:
    assert stem("negotiations") == stem("negotiation")


def test_form_marks_function_words() -> None:
    assert (form("The").content, form("port").content) == (False, True)


@given(st.text(max_size=20))
def test_norm_is_stable(word: str) -> None:
    assert fold(fold(word)) == fold(word)
    assert norm(word) == norm(word)


def test_the_stemmer_package_stays_importable() -> None:
    """Only its English part is loaded by us; who asks for the whole still gets it."""
    call = "snowballstemmer.stemmer('german').stemWord('katzen')"
    code = f"import geopolitik.text.forms, snowballstemmer; print({call})"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "katz"
