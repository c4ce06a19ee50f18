"""Quantities in one normal form: digits, words, per cent, shares, currencies, ranges, qualifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geopolitik.lexicon import table
from geopolitik.model.annotation import Quantity, Sentence, TimeKind
from geopolitik.steps.annotate.numbers import (
    Number,
    digits,
    gap_before,
    joins,
    number_words,
    read_number,
)
from geopolitik.steps.annotate.reading import Cover, Reading
from geopolitik.text.forms import norm
from geopolitik.text.grammar import DETERMINERS, PREPOSITIONS, is_verb
from geopolitik.text.words import word_spans

_IN_TIMES = frozenset({TimeKind.DATE, TimeKind.CLOCK, TimeKind.DAY_WORD, TimeKind.RELATIVE})
_POINTS = re.compile(r"\d{1,3}\.\d{3}")
_RANGE_GAPS = frozenset("-–—−‑")


def find_quantities(reading: Reading) -> list[Quantity]:
    """The quantities of the story in text order; digits of dates, clock times and years are none."""
    taken = Cover((time.start, time.end) for time in reading.times if time.kind in _IN_TIMES)
    found: list[Quantity] = []
    for sentence in reading.sentences:
        found += _scan(reading, sentence, taken)
    return found


def _scan(reading: Reading, sentence: Sentence, taken: Cover) -> Iterator[Quantity]:
    at, last = sentence.first_token, sentence.last_token
    tokens, numbers = reading.tokens, number_words()
    while at < last:
        word = tokens[at].norm
        if (word in numbers or word[:1].isdigit()) and tokens[at].start not in taken:
            hit = _quantity(reading, sentence, at)
            if hit is not None:
                yield hit[0]
                at = hit[1]
                continue
        at += 1


def _quantity(reading: Reading, sentence: Sentence, first: int) -> tuple[Quantity, int] | None:
    """The quantity that begins at a number, and the token behind it."""
    tokens, text, last = reading.tokens, reading.text, sentence.last_token
    number = read_number(reading, first, last)
    if number is None or _is_label(reading, sentence, first) or _is_ordinal(reading, number.after, last):
        return None
    currency = _currency_before(text, tokens[first].start)
    if number.value == 1 and number.after - first == 1 and tokens[first].norm == "one":
        return _share(reading, sentence, first, number)
    share = _share(reading, sentence, first, number)
    if share is not None:
        return share
    if _is_in_metres(reading, number.after, last):
        start, end = tokens[first].start, tokens[number.after - 1].end
        return Quantity(
            start, end, number.value / 1e6, "m", _qualifier(reading, sentence, first, number.after)
        ), (number.after)
    upper, after = _range_end(reading, number, last)
    unit, after = _unit(reading, after, last, is_fraction=number.is_fraction)
    if currency is not None and unit != "%":
        unit = currency[1]
    start = currency[0] if currency is not None else tokens[first].start
    value = number.value
    if not reading.english and _POINTS.fullmatch(reading.word(first)):
        value *= 1000  # 18.000, grouped with a point
    if upper is not None and upper.value >= 1000 > value and not tokens[first].norm.isalpha():
        value *= _scale_of(upper.value, value)
    if unit == "%" and number.is_fraction:
        value *= 100
    end = max(tokens[after - 1].end, tokens[number.after - 1].end)
    qualifier = _qualifier(reading, sentence, first, after)
    if unit in _SPANS and tokens[first - 1].norm == "over":  # over five years: throughout them
        qualifier = ""
    if number.is_vague and not qualifier:
        qualifier = "about"
    return (
        Quantity(start, end, round(value, 6), unit, qualifier, upper.value if upper else None),
        max(after, number.after),
    )


def _is_in_metres(reading: Reading, after: int, last: int) -> bool:
    """Whether the `m` of `2m high` is for metres and not for millions."""
    tokens = reading.tokens
    return tokens[after - 1].norm == "m" and after < last and tokens[after].norm in _EXTENTS


_EXTENTS = frozenset(
    ["high", "tall", "wide", "long", "deep", "thick", "away", "above", "below", "across", "apart"]
)
_SPANS = frozenset(["day", "week", "month", "year", "hour"])


def _scale_of(upper: float, value: float) -> float:
    """`10 to 15 million`: the lower end counts in the same multiples."""
    for scale in (1e12, 1e9, 1e6, 1e3):
        if upper % scale == 0 and value < 1000 and upper / scale > value:
            return scale
    return 1.0


def _is_ordinal(reading: Reading, after: int, last: int) -> bool:
    if after >= last or gap_before(reading, after):
        return False
    return reading.tokens[after].norm in ("st", "nd", "rd", "th")


def _is_label(reading: Reading, sentence: Sentence, first: int) -> bool:
    """Whether the digits are part of a name: `F-16`, `Covid-19`, `No. 10`, `Article 5`, `Resolution 2202`."""
    tokens, text = reading.tokens, reading.text
    start = tokens[first].start
    if first == sentence.first_token:
        return False
    if not text[start].isdigit():  # Radio Four
        return text[start].isupper() and reading.is_capital(first - 1) and gap_before(reading, first) == " "
    gap = gap_before(reading, first)
    if gap in ("-", "–", "", "/") and text[tokens[first - 1].end - 1].isalpha():
        return True
    before = reading.word(first - 1)
    return (gap == " " and before in _LABELS) or (before == "No" and gap == ". ")


_LABELS = frozenset(
    [
        "Number",
        "Article",
        "Resolution",
        "Section",
        "Chapter",
        "Flight",
        "Highway",
        "Route",
        "Title",
        "Phase",
        "Channel",
    ]
)


@cache
def _units() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Unit words behind a number; marks before one, longest first."""
    behind = {norm(row["word"]): row["unit"] for row in table("units") if not row["side"]}
    before = [(row["word"], row["unit"]) for row in table("units") if row["side"]]
    return behind, tuple(sorted(before, key=lambda pair: -len(pair[0])))


