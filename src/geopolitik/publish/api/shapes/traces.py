"""A trace without the texts of others, for the public; and the description of the whole one."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import Field

from geopolitik.app.house import House
from geopolitik.app.naming import headline
from geopolitik.app.quoting import Shown
from geopolitik.app.stories.keeping import derivation_id
from geopolitik.app.stories.looking import Story, shown_of
from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Derivation, Relation, Witness, Wording
from geopolitik.publish.api.shape import Shape
from geopolitik.publish.api.shapes.public import UNREVIEWED, credit
from geopolitik.publish.api.shapes.redlines import Change, changes
from geopolitik.publish.api.shapes.stories import Credit
from geopolitik.publish.site.views.passages import address_of

TRACE = {"anyOf": [{"$ref": "#/components/schemas/Trace"}, {"$ref": "#/components/schemas/PublicTrace"}]}


class PublicCapture(Shape):
    """A capture without its text."""

    id: str = Field(description="Its id.")
    address: str | None = Field(description="The address of the page, if it has one.")
    sha256: str = Field(description="Hash of its bytes.")
    captured_at: str | None = Field(description="When it was captured.")
    outlet: str | None = Field(description="The name of its outlet.")
    title: str | None = Field(description="Its headline.")
    language: str | None = Field(description="Its language.")
    published: str | None = Field(description="When it was published, as far as the page tells.")
    updated: str | None = Field(description="When it was last changed.")


class PublicWitness(Shape):
    """A capture as carrier of a wording."""

    capture: str = Field(description="The capture's id.")
    credit: Credit = Field(
        description="How it credits the wording; `unreviewed` where nobody approved the word."
    )
    credited_to: list[str] = Field(description="Whom it names.")


class PublicWording(Shape):
    """One text, however many pages carry it."""

    id: str = Field(description="Its id.")
    name: str | None = Field(description="Its name, if a credit gives one.")
    witnesses: list[PublicWitness] = Field(description="The captures that carry it.")


class PublicEvidence(Shape):
    """A reason for a verdict, without the words that it quotes."""

    term: str = Field(description="What was looked at.")
    about: str = Field(description="`relation` or `direction`.")
    weight: float = Field(description="Log-odds that it adds.")


class PublicRelation(Shape):
    """The verdict on two wordings."""

    a: str = Field(description="A wording's id.")
    b: str = Field(description="Another's.")
    relation: str = Field(description="`derived`, `common origin`, `independent` or `cannot tell`.")
    probability: float = Field(description="That one comes from the other or from a shared original.")
    direction: str = Field(description="`a → b`, `b → a` or `cannot tell`.")
    direction_probability: float = Field(description="That a → b, if one comes from the other.")
    evidence: list[PublicEvidence] = Field(description="What it rests on.")
    would_settle: list[str] = Field(description="What would settle it, where it cannot tell.")


class PublicDerivation(Shape):
    """An edge of the family tree."""

    original: str = Field(description="The original's wording.")
    copy_: str = Field(description="The copy's wording.", serialization_alias="copy")
    kind: str = Field(description="What was made of the original.")
    credit: Credit = Field(
        description="How the copy credits it; `unreviewed` where nobody approved the word."
    )
    credited_to: list[str] = Field(description="Whom it names.")
    probability: float = Field(description="That the edge is there.")


class PublicRedline(Shape):
    """The changes along one derivation."""

    original: str = Field(description="The original's wording.")
    copy_: str = Field(description="The copy's wording.", serialization_alias="copy")
    changes: list[Change] = Field(description="Those that the redline's page tells of, in reading order.")


class PublicOrigins(Shape):
    """The number of independent origins."""

    low: int = Field(description="At least.")
    high: int = Field(description="At most.")
    roots: list[str] = Field(description="The wordings at the roots.")
    unrelated: list[str] = Field(description="Wordings that have nothing in common with the story.")


class PublicTrace(Shape):
    """A trace without the texts of others."""

    format: Literal["geopolitik.public-trace"] = Field(description="Says what this document is.")
    schema_version: Literal["1.0"] = Field(description="Changes when a reader of this format would break.")
    captures: list[PublicCapture] = Field(description="What was captured.")
    wordings: list[PublicWording] = Field(description="The texts, however many captures carry each.")
    relations: list[PublicRelation] = Field(description="The verdicts on pairs.")
    derivations: list[PublicDerivation] = Field(description="The edges of the family tree.")
    redlines: list[PublicRedline] = Field(description="What each copy changed.")
    origins: PublicOrigins = Field(description="How many independent origins there are.")


def public_trace(house: House, story: Story) -> PublicTrace:
    """A story's trace as the public may read it."""
    trace, shown = story.trace, shown_of(house, story.glance)
    return PublicTrace(
        format="geopolitik.public-trace",
        schema_version="1.0",
        captures=[_capture(annotation) for annotation in trace.annotations],
        wordings=[_wording(wording) for wording in trace.wordings],
        relations=[_relation(relation, shown) for relation in trace.relations],
        derivations=[_derivation(story, derivation) for derivation in trace.derivations],
        redlines=[
            PublicRedline(
                original=redline.original,
                copy_=redline.copy,
                changes=changes(house, story, redline.original, redline.copy, whole=False),
            )
            for redline in trace.redlines
        ],
        origins=PublicOrigins(
            low=trace.origins.low,
            high=trace.origins.high,
            roots=list(trace.origins.roots),
            unrelated=list(trace.origins.unrelated),
        ),
    )


