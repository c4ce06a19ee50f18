"""Which texts tell of one event, whatever their wording: by rare words in common, as stories grow.

Two groups of texts are one event if their texts are as alike across the two as within each, or nearly so
(average linkage, held against what holds the groups together: Karypis, Han and Kumar 1999, "relative
closeness"). Two strikes in one town share more words than two reports of one earthquake, but reports of
one strike share more still: one threshold for all would join the strikes or part the reports.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geopolitik.model.candidates import Fingerprint
from geopolitik.text.fingerprints import rarities
from geopolitik.text.similarity import products

Scores = NDArray[np.float64]
"""How alike some texts are, each with each."""
Group = Sequence[int]
"""Places of texts in `Scores`."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What is asked of two groups of texts that are to be of one event."""

    alike: float
    """The least average likeness of the texts of one with those of the other."""
    kin: float
    """And the least share of it in how alike the texts of one group are to each other."""


BAR = Bar(alike=0.14, kin=0.65)
"""Chosen by `benchmarks/stories.py`."""
_EVENT = 1.0
"""What is enough of it."""
_GUESS = 0.12
"""How alike the texts of a group are taken to be before any are compared, and for how many pairs that counts:
two texts alike by chance are no measure yet."""
_GUESSED_PAIRS = 6
NEWEST = 16
"""Texts of a story that others are compared with, the newest: those beyond cost time and change little."""


def likenesses(texts: Sequence[Fingerprint]) -> Scores:
    """The cosine of each two texts' words, each weighed by its rarity; 0..1."""
    if not texts:
        return np.zeros((0, 0))
    words, places, held = np.unique(
        np.concatenate([text.terms for text in texts]), return_inverse=True, return_counts=True
    )
    holders = np.repeat(np.arange(len(texts)), [len(text.terms) for text in texts])
    told = rarities(words)[places]
    norms = np.sqrt(np.bincount(holders, told**2, minlength=len(texts)))
    # Words of one text only count for its length, and most are such.
    shared = held > 1
    columns, kept = np.cumsum(shared) - 1, shared[places]
    weights = np.zeros((len(texts), int(shared.sum())), np.float32)
    weights[holders[kept], columns[places[kept]]] = (told / np.maximum(norms, 1e-9)[holders])[kept]
    scores = products(weights, weights).astype(np.float64)
    np.fill_diagonal(scores, norms > 0)
    return scores


def closeness(scores: Scores, ours: Group, theirs: Group, bar: Bar = BAR) -> float:
    """How much of what is asked of one event two groups have, by the newest texts of each; 1 is enough."""
    ours, theirs = ours[-NEWEST:], theirs[-NEWEST:]
    if not len(ours) or not len(theirs):
        return 0.0
    across = float(scores[np.ix_(ours, theirs)].mean())
    within = _within(scores, ours) * _within(scores, theirs)
    return across / max(bar.alike, bar.kin * float(np.sqrt(within)))


def likeliest(scores: Scores, text: int, stories: Mapping[str, Group], bar: Bar = BAR) -> str | None:
    """The story whose event a text tells of, if any."""
    found = {story: closeness(scores, [text], texts, bar) for story, texts in stories.items()}
    best = max(found, key=lambda story: (found[story], story), default=None)
    return best if best is not None and found[best] >= _EVENT else None


def late(scores: Scores, story: Group, others: Mapping[str, Group], bar: Bar = BAR) -> tuple[str, ...]:
    """Those of other stories that turn out to tell of the same event as a story that has grown."""
    return tuple(other for other, texts in others.items() if closeness(scores, story, texts, bar) >= _EVENT)


def parts(scores: Scores, tied: Sequence[Group], bar: Bar = BAR) -> list[list[int]]:
    """The events that some texts tell of: the two closest groups are joined, as long as they are one event.

    Args:
        scores: how alike the texts are.
        tied: the texts in groups that stay together whatever they tell; a group of one for each other text.
        bar: what is asked.

    Returns:
        The texts of each event, in the order of `scores`.
    """
    groups = [list(group) for group in tied]
    sizes = np.array([len(group) for group in groups], float)
    inner = np.array([_pair_sum(scores, group) for group in groups])
    belongs = np.zeros((len(groups), len(scores)))
    for number, group in enumerate(groups):
        belongs[number, group] = 1 / len(group)
    across = belongs @ scores @ belongs.T
    own = np.sqrt(_averaged(inner, sizes))
    found = across / np.maximum(bar.alike, bar.kin * np.outer(own, own))
    np.fill_diagonal(found, 0)
    live = np.ones(len(groups), bool)
    while len(groups) > 1:
        a, b = divmod(int(found.argmax()), len(groups))
        if found[a, b] < _EVENT:
            break
        inner[a] += inner[b] + across[a, b] * sizes[a] * sizes[b]
        across[a] = across[:, a] = (across[a] * sizes[a] + across[b] * sizes[b]) / (sizes[a] + sizes[b])
        sizes[a] += sizes[b]
        groups[a] += groups[b]
        live[b] = False
        own[a] = np.sqrt(_averaged(inner[a], sizes[a]))
        closer = across[a] / np.maximum(bar.alike, bar.kin * own[a] * own)
        closer[~live] = closer[a] = 0
        found[a] = found[:, a] = closer
        found[b] = found[:, b] = 0
    return sorted(sorted(group) for group, is_live in zip(groups, live, strict=True) if is_live)


def _within(scores: Scores, group: Group) -> float:
    return float(_averaged(np.array(_pair_sum(scores, group)), np.array(len(group), float)))


def _pair_sum(scores: Scores, group: Group) -> float:
    inside = scores[np.ix_(group, group)]
    return float(inside.sum() - np.trace(inside)) / 2


def _averaged(inner: Scores, sizes: Scores) -> Scores:
    """How alike the texts of groups are on average, the guess counted in."""
    pairs = sizes * (sizes - 1) / 2
    result: Scores = (inner + _GUESS * _GUESSED_PAIRS) / (pairs + _GUESSED_PAIRS)
    return result
