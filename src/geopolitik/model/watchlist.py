"""Watch-lists: what somebody wants to be told of, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class WatchKind(StrEnum):
    """What a watch is kept on."""

    OUTLET = "outlet"
    """All texts of an outlet: who copies one of them?"""
    TEXT = "text"
    """One text, or all texts of a story: who copies it?"""
    NAME = "name"
    """A name: who mentions it?"""


@dataclass(frozen=True, slots=True)
class Watch:
    """Something that somebody wants to be told of."""

    id: str
    kind: WatchKind
    title: str
    """What it is kept on, in words: the outlet, the headline, the name."""
    means: tuple[str, ...]
    """An outlet's slug; a capture's id; `story` and a story's id; or a name with its aliases."""
    uncredited: bool
    """Only copies that don't credit what they were made from."""
    by: str | None
    """Id of the user who keeps it; None for whoever wrote it on the command line."""
    created_at: datetime
    withdrawn_at: datetime | None = None
    reached: str | None = None
    """Id of the last story that was looked through of what was there when it was added; None once done."""

    @property
    def story(self) -> str | None:
        """Id of the story all of whose texts are meant."""
        return self.means[1] if self.kind is WatchKind.TEXT and len(self.means) == 2 else None


@dataclass(frozen=True, slots=True)
class Finding:
    """A text that a watch is to tell of, as a story's trace shows it."""

    capture_id: str
    page: str
    """What tells one page from another: its web address, else the capture's id."""
    kind: str
    """What was made of the original: `rewrite`, `repost` ...; `mention` where a name is met."""
    credit: str
    """How it credits its original; empty for a mention."""
    credited_to: tuple[str, ...]
    original: str
    """The name of the text that it was made from; empty for a mention."""
    through: bool
    """Whether that is itself a copy of what is watched."""
    doubt: float
    """1 - the probability that it was made from it, 0 to 1."""
    derivation_id: str
    """The edge with the redline; empty where there is none: the same wording, or a mention."""
    passage: str
    """Some of its words, those most like the original's, or those around the name."""


@dataclass(frozen=True, slots=True)
class Match:
    """A finding that was kept: once for each watch and page."""

    id: str
    watch_id: str
    story_id: str
    at: datetime
    """When it was found first."""
    was_there: bool
    """Whether the text was kept already when the watch was added."""
    finding: Finding
    outlet: str
    outlet_name: str
    title: str
    """Of the text that was found."""
    published: str | None
    withdrawn_at: datetime | None = None
    """When it fell: rejected by an analyst, or a later trace no longer finds it."""
