"""The words of many texts at once, as hashes with their places: whole arrays instead of word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from geopolitik.text.fingerprints import mixed

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]

GRAM = 4
"""Words of a run."""
_KNOWN = 0x20000
"""Code points with a class of their own; those above are Chinese characters, or pictures."""
_APART, _LETTER, _SIGN, _APOSTROPHE = range(4)
_BASE = 0xD6E8FEB86659FD93
_BACK = pow(_BASE, -1, 1 << 64)
_FACTORS = tuple(
    np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xFF51AFD7ED558CCD)
)


@dataclass(frozen=True, slots=True)
class WordArrays:
    """The words of some texts, one after another: in small letters, apostrophes left out, signs one by one.

    Words are those of `fingerprints.words_of`, in small letters instead of casefolded (ß stays ß).
    """

    hashes: Hashes
    begins: Places
    """Where each word begins in its text, in code points; `ends` likewise."""
    ends: Places
    bounds: Places
    """Text n has the words `bounds[n]` to `bounds[n + 1]`."""

    def of(self, n: int) -> slice:
        """The words of text n."""
        return slice(int(self.bounds[n]), int(self.bounds[n + 1]))


def word_arrays(texts: Sequence[str]) -> WordArrays:
    """The words of some texts. Memory: some hundred bytes a character."""
    signs = [np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32) for text in texts]
    lengths = np.array([len(text) + 1 for text in texts], np.int64)
    starts = np.concatenate(([0], np.cumsum(lengths)))
    # A gap between two texts, so that no word goes on in the next.
    points = np.zeros(int(starts[-1]), np.uint32)
    for start, text in zip(starts.tolist(), signs, strict=False):
        points[start : start + len(text)] = text
    folded, begins, ends = _words(points)
    firsts = np.searchsorted(begins, starts)
    shift = np.repeat(starts[:-1], np.diff(firsts))
    return WordArrays(folded, begins - shift, ends - shift, firsts)


def runs(words: WordArrays) -> tuple[Hashes, Places]:
    """The hashes of all runs of four words within one text, and the number of the word each begins with."""
    count = max(0, len(words.hashes) - GRAM + 1)
    total = np.zeros(count, np.uint64)
    for place, factor in enumerate(_FACTORS):
        total += words.hashes[place : place + count] * factor
    text = np.repeat(np.arange(len(words.bounds) - 1), np.diff(words.bounds))
    whole = np.flatnonzero(text[:count] == text[GRAM - 1 :]) if count else np.empty(0, np.int64)
    return mixed(total[whole]), whole


def _words(points: NDArray[np.uint32]) -> tuple[Hashes, Places, Places]:
    """The hash, begin and end of each word in a row of code points."""
    classes, folds = _tables()
    known = np.minimum(points, _KNOWN - 1)
    kinds = classes[known]
    kept = np.flatnonzero(kinds != _APOSTROPHE)
    if len(kept) < len(points):
        kinds, known, points = kinds[kept], known[kept], points[kept]
        at = kept
    else:
        at = np.arange(len(points))
    letter, sign = kinds == _LETTER, kinds == _SIGN
    starts, stops = letter.copy(), letter.copy()
    starts[1:] &= ~letter[:-1]
    stops[:-1] &= ~letter[1:]
    first, last = np.flatnonzero(starts | sign), np.flatnonzero(stops | sign)
    powers, back = _powers(1 << max(16, (len(points) + 1).bit_length()))
    folded = np.where(points < _KNOWN, folds[known], points).astype(np.uint64)
    sums = np.zeros(len(points) + 1, np.uint64)
    np.cumsum(folded * powers[: len(points)], out=sums[1:])
    hashes = mixed((sums[last + 1] - sums[first]) * back[first])
    return hashes, at[first], at[last] + 1


@lru_cache(maxsize=4)
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """Powers of the base and of its inverse modulo 2^64 (Karp and Rabin 1987, with an odd base)."""
    one = np.ones(1, np.uint64)
    up, down = (np.full(count - 1, base, np.uint64) for base in (_BASE, _BACK))
    return np.concatenate((one, np.cumprod(up))), np.concatenate((one, np.cumprod(down)))


@lru_cache(maxsize=1)
def _tables() -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Of each code point, what it is to words, and its small letter."""
    signs = np.arange(_KNOWN, dtype=np.uint32).view("<U1")
    classes = np.where(np.strings.isalnum(signs), np.uint8(_LETTER), np.uint8(_APART))
    # A small letter that is two code points long is cut to the first.
    folds = np.char.lower(signs).astype("<U1").view(np.uint32)
    classes[0x3040:0x3100] = classes[0x3400:0xA000] = _SIGN
    classes[_KNOWN - 1] = _SIGN
    classes[[ord("'"), ord("’")]] = _APOSTROPHE
    return classes, folds
