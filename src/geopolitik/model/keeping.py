"""What is kept of stories, and what people decided about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class StoryHead:
    """A kept story as lists show it."""

    id: str
    title: str
    revision: int
    """Counts up with every new trace; earlier ones are kept."""
    public: bool
    created_at: datetime
    updated_at: datetime
    outlets: int
    origins_low: int
    origins_high: int
    by: str | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Appearance:
    """A capture in a story: where and when a text of it was published."""

    story_id: str
    capture_id: str
    outlet: str
    """The outlet's slug: its stable address."""
    outlet_name: str
    title: str
    language: str | None
    published: str | None
    """ISO 8601, as far as the page tells."""


@dataclass(frozen=True, slots=True)
class KeptDerivation:
    """An edge of a story's stemma, as inbox and outlet pages show it."""

    id: str
    story_id: str
    original: str
    copy: str
    """Wording ids."""
    original_outlet: str
    original_name: str
    copy_outlet: str
    copy_name: str
    kind: str
    credit: str
    credited_to: tuple[str, ...]
    doubt: float
    """1 - the probability of the edge, 0 to 1."""
    high: int
    medium: int
    low: int
    """Changes by severity."""
    current: bool = True
    """False once a later trace no longer has this edge."""
    drops_credit: bool = False
    """Whether one of the changes of high severity is that the credit was dropped."""

    @property
    def is_uncredited(self) -> bool:
        """Whether the copy credits somebody else, or nobody."""
        return self.credit in ("none", "wrong")


class Judgement(StrEnum):
    """What an editor or analyst says of a derivation."""

    CONFIRM = "confirm"
    REJECT = "reject"
    CORRECT = "correct"
    """It is there, but what is said of it is wrong: the correction says what is right."""
    APPROVE = "approve"
    """Confirmed, and the word `uncredited` may appear on public pages. Editors only."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement with its reason; it stands beside what the machine says."""

    id: str
    derivation_id: str
    judgement: Judgement
    reason: str
    by: str
    at: datetime
    correction: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None


class Doubt(StrEnum):
    """How far a derivation may be otherwise, in three steps."""

    GREAT = "great"
    SOME = "some"
    LITTLE = "little"

    @property
    def shares(self) -> tuple[float, float]:
        """From which doubt to below which: 1 - the probability of the edge."""
        return {Doubt.GREAT: (0.2, 2.0), Doubt.SOME: (0.05, 0.2), Doubt.LITTLE: (0.0, 0.05)}[self]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which derivations of the inbox are asked for; empty means all."""

    severity: str = ""
    """The highest severity among its changes: `high`, `medium` or `low`."""
    doubt: Doubt | None = None
    outlet: str = ""
    """An outlet's slug, of the original or of the copy."""
    story: str = ""
    words: str = ""
    """Part of an outlet's name or of a story's title."""
    watched: bool = False
    """Only those that a watch-list has found."""


class ReplyState(StrEnum):
    """What became of a reply."""

    OPEN = "open"
    ANSWERED = "answered"
    """Shown with its answer."""
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody concerned wrote about a public page."""

    id: str
    story_id: str
    about: str
    """Id of the derivation it is about; empty for the story as a whole."""
    name: str
    contact: str
    """Shown to editors only."""
    body: str
    at: datetime
    state: ReplyState = ReplyState.OPEN
    answer: str = ""
    handled_by: str | None = None
    handled_at: datetime | None = None


class CheckState(StrEnum):
    """How far a check is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Check:
    """Texts that somebody handed in to be traced."""

    id: str
    by: str
    at: datetime
    state: CheckState
    captures: tuple[str, ...]
    """Capture ids."""
    rejected: tuple[tuple[str, str], ...] = ()
    """What could not become a capture, or be read: name and reason."""
    story_id: str | None = None
    """The story that it adds texts to, or has become once done."""
    error: str = ""
    title: str = ""
    address: str = ""
    """Of the page that is fetched first; empty if the texts were handed in."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result of a search."""

    kind: str
    """`story`, `capture` or `post`."""
    subject: str
    """Id of the story or post."""
    part: str
    """Id of the capture, for one."""
    title: str
    snippet: tuple[tuple[bool, str], ...]
    """Stretches of the text around the words found; True where a word was found."""
    rank: float
