"""Checks: texts handed in to be traced, and how far that is."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from geopolitik.app.checking import MOST_TEXTS, Progress
from geopolitik.app.handing import named
from geopolitik.app.naming import headline, publisher
from geopolitik.app.sources import Source
from geopolitik.model.keeping import Check, CheckState
from geopolitik.publish.api.lists import Listing
from geopolitik.publish.api.shape import Absent, Address, AnyText, Asked, Line, Published, Shape, Text


class CheckText(Asked):
    """One text."""

    text: Annotated[
        Text,
        Field(
            max_length=2_000_000,
            description="The text itself, a page's HTML, or a post's Markdown.",
            examples=["Valdenia suspends fuel transit to Teskar. Officials in Korvan said so on Monday."],
        ),
    ]
    name: Line | Absent = Field(default=None, description="What to call it.", examples=["morning.txt"])
    outlet: Line | Absent = Field(default=None, description="Who published it.", examples=["Meridian"])
    url: Address | Absent = Field(default=None, description="The address it was captured from.")
    published: Published | Absent = Field(
        default=None, description="When it was published: a date, or a date and time with a zone."
    )


class Checking(Asked):
    """Texts to be traced."""

    texts: list[CheckText] = Field(min_length=1, max_length=MOST_TEXTS, description="The texts.")
    title: Line | Absent = Field(
        default=None, description="What to call the story; its headline if left out."
    )
    story_id: Annotated[AnyText, Field(max_length=64)] | Absent = Field(
        default=None, description="The story that they are added to; a new one if left out."
    )


def sources(sent: Checking) -> list[Source]:
    """What was sent, as sources; a text is never the path of a file."""
    return [
        Source.from_text(
            one.text,
            name=named(one.name or f"text {number}"),
            outlet=one.outlet,
            url=one.url,
            published=one.published,
        )
        for number, one in enumerate(sent.texts, start=1)
    ]


class Refused(Shape):
    """A text that could not be read."""

    name: str = Field(description="What it is called.")
    reason: str = Field(description="Why.")


class ReadText(Shape):
    """A text that was read already."""

    capture_id: str = Field(description="Its id.")
    outlet: str = Field(description="Whose it is.")
    title: str = Field(description="Its headline.")


class CheckHead(Shape):
    """A check as lists show it."""

    id: str = Field(description="Its id.")
    title: str = Field(description="What the story is to be called; empty if its headline decides.")
    state: CheckState = Field(description="How far it is.")
    at: datetime = Field(description="When it was handed in.")
    captures: list[str] = Field(description="The ids of the texts.")
    rejected: list[Refused] = Field(description="What could not be read.")
    story_id: str | None = Field(description="The story that it adds texts to, or has become once done.")
    error: str = Field(description="Why it failed, if it did.")


class CheckList(Listing[CheckHead]):
    """Checks, newest first."""


class CheckProgress(Shape):
    """How far a check is that runs."""

    step: str = Field(description="`waiting`, `fetch`, `read`, `compare` or `redline`.")
    done: int = Field(description="How many of the step's pieces are done.")
    total: int = Field(description="Of how many.")
    ahead: int = Field(description="How many checks are done before this one.")
    texts: list[ReadText] = Field(description="The texts that were read so far.")


class CheckWhole(CheckHead):
    """A check with its progress."""

    progress: CheckProgress | None = Field(description="How far it is; null once it is done or has failed.")


def check_head(check: Check) -> CheckHead:
    """A check as lists show it."""
    return CheckHead.model_validate(_fields(check))


def check_whole(check: Check, progress: Progress, ahead: int) -> CheckWhole:
    """A check with its progress."""
    ended = check.state in (CheckState.DONE, CheckState.FAILED)
    return CheckWhole.model_validate(
        {**_fields(check), "progress": None if ended else _progress(progress, ahead)}
    )


def _progress(progress: Progress, ahead: int) -> CheckProgress:
    read = [
        ReadText(capture_id=a.capture_id, outlet=publisher(a), title=headline(a))
        for a in progress.annotations
    ]
    return CheckProgress(
        step=progress.step, done=progress.done, total=progress.total, ahead=ahead, texts=read
    )


def _fields(check: Check) -> dict[str, object]:
    return {
        "id": check.id,
        "title": check.title,
        "state": check.state,
        "at": check.at,
        "captures": list(check.captures),
        "rejected": [Refused(name=name, reason=reason) for name, reason in check.rejected],
        "story_id": check.story_id,
        "error": check.error,
    }
