"""What became of a story: which became part of it, which was parted from it, as far as a viewer may know."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.app.access import may_see_story
from geopolitik.app.house import House
from geopolitik.model.growing import StoryEvent, Turn
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import accounts, growth, stories


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that became of a story."""

    event: StoryEvent
    words: str
    """What happened, the other story left out: `An analyst made some of its texts a story of their own`."""
    other: StoryHead | None
    """The other story, if the viewer may open it; of one that became part of this its head until then."""
    reason: str
    """Why; what analysts wrote is for those who work here."""
    by: str
    """Who said so, for those who work here; empty for the machine."""

    @property
    def may_be_undone(self) -> bool:
        """Whether it can be taken back as it is."""
        return self.event.by_hand and self.event.withdrawn_at is None


def record_of(house: House, viewer: Viewer, story_id: str) -> tuple[Entry, ...]:
    """What became of a story that the viewer may see, oldest first."""
    guests = house.standing().settings.guests
    works_here = viewer.at_least(Role.ANALYST)
    with house.store.reading() as r:
        events = growth.events_of(r, story_id)
        names = {user.id: user.name for user in accounts.all_users(r)} if works_here and events else {}
        entries = []
        for event in events:
            other = stories.get(r, event.other if event.story == story_id else event.story)
            if other is not None and not may_see_story(viewer, other, guests=guests):
                other = None
            reason = event.reason if works_here or not event.by_hand else ""
            by = names.get(event.by or "", "somebody on the command line") if event.by_hand else ""
            entries.append(Entry(event, _words(event, story_id), other, reason, by if works_here else ""))
    return tuple(entries)


def _words(event: StoryEvent, story_id: str) -> str:
    is_first = event.story == story_id
    match event.kind, event.by_hand:
        case Turn.MERGED, True:
            told = "was made part of another story" if is_first else "was made to hold another story"
            told = f"By an analyst it {told}"
        case Turn.MERGED, _:
            told = "It became part of another story" if is_first else "Another story became part of it"
        case Turn.PARTED, _:
            told = (
                "An analyst made some of its texts a story of their own"
                if is_first
                else "An analyst took its texts out of another story"
            )
        case _:
            told = (
                "Some of its texts became a story of their own"
                if is_first
                else "Its texts were split off from another story"
            )
    return f"{told}; that was taken back" if event.withdrawn_at is not None else told
