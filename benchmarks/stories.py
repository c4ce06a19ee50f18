"""Which texts tell of one event: ECB+ topics 1-35, 66 stories, two look-alike events in each topic.

    python -m benchmarks.stories [--data DIR]

BCubed F (Bagga and Baldwin 1998). What is asked of one event (`Bar`) is for each topic what serves all other
topics best; the guess that stands in for the likeness of a small group is the one that ships. *Online*: the
texts come one by one, in ten random orders; each joins the story that it is closest to, or founds one;
stories merge late, and one that tells two events by now is parted, as in the store. TF-IDF with average
linkage over all texts at once, the words weighed by this collection itself, stands beside it; its threshold
is chosen in the same way, and once on the gold.

No bar is tried under which more than a hundredth of the pairs of articles of one month would be alike enough
by chance: ECB+ has few events, a store has many. The last row says how many of 300 articles of `allsides`
of March 2018 are.
"""

from __future__ import annotations

import json
import lzma
import math
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import TypeVar

import numpy as np

from benchmarks.common import Row, main
from benchmarks.lineage import ecb_text
from geopolitik.steps.group.events import BAR, Bar, Group, Scores, late, likeliest, likenesses, parts
from geopolitik.text.fingerprints import fingerprint, words_of
from geopolitik.text.forms import function_words

Labels = Sequence[int]
Setting = TypeVar("Setting")
SEED = 20261122
ORDERS = 10
_THRESHOLDS = tuple(n / 100 for n in range(4, 32))
_BARS = tuple(Bar(alike / 100, kin / 100) for alike in (14, 15, 16) for kin in (60, 65, 70))
_STORIES = 4
"""Stories that a text is compared with."""
_CROWD = 300
_MONTH = "2018-03"


@dataclass(frozen=True, slots=True)
class Text:
    """A text, its topic, and the story it belongs to."""

    words: str
    topic: int
    story: str


@dataclass(frozen=True, slots=True)
class Grown:
    """Stories that grew one text after the other."""

    labels: Labels
    merged: int
    """Stories that became part of another."""
    split: int
    """Stories that came of parting one."""


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


def at_once(scores: Scores, bar: Bar) -> Labels:
    """All texts at once by our way, the two closest groups first."""
    labels = [0] * len(scores)
    for number, part in enumerate(parts(scores, [[n] for n in range(len(scores))], bar)):
        for text in part:
            labels[text] = number
    return labels


def average_linkage(scores: Scores, threshold: float) -> Labels:
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


def one_by_one(scores: Scores, order: Sequence[int], bar: Bar) -> Grown:
    """As stories grow: join the likeliest story or found one, merge late, part what tells two events."""
    stories: dict[str, list[int]] = {}
    merged = split = 0
    for number, text in enumerate(order):
        near = _candidates(scores, text, stories)
        best = likeliest(scores, text, near, bar)
        held = [*stories.pop(best), text] if best is not None else [text]
        others = {key: texts for key, texts in near.items() if key != best}
        for other in late(scores, held, others, bar) if best is not None else ():
            held += stories.pop(other)
            merged += 1
        found = parts(scores[np.ix_(held, held)], [[n] for n in range(len(held))], bar)
        split += len(found) - 1
        stories |= {f"{number} {n}": [held[at] for at in part] for n, part in enumerate(found)}
    labels = [0] * len(scores)
    for number, texts_held in enumerate(stories.values()):
        for text in texts_held:
            labels[text] = number
    return Grown(labels, merged, split)


def _candidates(scores: Scores, text: int, stories: Mapping[str, Group]) -> dict[str, Group]:
    """The stories of the texts that are most like one, as an index would find them."""
    best = sorted(stories, key=lambda story: -scores[text, stories[story]].max())
    return {story: stories[story] for story in best[:_STORIES]}


