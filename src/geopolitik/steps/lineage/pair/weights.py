"""What each evidence term weighs, in log-odds: read from a list that says where each figure comes from."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.lexicon import table

LIST = "lineage_weights"
"""`lexicon/data/lineage_weights.tsv`; `python -m benchmarks.calibration --write` makes it anew."""


@dataclass(frozen=True, slots=True)
class Weight:
    """A term's weight per unit, and the most it may add or take."""

    per_unit: float
    cap: float
    origin: str


def _listed(about: str) -> dict[str, Weight]:
    return {
        named(row["term"], row["mode"]): Weight(float(row["weight"]), float(row["cap"]), row["origin"])
        for row in table(LIST)
        if row["about"] == about
    }


def named(term: str, mode: str) -> str:
    """The name of a term that weighs differently in a digest, an update and a rewrite."""
    return f"{term}, {mode}" if mode else term


RELATION: dict[str, Weight] = _listed("relation")
DIRECTION: dict[str, Weight] = _listed("direction")

RELATED = 0.85
"""From this probability two texts are called related."""
UNRELATED = 0.2
"""Up to this probability they are called independent."""
DIRECTED = 0.8
"""From this probability a direction is called."""


def weigh(weights: dict[str, Weight], term: str, amount: float, mode: str = "") -> float:
    """Log-odds of a term for an amount, within the term's cap; 0 for a term that says nothing in a mode."""
    weight = weights.get(named(term, mode))
    if weight is None:
        if not mode:
            raise KeyError(term)
        return 0.0
    return max(-weight.cap, min(weight.cap, weight.per_unit * amount))
