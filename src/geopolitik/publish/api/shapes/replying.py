"""Replies of those concerned, as they are sent and answered."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, RootModel

from geopolitik.model.keeping import Reply, ReplyState
from geopolitik.publish.api.lists import Listing
from geopolitik.publish.api.shape import Absent, AnyText, Asked, Line, Shape, Text


class Replying(Asked):
    """What somebody concerned writes about a story."""

    name: Annotated[
        Line, Field(max_length=120, description="Who writes.", examples=["RiverWatch, the editors"])
    ]
    body: Annotated[Text, Field(max_length=5_000, description="What they say.")]
    contact: Annotated[
        AnyText, Field(max_length=200, description="How to reach them; only editors see it.")
    ] = ""
    about: Annotated[AnyText, Field(max_length=64)] | Absent = Field(
        default=None, description="The derivation it is about; the story as a whole if left out."
    )


class Received(Shape):
    """That a reply was received."""

    id: str = Field(description="Its id.")
    story_id: str = Field(description="The story it is about.")
    at: datetime = Field(description="When it was received.")


class Answering(Asked):
    """An answer; it is shown with the reply."""

    state: Literal["answered"] = Field(description="What becomes of it.")
    answer: Annotated[Text, Field(max_length=5_000, description="What you say to it.")]


class Setting(Asked):
    """A reply is declined, or waits again."""

    state: Literal["declined", "open"] = Field(description="What becomes of it.")


class Handling(RootModel[Annotated[Answering | Setting, Field(discriminator="state")]]):
    """What becomes of a reply."""


class PublicReply(Shape):
    """A reply with its answer."""

    id: str = Field(description="Its id.")
    story_id: str = Field(description="The story it is about.")
    about: str | None = Field(description="The derivation it is about; null for the story as a whole.")
    name: str = Field(description="Who wrote it.")
    body: str = Field(description="What they say.")
    at: datetime = Field(description="When.")
    answer: str = Field(description="What editors say to it.")


class PublicReplyList(Listing[PublicReply]):
    """Replies with their answers, newest first."""


class EditorsReply(PublicReply):
    """A reply as editors see it."""

    contact: str = Field(description="How to reach whoever wrote it.")
    state: ReplyState = Field(description="What became of it.")
    handled_at: datetime | None = Field(description="When it was handled.")


class EditorsReplyList(Listing[EditorsReply]):
    """Replies, newest first."""


def public_reply(reply: Reply) -> PublicReply:
    """A reply as everybody may read it."""
    return PublicReply.model_validate(_fields(reply))


def editors_reply(reply: Reply) -> EditorsReply:
    """A reply as editors see it."""
    more = {"contact": reply.contact, "state": reply.state, "handled_at": reply.handled_at}
    return EditorsReply.model_validate({**_fields(reply), **more})


def _fields(reply: Reply) -> dict[str, object]:
    return {
        "id": reply.id,
        "story_id": reply.story_id,
        "about": reply.about or None,
        "name": reply.name,
        "body": reply.body,
        "at": reply.at,
        "answer": reply.answer,
    }
