"""What the treatment of quotations and specifics tells about who had which text before them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from geopolitik.model.annotation import TimeKind
from geopolitik.model.span import Span
from geopolitik.model.story import Alignment
from geopolitik.steps.lineage.counts.measures import Side
from geopolitik.text.forms import function_words

_SAME_WORDS = 0.8
"""Share of a shorter quotation's words that must stand in the longer one in the same order."""
_FULLER = 3
"""Words that one quotation must hold beyond the other to be called fuller."""
_MANY = 20
"""A run of words in more utterances than this tells none of them."""
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
        if len(long_) - len(short) < _FULLER or not _lies_in(short, long_) or not _goes_on(short, long_):
            continue
        if len(words_a) > len(words_b):
            more_a.append((_whole(ours), _whole(theirs)))
        else:
            more_b.append((_whole(theirs), _whole(ours)))
    return _passages(more_a), _passages(more_b)


def _same_utterances(a: Side, b: Side) -> list[tuple[tuple[Span, ...], tuple[Span, ...]]]:
    """Utterances that are each other's best match, and hold at least a few words in a row in common."""
    words_a = [_norms(a, spans) for spans in a.utterances]
    words_b = [_norms(b, spans) for spans in b.utterances]
    best_a: dict[int, tuple[int, int]] = {}
    best_b: dict[int, tuple[int, int]] = {}
    for i, j in sorted(_meeting(words_a, words_b)):
        words = _common(words_a[i], words_b[j])
        if words > best_a.get(i, (0, 0))[0]:
            best_a[i] = (words, j)
        if words > best_b.get(j, (0, 0))[0]:
            best_b[j] = (words, i)
    return [(a.utterances[i], b.utterances[j]) for i, (_, j) in best_a.items() if best_b[j][1] == i]


def _meeting(words_a: list[list[str]], words_b: list[list[str]]) -> set[tuple[int, int]]:
    """Pairs that share a run of words; not those of runs that many share, which would be all pairs."""
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for j, words in enumerate(words_b):
        for run in _runs(words):
            holders[run].add(j)
    return {
        (i, j)
        for i, words in enumerate(words_a)
        for run in _runs(words)
        if len(holders.get(run, ())) <= _MANY
        for j in holders.get(run, ())
    }


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + _FULLER]) for i in range(len(words) - _FULLER + 1)}


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


def _narrated(teller: Side, other: Side, partners: dict[int, set[int]]) -> list[tuple[Span, Span]]:
    elsewhere = set().union(*(_stems(other, span, quoted=True) for span in other.quotations))
    told: list[tuple[Span, Span]] = []
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
            told.append((span, other.annotation.sentences[at].span))
    return [] if _has_lost_its_marks(teller, other, told) else told


def _has_lost_its_marks(teller: Side, other: Side, told: list[tuple[Span, Span]]) -> bool:
    """Whether a text without any quotation holds another's word for word: then it narrates nothing."""
    return not other.quotations and any(
        _lies_in(_norms(teller, (span,)), _norms(other, (place,))) for span, place in told
    )


def lost_specifics(alignment: Alignment, a: Side, b: Side) -> tuple[Passages, Passages]:
    """Names and numbers of matched sentences of a that b lacks altogether, and the other way round."""
    return _lost(_specifics(a, alignment, 0), b), _lost(_specifics(b, alignment, 1), a)


def lost_day_words(alignment: Alignment, a: Side, b: Side) -> tuple[Passages, Passages]:
    """Dates and day words of matched sentences whose partner says nothing of the time."""
    at_a, at_b = _times(a), _times(b)
    lost_a: set[Span] = set()
    lost_b: set[Span] = set()
    for link in alignment.links:
        times_a = [span for i in link.a for span in at_a.get(i, ())]
        times_b = [span for j in link.b for span in at_b.get(j, ())]
        if times_a and not times_b:
            lost_a.update(times_a)
        elif times_b and not times_a:
            lost_b.update(times_b)
    return Passages(tuple(sorted(lost_a)), ()), Passages(tuple(sorted(lost_b)), ())


def _times(side: Side) -> dict[int, list[Span]]:
    """Points in time by the sentence they stand in; durations are none."""
    found: dict[int, list[Span]] = defaultdict(list)
    for time in side.annotation.times:
        at = side.sentence_at(time.start)
        if at is not None and time.kind is not TimeKind.DURATION:
            found[at].append(time.span)
    return found


def _specifics(side: Side, alignment: Alignment, which: int) -> list[tuple[str, Span]]:
    linked = {i for link in alignment.links for i in (link.b if which else link.a)}
    found = [("name " + n.entity, n.span) for n in side.annotation.names if not n.is_pronoun]
    found += [(f"number {q.value:g}", q.span) for q in side.annotation.quantities]
    return [(key, span) for key, span in found if side.sentence_at(span.start) in linked]


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


def _sentences_at(side: Side, span: Span) -> range:
    first, last = side.sentence_at(span.start), side.sentence_at(max(span.start, span.end - 1))
    if first is None or last is None:
        return range(0)
    return range(first, last + 1)


def _norms(side: Side, spans: tuple[Span, ...]) -> list[str]:
    return [t.norm for span in spans for t in side.tokens_in(span)]


def _stems(side: Side, span: Span, *, quoted: bool) -> set[str]:
    return {t.stem for t in side.tokens_in(span) if t.content and side.is_quoted(t.start) == quoted}


def _lies_in(short: list[str], long_: list[str]) -> bool:
    return _common(short, long_) >= _SAME_WORDS * len(short)


def _goes_on(short: list[str], long_: list[str]) -> bool:
    """Whether the longer one says something more in one place, rather than the same in more words."""
    from rapidfuzz.distance import LCSseq

    blocks = LCSseq.editops(short, long_).as_matching_blocks()
    matched = [(0, 0, 0), *((block.a, block.b, block.size) for block in blocks)]
    for (i, j, size), (next_i, next_j, _) in pairwise(matched):
        replaced, said = next_i - i - size, long_[j + size : next_j]
        if len(said) - replaced >= _FULLER and sum(word not in function_words() for word in said) >= 2:
            return True
    return False


def _common(one: list[str], other: list[str]) -> int:
    from rapidfuzz.distance import LCSseq

    return int(LCSseq.similarity(one, other))


def _passages(found: Iterable[tuple[Span, Span]]) -> Passages:
    pairs = list(dict(found).items())
    return Passages(tuple(own for own, _ in pairs), tuple(other for _, other in pairs))
