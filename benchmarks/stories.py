"""Which texts tell of one event: ECB+ topics 1-35, 66 stories, two look-alike events in each topic.

    python -m benchmarks.stories [--data DIR]

BCubed F (Bagga and Baldwin 1998). The threshold for each topic is the one that serves all other topics best.
*Online*: the texts come one by one, in ten random orders, each joins the story that it is most like on
average or founds one, and stories merge late, as in the store. TF-IDF with average linkage over all texts at
once, the words weighed by this collection itself, stands beside it; its threshold is chosen in the same way,
and once on the gold.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import mean

import numpy as np
from numpy.typing import NDArray

from benchmarks.common import Row, main
from benchmarks.lineage import ecb_text
from geopolitik.model.candidates import Fingerprint
from geopolitik.steps.group.events import EVENT, alike
from geopolitik.text.fingerprints import fingerprint, words_of
from geopolitik.text.forms import function_words

Scores = NDArray[np.float64]
Labels = Sequence[int]
SEED = 20261122
ORDERS = 10
_THRESHOLDS = tuple(n / 100 for n in range(4, 32))


@dataclass(frozen=True, slots=True)
class Text:
    """A text, its topic, and the story it belongs to."""

    words: str
    topic: int
    story: str


def texts(data: Path) -> list[Text]:
    """The texts of topics 1-35."""
    found = []
    for folder in sorted((data / "data/stories/ecbplus").iterdir()):
        for path in sorted(folder.glob("*.xml")) if folder.is_dir() else ():
            kind = "ecbplus" if path.name.endswith("ecbplus.xml") else "ecb"
            found.append(Text(ecb_text(path), int(folder.name), f"{folder.name} {kind}"))
    return found


def bcubed(labels: Sequence[object], gold: Sequence[object]) -> float:
    """The F of BCubed precision and recall."""
    ours, theirs, both = Counter(labels), Counter(gold), Counter(zip(labels, gold, strict=True))
    pairs = list(zip(labels, gold, strict=True))
    precision = mean(both[pair] / ours[pair[0]] for pair in pairs)
    recall = mean(both[pair] / theirs[pair[1]] for pair in pairs)
    return 2 * precision * recall / (precision + recall)


def our_scores(prints: Sequence[Fingerprint]) -> Scores:
    """How alike all pairs are by our measure."""
    return np.array([[alike(a, b) for b in prints] for a in prints])


def tfidf(found: Sequence[str]) -> Scores:
    """Cosine of (1 + log tf) idf, the idf counted over these texts."""
    bags = [Counter(w for w in words_of(text) if w not in function_words()) for text in found]
    places = {word: n for n, word in enumerate(sorted({word for bag in bags for word in bag}))}
    matrix = np.zeros((len(bags), len(places)))
    for row, bag in enumerate(bags):
        for word, count in bag.items():
            matrix[row, places[word]] = 1 + math.log(count)
    matrix *= np.log(len(bags) / (matrix > 0).sum(axis=0))
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    product: Scores = matrix @ matrix.T
    return product


def at_once(scores: Scores, threshold: float) -> Labels:
    """Average linkage (Sokal and Michener 1958): the two most alike groups are joined, again and again."""
    likeness, sizes = scores.copy(), np.ones(len(scores))
    np.fill_diagonal(likeness, -1)
    labels = np.arange(len(scores))
    while True:
        a, b = divmod(int(likeness.argmax()), len(scores))
        if likeness[a, b] < threshold:
            return [int(label) for label in labels]
        likeness[a] = (likeness[a] * sizes[a] + likeness[b] * sizes[b]) / (sizes[a] + sizes[b])
        likeness[:, a] = likeness[a]
        likeness[a, a] = -1
        likeness[b] = likeness[:, b] = -1
        sizes[a] += sizes[b]
        labels[labels == b] = a


def one_by_one(scores: Scores, order: Sequence[int], threshold: float) -> Labels:
    """As stories grow: join the likeliest story or found one, then merge what was brought together."""
    stories: list[list[int]] = []
    for text in order:
        found = [float(scores[text, held].mean()) for held in stories]
        best = max(range(len(stories)), key=found.__getitem__, default=None)
        if best is None or found[best] < threshold:
            stories.append([text])
            continue
        stories[best].append(text)
        merging = [
            n
            for n, held in enumerate(stories)
            if n != best and scores[np.ix_(stories[best], held)].mean() >= threshold
        ]
        for n in reversed(merging):
            stories[best] += stories[n]
        stories = [held for n, held in enumerate(stories) if n not in merging]
    labels = [0] * len(scores)
    for number, held in enumerate(stories):
        for text in held:
            labels[text] = number
    return labels


def left_out(found: Sequence[Text], clustered: Callable[[float], Labels]) -> tuple[float, list[float]]:
    """The F with each topic's threshold chosen on the others, and the thresholds chosen."""
    labels = {threshold: clustered(threshold) for threshold in _THRESHOLDS}
    topics = sorted({text.topic for text in found})
    chosen, merged = [], [""] * len(found)
    for topic in topics:
        others = [n for n, text in enumerate(found) if text.topic != topic]

        def quality(threshold: float, others: Sequence[int] = others) -> float:
            return bcubed([labels[threshold][n] for n in others], [found[n].story for n in others])

        best = max(_THRESHOLDS, key=quality)
        chosen.append(best)
        for n, text in enumerate(found):
            if text.topic == topic:
                # Groups that reach into other topics stay groups: their numbers are kept.
                merged[n] = f"{best} {labels[best][n]}"
    return bcubed(merged, [text.story for text in found]), chosen


def rows(data: Path) -> Iterator[Row]:
    """The figures, measured now."""
    found = texts(data)
    gold = [text.story for text in found]
    yield Row("texts; stories", f"{len(found)}; {len(set(gold))}")
    ours = our_scores([fingerprint(text.words) for text in found])
    quality, chosen = left_out(found, lambda threshold: at_once(ours, threshold))
    span = f"thresholds {min(chosen):.2f} to {max(chosen):.2f}"
    yield Row("BCubed F, all at once, topics left out", f"{quality:.3f} ({span})", ".88 (.93)")
    chance = random.Random(SEED)
    orders = [chance.sample(range(len(found)), len(found)) for _ in range(ORDERS)]
    online = [left_out(found, partial(one_by_one, ours, order))[0] for order in orders]
    measure = "BCubed F, online, topics left out: mean of ten orders; least"
    yield Row(measure, f"{mean(online):.3f}; {min(online):.3f}")
    shipped = [bcubed(one_by_one(ours, order, EVENT), gold) for order in orders]
    yield Row(f"BCubed F, online, at the threshold that ships ({EVENT})", f"{mean(shipped):.3f}")
    theirs = tfidf([text.words for text in found])
    quality, chosen = left_out(found, lambda threshold: at_once(theirs, threshold))
    yield Row("TF-IDF, average linkage, topics left out", f"{quality:.3f}")
    best = max(bcubed(at_once(theirs, threshold), gold) for threshold in _THRESHOLDS)
    yield Row("TF-IDF, average linkage, threshold chosen on the gold", f"{best:.3f}", "peer")


if __name__ == "__main__":
    main(__doc__ or "", rows)
