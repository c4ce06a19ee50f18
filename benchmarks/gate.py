"""What is lost by comparing only texts that may be related: pairs that a comparison would call related.

    python -m benchmarks.gate [--data DIR]

A text that arrives is compared word by word with those that may be related to it (`may_be_related`): enough
sampled 4-grams or words in common. Here pairs are compared whatever they have in common: the labelled ones,
the articles of OneStopEnglish with their simplified versions, the seeds, and what the first articles of
`allsides` share most with among those before them, as they would be found in a store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from benchmarks.calibrating.pairs import SETS, labelled
from benchmarks.candidates import rewrites
from benchmarks.common import Row, main, seeds
from benchmarks.ingest import records
from benchmarks.lineage import annotated
from geopolitik import pipeline
from geopolitik.app.stories.belonging import may_be_related
from geopolitik.app.stories.keeping import print_of
from geopolitik.index.memory import MemoryIndex
from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Verdict
from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.group import group

ARTICLES = 500
_CANDIDATES = 5
"""So many of the candidates that share most are compared."""
Pair = tuple[Annotation, Annotation]


def rows(data: Path) -> Iterator[Row]:
    """The figures, measured now."""
    yield from _lost("labelled pairs", ((pair.a, pair.b) for pair in labelled(data, SETS)))
    simpler = ((annotated(adv), annotated(ele)) for _, adv, ele in rewrites(data))
    yield from _lost("OneStopEnglish and the seeds", (*simpler, seeds(data)[:2]))
    yield from _lost(f"candidates among {ARTICLES} articles of allsides", _candidates(data))


def _lost(name: str, pairs: Iterator[Pair] | tuple[Pair, ...]) -> Iterator[Row]:
    found: Counter[tuple[Verdict, bool]] = Counter()
    for a, b in pairs:
        known = {wording.representative: wording for wording in group([a, b])}
        if len(known) == 2:
            sides = known[a.capture_id], known[b.capture_id]
            found[pipeline.weigh(*sides, a, b, None)[0].relation, _may(a, b)] += 1
    verdicts = (Verdict.DERIVED, Verdict.COMMON_ORIGIN)
    related = sum(found[verdict, may] for verdict in verdicts for may in (True, False))
    lost = sum(found[verdict, False] for verdict in verdicts)
    yield Row(f"{name}: related ones that aren't compared", f"{lost} of {related}", "0")
    open_ = found[Verdict.CANNOT_TELL, True] + found[Verdict.CANNOT_TELL, False]
    yield Row(f"{name}: left open, and not compared", f"{found[Verdict.CANNOT_TELL, False]} of {open_}")
    apart = found[Verdict.INDEPENDENT, True] + found[Verdict.INDEPENDENT, False]
    yield Row(f"{name}: independent, and compared", f"{found[Verdict.INDEPENDENT, True]} of {apart}")


def _may(a: Annotation, b: Annotation) -> bool:
    ours, theirs = print_of(a), print_of(b)
    grams = len(np.intersect1d(ours.grams, theirs.grams, assume_unique=True))
    return may_be_related(ours.terms, [(theirs.terms, grams)])[0]


def _candidates(data: Path) -> Iterator[Pair]:
    index, texts = MemoryIndex(), list[Annotation]()
    for record in islice(records(data), ARTICLES):
        text = f"{record['title'] or ''}\n\n{record['text']}"
        read, _ = pipeline.read([capture_bytes(text.encode(), record["id"])], None)
        for annotation in read:
            found = print_of(annotation)
            yield from ((texts[int(c.key)], annotation) for c in index.find(found, most=_CANDIDATES))
            index.add(str(len(texts)), found)
            texts.append(annotation)


if __name__ == "__main__":
    main(__doc__ or "", rows)