def _currency_before(text: str, start: int) -> tuple[int, str] | None:
    lead = text[max(0, start - 4) : start].lower()
    bare = lead.rstrip(" \xa0")
    for mark, unit in _units()[1]:
        if bare.endswith(mark) and (not mark.isalpha() or len(lead) > len(bare)):
            return start - (len(lead) - len(bare)) - len(mark), unit
    return None


def _unit(reading: Reading, after: int, last: int, *, is_fraction: bool) -> tuple[str, int]:
    """The unit behind a number and the token behind it: a measure, or the stem of what is counted."""
    tokens = reading.tokens
    behind = _units()[0]
    at = after
    if is_fraction and at + 1 < last and tokens[at].norm in ("a", "an") and joins(reading, at):
        noun = tokens[at + 1]  # half a century
        return behind.get(noun.norm, noun.stem), at + 2
    while at < last and at < after + 3 and joins(reading, at):
        token = tokens[at]
        unit = behind.get(token.norm)
        if unit is not None:
            if is_fraction and at > after and tokens[at - 1].norm != "an":
                break
            return ("square " + unit if tokens[at - 1].norm == "square" else unit), at + 1
        if token.norm in (
            "of",
            "the",
            "us",
            "american",
            "square",
            "more",
            "other",
            "percentage",
            "its",
            "their",
        ):
            at += 1
            continue
        if token.norm in PREPOSITIONS or token.norm in DETERMINERS or not token.content:
            break
        if is_fraction or not reading.english:
            break
        if gap_before(reading, at) == "-":
            return token.stem, after
        return _counted(reading, at, last), after
    return ("%", after) if is_fraction else ("", after)


def _counted(reading: Reading, at: int, last: int) -> str:
    """The stem of the counted noun: the last of a run of content words, the first plural ends it."""
    tokens = reading.tokens
    noun = tokens[at]
    for step in range(at, min(at + 4, last)):
        token = tokens[step]
        if step > at and (
            not joins(reading, step) or not token.content or is_verb(token.norm) or reading.is_capital(step)
        ):
            break
        noun = token
        if token.norm.endswith("s") and not token.norm.endswith("ss"):
            break
        if token.norm in ("people", "men", "women", "children", "personnel"):
            break
    return noun.stem


def _share(reading: Reading, sentence: Sentence, first: int, number: Number) -> tuple[Quantity, int] | None:
    """`nine in ten`, `one out of every three` as a percentage."""
    tokens, last = reading.tokens, sentence.last_token
    at = number.after
    words = []
    while at < last and tokens[at].norm in ("in", "out", "of", "every") and joins(reading, at):
        words.append(tokens[at].norm)
        at += 1
    if words not in (["in"], ["out", "of"], ["in", "every"], ["out", "of", "every"]):
        return None
    base = digits(tokens[at].norm) if at < last else None
    follows = tokens[at + 1].norm if at + 1 < last else ""
    if base is None or not 1 < base <= 1000 or number.value >= base or number.value != int(number.value):
        return None
    if base > 10 and base not in (12.0, 20.0, 50.0, 100.0, 1000.0):
        return None
    if words == ["in"] and follows in _units()[0] and follows != "percent":
        return None
    value = round(100 * number.value / base, 2)
    return Quantity(
        tokens[first].start, tokens[at].end, value, "%", _qualifier(reading, sentence, first, at + 1)
    ), at + 1


def _range_end(reading: Reading, number: Number, last: int) -> tuple[Number | None, int]:
    """The upper end of `10 to 15`, `10-15`, `between 10 and 15`."""
    tokens, at = reading.tokens, number.after
    if at >= last:
        return None, at
    gap = gap_before(reading, at)
    step = None
    if gap.strip() in _RANGE_GAPS and gap.strip() and tokens[at].norm[:1].isdigit():
        step = at
    elif (tokens[at].norm == "to" and at + 1 < last and joins(reading, at)) or (
        tokens[at].norm == "and" and _between(reading, at)
    ):
        step = at + 1
    if step is None or step >= last or not tokens[step].norm[:1].isdigit():
        return None, at
    upper = read_number(reading, step, last)
    if upper is not None and tokens[at].norm == "or" and upper.value > 2 * number.value + 1:
        return None, at
    if upper is None or upper.value <= number.value:
        return None, at
    return upper, upper.after


def _between(reading: Reading, at: int) -> bool:
    return any(token.norm == "between" for token in reading.tokens[max(0, at - 4) : at])


@cache
def _qualifiers() -> tuple[dict[tuple[str, ...], str], dict[tuple[str, ...], str]]:
    """Qualifying phrases before and behind a number."""
    before: dict[tuple[str, ...], str] = {}
    behind: dict[tuple[str, ...], str] = {}
    for row in table("qualifiers"):
        words = tuple(norm(row["phrase"][start:end]) for start, end in word_spans(row["phrase"]))
        (behind if row["side"] else before)[words] = row["qualifier"]
    return before, behind


def _qualifier(reading: Reading, sentence: Sentence, first: int, after: int) -> str:
    before, behind = _qualifiers()
    tokens = reading.tokens
    for length in (3, 2, 1):
        if first - length >= sentence.first_token:
            found = before.get(tuple(token.norm for token in tokens[first - length : first]))
            if found:
                return found
    for length in (2,):
        if after + length <= sentence.last_token:
            found = behind.get(tuple(token.norm for token in tokens[after : after + length]))
            if found:
                return found
    return ""
