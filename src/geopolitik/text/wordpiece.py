"""Sentences become word pieces: what a BERT model reads, without a library.

The method is WordPiece (Schuster and Nakajima 2012) behind BERT's own splitting (Devlin et al. 2019): the
longest known beginning of a word, then the longest known continuation, and so on.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)
"""Code points that BERT takes as a word each."""
_ASCII_MARKS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_CONTROLS = frozenset({"Cc", "Cf", "Co", "Cs"})
"""Categories that BERT drops; unassigned code points stay, and become unknown words."""
_IDS = 1 << 31
"""Above every id of a word piece."""
_LONGEST_WORD = 1000
"""Characters; no vocabulary asks for more, and the search is quadratic in it."""


@dataclass(frozen=True, slots=True)
class WordPieces:
    """A BERT tokenizer: vocabulary and the few things that vary."""

    vocabulary: Mapping[str, int]
    first: int
    """Id set before each sentence."""
    last: int
    """Id set behind it."""
    unknown: int
    prefix: str = "##"
    """What marks a continuation in the vocabulary."""
    longest_word: int = 100
    lowercase: bool = True
    strip_accents: bool = True
    clean: bool = True
    split_cjk: bool = True

    def ids(self, text: str, limit: int) -> list[int]:
        """The ids of a sentence, at most `limit` of them, framed by `first` and `last`."""
        found = [self.first]
        for word in _words(self._normal(text)):
            found += self._pieces(word)
            if len(found) >= limit:
                break
        return [*found[: limit - 1], self.last]

    def _normal(self, text: str) -> str:
        if self.clean:
            text = "".join(" " if c.isspace() else c for c in text if not _is_dropped(c))
        if self.split_cjk and not text.isascii():
            text = "".join(f" {c} " if _is_cjk(ord(c)) else c for c in text)
        if self.strip_accents and not text.isascii():
            text = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
        if self.lowercase:
            # One by one: a whole word's lower() would write a Greek final sigma, which the models never saw.
            text = text.lower() if text.isascii() else "".join(c.lower() for c in text)
        return text

    def _pieces(self, word: str) -> list[int]:
        """The longest known pieces from the left, or the unknown id alone if the word has a gap."""
        if len(word) > self.longest_word:
            return [self.unknown]
        found: list[int] = []
        start = 0
        while start < len(word):
            mark = self.prefix if start else ""
            for end in range(len(word), start, -1):
                number = self.vocabulary.get(mark + word[start:end])
                if number is not None:
                    break
            else:
                return [self.unknown]
            found.append(number)
            start = end
        return found


def word_pieces(described: Mapping[str, Any]) -> WordPieces | None:
    """The tokenizer that a parsed `tokenizer.json` describes; None if it is of another sort than BERT's.

    Raises:
        KeyError, TypeError, ValueError: it says that it is BERT's, but parts are missing or of a wrong sort.
    """
    model, normal = described.get("model") or {}, described.get("normalizer") or {}
    split = described.get("pre_tokenizer") or {}
    kinds = (model.get("type"), normal.get("type"), split.get("type"))
    frame = _frame(described.get("post_processor") or {})
    if kinds != ("WordPiece", "BertNormalizer", "BertPreTokenizer") or frame is None:
        return None
    vocabulary = model["vocab"]
    if not isinstance(vocabulary, dict) or not all(map(_is_id, (*vocabulary.values(), *frame))):
        raise ValueError("the vocabulary is not a table of whole numbers")
    lowercase = bool(normal.get("lowercase", True))
    accents = normal.get("strip_accents")
    return WordPieces(
        vocabulary,
        first=frame[0],
        last=frame[1],
        unknown=vocabulary[model["unk_token"]],
        prefix=str(model.get("continuing_subword_prefix", "##")),
        longest_word=min(int(model.get("max_input_chars_per_word", 100)), _LONGEST_WORD),
        lowercase=lowercase,
        strip_accents=lowercase if accents is None else bool(accents),
        clean=bool(normal.get("clean_text", True)),
        split_cjk=bool(normal.get("handle_chinese_chars", True)),
    )


def _is_id(value: object) -> bool:
    return type(value) is int and 0 <= value < _IDS


def _frame(after: Mapping[str, Any]) -> tuple[int, int] | None:
    """The ids before and behind a sentence, if the frame is one of the two forms that BERT models have."""
    if after.get("type") == "BertProcessing":
        return int(after["cls"][1]), int(after["sep"][1])
    if after.get("type") != "TemplateProcessing":
        return None
    single = after["single"]
    if [next(iter(part), None) for part in single] != ["SpecialToken", "Sequence", "SpecialToken"]:
        return None
    names = (single[0]["SpecialToken"]["id"], single[2]["SpecialToken"]["id"])
    first, last = (int(after["special_tokens"][name]["ids"][0]) for name in names)
    return first, last


def _words(text: str) -> Iterator[str]:
    """Words between spaces, each punctuation mark a word of its own."""
    for chunk in text.split():
        start = 0
        for at, character in enumerate(chunk):
            if _is_mark(character):
                if start < at:
                    yield chunk[start:at]
                yield character
                start = at + 1
        if start < len(chunk):
            yield chunk[start:]


@lru_cache(maxsize=4096)
def _is_mark(character: str) -> bool:
    return character in _ASCII_MARKS or unicodedata.category(character).startswith("P")


@lru_cache(maxsize=4096)
def _is_dropped(character: str) -> bool:
    """Whether it is a control character or a stand-in for an undecodable byte."""
    if character in "\t\n\r":
        return False
    return character == "\ufffd" or unicodedata.category(character) in _CONTROLS


def _is_cjk(code: int) -> bool:
    return any(low <= code <= high for low, high in _CJK)
