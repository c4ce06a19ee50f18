"""The verdict on a derivation, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.app.quoting import Shown
from geopolitik.app.quoting.choosing import ILLUSTRATED
from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Derivation, Direction, Evidence, Relation, Verdict
from geopolitik.publish.site.views.passages import Passage, passage, windowed
from geopolitik.publish.verdicts import forward, percent, verdict_weight, weight_words
from geopolitik.text.clean import one_line

_LONGEST_BAR = 48.0
_MOST_PASSAGES = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a verdict."""

    term: str
    note: str
    weight: str
    bar: float
    """Length of its bar, -48 to 48; to the right if it speaks for the verdict."""
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class VerdictShown:
    """A verdict in words, and its reasons in two groups."""

    words: str
    about_relation: tuple[Reason, ...]
    about_direction: tuple[Reason, ...]
    would_settle: tuple[str, ...]


def verdict_shown(
    derivation: Derivation,
    relation: Relation | None,
    sides: tuple[Annotation | None, Annotation | None],
    shown: Shown | None,
) -> VerdictShown:
    """The verdict on one edge.

    Args:
        derivation: the edge.
        relation: the verdict on its two wordings; None if one of them is not captured.
        sides: the texts of original and copy.
        shown: what the public is shown of the texts; None to show all.
    """
    evidence = relation.evidence if relation else derivation.evidence
    turned = relation is not None and relation.a != derivation.original
    texts = (sides[1], sides[0]) if turned else sides
    heaviest = max([1.0, *(abs(e.weight) for e in evidence if abs(e.weight) < 1e6)])
    found = []
    for number, e in enumerate(sorted(evidence, key=lambda e: -abs(e.weight))):
        is_illustrated = shown is None or number < ILLUSTRATED
        passages = _passages(e, texts, shown) if is_illustrated else ()
        found.append((e, _reason(e, relation, heaviest, passages, shown)))
    return VerdictShown(
        words=_words(derivation, relation),
        about_relation=tuple(reason for e, reason in found if e.about != "direction"),
        about_direction=tuple(reason for e, reason in found if e.about == "direction"),
        would_settle=tuple(_told(what, shown) for what in relation.would_settle) if relation else (),
    )


def _words(derivation: Derivation, relation: Relation | None) -> str:
    if relation is None:
        return f"derived ({percent(derivation.probability)} sure); one of the two is not captured"
    related = f"related: {percent(relation.probability)}"
    if relation.relation is not Verdict.DERIVED:
        return f"{relation.relation.value} ({related})"
    if relation.direction is Direction.CANNOT_TELL:
        return f"{relation.relation.value} ({related}; which came first: cannot tell)"
    sure = percent(forward(relation, derivation.original))
    return f"{relation.relation.value} ({related}; in this direction: {sure})"


def _reason(
    evidence: Evidence,
    relation: Relation | None,
    heaviest: float,
    passages: tuple[Passage, ...],
    shown: Shown | None,
) -> Reason:
    weight = evidence.weight if relation is None else verdict_weight(evidence, relation)
    bar = evidence.weight if weight is None else weight
    return Reason(
        term=one_line(evidence.term),
        note=_told(evidence.note, shown),
        weight=f"{evidence.weight:+.1f}" if relation is None else weight_words(evidence, relation),
        bar=max(-_LONGEST_BAR, min(_LONGEST_BAR, bar / heaviest * _LONGEST_BAR)),
        passages=passages,
    )


def _told(words: str, shown: Shown | None) -> str:
    return shown.told(one_line(words)) if shown else one_line(words)


def _passages(
    evidence: Evidence, sides: tuple[Annotation | None, Annotation | None], shown: Shown | None
) -> tuple[Passage, ...]:
    """The first passages that a reason points at; to readers one of each text, if it may be shown."""
    found: list[Passage] = []
    for side, spans in zip(sides, (evidence.a_spans, evidence.b_spans), strict=True):
        if side is None:
            continue
        if shown is None:
            found += [passage(side, span) for span in spans[:_MOST_PASSAGES]]
        else:
            windows = (shown.window(side, span) for span in spans[:1])
            found += [windowed(side, window) for window in windows if window is not None]
    return tuple(found)
