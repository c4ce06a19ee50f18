"""A derivation as whoever decides about it sees it: verdict, what it rests on, what it did to the text."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.app.naming import Naming, credit_words
from geopolitik.app.stories.looking import Story
from geopolitik.model.annotation import Annotation
from geopolitik.model.keeping import KeptDerivation
from geopolitik.model.story import (
    Change,
    CreditState,
    Derivation,
    Direction,
    Evidence,
    Redline,
    Relation,
    Severity,
    Verdict,
)
from geopolitik.publish.excerpt import Excerpt, excerpt
from geopolitik.publish.verdicts import bearing, forward, percent, verdict_weight, weight_words
from geopolitik.text.clean import one_line, shorten

_PASSAGES = 2


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence in a plain sentence."""

    note: str
    weight: str
    speaks_for: str
    against: bool
    """Whether it speaks against the verdict."""
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bent:
    """A change with both passages; None where nothing stands."""

    change: Change
    original: Excerpt | None
    copy: Excerpt | None


@dataclass(frozen=True, slots=True)
class Case:
    """What there is to decide about."""

    verdict: str
    sureness: str
    reasons: tuple[Reason, ...]
    high: tuple[Bent, ...]
    medium: tuple[Bent, ...]
    would_settle: tuple[str, ...]
    original: str | None
    """Capture id; None if the original isn't captured."""
    copy: str | None
    no_redline: str
    """Why there are no passages to show; empty if there are."""


def how(edge: KeptDerivation) -> str:
    """`rewrite, not credited`."""
    credit = credit_words(CreditState(edge.credit), edge.credited_to, edge.original_name)
    return f"{edge.kind}, {credit}"


def source(edge: KeptDerivation) -> str:
    """What the copy was made from, in a name; outlets revise their own texts too."""
    same = edge.original_outlet == edge.copy_outlet
    return "another text of its own" if same else one_line(edge.original_name)


def case(story: Story, edge: KeptDerivation) -> Case | None:
    """The case of an edge of a story's latest trace; None if that trace no longer has it."""
    trace = story.trace
    ends = (edge.original, edge.copy)
    derivation = next((d for d in trace.derivations if (d.original, d.copy) == ends), None)
    if derivation is None:
        return None
    naming = Naming.of(trace)
    relation = next((r for r in trace.relations if {r.a, r.b} == set(ends)), None)
    redline = next((r for r in trace.redlines if (r.original, r.copy) == ends), None)
    captures = [_capture(naming, end) for end in ends]
    return Case(
        verdict=f"{naming.wording(edge.copy)} has it from {source(edge)}: {how(edge)}.",
        sureness=_sureness(edge, relation),
        reasons=_reasons(derivation, relation, naming),
        high=_bent(redline, Severity.HIGH),
        medium=_bent(redline, Severity.MEDIUM),
        would_settle=tuple(one_line(what) for what in relation.would_settle) if relation else (),
        original=captures[0],
        copy=captures[1],
        no_redline="" if redline else _why_none(edge, naming),
    )


def _capture(naming: Naming, wording_id: str) -> str | None:
    wording = naming.wordings.get(wording_id)
    annotation = naming.representative(wording) if wording else None
    return annotation.capture_id if annotation else None


def _sureness(edge: KeptDerivation, relation: Relation | None) -> str:
    words = f"This derivation as a whole: {percent(1 - edge.doubt)} likely."
    if relation is None:
        return words
    words += f" That the two are related: {percent(relation.probability)}."
    if relation.relation is Verdict.DERIVED and relation.direction is not Direction.CANNOT_TELL:
        first = percent(forward(relation, edge.original))
        return f"{words} That {edge.original_name} came first: {first}."
    return f"{words} Which came first, these two alone can’t tell."


def _reasons(derivation: Derivation, relation: Relation | None, naming: Naming) -> tuple[Reason, ...]:
    if relation is None:
        return tuple(
            Reason(one_line(e.note), _minus(f"{e.weight:+.1f}"), "", e.weight < 0, ())
            for e in derivation.evidence
        )
    found = [_reason(evidence, relation, naming) for evidence in relation.evidence]
    known = {reason.note for reason in found}
    # What only the drawing of the tree adds, such as a third text that stands between the two.
    found += [
        Reason(note, _minus(f"{e.weight:+.1f}"), "", e.weight < 0, ())
        for e in derivation.evidence
        if (note := one_line(e.note)) not in known
    ]
    return tuple(found)


def _reason(evidence: Evidence, relation: Relation, naming: Naming) -> Reason:
    weight = verdict_weight(evidence, relation)
    sides = [_annotation(naming, end) for end in (relation.a, relation.b)]
    passages = tuple(
        shorten(one_line(span.of(annotation.text)), 200)
        for annotation, spans in zip(sides, (evidence.a_spans, evidence.b_spans), strict=True)
        if annotation
        for span in spans[:_PASSAGES]
    )
    return Reason(
        one_line(evidence.note),
        _minus(weight_words(evidence, relation)),
        bearing(evidence, relation, naming),
        weight is not None and weight <= -0.05,
        passages,
    )


def _minus(weight: str) -> str:
    return weight.replace("-", "−")


def _annotation(naming: Naming, wording_id: str) -> Annotation | None:
    wording = naming.wordings.get(wording_id)
    return naming.representative(wording) if wording else None


def _bent(redline: Redline | None, severity: Severity) -> tuple[Bent, ...]:
    if redline is None:
        return ()
    a, b = redline.alignment.a, redline.alignment.b
    return tuple(
        Bent(
            change,
            excerpt(a, change.original_span, around=120, longest=320) if change.original_span else None,
            excerpt(b, change.copy_span, around=120, longest=320) if change.copy_span else None,
        )
        for change in redline.changes
        if change.severity is severity
    )


def _why_none(edge: KeptDerivation, naming: Naming) -> str:
    if not naming.is_captured(edge.original):
        return f"The text of {edge.original_name} isn’t captured: it is known only from a credit."
    if not naming.is_captured(edge.copy):
        return f"The text of {edge.copy_name} isn’t captured."
    languages = {a.article.language for end in (edge.original, edge.copy) if (a := _annotation(naming, end))}
    if len(languages) > 1:
        return "The two are in different languages, which are not aligned."
    return "No sentence of one answers to a sentence of the other."
