"""A sign before it is weighed: what was counted, in words and in passages."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.model.span import Span
from geopolitik.model.story import Evidence
from geopolitik.steps.lineage.pair.weights import DIRECTION, RELATION, weigh

Names = tuple[str, str]
"""What to call a and b in a sentence."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that was counted on a pair."""

    term: str
    amount: float
    """In the unit that the term's weight is per."""
    note: str
    """A plain sentence a fact-checker can print."""
    a_spans: tuple[Span, ...] = ()
    b_spans: tuple[Span, ...] = ()


def on_relation(sign: Sign) -> Evidence:
    """The sign as a reason for or against the two texts being related."""
    weight = weigh(RELATION, sign.term, sign.amount)
    return Evidence(sign.term, weight, sign.note, "relation", sign.a_spans, sign.b_spans)


def on_direction(sign: Sign, mode: str = "") -> Evidence:
    """The sign as a reason for or against a having come first."""
    weight = weigh(DIRECTION, sign.term, sign.amount, mode)
    return Evidence(sign.term, weight, sign.note, "direction", sign.a_spans, sign.b_spans)