def _capture(annotation: Annotation) -> PublicCapture:
    article = annotation.article
    return PublicCapture(
        id=annotation.capture_id,
        # A path on somebody's machine is nobody's business.
        address=address_of(annotation) or None,
        sha256=article.capture.sha256,
        captured_at=article.capture.captured_at.isoformat() if article.capture.captured_at else None,
        outlet=article.outlet.name if article.outlet else None,
        title=headline(annotation),
        language=article.language,
        published=article.published.iso if article.published else None,
        updated=article.updated.iso if article.updated else None,
    )


def _wording(wording: Wording) -> PublicWording:
    return PublicWording(
        id=wording.id, name=wording.name, witnesses=[_witness(witness) for witness in wording.witnesses]
    )


def _witness(witness: Witness) -> PublicWitness:
    # Decisions are about derivations: nobody approves what is said of a single capture.
    told = witness.credit.value not in ("none", "wrong")
    return PublicWitness(
        capture=witness.capture,
        credit=Credit(witness.credit.value if told else UNREVIEWED),
        credited_to=list(witness.credited_to) if told else [],
    )


def _relation(relation: Relation, shown: Shown) -> PublicRelation:
    return PublicRelation(
        a=relation.a,
        b=relation.b,
        relation=relation.relation.value,
        probability=round(relation.probability, 4),
        direction=relation.direction.value,
        direction_probability=round(relation.direction_probability, 4),
        evidence=[
            PublicEvidence(term=e.term, about=e.about, weight=round(max(-1e6, min(1e6, e.weight)), 4))
            for e in relation.evidence
        ],
        would_settle=[shown.told(what) for what in relation.would_settle],
    )


def _derivation(story: Story, found: Derivation) -> PublicDerivation:
    wanted = derivation_id(story.head.id, found.original, found.copy)
    edge = next((edge for edge in story.edges if edge.id == wanted), None)
    state, names = found.credit.value, list(found.credited_to)
    if edge is not None:
        state, names = credit(edge, story.decided(edge), all_of_it=False)
    elif state in ("none", "wrong"):
        state, names = UNREVIEWED, []
    return PublicDerivation(
        original=found.original,
        copy_=found.copy,
        kind=found.kind.value,
        credit=Credit(state),
        credited_to=names,
        probability=round(found.probability, 4),
    )


@cache
def whole_schemas() -> dict[str, Any]:
    """The schemas of the whole document, for the components of the description."""
    raw = files("geopolitik.publish").joinpath("static", "trace.schema.json").read_text(encoding="utf-8")
    schema = json.loads(raw.replace('"#/$defs/', '"#/components/schemas/Trace_'))
    parts = {f"Trace_{name}": part for name, part in schema.pop("$defs", {}).items()}
    whole = {name: part for name, part in schema.items() if name not in ("$schema", "$id")}
    return {"Trace": whole, **parts}
