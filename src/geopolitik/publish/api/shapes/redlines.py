"""The changes of a redline: all for those who work here, a choice of short passages for the public."""

from __future__ import annotations

from dataclasses import replace

from pydantic import Field

from geopolitik.app.house import House
from geopolitik.app.stories.looking import Story, shown_of
from geopolitik.model.span import Span
from geopolitik.model.story import Redline, Severity
from geopolitik.publish.api.lists import Listing
from geopolitik.publish.api.shape import Shape
from geopolitik.publish.reading import in_reading_order
from geopolitik.publish.site.views.changes import public_cards
from geopolitik.publish.site.views.crediting import Crediting


class Change(Shape):
    """One typed difference along a derivation, with both passages."""

    number: int = Field(description="Its number in the redline, from 1, in reading order.")
    kind: str = Field(description="Which type of change it is.", examples=["certainty raised"])
    severity: Severity = Field(description="How much it bends.")
    original_capture: str = Field(description="The capture in which the original's passage stands.")
    original_start: int | None = Field(description="Where it begins, in code points; null if nowhere.")
    original_end: int | None = Field(description="Where it ends.")
    original_text: str | None = Field(description="Its words; for the public, shortened to at most 40.")
    copy_capture: str = Field(description="The capture in which the copy's passage stands.")
    copy_start: int | None = Field(description="Where it begins; null if nowhere.")
    copy_end: int | None = Field(description="Where it ends.")
    copy_text: str | None = Field(description="Its words; for the public, shortened to at most 40.")
    reason: str = Field(description="What was there, what is there now, and why it matters.")
    withheld: bool = Field(description="Whether its words are for analysts only: too much would be shown.")


class ChangeList(Listing[Change]):
    """The changes of a redline, in reading order."""


def changes(house: House, story: Story, original: str, copy: str, *, whole: bool) -> list[Change]:
    """The changes along an edge, in reading order.

    Args:
        house: keeps what the public is shown of stories.
        story: the story that the edge is of.
        original: the original's wording.
        copy: the copy's.
        whole: whether all of them are wanted, with whole passages; else what a public page tells of them.
    """
    found = tuple(r for r in story.trace.redlines if (r.original, r.copy) == (original, copy))
    ordered = in_reading_order(replace(story.trace, redlines=found)).redlines
    return [
        change
        for redline in ordered
        for change in (_all(redline) if whole else _public(house, story, redline))
    ]


def _all(redline: Redline) -> list[Change]:
    a, b = redline.alignment.a.text, redline.alignment.b.text
    return [
        _change(
            redline,
            number,
            found.reason,
            found.original_span.of(a) if found.original_span else None,
            found.copy_span.of(b) if found.copy_span else None,
        )
        for number, found in enumerate(redline.changes, start=1)
    ]


def _public(house: House, story: Story, redline: Redline) -> list[Change]:
    crediting = Crediting.of(story.edges, story.decisions, outright=False, people={})
    edge = crediting.edges.get((redline.original, redline.copy))
    if edge is None:
        return []
    cards = public_cards(redline, edge, crediting, shown_of(house, story.glance)).told
    return [
        _change(
            redline,
            card.number,
            card.reason,
            card.original.excerpt.passage if card.original else None,
            card.copy.excerpt.passage if card.copy else None,
            withheld=bool(card.withheld),
        )
        for card in cards
    ]


def _change(
    redline: Redline,
    number: int,
    reason: str,
    original: str | None,
    copy: str | None,
    *,
    withheld: bool = False,
) -> Change:
    found = redline.changes[number - 1]
    return Change(
        number=number,
        kind=found.kind.value,
        severity=found.severity,
        original_capture=redline.alignment.a.capture_id,
        original_start=_start(found.original_span),
        original_end=_end(found.original_span),
        original_text=original,
        copy_capture=redline.alignment.b.capture_id,
        copy_start=_start(found.copy_span),
        copy_end=_end(found.copy_span),
        copy_text=copy,
        reason=reason,
        withheld=withheld,
    )


def _start(span: Span | None) -> int | None:
    return span.start if span else None


def _end(span: Span | None) -> int | None:
    return span.end if span else None
