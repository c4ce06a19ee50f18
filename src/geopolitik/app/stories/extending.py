"""A trace grows by a text, or two traces become one, without looking again at what was compared already."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from geopolitik import pipeline
from geopolitik.app.stories.belonging import may_be_related
from geopolitik.app.stories.keeping import print_of
from geopolitik.app.stories.weighing import Weighing
from geopolitik.model.annotation import Annotation
from geopolitik.model.candidates import Fingerprint
from geopolitik.model.capture import Rejected
from geopolitik.model.story import (
    Alignment,
    Derivation,
    Direction,
    Evidence,
    Redline,
    Relation,
    Trace,
    Verdict,
    Wording,
)
from geopolitik.steps.group import ALL_PAIRS
from geopolitik.steps.lineage import relate, stem

BOUND = 8
"""Wordings of a story that a new one is compared with; the candidates first, then the oldest."""
_WHATEVER = 1
"""So many of them are compared whatever they have in common; of the rest those that may be related."""
_CATCHING_UP = 16
"""Pairs of stories brought together that are compared."""
Pair = tuple[str, str]
"""Ids of two wordings, in their story's order."""
Weighed = Mapping[Pair, tuple[Relation, Alignment]]


@dataclass(frozen=True, slots=True)
class Extended:
    """A trace that has grown."""

    trace: Trace
    relations: tuple[Relation, ...]
    """Verdicts on pairs looked at now, before the whole family settled what it could."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The texts of a trace to be, and what was found of each two."""

    annotations: tuple[Annotation, ...]
    wordings: tuple[Wording, ...]
    relations: dict[Pair, Relation]
    alignments: dict[Pair, Alignment]
    fresh: tuple[Relation, ...]
    """Those of the relations that were looked at now."""


def extended(
    traces: Sequence[Trace],
    known: Sequence[Relation],
    new: Annotation | None,
    *,
    weighed: Weighed,
    weighing: Weighing | None = None,
    rejected: Collection[Pair] = (),
) -> Extended:
    """Join traces and a new text in one trace.

    Args:
        traces: those of the stories that become one, the surviving one first.
        known: verdicts on pairs of their wordings, before any family settled them.
        new: the text that arrived.
        weighed: pairs that were compared to find out where it belongs, the known wording first.
        weighing: reasons of further pairs, of families and copies, or knows what was found of them.
        rejected: edges, original and copy, of which an analyst says that they are wrong.
    """
    weighing = weighing or Weighing()
    pairs = paired(traces, known, new, weighed=weighed, weighing=weighing)
    order = {wording.id: n for n, wording in enumerate(pairs.wordings)}
    judged = [_judged(found, rejected) for _, found in sorted(pairs.relations.items(), key=_in(order))]
    kept = [(a, b, alignment) for (a, b), alignment in sorted(pairs.alignments.items(), key=_in(order))]
    lineage = stem(pairs.annotations, pairs.wordings, judged, kept, weighing.tree)
    derivations = tuple(d for d in lineage.derivations if (d.original, d.copy) not in rejected)
    trace = Trace(
        annotations=pairs.annotations,
        rejected=_rejected(traces),
        wordings=lineage.wordings,
        relations=lineage.relations,
        alignments=tuple(entry for entry in kept if entry[2].links),
        derivations=derivations,
        redlines=_redlines(traces, derivations, kept, weighing),
        origins=lineage.origins,
    )
    return Extended(trace, pairs.fresh)


def paired(
    traces: Sequence[Trace],
    known: Sequence[Relation],
    new: Annotation | None,
    *,
    weighed: Weighed,
    weighing: Weighing,
) -> Pairs:
    """Compare what traces and a new text have to be compared for, to become one trace (`extended`)."""
    texts = {a.capture_id: a for trace in traces for a in trace.annotations}
    if new is not None:
        texts.setdefault(new.capture_id, new)
    annotations = tuple(texts.values())
    wordings = weighing.group(annotations)
    order = {wording.id: n for n, wording in enumerate(wordings)}
    shown = {w.id: texts[w.representative] for w in wordings if w.representative is not None}
    alignments = _still_good(traces, shown)
    had = {w.id: w.representative for trace in traces for w in trace.wordings}
    # Where another witness stands for a wording now, its words may be others, and are compared anew.
    same = {w.id for w in wordings if had.get(w.id) == w.representative}
    relations = {(r.a, r.b): r for r in known if r.a in same and r.b in same}
    fresh: dict[Pair, Relation] = {}
    kinship = _Kinship(shown)
    wanted = _to_compare([w for w in wordings if w.id not in same], wordings, weighed, order, kinship)
    missing = _missing(wordings, relations, kinship) if len(traces) > 1 else ()
    for pair in dict.fromkeys((*wanted, *missing)):
        if pair not in weighed:
            a, b = pair
            found = weighing(wordings[order[a]], wordings[order[b]], shown[a], shown[b])
        else:
            found = weighed[pair]
        fresh[pair], alignments[pair] = found
    changed = _with_other_witnesses(traces, wordings)
    for (a, b), alignment in alignments.items():
        # What pages say of a wording is evidence: another page of it says more.
        if (a, b) not in fresh and not changed.isdisjoint((a, b)):
            fresh[a, b] = relate(alignment, wordings[order[a]], wordings[order[b]])
    return Pairs(annotations, wordings, relations | fresh, alignments, tuple(fresh.values()))


def _in(order: Mapping[str, int]) -> Callable[[tuple[Pair, object]], tuple[int, int]]:
    """Sorts pairs as their wordings stand in the story."""
    return lambda entry: (order[entry[0][0]], order[entry[0][1]])


