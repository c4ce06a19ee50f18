"""What a post rests on: its story, whoever may open it, and the passages that it cites."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.app.access import may_see_story
from geopolitik.app.drafting.refs import citations
from geopolitik.app.drafting.story import Story
from geopolitik.app.house import House
from geopolitik.app.quoting import Shown
from geopolitik.app.stories.looking import Glance, shown_of
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Viewer
from geopolitik.model.story import Trace
from geopolitik.storage import revisions, settings, stories


@dataclass(frozen=True, slots=True)
class Ground:
    """The story under a post. Its counts belong to the post, its page may be closed to readers."""

    head: StoryHead
    may_open: bool
    """Whether the viewer may open the story's page."""


def ground(house: House, viewer: Viewer, story_id: str | None) -> Ground | None:
    """The story that a post rests on, if it names one."""
    if story_id is None:
        return None
    with house.store.reading() as r:
        head = stories.get(r, story_id)
        guests = settings.load(r).guests
    return Ground(head, may_see_story(viewer, head, guests=guests)) if head else None


def trace_under(house: House, head: StoryHead) -> Trace:
    """The latest trace of the story under a post, which the post may tell of even if its page is closed."""

    def made() -> Trace:
        with house.store.reading() as r:
            trace = revisions.trace_of(r, head.id, head.revision, texts=house.annotations)
        if trace is None:
            raise LookupError(f"story {head.id} has no trace {head.revision}")
        return trace

    return house.shelf.get((head.id, head.revision), made)


def shown_under(house: House, head: StoryHead) -> Shown:
    """What the public is shown of the texts of the story under a post."""
    return shown_of(house, Glance(head, head.revision, (), {}))


def rests_words(body: str, trace: Trace | None) -> str:
    """What a post rests on, in a sentence: counts only."""
    refs = [citation.ref for citation in citations(body)]
    if trace is None:
        return "Rests on no story that is kept here" + ("." if not refs else ", though it names passages.")
    story = Story(trace)
    named = [story.named_outlet(capture) for capture in story.captures]
    outlets, unnamed = len({name for name in named if name}), named.count(None)
    low, high = trace.origins.low, trace.origins.high
    origins = str(low) if low == high else f"{low} to {high}"
    known = {ref for ref in refs if ref and ref.capture in story.annotations}
    passages = f"cites {_many(len(known), 'passage')}" if known else "cites no passage of them"
    whose = f" of {_many(len({ref.capture for ref in known}), 'capture')}" if known else ""
    missing = sum(ref not in known for ref in dict.fromkeys(refs))
    lacking = f"; {_many(missing, 'source')} missing" if missing else ""
    return (
        f"Rests on {_many(len(story.captures), 'capture')} from {_many(outlets, 'outlet')}"
        f"{f' and {unnamed} unnamed' if unnamed else ''}, {origins} independent "
        f"{'origin' if high == 1 else 'origins'}; {passages}{whose}"
        f"{lacking}."
    )


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
