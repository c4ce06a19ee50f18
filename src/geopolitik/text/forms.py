"""Normal forms of single words: folded, spelling variants joined, stemmed; all cached."""

from __future__ import annotations

import re
import sys
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import NamedTuple, Protocol

from anyascii import anyascii

from geopolitik.lexicon import table, words

_APOSTROPHES = str.maketrans("’‘ʼ‛＇`", "''''''")
_ISE = re.compile(r"is(e|ed|es|ing|er|ers|ation|ations|ational)$")


class Stemmer(Protocol):
    """What is used of snowballstemmer."""

    def stemWord(self, word: str) -> str:  # noqa: N802 - the library's name
        """The stem of a lower-case word."""
        ...


def _english_stemmer() -> Stemmer:
    """The English stemmer alone: the package's front door loads thirty languages, which takes 0.2 s."""
    name = "snowballstemmer"
    spec = find_spec(name)
    if name in sys.modules or spec is None or spec.submodule_search_locations is None:
        module = import_module(f"{name}.english_stemmer")
    else:
        package = ModuleType(name)
        package.__path__ = list(spec.submodule_search_locations)
        sys.modules[name] = package
        try:
            module = import_module(f"{name}.english_stemmer")
        finally:
            del sys.modules[name]  # whoever wants the whole package still gets it
    stemmer: Stemmer = module.EnglishStemmer()
    return stemmer


_english = _english_stemmer()


class Form(NamedTuple):
    """The normal form of a word, its stem, and whether it carries content."""

    norm: str
    stem: str
    content: bool


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The word in lower-case ASCII letters, apostrophes straight: `Türkiye’s` becomes `turkiye's`."""
    word = word.translate(_APOSTROPHES)
    return word.lower() if word.isascii() else anyascii(word).lower().translate(_APOSTROPHES)


@cache
def variants() -> dict[str, str]:
    """Folded spelling → the spelling that stands for it, for places and common words."""
    found = {fold(row["variant"]): fold(row["common"]) for row in table("spelling")}
    for row in table("places"):
        common = fold(row["name"])
        for other in row["variants"].split("|"):
            if other and " " not in other + common:
                found[fold(other)] = common
    return found


@lru_cache(maxsize=65536)
def norm(word: str) -> str:
    """The form under which two spellings of one word are equal.

    Lower case, accents and possessive folded, British and American spelling joined, place variants joined,
    thousands separators dropped, number words above one as digits.
    """
    low = fold(word)
    if low[:1].isdigit():
        return low.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", low) else low
    if low.endswith("'s"):
        low = low[:-2]
    elif low.endswith("'"):
        low = low[:-1]
    if "." in low:
        low = low.replace(".", "")
    low = low.replace("-", "").replace(" ", "").replace("\xa0", "")
    low = variants().get(low, low)
    if len(low) > 6 and low not in _keep_ise():
        low = _ISE.sub(r"iz\1", low)
    return low


@cache
def _keep_ise() -> frozenset[str]:
    return words("keep_ise")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball English stem of the word's normal form."""
    return str(_english.stemWord(norm(word)))


@cache
def function_words() -> frozenset[str]:
    """Words that carry grammar rather than content, in normal form."""
    return frozenset(norm(word) for word in words("function_words"))


@lru_cache(maxsize=65536)
def form(word: str) -> Form:
    """Normal form, stem and whether the word carries content."""
    normal = norm(word)
    return Form(normal, str(_english.stemWord(normal)), normal not in function_words() and normal != "")
