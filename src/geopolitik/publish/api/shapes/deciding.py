"""Decisions about derivations: as they are sent, and as they are answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, RootModel

from geopolitik.model.keeping import Decision, Judgement
from geopolitik.publish.api.asking import Ask
from geopolitik.publish.api.lists import Listing
from geopolitik.publish.api.shape import Asked, Shape, Text
from geopolitik.publish.api.shapes.names import Names

Reason = Annotated[
    Text, Field(max_length=2_000, description="Why, in a sentence.", examples=["The agency's text."])
]


class Judged(Asked):
    """A judgement that needs its reason only."""

    judgement: Literal["confirm", "reject", "approve"] = Field(description="What you say of it.")
    reason: Reason


class Corrected(Asked):
    """It is there, but what is said of it is wrong."""

    judgement: Literal["correct"] = Field(description="What you say of it.")
    reason: Reason
    correction: Annotated[Text, Field(max_length=2_000, description="What is right instead.")]


class Judging(RootModel[Annotated[Judged | Corrected, Field(discriminator="judgement")]]):
    """A judgement about a derivation."""


class Decided(Shape):
    """A decision; it stands beside what the machine says."""

    id: str = Field(description="Its id.")
    derivation_id: str = Field(description="What it is about.")
    judgement: Judgement = Field(description="What was decided.")
    reason: str = Field(description="Why.")
    correction: str = Field(description="What is right instead, if it was corrected; else empty.")
    by: str = Field(description="Who decided.")
    at: datetime = Field(description="When.")
    withdrawn_at: datetime | None = Field(
        description="When it was taken back or replaced; null while in force."
    )


class DecisionList(Listing[Decided]):
    """Decisions, newest first."""


def decided(ask: Ask, found: Iterable[Decision]) -> list[Decided]:
    """Decisions as they are answered."""
    names = Names(ask)
    return [
        Decided(
            id=d.id,
            derivation_id=d.derivation_id,
            judgement=d.judgement,
            reason=d.reason,
            correction=d.correction,
            by=names.of(d.by),
            at=d.at,
            withdrawn_at=d.withdrawn_at,
        )
        for d in found
    ]
