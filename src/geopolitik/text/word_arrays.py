"""The words of many texts at once, as hashes with their places: whole arrays instead of word by word.

Texts in Latin letters, with whatever signs, are worked on a byte a letter, others by their code points, at
twice the time; the hashes are the same.
"""

from __future__ import annotations

import codecs
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
_COMMON = (*((sign, " ") for sign in "‘“”–—…"), ("’", "'"))
"""The signs beyond Latin-1 that most texts have, and what stands for them there."""
_WITHOUT = "geopolitik.without-signs"
_FACTORS = tuple(
    np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xFF51AFD7ED558CCD)
)


@dataclass(frozen=True, slots=True)
class WordHashes:
    """The words of some texts, one after another: in small letters, apostrophes left out, signs one by one.

    Words are those of `fingerprints.words_of`, in small letters instead of casefolded (ß stays ß).
    """

    hashes: Hashes
    bounds: Places
    """Text n has the words `bounds[n]` to `bounds[n + 1]`."""

    def of(self, n: int) -> slice:
        """The words of text n."""
        return slice(int(self.bounds[n]), int(self.bounds[n + 1]))


@dataclass(frozen=True, slots=True)
class WordArrays(WordHashes):
    """The words of some texts, with their places."""

    begins: Places
    """Where each word begins in its text, in code points; `ends` likewise."""
    ends: Places


def word_hashes(texts: Sequence[str]) -> WordHashes:
    """The words of some texts, without their places. Memory: some fifty bytes a character."""
    latin = _latin(texts)
    if latin is None:
        return word_arrays(texts)
    small = [text.translate(_latin_letters(), b"'") for text in latin]
    letters = np.frombuffer(b"\0%b\0" % b"\0".join(small), np.uint8)
    is_letter = letters != 0
    first = np.flatnonzero(is_letter[1:] > is_letter[:-1]) + 1
    return WordHashes(_hashed(letters, first), np.searchsorted(first, _starts([len(text) for text in small])))


def word_arrays(texts: Sequence[str]) -> WordArrays:
    """The words of some texts with their places. Memory: some hundred bytes a character."""
    starts = _starts([len(text) for text in texts])
    latin = _latin(texts)
    if latin is None:
        hashes, begins, ends = _words(_points(texts, starts))
    else:
        joined = b"\0%b\0" % b"\0".join(latin)
        letters = np.frombuffer(joined.translate(_latin_letters(), b"'"), np.uint8)
        is_letter = letters != 0
        edges = np.flatnonzero(is_letter[1:] != is_letter[:-1]) + 1
        first, end = edges[::2], edges[1::2]
        hashes, begins, ends = _hashed(letters, first), first, end
        if len(letters) < len(joined):
            kept = np.flatnonzero(np.frombuffer(joined, np.uint8) != ord("'"))
            begins, ends = kept[first], kept[end - 1] + 1
    bounds = np.searchsorted(begins, starts)
    shift = np.repeat(starts[:-1], np.diff(bounds))
    return WordArrays(hashes, bounds, begins - shift, ends - shift)


def runs(words: WordHashes) -> tuple[Hashes, Places]:
    """The hashes of all runs of four words within one text, and the number of the word each begins with."""
    hashed = all_runs(words)
    within = np.ones(len(hashed), np.bool_)
    across = (words.bounds[1:-1, None] - np.arange(1, GRAM)).ravel()
    within[across[(across >= 0) & (across < len(hashed))]] = False
    return hashed[within], np.flatnonzero(within)


def all_runs(words: WordHashes) -> Hashes:
    """The hashes of all runs of four words, of those too that begin in one text and end in another."""
    count = max(0, len(words.hashes) - GRAM + 1)
    total = words.hashes[:count] * _FACTORS[0]
    for place, factor in enumerate(_FACTORS[1:], start=1):
        total += words.hashes[place : place + count] * factor
    return mixed(total)


def _starts(lengths: Sequence[int]) -> Places:
    """Where each text begins if they stand one after another, a gap before each; where the last would end."""
    return np.concatenate(([1], 1 + np.cumsum(np.array(lengths, np.int64) + 1)))


def _points(texts: Sequence[str], starts: Places) -> NDArray[np.uint32]:
    """The code points of some texts, a gap before each, so that no word goes on in the next."""
    points = np.zeros(int(starts[-1]), np.uint32)
    for start, text in zip(starts.tolist(), texts, strict=False):
        points[start : start + len(text)] = np.frombuffer(
            text.encode("utf-32-le", "surrogatepass"), np.uint32
        )
    return points


def _latin(texts: Sequence[str]) -> list[bytes] | None:
    """The texts a byte a sign, those beyond Latin-1 left blank; None if letters are among those."""
    try:
        return [_blanked(text).encode("latin-1", _WITHOUT) for text in texts]
    except UnicodeEncodeError:
        return None


def _blanked(text: str) -> str:
    if not text.isascii():
        for sign, other in _COMMON:
            text = text.replace(sign, other)
    return text


def _blank(error: UnicodeError) -> tuple[str, int]:
    """A blank for each sign that can't be encoded, unless it is part of a word."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    if any(sign.isalnum() for sign in signs):
        try:
            raise error
        finally:
            # It knows this frame, and through it all texts: they would stay until cycles are sought.
            del error
    return " " * len(signs), error.end


codecs.register_error(_WITHOUT, _blank)


def _words(points: NDArray[np.uint32]) -> tuple[Hashes, Places, Places]:
    """The hash, begin and end of each word in a row of code points."""
    classes, folds = _tables()
    known = np.minimum(points, _KNOWN - 1)
    kinds = classes[known]
    at = np.flatnonzero(kinds != _APOSTROPHE)
    kinds, known, points = kinds[at], known[at], points[at]
    letter, sign = kinds == _LETTER, kinds == _SIGN
    starts, stops = letter.copy(), letter.copy()
    starts[1:] &= ~letter[:-1]
    stops[:-1] &= ~letter[1:]
    first, last = np.flatnonzero(starts | sign), np.flatnonzero(stops | sign)
    letters = np.where(points < _KNOWN, folds[known], points)
    letters[kinds == _APART] = 0
    return _hashed(letters, first), at[first], at[last] + 1


def _hashed(letters: NDArray[np.unsignedinteger], first: Places) -> Hashes:
    """The hash of each word: a polynomial of its letters.

    Args:
        letters: noughts stand between words, and before the first.
        first: where each word begins.
    """
    powers, back = _powers(1 << max(16, len(letters).bit_length()))
    sums = letters.astype(np.uint64)
    sums *= powers[: len(letters)]
    np.cumsum(sums, out=sums)
    # Noughts add nothing: a word's sum is done where the next one's begins.
    before = sums[first - 1]
    hashes = np.append(before, sums[-1:])[1:]
    hashes -= before
    hashes *= back[first]
    return mixed(hashes)


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


@lru_cache(maxsize=1)
def _latin_letters() -> bytes:
    """Of each byte the small letter; nought for what isn't part of a word."""
    classes, folds = _tables()
    return np.where(classes[:256] == _LETTER, folds[:256], 0).astype(np.uint8).tobytes()