def left_out(found: Sequence[Text], labels: Mapping[Setting, Labels]) -> tuple[float, list[Setting]]:
    """The F with each topic's setting chosen on the others, and the settings chosen.

    Args:
        found: the texts.
        labels: the stories that each setting finds.
    """
    topics = sorted({text.topic for text in found})
    chosen, merged = [], [""] * len(found)
    for topic in topics:
        others = [n for n, text in enumerate(found) if text.topic != topic]

        def quality(setting: Setting, others: Sequence[int] = others) -> float:
            return bcubed([labels[setting][n] for n in others], [found[n].story for n in others])

        best = max(labels, key=quality)
        chosen.append(best)
        for n, text in enumerate(found):
            if text.topic == topic:
                # Groups that reach into other topics stay groups: their numbers are kept.
                merged[n] = f"{best} {labels[best][n]}"
    return bcubed(merged, [text.story for text in found]), chosen


def by_chance(data: Path) -> float:
    """The share of pairs of articles of one month that are alike enough by the bar that ships."""
    path = data / "data/near_duplicate/allsides/articles.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        records = [record for line in lines if (record := json.loads(line))["date"] and record["text"]]
    dated = [record for record in records if record["date"].startswith(_MONTH)]
    some = random.Random(SEED).sample(dated, _CROWD)
    scores = likenesses([fingerprint(f"{record['title']}\n{record['text']}") for record in some])
    return float((scores[np.triu_indices(_CROWD, 1)] >= BAR.alike).mean())


def rows(data: Path) -> Iterator[Row]:
    """The figures, measured now."""
    found = texts(data)
    gold = [text.story for text in found]
    yield Row("texts; stories", f"{len(found)}; {len(set(gold))}")
    ours = likenesses([fingerprint(text.words) for text in found])
    quality, bars = left_out(found, {bar: at_once(ours, bar) for bar in _BARS})
    (bar, times), topics = Counter(bars).most_common(1)[0], len(bars)
    chosen = f"{times} of {topics} topics choose alike {bar.alike}, kin {bar.kin}"
    yield Row("BCubed F, all at once, topics left out", f"{quality:.3f} ({chosen})", ".88 (.93)")
    chance = random.Random(SEED)
    orders = [chance.sample(range(len(found)), len(found)) for _ in range(ORDERS)]
    grown = [{bar: one_by_one(ours, order, bar) for bar in _BARS} for order in orders]
    online = [left_out(found, {bar: g.labels for bar, g in by_bar.items()})[0] for by_bar in grown]
    measure = "BCubed F, online, topics left out: mean of ten orders; least"
    yield Row(measure, f"{mean(online):.3f}; {min(online):.3f}", ".88 (.93)")
    shipped = [by_bar[BAR] for by_bar in grown]
    measure = f"BCubed F at the bar that ships (alike {BAR.alike}, kin {BAR.kin}): all at once; online"
    together = mean(bcubed(one.labels, gold) for one in shipped)
    yield Row(measure, f"{bcubed(at_once(ours, BAR), gold):.3f}; {together:.3f}")
    turns = f"{mean(one.merged for one in shipped):.0f}; {mean(one.split for one in shipped):.0f}"
    yield Row("the same, online: stories merged late; split off, mean of ten orders", turns)
    unsplit = [bcubed(one_by_one(ours, order, Bar(BAR.alike, 0)).labels, gold) for order in orders]
    yield Row("the same, online, without asking how alike a story's own texts are", f"{mean(unsplit):.3f}")
    theirs = tfidf([text.words for text in found])
    by_threshold = {threshold: average_linkage(theirs, threshold) for threshold in _THRESHOLDS}
    yield Row("TF-IDF, average linkage, topics left out", f"{left_out(found, by_threshold)[0]:.3f}")
    best = max(bcubed(labels, gold) for labels in by_threshold.values())
    yield Row("TF-IDF, average linkage, threshold chosen on the gold", f"{best:.3f}", "peer")
    yield Row(f"articles of one month, pairs alike enough by chance, of {_CROWD}", f"{by_chance(data):.4f}")


if __name__ == "__main__":
    main(__doc__ or "", rows)
