"""Links that share sentences, gathered so that a row reads as one passage and each sentence is shown once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geopolitik.model.article import Label
from geopolitik.model.span import Span
from geopolitik.model.story import Alignment, AlignmentLink, Operation

_MOST = 4
"""Sentences a gathered row may hold on either side: more can't be compared at a glance."""


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of both sides that are read together; indices as in `AlignmentLink`."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    label: str
    moved: bool
    a_only: tuple[Span, ...]
    b_only: tuple[Span, ...]
    a_again: frozenset[int] = frozenset()
    """Sentences that have their own place in another group."""
    b_again: frozenset[int] = frozenset()


def groups(alignment: Alignment) -> tuple[Group, ...]:
    """The alignment's links as groups; every linked sentence is at home in exactly one."""
    gathered: list[Group] = []
    for link in alignment.links:
        group = _group(link)
        partner = next((other for other in gathered if _together(alignment, other, group)), None)
        if partner is not None:
            gathered.remove(partner)
            group = _joined(partner, group)
        gathered.append(group)
    gathered.sort(key=lambda group: (group.a, group.b))
    best_a, best_b = _homes(alignment, gathered)
    return tuple(
        Group(
            group.a,
            group.b,
            group.label,
            group.moved,
            group.a_only,
            group.b_only,
            frozenset(i for i in group.a if best_a[i] != number),
            frozenset(j for j in group.b if best_b[j] != number),
        )
        for number, group in enumerate(gathered)
    )


def _group(link: AlignmentLink) -> Group:
    return Group(link.a, link.b, link.operation.value, link.moved, link.a_only, link.b_only)


def _together(alignment: Alignment, one: Group, two: Group) -> bool:
    """Whether two groups share a sentence and make one short passage on both sides."""
    if one.moved or two.moved or not ({*one.a} & {*two.a} or {*one.b} & {*two.b}):
        return False
    # A headline often answers to the first sentence too, but is not read in one breath with it.
    if _is_heading(alignment, one) != _is_heading(alignment, two):
        return False
    return _short(_core(one.a) + _core(two.a)) and _short(_core(one.b) + _core(two.b))


def _is_heading(alignment: Alignment, group: Group) -> tuple[bool, bool]:
    return (
        alignment.a.sentences[group.a[0]].label is not Label.BODY,
        alignment.b.sentences[group.b[0]].label is not Label.BODY,
    )


def _short(indices: Sequence[int]) -> bool:
    return max(indices) - min(indices) < _MOST


def _core(indices: tuple[int, ...]) -> tuple[int, ...]:
    """The longest run of neighbours; a sentence far off is an echo, not part of the passage."""
    runs: list[list[int]] = [[indices[0]]]
    for index in indices[1:]:
        if index - runs[-1][-1] <= 2:
            runs[-1].append(index)
        else:
            runs.append([index])
    longest = max(len(run) for run in runs)
    return tuple(next(run for run in runs if len(run) == longest))


def _joined(one: Group, two: Group) -> Group:
    a, b = tuple(sorted({*one.a, *two.a})), tuple(sorted({*one.b, *two.b}))
    label = one.label if one.label == two.label else Operation.REWORDED.value
    return Group(a, b, label, False, one.a_only + two.a_only, one.b_only + two.b_only)


def _homes(alignment: Alignment, gathered: Sequence[Group]) -> tuple[dict[int, int], dict[int, int]]:
    """Sentence -> the group in which it has its strongest match, for both sides."""
    score = {(i, j): value for i, j, value in alignment.pairs}
    return (
        _strongest(
            (i, number, max(score.get((i, j), 0.0) for j in g.b))
            for number, g in enumerate(gathered)
            for i in g.a
        ),
        _strongest(
            (j, number, max(score.get((i, j), 0.0) for i in g.a))
            for number, g in enumerate(gathered)
            for j in g.b
        ),
    )


def _strongest(found: Iterable[tuple[int, int, float]]) -> dict[int, int]:
    best: dict[int, tuple[float, int]] = {}
    for sentence, number, value in found:
        # The earlier group wins a tie, so that the result doesn't depend on luck.
        if sentence not in best or value > best[sentence][0]:
            best[sentence] = (value, number)
    return {sentence: number for sentence, (_, number) in best.items()}