def _still_good(traces: Sequence[Trace], shown: Mapping[str, Annotation]) -> dict[Pair, Alignment]:
    """The alignments of wordings for which the same witnesses stand as before."""
    return {
        (a, b): alignment
        for trace in traces
        for a, b, alignment in trace.alignments
        if _stands(alignment.a, shown.get(a)) and _stands(alignment.b, shown.get(b))
    }


def _stands(text: Annotation, now: Annotation | None) -> bool:
    return now is not None and text.capture_id == now.capture_id


class _Kinship:
    """Says of texts which may turn out to be related: reports of one event need not be aligned for that."""

    def __init__(self, shown: Mapping[str, Annotation]) -> None:
        self._shown = shown
        self._prints: dict[str, Fingerprint] = {}

    def __call__(self, a: str, b: str) -> bool:
        """Whether two wordings may."""
        languages = {self._shown[wording].article.language for wording in (a, b)} - {None}
        if len(languages) > 1:
            return True
        ours, theirs = self._print(a), self._print(b)
        grams = len(np.intersect1d(ours.grams, theirs.grams, assume_unique=True))
        return may_be_related(ours.terms, [(theirs.terms, grams)])[0]

    def _print(self, wording: str) -> Fingerprint:
        if wording not in self._prints:
            self._prints[wording] = print_of(self._shown[wording])
        return self._prints[wording]


def _missing(
    wordings: Sequence[Wording], relations: Mapping[Pair, Relation], kinship: _Kinship
) -> list[Pair]:
    """Pairs of a small story that may be related and were never compared: they stood in two until now."""
    held = [w.id for w in wordings if w.representative is not None]
    if len(held) > ALL_PAIRS:
        return []
    pairs = [(a, b) for a, b in combinations(held, 2) if (a, b) not in relations and (b, a) not in relations]
    return [pair for pair in pairs if kinship(*pair)][:_CATCHING_UP]


def _with_other_witnesses(traces: Sequence[Trace], wordings: Sequence[Wording]) -> frozenset[str]:
    """Ids of wordings that have other witnesses than before, or another name."""
    before = {w.id: _signed(w) for trace in traces for w in trace.wordings}
    return frozenset(w.id for w in wordings if before.get(w.id) != _signed(w))


def _signed(wording: Wording) -> tuple[str | None, frozenset[str]]:
    return wording.name, frozenset(witness.capture for witness in wording.witnesses)


def _to_compare(
    new: Sequence[Wording],
    wordings: Sequence[Wording],
    weighed: Weighed,
    order: Mapping[str, int],
    kinship: _Kinship,
) -> list[Pair]:
    """Pairs of a new wording and others of its story, up to a bound."""
    likely = {wording for pair in weighed for wording in pair}
    pairs: dict[Pair, None] = {}
    for wording in new:
        others = [w for w in wordings if w.id != wording.id and w.representative is not None]
        others.sort(key=lambda w: (w.id not in likely, order[w.id]))
        for n, other in enumerate(others[:BOUND] if wording.representative is not None else ()):
            if n < _WHATEVER or other.id in likely or kinship(wording.id, other.id):
                a, b = sorted((wording.id, other.id), key=order.__getitem__)
                pairs[a, b] = None
    for a, b in weighed:
        if a in order and b in order and a != b and (b, a) not in pairs:
            pairs[a, b] = None
    return list(pairs)


def _judged(relation: Relation, rejected: Collection[Pair]) -> Relation:
    """The verdict, unless an analyst has rejected that one was made from the other."""
    if (relation.a, relation.b) not in rejected and (relation.b, relation.a) not in rejected:
        return relation
    told = Evidence("told", 0.0, "An analyst says that neither was made from the other.")
    return replace(
        relation,
        relation=Verdict.INDEPENDENT,
        probability=0.0,
        direction=Direction.CANNOT_TELL,
        direction_probability=0.5,
        evidence=(told, *relation.evidence),
        would_settle=(),
    )


def _rejected(traces: Sequence[Trace]) -> tuple[Rejected, ...]:
    return tuple(dict.fromkeys(one for trace in traces for one in trace.rejected))


def _redlines(
    traces: Sequence[Trace],
    derivations: Sequence[Derivation],
    alignments: Sequence[tuple[str, str, Alignment]],
    weighing: Weighing,
) -> tuple[Redline, ...]:
    """The redlines of all edges; those of edges that stayed as they were are taken over."""
    before: dict[object, Redline] = {}
    for trace in traces:
        said = {(d.original, d.copy): (d.credit, d.credited_to) for d in trace.derivations}
        for redline in trace.redlines:
            at = (redline.original, redline.copy)
            texts = (redline.alignment.a.capture_id, redline.alignment.b.capture_id)
            before[at, said.get(at), texts] = redline
    current = {(a, b): (x.a.capture_id, x.b.capture_id) for a, b, x in alignments}
    current |= {(b, a): (x.b.capture_id, x.a.capture_id) for a, b, x in alignments}
    held = {}
    for d in derivations:
        at = (d.original, d.copy)
        held[at] = before.get((at, (d.credit, d.credited_to), current.get(at)))
    missing = [d for d in derivations if held[d.original, d.copy] is None]
    fresh = pipeline.redlines(missing, alignments, changes=weighing.redline)
    made = {(redline.original, redline.copy): redline for redline in fresh}
    found = (held[d.original, d.copy] or made.get((d.original, d.copy)) for d in derivations)
    return tuple(redline for redline in found if redline is not None)
