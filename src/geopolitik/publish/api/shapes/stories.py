"""Stories, their texts, and how these hang together."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from geopolitik.app.stories.looking import as_told
from geopolitik.app.stories.record import Entry
from geopolitik.model.growing import Turn
from geopolitik.model.keeping import Appearance, Decision, Judgement, KeptDerivation, StoryHead
from geopolitik.publish.api.asking import Ask
from geopolitik.publish.api.lists import Listing
from geopolitik.publish.api.shape import Shape
from geopolitik.publish.api.shapes.public import credit
from geopolitik.storage.stories import OutletHead
from geopolitik.text.slugs import slug


class Story(Shape):
    """A kept story."""

    id: str = Field(description="Its id.", examples=["abcdefghjkmn"])
    title: str = Field(description="What it is called.")
    page: str = Field(description="The address of its page.")
    revision: int = Field(description="The number of its latest trace, from 1.")
    public: bool = Field(description="Whether visitors may see it.")
    created_at: datetime = Field(description="When its first trace was kept.")
    updated_at: datetime = Field(description="When its latest trace was kept.")
    outlets: int = Field(description="How many outlets carry texts of it.")
    origins_low: int = Field(description="How many independent origins there are at least.")
    origins_high: int = Field(
        description="How many there are at most: more than at least where an edge is in doubt."
    )


class StoryList(Listing[Story]):
    """Stories, the latest traced first."""


def story(ask: Ask, head: StoryHead) -> Story:
    """A story as it is answered."""
    return Story(
        id=head.id,
        title=head.title,
        page=ask.page(f"/s/{head.id}/{slug(head.title) or 'story'}"),
        revision=head.revision,
        public=head.public,
        created_at=head.created_at,
        updated_at=head.updated_at,
        outlets=head.outlets,
        origins_low=head.origins_low,
        origins_high=head.origins_high,
    )


class Text(Shape):
    """A captured text in a story: where and when it was published."""

    capture_id: str = Field(description="The capture's id.")
    story_id: str = Field(description="The story that it is in.")
    outlet: str = Field(description="The outlet: the last part of its address.", examples=["meridian"])
    outlet_name: str = Field(description="The outlet's name.", examples=["Meridian"])
    title: str = Field(description="Its headline.")
    language: str | None = Field(description="Its language (BCP 47), if it was recognised.", examples=["en"])
    published: str | None = Field(
        description="When it was published, ISO 8601, as far as the page tells.",
        examples=["2026-03-02T18:05:00"],
    )


class TextList(Listing[Text]):
    """Texts, by time of publication where they are of one story."""


def text(appearance: Appearance) -> Text:
    """A text as it is answered."""
    return Text(
        capture_id=appearance.capture_id,
        story_id=appearance.story_id,
        outlet=appearance.outlet,
        outlet_name=appearance.outlet_name,
        title=appearance.title,
        language=appearance.language,
        published=appearance.published,
    )


class Credit(StrEnum):
    """How a copy credits its original."""

    FULL = "full"
    PARTIAL = "partial"
    WRONG = "wrong"
    NONE = "none"
    OWN = "own"
    UNREVIEWED = "unreviewed"


class Verdict(Shape):
    """The decision in force about a derivation."""

    judgement: Judgement = Field(description="What was decided.")
    at: datetime = Field(description="When.")
    id: str | None = Field(description="Its id; for analysts.")
    reason: str | None = Field(description="Why; for analysts.")
    correction: str | None = Field(description="What is right instead, if it was corrected; for analysts.")


class Derivation(Shape):
    """An edge of a story's family tree: a copy and what it was made from."""

    id: str = Field(
        description="Its id: the same as long as the two wordings are.", examples=["0f1e2d3c4b5a6978"]
    )
    story_id: str = Field(description="The story that it is in.")
    page: str = Field(description="The address of its redline.")
    original_wording: str = Field(description="The original's wording, by its id in the trace.")
    original_outlet: str = Field(description="Whose wording that is: the last part of the outlet's address.")
    original_name: str = Field(description="Its name.")
    copy_wording: str = Field(description="The copy's wording, by its id in the trace.")
    copy_outlet: str = Field(description="Whose wording that is.")
    copy_name: str = Field(description="Its name.")
    kind: str = Field(
        description="What was made of the original: `rewrite`, `abridged` ...", examples=["rewrite"]
    )
    credit: Credit = Field(
        description="How the copy credits the original. That it doesn't (`none`), or credits another "
        "(`wrong`), is told to the public only once an editor approved it; until then it is `unreviewed`."
    )
    credited_to: list[str] = Field(description="Whom it names; nobody where the credit is `unreviewed`.")
    probability: float = Field(description="That the edge is there, 0 to 1.", ge=0, le=1)
    high: int = Field(
        description="Changes of high severity; to the public a dropped credit counts once that is approved."
    )
    medium: int = Field(description="Changes of medium severity.")
    low: int = Field(description="Changes of low severity.")
    current: bool = Field(description="False once a later trace no longer has this edge.")
    decision: Verdict | None = Field(description="The decision in force; null if nobody has decided.")


