"""What an index holds of a fingerprint: 4-grams for ever, words by the month in which they were written."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geopolitik.model.candidates import Fingerprint
from geopolitik.text.distinct import distinct

PERIOD = 30
"""Days. A word is looked for in the period of a text and in those beside it: a name that stands in every
report of one month is rare in another, and reports of one event lie near each other in time."""
_UNDATED = 1 << 17
"""Beyond the period of any date."""
_BITS = 44
"""Of a hash of 48; the shelf stands before them, so that what is asked for together lies together."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Asked:
    """The features of a text that others are asked for, sorted."""

    features: Ints
    base: Ints
    """Beside each feature the 4-gram or word that it stands for: a word stands in several periods."""
    grams: int
    """So many of the bases are 4-grams; the words come after."""
    bases: int


def held(fingerprint: Fingerprint) -> Ints:
    """The features under which a text can be found."""
    period = _period(fingerprint.day)
    return distinct(np.concatenate((_on_shelf(fingerprint.grams, 0), _of_period(fingerprint.terms, period))))


def asked(fingerprint: Fingerprint) -> Asked:
    """The features by which texts like this one are found."""
    period = _period(fingerprint.day)
    periods = (period,) if period == _UNDATED else (period - 1, period, period + 1)
    grams, words = len(fingerprint.grams), len(fingerprint.terms)
    features = np.concatenate(
        (_on_shelf(fingerprint.grams, 0), *(_of_period(fingerprint.terms, p) for p in periods))
    )
    bases = np.concatenate((np.arange(grams), *(np.arange(grams, grams + words) for _ in periods)))
    order = np.argsort(features, kind="stable")
    return Asked(features[order], bases[order], grams, grams + words)


def _period(day: int | None) -> int:
    return _UNDATED if day is None else day // PERIOD


def _of_period(terms: Ints, period: int) -> Ints:
    """Words as features of one period."""
    # The period before that of the first date has one too.
    return _on_shelf(terms, period + 2)


def _on_shelf(hashes: Ints, shelf: int) -> Ints:
    features: Ints = (hashes >> np.int64(48 - _BITS)) | np.int64(shelf << _BITS)
    return features
