"""Which pairs of wordings are worth aligning: an inverted index over rare stems and word triples."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import log

from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Wording
from geopolitik.text.chain import chain_of, outlet_key

ALL_PAIRS = 12
"""With so few wordings every pair is looked at: an honest `independent` needs an alignment, too."""
_TRIPLES = 6
"""Word triples in common that make a pair worth a look: a passage of a round-up is enough."""
_STEMS = 0.15
"""Share of the stems of the poorer text, weighed by rarity, that make a pair worth a look."""
_COMMON = 0.25
"""A stem in a larger share of the wordings is not rare, unless the wordings are few."""
_MOST = 200
"""Nor is one in more wordings than this, in whatever crowd."""


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
    found = {pair for pair, count in _shared([_triples(a) for a in held]).items() if count >= _TRIPLES}
    found |= _alike([_stems(a) for a in held])
    found |= _crediting(known, by_capture)
    return tuple((known[i].id, known[j].id) for i, j in sorted(found))


def _alike(stems: Sequence[frozenset[str]]) -> set[tuple[int, int]]:
    """Pairs of which the poorer text has a good part of its rare stems in common with the other."""
    held_by = Counter(stem for held in stems for stem in held)
    rarity = {stem: log(1 + len(stems) / count) for stem, count in held_by.items()}
    total = [sum(rarity[stem] for stem in held) for held in stems]
    shared = _shared(stems, rarity)
    return {(i, j) for (i, j), weight in shared.items() if weight >= _STEMS * min(total[i], total[j])}


def _shared(
    features: Sequence[frozenset[str]], weight: Mapping[str, float] | None = None
) -> dict[tuple[int, int], float]:
    """What each pair has in common, by an inverted index; what everybody has is not counted."""
    where: dict[str, list[int]] = defaultdict(list)
    for index, found in enumerate(features):
        for feature in found:
            where[feature].append(index)
    limit = min(_MOST, max(ALL_PAIRS, int(_COMMON * len(features))))
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for feature, holders in where.items():
        if 1 < len(holders) <= limit:
            worth = weight[feature] if weight else 1.0
            for pair in combinations(holders, 2):
                shared[pair] += worth
    return shared


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
