"""Texts that lost their quotation marks on the way: what they quote stands word for word, unmarked."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import LCSseq

from geopolitik.model.span import Span
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.quoting import Unit, units
from geopolitik.steps.redline.side import Side

_MARKS = '"“”„«»'
_WORD_FOR_WORD = 0.8
"""Share of a quotation's words, in order, that a sentence without marks must have."""
_LONG = 5
"""A quotation of fewer words may stand anywhere."""
_SEVERAL, _MOST = 3, 0.5
"""So many quotations, and so large a share of them, stand unmarked in a text that lost its marks."""


def without_marks(comparison: Comparison, unit: Unit) -> Span | None:
    """Where the copy has a quotation of the original word for word, if it lost the marks of all of them."""
    return _standing(comparison.b, unit) if _lost(comparison)[1] else None


def put_back(comparison: Comparison) -> bool:
    """Whether it is the original that lost its marks, and the copy that has them."""
    return _lost(comparison)[0]


@lru_cache(maxsize=2)  # asked for every quotation of a pair
def _lost(comparison: Comparison) -> tuple[bool, bool]:
    """Whether the original, and whether the copy, lost its marks."""
    a, b = comparison.a, comparison.b
    return _bare(b, a), _bare(a, b)


def _bare(a: Side, b: Side) -> bool:
    """Whether b has no mark at all, and most quotations of a word for word."""
    if any(mark in b.text for mark in _MARKS):
        return False
    long = [unit for unit in units(a) if len(unit.norms) >= _LONG]
    standing = sum(_standing(b, unit) is not None for unit in long)
    return standing >= _SEVERAL and standing >= _MOST * len(long)


def _standing(side: Side, unit: Unit) -> Span | None:
    words = [_bare_word(word) for word in unit.norms]
    for sentence in range(len(side.sentences)):
        tokens = side.tokens_of(sentence)
        shared = LCSseq.similarity(words, [_bare_word(side.norm(t)) for t in tokens])
        if len(words) >= _LONG - 1 and shared >= _WORD_FOR_WORD * len(words):
            return side.sentences[sentence].span
    return None


def _bare_word(word: str) -> str:
    """A word without apostrophes, which are lost with the marks."""
    return word.replace("'", "")


def misread(comparison: Comparison, unit: Unit, there: Span) -> bool:
    """Whether a passage of b has a quotation word for word, in a paragraph whose marks do not pair up."""
    b = comparison.b
    sentence = b.sentence_of[b.tokens_in(there)[0]]
    words = [b.norm(t) for t in b.tokens_of(sentence)]
    if LCSseq.similarity(words, unit.norms) < _WORD_FOR_WORD * len(unit.norms):
        return False
    block = b.annotation.article.blocks[b.sentences[sentence].paragraph]
    return not _paired(b.text[block.start : block.end])


def _paired(text: str) -> bool:
    """Whether every opening mark of a paragraph is closed before the next one opens."""
    marks = "".join(mark for mark in text if mark in _MARKS)
    return not marks.replace("“”", "").replace("«»", "").replace("„“", "").replace('""', "")
