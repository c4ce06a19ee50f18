"""What came of a simulated web's articles: what is kept, where copies stand, on what they hang."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from benchmarks.simulated_web import Article, World
from geopolitik.app.house import House
from geopolitik.app.stories.planning import trace_of
from geopolitik.model.story import Trace
from geopolitik.storage import growth, pages, stories, watched

IN_TROUBLE = "not kept: their feed was in trouble whenever it was asked since"
NOT_NAMED = "not kept: published after their feed's last visit"
NOT_HAD = "not kept: named by their feed, not had by then"
AS_NEAR = "hung on a text of the story that shares as many of their words, or more"
UNCAPTURED = "hung on a text that must have been and isn't among those kept"
FARTHER = "hung on a text that shares fewer of their words"
LOOSE = "hung on nothing"


def found_of(house: House, world: World, port: int) -> tuple[dict[str, int], frozenset[int]]:
    """How many copies were planted among what was kept, and how many found; which articles changed."""
    found: dict[str, int] = defaultdict(int)
    changed = set[int]()
    with house.store.reading() as r:
        kept = _Kept(house, r, world, port)
        for article in world.articles:
            found["published"] += 1
            versions = kept.versions(article)
            found["kept"] += bool(versions)
            if len(versions) > 1:
                changed.add(article.number)
            if not versions:
                found[kept.why_not(article)] += 1
            elif article.parent is not None:
                for count in _copy_found(kept, article, world.articles[article.parent]):
                    found[count] += 1
    found["events"] = sum(article.parent is None for article in world.articles)
    found["stories"] = len(kept.used)
    found["purely"] = kept.pure()
    return found, frozenset(changed)


@dataclass(slots=True)
class _Kept:
    """What the store holds of the articles."""

    house: House
    connection: Any
    world: World
    port: int
    used: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Stories, each with the events that its texts tell of."""

    def versions(self, article: Article) -> list[str]:
        """The captures of an article, oldest first."""
        host = self.world.outlets[article.outlet].host
        page = watched.key_of(f"http://{host}:{self.port}{article.path}")
        found = [capture for _, _, capture in pages.visits(self.connection, page) if capture]
        for capture in found:
            story = growth.holds(self.connection, capture)
            if story:
                self.used[story].add(_event(self.world, article))
        return found

    def why_not(self, article: Article) -> str:
        """Why nothing of an article is kept."""
        host = f"{self.world.outlets[article.outlet].host}:{self.port}"
        if pages.get(self.connection, watched.key_of(f"http://{host}{article.path}")) is not None:
            return NOT_HAD
        feed = watched.get(self.connection, watched.key_of(f"http://{host}/feed"))
        return IN_TROUBLE if feed is not None and feed.failures else NOT_NAMED

    def pure(self) -> int:
        """The stories that hold one event and all that was kept of it."""
        homes: dict[int, set[str]] = defaultdict(set)
        for story, events in self.used.items():
            for event in events:
                homes[event].add(story)
        return sum(len(events) == 1 and len(homes[min(events)]) == 1 for events in self.used.values())

    def trace(self, story: str) -> Trace:
        """The latest trace of a story."""
        head = stories.get(self.connection, story)
        assert head is not None
        return trace_of(self.house, self.connection, head)


def _event(world: World, article: Article) -> int:
    while article.parent is not None:
        article = world.articles[article.parent]
    return article.number


def _copy_found(kept: _Kept, copy: Article, original: Article) -> Iterator[str]:
    """What counts of one more copy: whether it stands with its original, and on what it hangs."""
    ours, theirs = kept.versions(copy), set(kept.versions(original))
    if not theirs:
        return
    yield "copies"
    story = growth.holds(kept.connection, ours[0])
    if story is not None and any(growth.holds(kept.connection, one) == story for one in theirs):
        yield "together"
        yield _hangs(kept.trace(story), ours[0], theirs)


def _hangs(trace: Trace, copy: str, originals: set[str]) -> str:
    """On what a copy hangs; on its original too if it carries the same wording, or is another version."""
    wordings = {wording.id: wording for wording in trace.wordings}
    carried = {w.capture: one.id for one in trace.wordings for w in one.witnesses}
    ours = carried.get(copy)
    theirs = {carried[one] for one in originals if one in carried}
    hung_on = {edge.original for edge in trace.derivations if edge.copy == ours}
    if ours in theirs or hung_on & theirs:
        return "hangs"
    if not hung_on:
        return LOOSE
    texts = {annotation.capture_id: annotation.text.split() for annotation in trace.annotations}
    others = [wordings[one].representative for one in hung_on]
    if None in others:
        return UNCAPTURED
    nearest = max(_shared(texts[one], texts[copy]) for one in originals if one in texts)
    return AS_NEAR if any(_shared(texts[one or ""], texts[copy]) >= nearest for one in others) else FARTHER


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """The words that two texts have in common, in their order."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)
