"""What each evidence term weighs, in log-odds, and where the figure comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weight:
    """A term's weight per unit, and the most it may add or take."""

    per_unit: float
    cap: float
    origin: str


_HAND = "set by hand, then checked on the sets of benchmarks.lineage"

RELATION: dict[str, Weight] = {
    "prior": Weight(-5.0, 5.0, _HAND),
    "coverage": Weight(8.0, 6.0, _HAND),
    "order": Weight(1.0, 3.0, _HAND),
    "shared wording": Weight(12.0, 5.0, _HAND),
    "longest run": Weight(0.3, 4.0, _HAND),
    "particulars": Weight(1.5, 1.5, _HAND),
    "credit": Weight(2.0, 2.0, _HAND),
    "prior across languages": Weight(-2.0, 2.0, _HAND),
    "numbers across languages": Weight(3.0, 1.5, _HAND),
    "names across languages": Weight(3.0, 1.5, _HAND),
    "credit across languages": Weight(5.0, 5.0, _HAND),
}

_FITTED = (
    "fitted on OneStopEnglish adv-ele and adjacent Wikipedia versions, half each (benchmarks.lineage --fit)"
)
_CAPPED = _FITTED + "; capped, since updates gain what digests lose: these two alone never decide"

DIRECTION: dict[str, Weight] = {
    "times": Weight(3.0, 3.0, _HAND),
    "weak times": Weight(0.7, 0.7, _HAND),
    "credit": Weight(4.0, 4.0, _HAND),
    "own report": Weight(2.0, 2.0, _HAND),
    "correction note": Weight(1.5, 1.5, _HAND),
    "fuller quotation": Weight(1.7, 3.4, _FITTED),
    "quoted or narrated": Weight(1.3, 2.6, _FITTED),
    "lost specifics": Weight(0.3, 0.6, _CAPPED),
    "lost day words": Weight(0.65, 0.7, _CAPPED),
    "by way of a third": Weight(2.0, 2.0, _HAND),
    "kept of a third": Weight(1.2, 3.0, _HAND),
}

RELATED = 0.85
"""From this probability two texts are called related."""
UNRELATED = 0.2
"""Up to this probability they are called independent."""
DIRECTED = 0.8
"""From this probability a direction is called."""


def weigh(table: dict[str, Weight], term: str, amount: float) -> float:
    """Log-odds of a term for an amount, within the term's cap."""
    weight = table[term]
    return max(-weight.cap, min(weight.cap, weight.per_unit * amount))
