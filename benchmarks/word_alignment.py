"""Which words of two sentences answer to one another, against human word alignments.

    python -m benchmarks.word_alignment [--data DIR] [--fit]

Scored as in the published figures (Yao et al. 2013, Sultan et al. 2014): sure links, precision and recall
averaged over the pairs, F1 of the two averages; beside it the F1 over all links counted together. The gold's
tokens, joined by spaces, are annotated as a text of ours; a link of two of our words links the tokens that
they stand in. Published, on the test half of Edinburgh++: identical words .830, GIZA++ .850, Sultan et al.
.876.

The weights (`lexicon/data/word_alignment.tsv`, printed by `--fit`) were fitted on the pairs of Edinburgh++
train whose source has an even hash; the other half and the two other sets took no part in it. Which evidence
to weigh was chosen by fitting on either half and scoring on the other, with an eye on the two other sets.

Identical words are joined one to one, the nearest in place first.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from benchmarks.common import VARIABLE, Row, data_folder, markdown
from benchmarks.lineage import article_of
from geopolitik.steps.annotate import annotate
from geopolitik.steps.redline.kinship import Word, words_of
from geopolitik.steps.redline.word_alignment import align_words, judged
from geopolitik.steps.redline.words import one_to_one

Link = tuple[int, int]
Links = frozenset[Link]

FOLDER = Path("data/sentences/word_alignment")
EDINBURGH = "edinburgh/gold.train.sure.json"
FURTHER = {
    "MTReference dev": "mt-reference/mt-reference.dev.json",
    "MSR RTE2 dev": "msr/converted/RTE2_dev_M.align.json",
}
_RIDGE = 3.0
"""Keeps the weight of rare evidence small."""
_ROUNDS = 15


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences in the gold's tokens, with its sure links."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    gold: Links

    @property
    def fitted(self) -> bool:
        """Whether the pair belongs to the half that weights are fitted on; a source stays in one half."""
        return int(sha256(" ".join(self.source).encode()).hexdigest(), 16) % 2 == 0


@dataclass(frozen=True, slots=True)
class Side:
    """Our words of a sentence, and for each the gold's tokens that it stands in."""

    words: tuple[Word, ...]
    tokens: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Averages over the pairs, and F1 over all links counted together."""

    precision: float
    recall: float
    together: float

    @property
    def f1(self) -> float:
        return _f1(self.precision, self.recall)

    def __str__(self) -> str:
        averages = f"P {self.precision:.3f}, R {self.recall:.3f}, F1 {self.f1:.3f}"
        return f"{averages} (links together {self.together:.3f})"


def pairs(path: Path) -> list[Pair]:
    """The pairs of one file."""
    return [
        Pair(tuple(row["source"].split()), tuple(row["target"].split()), _links(row["sureAlign"]))
        for row in json.loads(path.read_text(encoding="utf-8"))
    ]


def _links(text: str) -> Links:
    return frozenset((int(i), int(j)) for i, j in (link.split("-") for link in text.split()))


def side(tokens: Sequence[str]) -> Side:
    """A sentence of the gold in our words."""
    text = " ".join(tokens)
    words = words_of(annotate(article_of(text)))
    token_at = [n for n, token in enumerate(tokens) for _ in range(len(token) + 1)]
    places = [{token_at[c] for c in range(w.start, w.end) if text[c] != " "} for w in words]
    return Side(words, tuple(tuple(sorted(place)) for place in places))


def aligned(pair: Pair) -> Links:
    """The links that our aligner finds, in the gold's tokens."""
    a, b = side(pair.source), side(pair.target)
    return in_tokens(align_words(a.words, b.words), a, b)


def in_tokens(links: Iterable[Link], a: Side, b: Side) -> Links:
    """Links of our words as links of the gold's tokens."""
    return frozenset((x, y) for i, j in links for x in a.tokens[i] for y in b.tokens[j])


