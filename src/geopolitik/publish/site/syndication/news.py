"""What is new in each revision of a story, as far as everybody may know it."""

from __future__ import annotations

from collections import Counter

from geopolitik.app.naming import Naming
from geopolitik.app.stories import keeping
from geopolitik.app.stories.looking import Glance, look, may_say_uncredited
from geopolitik.model.people import VISITOR
from geopolitik.model.story import Change, ChangeKind, Trace
from geopolitik.publish.feeds import News, changed_summary, tally
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import decisions

_Pair = tuple[str, str]


def news_line(visit: Visit, story: Glance, revision: int) -> str:
    """What changed with a revision, in a line; kept, since it takes two traces to tell."""
    decided = tuple(sorted(decision.id for decision in story.decisions.values()))
    key = ("news", story.head.id, revision, decided)
    return visit.site.bodies.get(key, lambda: _line(visit, story.head.id, revision))


def _line(visit: Visit, story_id: str, revision: int) -> str:
    now = look(visit.house, VISITOR, story_id, revision=revision).trace
    before = look(visit.house, VISITOR, story_id, revision=revision - 1).trace if revision > 1 else None
    said = _approved(visit, story_id, now)
    return changed_summary(_news(now, before, said), is_first=before is None)


def _news(now: Trace, before: Trace | None, said: frozenset[_Pair]) -> News:
    captures = {annotation.capture_id for annotation in now.annotations}
    edges, changes = _edges(now), _changes(now, said)
    if before is None:
        return News(captures=len(captures), derivations=len(edges), changes=tally(changes))
    earlier = _edges(before)
    return News(
        captures=len(captures - {annotation.capture_id for annotation in before.annotations}),
        derivations=len(edges - earlier),
        changes=tally((changes - _changes(before, said)).elements()),
        withdrawn=len(earlier - edges),
    )


def _edges(trace: Trace) -> set[_Pair]:
    return {(d.original, d.copy) for d in trace.derivations if d.original != d.copy}


def _changes(trace: Trace, said: frozenset[_Pair]) -> Counter[Change]:
    return Counter(
        change
        for redline in trace.redlines
        for change in redline.changes
        # That credit was dropped is a charge: nobody reads of it before an editor approved it.
        if change.kind is not ChangeKind.CREDIT_DROPPED or (redline.original, redline.copy) in said
    )


def _approved(visit: Visit, story_id: str, trace: Trace) -> frozenset[_Pair]:
    """The edges of which it may be said that the copy doesn't credit its original."""
    edges = keeping.edges(story_id, trace, Naming.of(trace))
    with visit.house.store.reading() as r:
        standing = decisions.standing(r, [edge.id for edge in edges])
    return frozenset(
        (edge.original, edge.copy) for edge in edges if may_say_uncredited(edge, standing.get(edge.id))
    )
