"""Other forms of a figure: its ends spelt out, the same time in other units, names that it counts."""

from __future__ import annotations

from geopolitik.model.annotation import Quantity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.measures import months_in
from geopolitik.steps.redline.side import Side

_ORDINALS = ("st", "nd", "rd", "th")
_GLUED = 7
"""So many characters before a number, the other half of a pair of years may begin."""
_LISTED = 12
"""So many words behind a number, the names that it counts may stand."""


def in_a_name(comparison: Comparison, quantity: Quantity) -> bool:
    """Whether an answering sentence has the digits at the end of a word: the 998, the M998."""
    a, b = comparison.a, comparison.b
    digits = quantity.span.of(a.text)
    near = comparison.partners_a.get(a.sentence_of[first_of(a, quantity)], ())
    words = (b.norm(u) for s in near for u in b.tokens_of(s))
    return digits.isdigit() and any(w.endswith(digits) and w[0].isalpha() for w in words)


def as_ordinal(comparison: Comparison, quantity: Quantity) -> bool:
    """Whether an answering sentence has the number as an ordinal: ranks 36, is 36th."""
    a, b = comparison.a, comparison.b
    digits = quantity.span.of(a.text)
    near = comparison.partners_a.get(a.sentence_of[first_of(a, quantity)], ())
    words = " ".join(b.sentences[s].span.of(b.text) for s in near)
    return digits.isdigit() and any(f" {digits}{end}" in words for end in _ORDINALS)


def glued(comparison: Comparison, quantity: Quantity, other: Quantity) -> bool:
    """Whether the copy's digits are the original's two numbers without the dash: 1984-85, 198485."""
    a, b = comparison.a, comparison.b
    written = other.span.of(b.text)
    before = a.text[max(0, quantity.start - _GLUED) : quantity.end]
    digits = "".join(c for c in before if c.isdigit())
    longer = len(written) > len(quantity.span.of(a.text))
    return longer and written.isdigit() and digits.endswith(written)


def spelt_out(comparison: Comparison, quantity: Quantity, other: Quantity) -> bool:
    """Whether the copy's range has for its ends two numbers of this number's sentence: from 4 to 5."""
    a = comparison.a
    sentence = a.sentences[a.sentence_of[first_of(a, quantity)]]
    there = {q.value for q in a.annotation.quantities if sentence.start <= q.start < sentence.end}
    return other.upper is not None and {other.value, other.upper} <= there


def as_long_ago(comparison: Comparison, quantity: Quantity) -> bool:
    """Whether an answering sentence counts the same time from now: four decades, the last forty years."""
    a, b = comparison.a, comparison.b
    months = months_in(a, quantity.span)
    near = comparison.partners_a.get(a.sentence_of[first_of(a, quantity)], ())
    there = [
        t for t in b.annotation.times if b.tokens_in(t.span) and b.sentence_of[b.tokens_in(t.span)[0]] in near
    ]
    return months is not None and any(months_in(b, t.span) == months for t in there)


def ends(comparison: Comparison, quantity: Quantity) -> list[Quantity]:
    """The copy's two numbers for the two ends of a range: 10 to 20%, from 10% to 20%."""
    b = comparison.b
    ends = {quantity.value, quantity.upper}
    there = [q for q in b.annotation.quantities if q.value in ends and in_answer(comparison, quantity, q)]
    return there if {q.value for q in there} == ends else []


def counted_out(comparison: Comparison, quantity: Quantity) -> bool:
    """Whether a number only counts the names behind it, which the copy has: two of them, Orr and Vale."""
    a = comparison.a
    at = first_of(a, quantity)
    near = [
        n
        for n in a.names_of.get(a.sentence_of[at], ())
        if not n.is_pronoun and n.start >= quantity.end and a.tokens_in(n.span)[0] - at <= _LISTED
    ]
    return len(near) == quantity.value and all(comparison.answered(a.tokens_in(n.span)) for n in near)


def in_answer(comparison: Comparison, quantity: Quantity, other: Quantity) -> bool:
    """Whether the copy's number stands in a sentence that answers to this one's."""
    a, b = comparison.a, comparison.b
    partners = comparison.partners_a.get(a.sentence_of[first_of(a, quantity)], ())
    return b.sentence_of[first_of(b, other)] in partners


def first_of(side: Side, quantity: Quantity) -> int:
    tokens = side.tokens_in(quantity.span)
    return tokens[0] if tokens else 0