class DerivationList(Listing[Derivation]):
    """Derivations."""


def derivation(ask: Ask, edge: KeptDerivation, decision: Decision | None) -> Derivation:
    """A derivation as it is answered to whoever asks."""
    if not ask.works_here:
        edge = as_told(edge, decision)
    state, names = credit(edge, decision, all_of_it=ask.works_here)
    return Derivation(
        id=edge.id,
        story_id=edge.story_id,
        page=ask.page(f"/s/{edge.story_id}/r/{edge.id}"),
        original_wording=edge.original,
        original_outlet=edge.original_outlet,
        original_name=edge.original_name,
        copy_wording=edge.copy,
        copy_outlet=edge.copy_outlet,
        copy_name=edge.copy_name,
        kind=edge.kind,
        credit=Credit(state),
        credited_to=names,
        probability=round(1 - edge.doubt, 4),
        high=edge.high,
        medium=edge.medium,
        low=edge.low,
        current=edge.current,
        decision=_verdict(decision, whole=ask.works_here) if decision else None,
    )


def _verdict(decision: Decision, *, whole: bool) -> Verdict:
    # Reasons and corrections are words among colleagues; they may say what the public isn't told yet.
    return Verdict(
        judgement=decision.judgement,
        at=decision.at,
        id=decision.id if whole else None,
        reason=decision.reason if whole else None,
        correction=decision.correction if whole else None,
    )


class StoryEvent(Shape):
    """What became of a story, and of others with it."""

    number: int = Field(description="Its number in the site's record.")
    kind: Turn = Field(description="What happened between two stories.")
    at: datetime = Field(description="When.")
    story_id: str | None = Field(
        description="The story that became part of the other, or that lost texts; null if you may not see it."
    )
    other_id: str | None = Field(
        description="The one that it is part of, or that has the texts now; null if you may not see it."
    )
    words: str = Field(description="The same in words, from the side of the story that was asked for.")
    by_hand: bool = Field(description="Whether an analyst said so.")
    reason: str | None = Field(description="Why; what an analyst wrote is for analysts.")
    withdrawn_at: datetime | None = Field(description="When it was taken back; null if it stands.")


class StoryEventList(Listing[StoryEvent]):
    """What became of a story, newest first."""


def story_event(entry: Entry, story_id: str) -> StoryEvent:
    """Something that became of a story as it is answered to whoever asks."""
    event = entry.event
    seen = {story_id, entry.other.id if entry.other else story_id}
    return StoryEvent(
        number=event.number,
        kind=event.kind,
        at=event.at,
        story_id=event.story if event.story in seen else None,
        other_id=event.other if event.other in seen else None,
        words=entry.words,
        by_hand=event.by_hand,
        reason=entry.reason or None,
        withdrawn_at=event.withdrawn_at,
    )


class Outlet(Shape):
    """Who publishes: a site, a channel, an agency."""

    slug: str = Field(description="The last part of its address.", examples=["meridian"])
    name: str = Field(description="Its name.", examples=["Meridian"])
    page: str = Field(description="The address of its page.")
    texts: int = Field(description="How many of its texts are kept.")
    stories: int = Field(description="In how many stories.")


class OutletList(Listing[Outlet]):
    """Outlets, those with most texts first."""


def outlet(ask: Ask, head: OutletHead) -> Outlet:
    """An outlet as it is answered."""
    return Outlet(
        slug=head.slug,
        name=head.name,
        page=ask.page(f"/o/{head.slug}"),
        texts=head.texts,
        stories=head.stories,
    )
