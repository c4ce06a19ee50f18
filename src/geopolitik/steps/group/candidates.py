"""Which pairs of wordings are worth aligning: an inverted index over rare stems and word triples."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Wording
from geopolitik.text.chain import chain_of, outlet_key

ALL_PAIRS = 12
"""With so few wordings every pair is looked at: an honest `independent` needs an alignment, too."""
_STEMS = 6
"""Shared rare stems that make a pair worth a look."""
_TRIPLES = 3
_COMMON = 0.25
"""A stem in a larger share of the wordings is not rare, unless the wordings are few."""


def candidates(annotations: Sequence[Annotation], wordings: Sequence[Wording]) -> tuple[tuple[str, str], ...]:
    """Pairs of wording ids worth aligning, each once, in the order of `wordings`.

    Up to a dozen wordings all pairs; beyond that those that share rare stems or word triples, and pairs
    in two languages of which one credits the other.
    """
    by_capture = {annotation.capture_id: annotation for annotation in annotations}
    known = [w for w in wordings if w.representative in by_capture]
    if len(known) <= ALL_PAIRS:
        return tuple((a.id, b.id) for a, b in combinations(known, 2))
    held = [by_capture[w.representative] for w in known if w.representative]
    found = _sharing([_stems(a) for a in held], _STEMS, len(known))
    found |= _sharing([_triples(a) for a in held], _TRIPLES, len(known))
    found |= _crediting(known, by_capture)
    return tuple((known[i].id, known[j].id) for i, j in sorted(found))


def _sharing(features: Sequence[frozenset[str]], least: int, total: int) -> set[tuple[int, int]]:
    where: dict[str, list[int]] = defaultdict(list)
    for index, found in enumerate(features):
        for feature in found:
            where[feature].append(index)
    limit = max(ALL_PAIRS, int(_COMMON * total))
    shared: Counter[tuple[int, int]] = Counter()
    for holders in where.values():
        if 1 < len(holders) <= limit:
            shared.update(combinations(holders, 2))
    return {pair for pair, count in shared.items() if count >= least}


def _stems(annotation: Annotation) -> frozenset[str]:
    return frozenset(token.stem for token in annotation.tokens if token.content)


def _triples(annotation: Annotation) -> frozenset[str]:
    stems = [token.stem for token in annotation.tokens]
    return frozenset(" ".join(stems[i : i + 3]) for i in range(len(stems) - 2))


def _crediting(known: Sequence[Wording], by_capture: dict[str, Annotation]) -> set[tuple[int, int]]:
    """Pairs of which one names the other, whatever their languages."""
    named: list[tuple[frozenset[str], frozenset[str]]] = []
    for wording in known:
        articles = [by_capture[w.capture].article for w in wording.witnesses if w.capture in by_capture]
        chains = [chain_of(article) for article in articles]
        names = [wording.name, *(a.outlet.name for a in articles if a.outlet)]
        credited = [name for chain in chains for name in (*chain.credited, *chain.upstream)]
        named.append((frozenset(outlet_key(n) for n in names if n), frozenset(map(outlet_key, credited))))
    return {
        (i, j)
        for i, j in combinations(range(len(known)), 2)
        if named[i][0] & named[j][1] or named[j][0] & named[i][1]
    }
