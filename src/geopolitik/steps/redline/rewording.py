"""How far apart two wordings of one quotation are: what is new, gone or exchanged, equivalents left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from geopolitik.model.annotation import MarkerKind, Quantity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.exchanged import partners
from geopolitik.steps.redline.phrases import closed
from geopolitik.steps.redline.side import Side
from geopolitik.steps.redline.words import alike

_FILLERS = closed("filler")
_SETTING = (MarkerKind.NEGATION, MarkerKind.MODAL, MarkerKind.HEDGE, MarkerKind.CONDITION)
_ASKING = ("whether", "if")
_PLAIN = frozenset({"'ll", "will", "going to"})
_TURNED = (("redline_stronger", "mild", "strong"), ("redline_antonyms", "one", "other"))
_BEGINNING = 5


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of one wording that the other has nothing like for."""

    gone: tuple[int, ...]
    new: tuple[int, ...]
    exchanged: bool
    """Whether in one place content words gave way to others."""
    grave: bool
    """Whether a number, denial, modal verb, hedge or condition stands on one side only."""
    first_ours: tuple[int, ...]
    """The first stretch that differs, or the word behind it, in the original's wording."""
    first_theirs: tuple[int, ...]


def difference(comparison: Comparison, ours: Sequence[int], theirs: Sequence[int]) -> Difference:
    """What differs between a quotation's words and those of its version.

    Args:
        ours, theirs: tokens of the original's and of the copy's wording.
    """
    a, b = comparison.a, comparison.b
    gone: list[int] = []
    new: list[int] = []
    exchanged = grave = False
    places = _places(a, b, ours, theirs)
    for lost, put in places:
        before, after = _unlike(a, lost, b, put), _unlike(b, put, a, lost)
        exchanged = exchanged or bool(before and after)
        grave = grave or (_settings(a, lost) != _settings(b, put) and not _able(a, lost, b, put))
        gone += before
        new += after
    return Difference(tuple(gone), tuple(new), exchanged, grave, *_first(ours, theirs, places))


def _first(
    ours: Sequence[int], theirs: Sequence[int], places: Sequence[tuple[Sequence[int], Sequence[int]]]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The first stretch that differs; where one wording has nothing for it, the word that follows there."""
    if not places or not ours or not theirs:
        return tuple(ours), tuple(theirs)
    lost, put = places[0]
    same = ours.index(lost[0]) if lost else theirs.index(put[0])  # so many words both begin with
    return (
        tuple(lost) or (ours[min(same, len(ours) - 1)],),
        tuple(put) or (theirs[min(same, len(theirs) - 1)],),
    )


def _places(
    a: Side, b: Side, ours: Sequence[int], theirs: Sequence[int]
) -> list[tuple[Sequence[int], Sequence[int]]]:
    """The stretches in which the wordings differ."""
    one, other = [a.norm(t) for t in ours], [b.norm(u) for u in theirs]
    found: list[tuple[Sequence[int], Sequence[int]]] = []
    last_x = last_y = 0
    for block in Indel.opcodes(one, other):
        if block.tag != "equal":
            continue
        found.append((ours[last_x : block.src_start], theirs[last_y : block.dest_start]))
        last_x, last_y = block.src_end, block.dest_end
    found.append((ours[last_x:], theirs[last_y:]))
    return [(x, y) for x, y in found if x or y]


def _unlike(side: Side, tokens: Sequence[int], other: Side, there: Sequence[int]) -> list[int]:
    """The content words among the tokens, fillers apart, that the other stretch has no like for."""
    return [
        t
        for t in tokens
        if side.content(t)
        and side.norm(t) not in _FILLERS
        and not any(_equivalent(side.stem(t), other.stem(u)) for u in there)
    ]


def _equivalent(one: str, other: str) -> bool:
    """Whether one stem may stand for the other in a quotation: alike, and neither stronger nor opposite."""
    for name, ours, theirs in _TURNED:
        pairs = partners(name, ours, theirs)
        if other in pairs.get(one, ()) or one in pairs.get(other, ()):
            return False
    if alike(one, other):
        return True
    return min(len(one), len(other)) >= _BEGINNING and (one.startswith(other) or other.startswith(one))


def _is_pronoun(side: Side, quantity: Quantity) -> bool:
    """Whether `one` stands for a noun: the chosen one."""
    tokens = side.tokens_in(quantity.span)
    if not tokens or tokens[0] == 0 or quantity.value != 1:
        return False
    return side.norm(tokens[0]) == "one" and side.content(tokens[0] - 1)


def _able(a: Side, lost: Sequence[int], b: Side, put: Sequence[int]) -> bool:
    """Whether one says by a word's ending what the other says by `can`: imaginable, you can imagine."""
    for one, here, other, there in ((a, lost, b, put), (b, put, a, lost)):
        ends = {one.stem(t) for t in here if one.norm(t).endswith(("able", "ible"))}
        can = any(other.norm(u) in ("can", "could") for u in there)
        if can and any(other.stem(u) in ends for u in there):
            return True
    return False


def _settings(side: Side, tokens: Sequence[int]) -> list[str]:
    """What sets a claim among the tokens: numbers, denials, modal verbs, hedges, conditions."""
    if not tokens:
        return []
    reach = range(min(tokens), max(tokens) + 1)
    found = [
        m.kind
        for _, _, m in side.markers_in(reach, *_SETTING)
        if m.lemma not in _PLAIN and m.lemma not in _ASKING
    ]
    modals = side.markers_in(reach, MarkerKind.MODAL)
    levels = [f"{m.level}" for _, _, m in modals if m.lemma not in _PLAIN]
    start, end = side.starts[reach[0]], side.starts[reach[-1]]
    numbers = [
        f"{q.value}"
        for q in side.annotation.quantities
        if start <= q.start <= end and not _is_pronoun(side, q)
    ]
    asked = ["whether" for t in tokens if side.norm(t) in _ASKING]
    return sorted([*found, *levels, *numbers, *asked])
