"""What is new in each revision of a story, as far as everybody may know it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from geopolitik.app.stories.looking import look
from geopolitik.model.people import VISITOR
from geopolitik.model.story import Change, ChangeKind, Trace
from geopolitik.pipeline import corrections
from geopolitik.publish.correcting import summary
from geopolitik.publish.feeds import News, changed_summary, tally
from geopolitik.publish.site.visit import Visit

_Pair = tuple[str, str]


def news_line(visit: Visit, story_id: str, revision: int) -> str:
    """What changed with a revision, in a line; kept, since it takes two traces to tell and never changes."""
    return visit.site.bodies.get(("news", story_id, revision), lambda: _line(visit, story_id, revision))


def _line(visit: Visit, story_id: str, revision: int) -> str:
    now = look(visit.house, VISITOR, story_id, revision=revision).trace
    before = look(visit.house, VISITOR, story_id, revision=revision - 1).trace if revision > 1 else None
    told = [changed_summary(_news(now, before), is_first=before is None)]
    known = {(c.before.capture_id, c.after.capture_id) for c in corrections(before)} if before else set()
    told += [
        summary(one)
        for one in corrections(now)
        if (one.before.capture_id, one.after.capture_id) not in known and one.changes
    ]
    return " ".join(told)


def _news(now: Trace, before: Trace | None) -> News:
    captures = {annotation.capture_id for annotation in now.annotations}
    edges, changes = _edges(now), _changes(now)
    if before is None:
        return News(captures=len(captures), derivations=len(edges), changes=tally(_alone(changes)))
    earlier = _edges(before)
    return News(
        captures=len(captures - {annotation.capture_id for annotation in before.annotations}),
        derivations=len(edges - earlier),
        changes=tally(_alone(changes - _changes(before))),
        withdrawn=len(earlier - edges),
    )


def _edges(trace: Trace) -> set[_Pair]:
    return {(d.original, d.copy) for d in trace.derivations if d.original != d.copy}


def _changes(trace: Trace) -> Counter[tuple[str, str, Change]]:
    return Counter(
        (redline.original, redline.copy, change)
        for redline in trace.redlines
        for change in redline.changes
        # That credit was dropped is a charge; once an editor approves it, it has an entry of its own.
        if change.kind is not ChangeKind.CREDIT_DROPPED
    )


def _alone(changes: Counter[tuple[str, str, Change]]) -> Iterator[Change]:
    return (change for _, _, change in changes.elements())