def identical(pair: Pair) -> Links:
    """The baseline: identical tokens, whatever their case."""
    n, m = len(pair.source), len(pair.target)
    same = [
        (1 - abs(i / n - j / m), i, j)
        for i, x in enumerate(pair.source)
        for j, y in enumerate(pair.target)
        if x.lower() == y.lower()
    ]
    return frozenset(one_to_one(same).items())


def score(found: Sequence[Links], gold: Sequence[Links]) -> Score:
    """Precision, recall and F1 of the links found; a pair without links found has precision 0."""
    hits = [len(f & g) for f, g in zip(found, gold, strict=True)]
    precisions = [h / len(f) if f else 0.0 for h, f in zip(hits, found, strict=True)]
    recalls = [h / len(g) if g else 0.0 for h, g in zip(hits, gold, strict=True)]
    total = sum(hits)
    together = _f1(total / max(1, sum(map(len, found))), total / max(1, sum(map(len, gold))))
    return Score(sum(precisions) / len(hits), sum(recalls) / len(hits), together)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def fitted(data: Path) -> Iterator[tuple[str, float]]:
    """The weight of every kind of evidence, by logistic regression on one half of Edinburgh++ train."""
    rows: list[dict[str, float]] = []
    truth: list[bool] = []
    for pair in pairs(data / FOLDER / EDINBURGH):
        if pair.fitted:
            a, b = side(pair.source), side(pair.target)
            for i, j, evidence in judged(a.words, b.words):
                rows.append({"always": 1.0, **evidence})
                truth.append(not pair.gold.isdisjoint(in_tokens([(i, j)], a, b)))
    names = sorted({name for row in rows for name in row})
    column = {name: n for n, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for n, row in enumerate(rows):
        for name, value in row.items():
            matrix[n, column[name]] = value
    yield from zip(names, map(float, _logistic(matrix, np.array(truth, dtype=float))), strict=True)


def _logistic(matrix: np.ndarray, truth: np.ndarray) -> np.ndarray:
    weights = np.zeros(matrix.shape[1])
    for _ in range(_ROUNDS):
        p = 1 / (1 + np.exp(-matrix @ weights))
        hessian = (matrix.T * (p * (1 - p))) @ matrix + _RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(hessian, matrix.T @ (truth - p) - _RIDGE * weights)
    return weights


def rows(data: Path) -> Iterator[Row]:
    """The figures, measured now."""
    every = pairs(data / FOLDER / EDINBURGH)
    found = {pair: aligned(pair) for pair in every}
    halves = [p for p in every if not p.fitted], [p for p in every if p.fitted]
    yield Row(f"Edinburgh++ train, {len(every)} pairs", str(_scored(every, found)), "F1 .86 (.90)")
    for name, half in zip(("no weight was fitted on", "the weights were fitted on"), halves, strict=True):
        yield Row(f"… the {len(half)} pairs that {name}", str(_scored(half, found)))
    yield Row("… identical words", str(_scored(every, {p: identical(p) for p in every})))
    for name, file in FURTHER.items():
        further = pairs(data / FOLDER / file)
        yield Row(f"{name}, {len(further)} pairs", str(_scored(further, {p: aligned(p) for p in further})))
        yield Row("… identical words", str(_scored(further, {p: identical(p) for p in further})))


def _scored(chosen: Sequence[Pair], found: dict[Pair, Links]) -> Score:
    return score([found[p] for p in chosen], [p.gold for p in chosen])


def main() -> None:
    """Print the table of figures, or of weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, help=f"folder with data/ (or {VARIABLE})")
    parser.add_argument("--fit", action="store_true", help="print fitted weights instead")
    options = parser.parse_args()
    data = data_folder(options.data)
    if options.fit:
        print("evidence\tweight\n" + "\n".join(f"{name}\t{weight:.2f}" for name, weight in fitted(data)))
    else:
        print(markdown(rows(data)))


if __name__ == "__main__":
    main()
