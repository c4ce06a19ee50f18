"""Watches, and what they have found."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from geopolitik.app.watchlist.keeping import Listed
from geopolitik.model.watchlist import Match, WatchKind
from geopolitik.publish.api.asking import Ask
from geopolitik.publish.api.lists import Listing
from geopolitik.publish.api.shape import Asked, Line, Shape
from geopolitik.publish.matches import match_address


class Watching(Asked):
    """What is to be watched."""

    kind: WatchKind = Field(strict=False, description="What is watched.")
    what: Line = Field(
        description="An outlet's name; the id of a story, a capture or a wording, or the address of a text "
        "that is kept; or a name.",
        examples=["Meridian"],
    )
    uncredited: bool = Field(
        default=False,
        description="Tell only of copies that don't credit what they were made from; of a name, only of "
        "copies without credit of texts that hold it.",
    )


class Watch(Shape):
    """Something that somebody wants to be told of."""

    id: str = Field(description="Its id.", examples=["abcdefghjkmn"])
    kind: WatchKind = Field(description="What is watched.")
    title: str = Field(description="The outlet, the headline or the name.", examples=["Meridian"])
    page: str = Field(description="The address of its page.")
    means: list[str] = Field(
        description="An outlet's key; a capture's id; `story` and a story's id; or the name with its aliases."
    )
    uncredited: bool = Field(description="Whether only copies without credit are told.")
    by: str = Field(description="Who keeps it; empty for the command line.")
    created_at: datetime = Field(description="When it was added.")
    matches: int = Field(description="How many matches stand.")
    looked_through: bool = Field(description="Whether all that was kept before has been looked through.")


class WatchList(Listing[Watch]):
    """What is watched, the newest first."""


def watch(ask: Ask, listed: Listed) -> Watch:
    """A watch as it is answered."""
    found = listed.watch
    return Watch(
        id=found.id,
        kind=found.kind,
        title=found.title,
        page=ask.page(f"/watch/{found.id}"),
        means=list(found.means),
        uncredited=found.uncredited,
        by=listed.by,
        created_at=found.created_at,
        matches=listed.matches,
        looked_through=found.reached is None,
    )


class WatchMatch(Shape):
    """A text that a watch has found: once for each watch and page."""

    id: str = Field(description="Its id.", examples=["abcdefghjkmn"])
    watch_id: str = Field(description="The watch.")
    page: str = Field(description="What to open: the redline, or the capture where there is none.")
    story_id: str = Field(description="The story that the text is in.")
    capture_id: str = Field(description="The text's capture.")
    derivation_id: str | None = Field(
        description="The derivation; null for the same wording on another page, and for a mention."
    )
    at: datetime = Field(description="When it was found first.")
    was_there: bool = Field(description="Whether the text was kept already when the watch was added.")
    outlet: str = Field(description="Where the text stands: the last part of the outlet's address.")
    outlet_name: str = Field(description="The outlet's name.")
    title: str = Field(description="The text's headline.")
    published: str | None = Field(description="When it was published, as far as the page tells.")
    kind: str = Field(
        description="What was made of the original; `mention` where a name is met.", examples=["rewrite"]
    )
    original_name: str = Field(description="What it was made from; empty for a mention.")
    second_hand: bool = Field(description="Whether that is itself a copy of what is watched.")
    credit: str = Field(
        description="How it credits that: `full`, `partial`, `wrong`, `none`; empty for a mention."
    )
    credited_to: list[str] = Field(description="Whom it names.")
    probability: float | None = Field(
        description="That it was made from it, 0 to 1; null where there is no derivation.", ge=0, le=1
    )
    passage: str = Field(description="Some of its words.")
    withdrawn_at: datetime | None = Field(
        description="When it fell: rejected by an analyst, or no longer found; null while it stands."
    )


class WatchMatchList(Listing[WatchMatch]):
    """What was found, the newest first."""


def watch_match(ask: Ask, match: Match) -> WatchMatch:
    """A match as it is answered."""
    finding = match.finding
    return WatchMatch(
        id=match.id,
        watch_id=match.watch_id,
        page=ask.page(match_address(match)),
        story_id=match.story_id,
        capture_id=finding.capture_id,
        derivation_id=finding.derivation_id or None,
        at=match.at,
        was_there=match.was_there,
        outlet=match.outlet,
        outlet_name=match.outlet_name,
        title=match.title,
        published=match.published,
        kind=finding.kind,
        original_name=finding.original,
        second_hand=finding.through,
        credit=finding.credit,
        credited_to=list(finding.credited_to),
        probability=round(1 - finding.doubt, 4) if finding.derivation_id else None,
        passage=finding.passage,
        withdrawn_at=match.withdrawn_at,
    )
