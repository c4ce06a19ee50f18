"""A verdict as the HTML report shows it: the reasons it rests on, with their weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geopolitik.app.naming import Naming
from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Direction, Evidence, Relation, Trace, Verdict
from geopolitik.publish.verdicts import percent, verdict_weight, verdict_words, weight_words
from geopolitik.text.clean import one_line, shorten


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One reason of a verdict."""

    evidence: Evidence
    weight: str
    """As it bears on the printed verdict; without a sign where none is printed that it could speak for."""
    bar: float
    """Its length: to the right if positive."""
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A relation with the evidence it rests on."""

    words: str
    relation: Relation
    about_relation: tuple[ReasonView, ...]
    about_direction: tuple[ReasonView, ...]
    direction_title: str
    """What the bars of `about_direction` say."""
    in_stemma: bool
    """Whether the stemma has an edge for it."""


def verdict_view(relation: Relation, trace: Trace, naming: Naming) -> VerdictView:
    """All that is shown of a relation."""
    sides = [naming.wordings.get(end) for end in (relation.a, relation.b)]
    annotations = [naming.representative(wording) if wording else None for wording in sides]
    shown = [_reason(evidence, relation, annotations) for evidence in relation.evidence]
    return VerdictView(
        words=verdict_words(relation, naming),
        relation=relation,
        about_relation=tuple(reason for reason in shown if reason.evidence.about != "direction"),
        about_direction=tuple(reason for reason in shown if reason.evidence.about == "direction"),
        direction_title=_direction_title(relation, naming),
        in_stemma=any({d.original, d.copy} == {relation.a, relation.b} for d in trace.derivations),
    )


def _reason(evidence: Evidence, relation: Relation, sides: Sequence[Annotation | None]) -> ReasonView:
    weight = verdict_weight(evidence, relation)
    bar = evidence.weight if weight is None else weight
    return ReasonView(evidence, weight_words(evidence, relation), bar, _passages(evidence, sides))


def _direction_title(relation: Relation, naming: Naming) -> str:
    a, b = naming.wording_with_number(relation.a), naming.wording_with_number(relation.b)
    if relation.relation is not Verdict.DERIVED or relation.direction is Direction.CANNOT_TELL:
        return f"Which came first: to the right {a}, to the left {b}"
    return f"That {a if relation.direction is Direction.A_TO_B else b} came first"


def _passages(evidence: Evidence, sides: Sequence[Annotation | None]) -> tuple[str, ...]:
    """The first passages a reason points at, in both texts."""
    return tuple(
        shorten(one_line(span.of(annotation.text)), 200)
        for annotation, spans in zip(sides, (evidence.a_spans, evidence.b_spans), strict=True)
        if annotation
        for span in spans[:3]
    )


def apart_words(relation: Relation, naming: Naming) -> str:
    """A pair that was found independent, in a line."""
    a, b = naming.wording_with_number(relation.a), naming.wording_with_number(relation.b)
    return f"{a} and {b} (related: {percent(relation.probability)})"
