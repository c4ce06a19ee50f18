"""Fingerprints: a text's sampled word 4-grams and its words, as hashes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from geopolitik.lexicon import table
from geopolitik.model.candidates import Fingerprint
from geopolitik.text.distinct import distinct
from geopolitik.text.forms import function_words

Hashes = NDArray[np.int64]
Floats = NDArray[np.float64]
_Words = NDArray[np.uint64]

SAMPLE = 8
"""One 4-gram in so many is kept: some 31 of 250 words taken over, some 7 of a paragraph of 60."""
_GRAM = 4
_RARE = 0.001
"""The share of articles that a word is taken to stand in if it isn't among the common ones."""
_BITS = np.uint64(48)
"""Of a hash; a database keeps so small a number in six bytes."""
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
"""Words; the signs of languages that write no spaces one by one."""
_FACTORS = tuple(
    np.uint64(n)
    for n in (
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0xD6E8FEB86659FD93,
        0xFF51AFD7ED558CCD,
    )
)


def fingerprint(text: str, *, day: int | None = None) -> Fingerprint:
    """The fingerprint of a text; the same on every machine.

    Args:
        text: what it says, without furniture.
        day: the ordinal of the date of publication.
    """
    words = words_of(text)
    hashed = np.fromiter(map(_hash, words), dtype=np.uint64, count=len(words))
    terms = np.setdiff1d(hashed, _functional())
    return Fingerprint(_sampled(hashed), _as_terms(terms), day)


def words_of(text: str) -> list[str]:
    """The words of a text in order, case folded, apostrophes left out."""
    return _WORD.findall(text.casefold().replace("’", "").replace("'", ""))


def rarities(terms: Hashes) -> Floats:
    """How much each of a fingerprint's words tells: the more, the fewer articles hold it.

    Words are weighed by how common they are in the news at large and not in the store, so that an answer
    doesn't hang on what else is kept.
    """
    known, weights = _shares()
    at = np.minimum(np.searchsorted(known, terms), len(known) - 1)
    return np.where(known[at] == terms, weights[at], -np.log(_RARE))


def containments(terms: Hashes, others: Sequence[Hashes]) -> Floats:
    """Of one text and each of others, the share of the poorer one's words that the other has; 0..1.

    Words are weighed by their rarity.
    """
    if not others or not len(terms):
        return np.zeros(len(others))
    words = np.concatenate(others)
    owners = np.repeat(np.arange(len(others)), [len(other) for other in others])
    weights = rarities(words)
    at = np.minimum(np.searchsorted(terms, words), len(terms) - 1)
    shared = np.bincount(owners, weights * (terms[at] == words), minlength=len(others))
    least = np.minimum(np.bincount(owners, weights, minlength=len(others)), rarities(terms).sum())
    result: Floats = shared / np.maximum(least, 1e-9)
    return result


def _sampled(words: _Words) -> Hashes:
    runs = max(0, len(words) - _GRAM + 1)
    hashed = np.zeros(runs, np.uint64)
    for place in range(_GRAM):
        hashed = mixed(hashed + words[place : place + runs] * _FACTORS[place])
    return _shortened(hashed[hashed % np.uint64(SAMPLE) == 0])


def mixed(values: _Words) -> _Words:
    """Values of which each bit hangs on all bits (Steele, Lea and Flood 2014, SplitMix's last step)."""
    # In place but for the first step: fewer arrays stay in the processor's cache.
    values = values ^ (values >> np.uint64(30))
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values


def _shortened(values: _Words) -> Hashes:
    return distinct(values >> (np.uint64(64) - _BITS)).astype(np.int64)


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _as_terms(hashed: _Words) -> Hashes:
    return _shortened(mixed(hashed * _FACTORS[-1]))


@lru_cache(maxsize=1)
def _shares() -> tuple[Hashes, Floats]:
    """The words that are listed as common, as hashes in order, and what each weighs."""
    rows = table("word_shares")
    shares = {
        int(_as_terms(np.array([_hash(row["word"])], np.uint64))[0]): int(row["share"]) / 1000 for row in rows
    }
    known = np.array(sorted(shares), np.int64)
    return known, -np.log([shares[term] for term in known.tolist()])


@lru_cache(maxsize=1)
def _functional() -> _Words:
    return np.array(sorted(map(_hash, function_words())), np.uint64)
