"""Fitting of weights and what tells how well probabilities hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_STEPS = 60


def logistic(odds: Array) -> Array:
    """Log-odds as probabilities."""
    result: Array = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return result


def fit(matrix: Array, truth: Array, weights: Array, *, ridge: Array, centre: Array, offset: Array) -> Array:
    """Weights by logistic regression, held back towards a centre (ridge; le Cessie and van Houwelingen 1992).

    Args:
        matrix: shape (n, k).
        truth: 1 or 0, shape (n,).
        weights: of each row.
        ridge, centre: per column, how strongly its weight is held to what.
        offset: log-odds that are known beforehand, shape (n,).
    """
    found = centre.astype(float).copy()
    for _ in range(_STEPS):
        p = logistic(matrix @ found + offset)
        hessian = (matrix * (weights * p * (1 - p))[:, None]).T @ matrix + np.diag(ridge)
        found += np.linalg.solve(hessian, matrix.T @ (weights * (truth - p)) - ridge * (found - centre))
    return found


def area(p: Array, truth: Array) -> float:
    """Area under the receiver's curve: how often a true pair ranks above a false one."""
    yes, no = p[truth == 1], p[truth == 0]
    return float((yes[:, None] > no).mean() + 0.5 * (yes[:, None] == no).mean())


def brier(p: Array, truth: Array) -> float:
    """Mean square of what a probability lacks to the truth (Brier 1950)."""
    return float(((p - truth) ** 2).mean())


def calibration_error(p: Array, truth: Array, bins: int = 10) -> float:
    """Mean distance of probability and rate over equal bins, weighted by their size."""
    at = np.minimum((p * bins).astype(int), bins - 1)
    return sum(
        float((at == i).mean() * abs(p[at == i].mean() - truth[at == i].mean()))
        for i in range(bins)
        if (at == i).any()
    )


def held_out(groups: Sequence[str]) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    """Masks of what to fit on and what to test on, each group held out once."""
    names = np.array(groups)
    for name in dict.fromkeys(groups):
        yield names != name, names == name
