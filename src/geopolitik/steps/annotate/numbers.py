"""Numbers as they are written: digits, words, multiples, fractions, vague counts."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from geopolitik.lexicon import table
from geopolitik.steps.annotate.reading import Reading
from geopolitik.text.forms import norm


class Number(NamedTuple):
    """A number that ends before the token `after`."""

    after: int
    value: float
    is_fraction: bool = False
    is_vague: bool = False


@cache
def number_words() -> dict[str, tuple[float, str]]:
    found: dict[str, tuple[float, str]] = {}
    for row in table("numbers"):
        word = norm(row["word"])
        if not word[:1].isdigit():
            found[word] = (float(row["value"]), row["kind"])
    return found


def digits(word: str) -> float | None:
    """The value of a number in figures."""
    if not word[:1].isdigit():
        return None
    plain = word.replace(",", ".") if word.count(",") == 1 and "." not in word else word
    try:
        return float(plain)
    except ValueError:
        return None


def gap_before(reading: Reading, at: int) -> str:
    return reading.text[reading.tokens[at - 1].end : reading.tokens[at].start]


def joins(reading: Reading, at: int) -> bool:
    return gap_before(reading, at) in ("", " ", "\xa0", "-")


class _Sum:
    """A number while its words are added up: `2` `million` `three` `hundred` `and` `six`."""

    def __init__(self) -> None:
        self.total = 0.0
        self.group: float | None = None

    def add(self, word: str, *, spelled: bool, tight: bool) -> bool:
        """Take in the next word; False if it does not belong to the number."""
        figure = digits(word)
        value, kind = number_words().get(word, (0.0, ""))
        if figure is not None:
            return self._figure(figure, spelled=spelled)
        if kind == "unit":
            return self._figure(value, spelled=True)
        if kind == "multiplier" and (self.group is not None or word in _BARE_MULTIPLES):
            return self._multiply(value)
        if kind == "letter" and tight and self.group is not None:
            return self._multiply(value)
        return False

    def _figure(self, figure: float, *, spelled: bool) -> bool:
        if self.group is not None and not (spelled and figure < 100 and self.group % 100 in _ROOM):
            return False
        if self.group is not None and self.group % 100 and figure >= 10:
            return False
        self.group = (self.group or 0.0) + figure
        return True

    def _multiply(self, value: float) -> bool:
        group = 1.0 if self.group is None else self.group
        if value == 100 and group < 100:
            self.group = group * 100
            return True
        if group == 0:
            return False
        self.total += group * value
        self.group = 0.0
        return True


_BARE_MULTIPLES = frozenset(["hundred", "thousand", "million", "billion", "trillion"])
_ROOM = frozenset([0.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0])


def read_number(reading: Reading, first: int, last: int) -> Number | None:
    """A number in digits and words: `1.5 million`, `two hundred and six`, `three quarters`, `dozens`."""
    tokens, at, so_far = reading.tokens, first, _Sum()
    while at < last and (at == first or joins(reading, at)):
        word = tokens[at].norm
        if word == "and" and (so_far.group or 0) >= 100 and _is_small(reading, at + 1, last):
            at += 1
            continue
        if so_far.group is not None and _is_and_a_half(reading, at, last):
            so_far.group += 0.5
            at += 3
            continue
        spelled = not reading.word(at)[:1].isdigit()
        if not so_far.add(word, spelled=spelled, tight=at > first and not gap_before(reading, at)):
            break
        at += 1
    if so_far.group is None:
        return _special(reading, first, last)
    return _parts(tokens[at].norm if at < last else "", at, so_far.total + so_far.group)


def _is_and_a_half(reading: Reading, at: int, last: int) -> bool:
    """`three and a half million`."""
    return at + 3 <= last and [token.norm for token in reading.tokens[at : at + 3]] == ["and", "a", "half"]


def _parts(word: str, at: int, value: float) -> Number:
    """The number, or so many parts: `three quarters`, `two dozen`."""
    part, kind = number_words().get(word, (0.0, ""))
    if kind == "fraction" and value < 20 and (word.endswith("s") or (value == 1 and word != "half")):
        return Number(at + 1, value * part, is_fraction=True)
    if word == "dozen":
        return Number(at + 1, value * 12)
    return Number(at, value)


def _is_small(reading: Reading, at: int, last: int) -> bool:
    return at < last and (digits(reading.tokens[at].norm) or 100) < 100


def _special(reading: Reading, first: int, last: int) -> Number | None:
    """`half`, `a third`, `dozens`, `thousands`, `a couple`."""
    word = reading.tokens[first].norm
    value, kind = number_words().get(word, (0.0, ""))
    following = reading.tokens[first + 1].norm if first + 1 < last else ""
    before = reading.tokens[first - 1].norm if first else ""
    if kind == "vague" and following == "of" and first + 2 < last:
        multiple, more = number_words().get(reading.tokens[first + 2].norm, (0.0, ""))
        if more == "vague":  # hundreds of thousands
            return Number(first + 3, value * multiple, is_vague=True)
    if kind == "vague" and following == "of":
        return Number(first + 1, value, is_vague=True)
    if kind == "dozen" and before in ("a", "the", "every"):
        return Number(first + 1, value)
    if word == "half" and following == "a" and first + 2 < last:
        multiple, is_multiple = number_words().get(reading.tokens[first + 2].norm, (0.0, ""))
        if is_multiple == "multiplier":
            return Number(first + 3, 0.5 * multiple)
    if word == "half" and following in ("of", "the", "a", "its", "their", "percent"):
        return Number(first + 1, 0.5, is_fraction=True)
    if kind == "fraction" and word != "half" and before in ("a", "one") and following == "of":
        return Number(first + 1, value, is_fraction=True)
    return None
