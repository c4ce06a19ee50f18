"""How well sentences find their counterparts.

    python -m benchmarks.alignment [--data DIR]

Seeds: sentence pairs of title, standfirst and body against a hand alignment made before tuning. A *core* link
is one that two hands, working apart, both called clear; a *weak* one (an echo, a phrase) counts neither as
hit nor as error in the lenient figure, and as an error in the strict one.

OneStopEnglish: the adv-ele pairs with equally many paragraphs (one paragraph a line). For each elementary
sentence, does its most similar advanced sentence stand in the paragraph of the same number? In some of the
pairs paragraphs were cut anew, so that the numbers part though their count is equal. The second figure counts
a match as right if its two paragraphs belong together in order (dynamic time warping over shared stems).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.common import Row, main, read_text, seeds
from geopolitik.model.annotation import Annotation
from geopolitik.steps.align import align
from geopolitik.steps.align.pairs import RELATED, order_bonus, similarity


@dataclass(frozen=True, slots=True)
class Counts:
    """Links found, links to be found, and those in both."""

    hit: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.hit / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def _overlap(span: tuple[int, int], annotation: Annotation) -> set[int]:
    """The sentences that share more than half of the shorter of the two with a span."""
    start, end = span
    return {
        n
        for n, s in enumerate(annotation.sentences)
        if 2 * (min(end, s.end) - max(start, s.start)) > min(end - start, s.end - s.start)
    }


def seed_links(original: Annotation, copy: Annotation, gold: dict[str, Any]) -> tuple[Counts, Counts]:
    """Lenient and strict counts of sentence links on the seeds."""
    core: set[tuple[int, int]] = set()
    weak: set[tuple[int, int]] = set()
    for link in gold["links"]:
        pairs = {(i, j) for i in _overlap(link["a"], original) for j in _overlap(link["b"], copy)}
        (core if link["strength"] == "core" else weak).update(pairs)
    found = {(i, j) for i, j, _ in align(original, copy, related=True).pairs}
    hit = len(found & core)
    return Counts(hit, len(found - (weak - core)), len(core)), Counts(hit, len(found), len(core))


@dataclass(frozen=True, slots=True)
class Levels:
    """One article at two levels of English, with equally many paragraphs."""

    name: str
    advanced: Annotation
    elementary: Annotation


def one_stop(data: Path) -> Iterator[Levels]:
    """The adv-ele pairs with equally many non-empty lines."""
    folder = data / "data" / "rewriting" / "onestopenglish"
    for path in sorted((folder / "adv").glob("*-adv.txt")):
        name = path.name.removesuffix("-adv.txt")
        other = folder / "ele" / f"{name}-ele.txt"
        if not other.exists():
            continue
        texts = [p.read_text(encoding="utf-8-sig").strip() for p in (path, other)]
        paragraphs = [re.split(r"\s*\n\s*", text) for text in texts]
        if len(paragraphs[0]) == len(paragraphs[1]):
            yield Levels(name, *(read_text("\n\n".join(p), name) for p in paragraphs))


def _paragraphs(annotation: Annotation) -> list[int]:
    """For each sentence the number of its paragraph, counted by non-empty lines of the text."""
    return [len(re.findall(r"\n+", annotation.text[: s.start])) for s in annotation.sentences]


def _path(levels: Levels) -> set[tuple[int, int]]:
    """The paragraphs that belong together in order: the dynamic time warping of their shared stems."""
    ours, theirs = _stems(levels.advanced), _stems(levels.elementary)
    best: dict[tuple[int, int], float] = {}
    before: dict[tuple[int, int], tuple[int, int]] = {}
    for i, mine in enumerate(ours):
        for j, other in enumerate(theirs):
            apart = 1 - len(mine & other) / max(1, min(len(mine), len(other)))
            steps = [step for step in ((i - 1, j - 1), (i - 1, j), (i, j - 1)) if step in best]
            previous = min(steps, key=lambda step: best[step], default=(i, j))
            before[i, j] = previous
            best[i, j] = apart + best.get(previous, 0.0)
    at = (len(ours) - 1, len(theirs) - 1)
    path = {at}
    while before[at] != at:
        at = before[at]
        path.add(at)
    return path


def _stems(annotation: Annotation) -> list[set[str]]:
    numbers = _paragraphs(annotation)
    found: list[set[str]] = [set() for _ in range(max(numbers) + 1)]
    for number, sentence in zip(numbers, annotation.sentences, strict=True):
        found[number] |= {t.stem for t in annotation.tokens_of(sentence) if t.content}
    return found


def same_paragraph(levels: Levels) -> tuple[int, int, int, int, int]:
    """Elementary sentences whose match has the same number, one on the path, one at most off; and all.

    Last those whose own paragraph belongs to the one of the same number: no aligner can do better.
    """
    matrix = similarity(levels.advanced, levels.elementary, None).matrix
    scores = matrix + order_bonus(matrix, RELATED.order)
    advanced, elementary = _paragraphs(levels.advanced), _paragraphs(levels.elementary)
    best = [advanced[int(i)] for i in scores.argmax(axis=0)]
    pairs = list(zip(best, elementary, strict=True))
    path = _path(levels)
    same, after = sum(p == q for p, q in pairs), sum(pair in path for pair in pairs)
    beside = sum(abs(p - q) <= 1 for p, q in pairs)
    return same, after, beside, len(elementary), sum((q, q) in path for q in elementary)


def rows(data: Path) -> Iterator[Row]:
    """The figures, measured now."""
    lenient, strict = seed_links(*seeds(data))
    yield Row("seeds: alignment F1, core links", f"{lenient.f1:.3f}", ".95 (.98)")
    yield Row("seeds: precision, recall", f"{lenient.precision:.3f}, {lenient.recall:.3f}")
    yield Row("seeds: F1 if weak links count as errors", f"{strict.f1:.3f}")
    pairs = list(one_stop(data))
    counts = [same_paragraph(levels) for levels in pairs]
    same, after, beside, total, most = (sum(c[k] for c in counts) for k in range(5))
    yield Row(
        f"OneStopEnglish, {len(pairs)} pairs: best match in the same paragraph",
        f"{same / total:.3f}",
        ".91 (.95)",
    )
    yield Row("the most possible: paragraphs of one number belong together for", f"{most / total:.3f}")
    yield Row(
        "the same, in the paragraph that belongs to it where paragraphs were cut anew", f"{after / total:.3f}"
    )
    yield Row("the same, in that paragraph or one beside it", f"{beside / total:.3f}")
    uncut = [c for c in counts if c[0] >= 0.9 * c[3]]
    part = sum(c[0] for c in uncut) / max(1, sum(c[3] for c in uncut))
    yield Row(f"the same, only the {len(uncut)} pairs whose numbers agree", f"{part:.3f}")
    yield Row("the pairs", ", ".join(levels.name.strip() for levels in pairs))


if __name__ == "__main__":
    main(__doc__ or "", rows)
