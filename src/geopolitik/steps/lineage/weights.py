"""What each evidence term weighs, in log-odds, and where the figure comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weight:
    """A term's weight per unit, and the most it may add or take."""

    per_unit: float
    cap: float
    origin: str


RELATION: dict[str, Weight] = {
    "prior": Weight(-5.0, 5.0, "set by hand"),
    "coverage": Weight(8.0, 6.0, "set by hand"),
    "order": Weight(1.0, 3.0, "set by hand"),
    "shared wording": Weight(12.0, 5.0, "set by hand"),
    "longest run": Weight(0.3, 4.0, "set by hand"),
    "particulars": Weight(1.5, 1.5, "set by hand"),
    "credit": Weight(2.0, 2.0, "set by hand"),
    "prior across languages": Weight(-2.0, 2.0, "set by hand"),
    "numbers across languages": Weight(3.0, 1.5, "set by hand"),
    "names across languages": Weight(3.0, 1.5, "set by hand"),
    "credit across languages": Weight(5.0, 5.0, "set by hand"),
}

DIRECTION: dict[str, Weight] = {
    "times": Weight(3.0, 3.0, "set by hand"),
    "weak times": Weight(0.7, 0.7, "set by hand"),
    "credit": Weight(4.0, 4.0, "set by hand"),
    "kept of a third": Weight(1.2, 3.0, "set by hand"),
    "correction note": Weight(1.5, 1.5, "set by hand"),
    "fuller quotation": Weight(1.1, 3.0, "set by hand"),
    "quoted or narrated": Weight(0.9, 2.5, "set by hand"),
    "lost specifics": Weight(0.35, 1.5, "set by hand"),
    "lost day words": Weight(0.5, 1.5, "set by hand"),
}

RELATED = 0.8
"""From this probability two texts are called related."""
UNRELATED = 0.2
"""Up to this probability they are called independent."""
DIRECTED = 0.8
"""From this probability a direction is called."""


def weigh(table: dict[str, Weight], term: str, amount: float) -> float:
    """Log-odds of a term for an amount, within the term's cap."""
    weight = table[term]
    return max(-weight.cap, min(weight.cap, weight.per_unit * amount))
