"""Whether two texts are related: weights fitted on labelled pairs, and how they do on sets they never saw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.calibrating.fit import Array, area, brier, calibration_error, fit, held_out, logistic
from benchmarks.calibrating.pairs import SETS, Labelled, labelled
from benchmarks.common import Row
from geopolitik.model.story import Relation, Verdict
from geopolitik.pipeline import weigh
from geopolitik.steps.align import align
from geopolitik.steps.group import group
from geopolitik.steps.lineage.counts.measures import Side
from geopolitik.steps.lineage.pair.evidence import signs_of_relation
from geopolitik.steps.lineage.pair.weights import RELATION

PRIOR = "prior"
FITTED = "fitted"
"""How the origin of a weight begins that `--write` makes anew."""
_RIDGE = 1.0
"""Per standard deviation of a count."""
_NAMES = ("a", "b")


@dataclass(frozen=True, slots=True)
class Counted:
    """A labelled pair with what was counted on it, and the verdict at the weights in use."""

    pair: Labelled
    amounts: dict[str, float]
    relation: Relation


def counted(data: Path, sets: Sequence[str] = SETS) -> list[Counted]:
    """Every labelled pair but those of which a reader couldn't tell."""
    found = []
    for pair in labelled(data, sets):
        # Two witnesses of one wording aren't compared: that they are related is plain.
        if pair.label == "cannot tell" or len(group([pair.a, pair.b])) < 2:
            continue
        a, b = Side(pair.a), Side(pair.b)
        signs = signs_of_relation(align(pair.a, pair.b), a, b, _NAMES)
        found.append(Counted(pair, {s.term: s.amount for s in signs}, _relation(pair)))
    return found


def _relation(pair: Labelled) -> Relation:
    known = {w.representative: w for w in group([pair.a, pair.b])}
    sides = known[pair.a.capture_id], known[pair.b.capture_id]
    return weigh(*sides, pair.a, pair.b, None)[0]


def terms() -> list[str]:
    """The terms whose weights are fitted, the prior apart."""
    return [t for t, w in RELATION.items() if w.origin.startswith(FITTED) and t != PRIOR]


def matrix(pairs: Sequence[Counted], names: Sequence[str]) -> Array:
    """What was counted, one row a pair, one column a term."""
    return np.array([[pair.amounts.get(term, 0.0) for term in names] for pair in pairs], dtype=float)


def truth(pairs: Sequence[Counted]) -> Array:
    """1 for pairs of which one was made from the other or both from a third."""
    return np.array([pair.pair.label != "independent" for pair in pairs], dtype=float)


def fitted(pairs: Sequence[Counted]) -> dict[str, float]:
    """Weights of all fitted terms, the prior among them."""
    names = terms()
    counts = matrix(pairs, names)
    ridge = np.array([1e-6, *(_RIDGE * counts.var(axis=0) + 1e-9)])
    columns = np.hstack([np.ones((len(pairs), 1)), counts])
    zeros, ones = np.zeros(len(ridge)), np.ones(len(pairs))
    found = fit(columns, truth(pairs), ones, ridge=ridge, centre=zeros, offset=_by_hand(pairs))
    return dict(zip((PRIOR, *names), (float(w) for w in found), strict=True))


def _by_hand(pairs: Sequence[Counted]) -> Array:
    """What the terms add whose weights are set by hand."""
    names = [t for t in {t: None for pair in pairs for t in pair.amounts} if t not in terms()]
    return _clipped(matrix(pairs, names), names, {t: RELATION[t].per_unit for t in names})


def _clipped(counts: Array, names: Sequence[str], weights: dict[str, float]) -> Array:
    odds = np.zeros(len(counts))
    for column, term in zip(counts.T, names, strict=True):
        cap = RELATION[term].cap
        odds += np.clip(weights[term] * column, -cap, cap)
    return odds


def probabilities(pairs: Sequence[Counted], weights: dict[str, float]) -> Array:
    """What the pairs get at some weights."""
    names = terms()
    return logistic(weights[PRIOR] + _clipped(matrix(pairs, names), names, weights) + _by_hand(pairs))


def unseen(pairs: Sequence[Counted]) -> Array:
    """Each pair's probability at weights fitted on the other sets."""
    found = np.zeros(len(pairs))
    for known, held in held_out([pair.pair.set_name for pair in pairs]):
        weights = fitted([pair for pair, use in zip(pairs, known, strict=True) if use])
        found[held] = probabilities([pair for pair, use in zip(pairs, held, strict=True) if use], weights)
    return found


def rows(data: Path) -> Iterator[Row]:
    """The figures on labelled pairs."""
    pairs = counted(data)
    p, related = unseen(pairs), truth(pairs)
    labels = np.array([pair.pair.label for pair in pairs])
    plain = labels != "common"
    sizes = Counter(labels.tolist())
    about = f"{sizes['derived']} derived, {sizes['independent']} independent"
    ranked = f"{area(p[plain], related[plain]):.3f}"
    yield Row(f"derived or not, weights from the other sets ({about}): AUC", ranked, ".95 (.99)")
    yield Row("the same: Brier score", f"{brier(p[plain], related[plain]):.3f}", "at most .08 (.03)")
    error = calibration_error(p[plain], related[plain])
    yield Row("the same: calibration error, 10 bins", f"{error:.3f}", "at most .06 (.03)")
    for name in dict.fromkeys(pair.pair.set_name for pair in pairs):
        mine = plain & np.array([pair.pair.set_name == name for pair in pairs])
        count = f"{int(related[mine].sum())} derived, {int((1 - related[mine]).sum())} not"
        yield Row(f"the same, tested on {name} ({count}): AUC", f"{area(p[mine], related[mine]):.3f}")
    figures = f"{area(p, related):.3f}; {brier(p, related):.3f}; {calibration_error(p, related):.3f}"
    yield Row(f"related or not, with {sizes['common']} of common origin: AUC; Brier; calibration", figures)
    derived = (labels == "derived").astype(float)
    yield Row("derived against all others: AUC", f"{area(p, derived):.3f}")
    for label in ("derived", "common", "independent"):
        verdicts = Counter(pair.relation.relation for pair in pairs if pair.pair.label == label)
        said = ", ".join(f"{v.value} {verdicts[v]}" for v in Verdict)
        yield Row(f"verdicts on pairs labelled {label}, at the weights in use", said)
