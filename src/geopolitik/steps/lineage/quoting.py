"""What the treatment of quotations and specifics tells about who had which text before them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geopolitik.model.annotation import TimeKind
from geopolitik.model.span import Span
from geopolitik.model.story import Alignment
from geopolitik.steps.lineage.measures import Side

_SAME_WORDS = 0.8
"""Share of a shorter quotation's words that must stand in the longer one in the same order."""
_FULLER = 3
"""Words that one quotation must hold beyond the other to be called fuller."""
_NARRATED = 0.4
"""Share of a quotation's content words that must return outside quotation marks."""
_NARRATED_WORDS = 3


@dataclass(frozen=True, slots=True)
class Passages:
    """Places in the text of one side that speak for it being the original, with their partners."""

    own: tuple[Span, ...]
    other: tuple[Span, ...]


def fuller_quotations(a: Side, b: Side) -> tuple[Passages, Passages]:
    """Utterances that a quotes at greater length than b, and the other way round."""
    more_a: list[tuple[Span, Span]] = []
    more_b: list[tuple[Span, Span]] = []
    for ours, theirs in _same_utterances(a, b):
        words_a, words_b = _norms(a, ours), _norms(b, theirs)
        short, long_ = sorted((words_a, words_b), key=len)
        if len(long_) - len(short) < _FULLER or not _lies_in(short, long_):
            continue
        if len(words_a) > len(words_b):
            more_a.append((_whole(ours), _whole(theirs)))
        else:
            more_b.append((_whole(theirs), _whole(ours)))
    return _passages(more_a), _passages(more_b)


def _same_utterances(a: Side, b: Side) -> list[tuple[tuple[Span, ...], tuple[Span, ...]]]:
    """Utterances that are each other's best match, and hold at least a few words in common."""
    common = {
        (i, j): _common(_norms(a, ours), _norms(b, theirs))
        for i, ours in enumerate(a.utterances)
        for j, theirs in enumerate(b.utterances)
    }
    best_a: dict[int, int] = {}
    best_b: dict[int, int] = {}
    for (i, j), words in common.items():
        if words > common.get((i, best_a.get(i, -1)), _FULLER - 1):
            best_a[i] = j
        if words > common.get((best_b.get(j, -1), j), _FULLER - 1):
            best_b[j] = i
    return [(a.utterances[i], b.utterances[j]) for i, j in best_a.items() if best_b.get(j) == i]


def _whole(parts: tuple[Span, ...]) -> Span:
    return Span(parts[0].start, parts[-1].end)


def narrated_quotations(alignment: Alignment, a: Side, b: Side) -> tuple[Passages, Passages]:
    """What a quotes and b tells in its own voice, and the other way round."""
    to_b: dict[int, set[int]] = defaultdict(set)
    to_a: dict[int, set[int]] = defaultdict(set)
    for link in alignment.links:
        for i in link.a:
            to_b[i] |= set(link.b)
        for j in link.b:
            to_a[j] |= set(link.a)
    return _passages(_narrated(a, b, to_b)), _passages(_narrated(b, a, to_a))


def _narrated(teller: Side, other: Side, partners: dict[int, set[int]]) -> Iterator[tuple[Span, Span]]:
    elsewhere = set().union(*(_stems(other, span, quoted=True) for span in other.quotations))
    for span in teller.quotations:
        said = _stems(teller, span, quoted=True)
        if len(said) < _NARRATED_WORDS or len(said & elsewhere) >= _NARRATED * len(said):
            continue
        found = [
            (len(said & _stems(other, other.annotation.sentences[j].span, quoted=False)), j)
            for i in _sentences_at(teller, span)
            for j in sorted(partners.get(i, ()))
        ]
        best, at = max(found, default=(0, 0), key=lambda pair: (pair[0], -pair[1]))
        if best >= max(_NARRATED_WORDS, _NARRATED * len(said)):
            yield span, other.annotation.sentences[at].span


def lost_specifics(alignment: Alignment, a: Side, b: Side) -> tuple[Passages, Passages]:
    """Names and numbers of matched sentences of a that b lacks altogether, and the other way round."""
    return _lost(_specifics(a, alignment, 0), b), _lost(_specifics(b, alignment, 1), a)


def lost_day_words(alignment: Alignment, a: Side, b: Side) -> tuple[Passages, Passages]:
    """Dates and day words of matched sentences whose partner says nothing of the time."""
    lost_a: list[Span] = []
    lost_b: list[Span] = []
    for link in alignment.links:
        times_a, times_b = _times(a, link.a), _times(b, link.b)
        if times_a and not times_b:
            lost_a += times_a
        elif times_b and not times_a:
            lost_b += times_b
    return Passages(tuple(sorted(set(lost_a))), ()), Passages(tuple(sorted(set(lost_b))), ())


def _times(side: Side, sentences: Iterable[int]) -> list[Span]:
    spans = [side.annotation.sentences[i].span for i in sentences]
    kinds = (TimeKind.DATE, TimeKind.DAY_WORD, TimeKind.RELATIVE, TimeKind.CLOCK)
    return [
        t.span for t in side.annotation.times if t.kind in kinds and any(s.contains(t.span) for s in spans)
    ]


def _specifics(side: Side, alignment: Alignment, which: int) -> list[tuple[str, Span]]:
    sentences = {i for link in alignment.links for i in (link.b if which else link.a)}
    spans = [side.annotation.sentences[i].span for i in sorted(sentences)]
    found = [("name " + n.entity, n.span) for n in side.annotation.names if not n.is_pronoun]
    found += [(f"number {q.value:g}", q.span) for q in side.annotation.quantities]
    return [(key, at) for key, at in found if any(span.contains(at) for span in spans)]


def _lost(specifics: list[tuple[str, Span]], other: Side) -> Passages:
    """Each lost name or number once, at its first place."""
    held = {n.entity for n in other.annotation.names} | {
        f"number {q.value:g}" for q in other.annotation.quantities
    }
    lost: dict[str, Span] = {}
    for key, span in specifics:
        kind, _, rest = key.partition(" ")
        stems = {word.lower() for word in rest.split()}
        if (rest if kind == "name" else key) in held or (kind == "name" and stems & other.words):
            continue
        lost.setdefault(key, span)
    return Passages(tuple(lost.values()), ())


def _sentences_at(side: Side, span: Span) -> list[int]:
    return [i for i, s in enumerate(side.annotation.sentences) if s.span.overlaps(span)]


def _norms(side: Side, spans: tuple[Span, ...]) -> list[str]:
    return [t.norm for span in spans for t in side.tokens_in(span)]


def _stems(side: Side, span: Span, *, quoted: bool) -> set[str]:
    return {t.stem for t in side.tokens_in(span) if t.content and side.is_quoted(t.start) == quoted}


def _lies_in(short: list[str], long_: list[str]) -> bool:
    return _common(short, long_) >= _SAME_WORDS * len(short)


def _common(one: list[str], other: list[str]) -> int:
    from rapidfuzz.distance import LCSseq

    return int(LCSseq.similarity(one, other))


def _passages(found: Iterable[tuple[Span, Span]]) -> Passages:
    pairs = list(dict(found).items())
    return Passages(tuple(own for own, _ in pairs), tuple(other for _, other in pairs))
