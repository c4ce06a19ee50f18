"""What arrives falls into its story: the one entrance for captures, from wherever they come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy import Connection

from geopolitik.app.house import House
from geopolitik.app.stories.ahead import Looked, look
from geopolitik.app.stories.furnishing import learn_from, read_by_profile
from geopolitik.app.stories.keeping import headed, write
from geopolitik.app.stories.planning import Newcomer, Plan, met, planned, still_holds
from geopolitik.app.stories.splitting import grown_apart, more_is_known, texts_changed, until_it_fits
from geopolitik.app.stories.turning import merge
from geopolitik.app.stories.weighing import Weighing
from geopolitik.model.capture import Capture
from geopolitik.model.growing import Arrival, Outcome
from geopolitik.model.keeping import StoryHead
from geopolitik.storage import audits, captures, growth, waiting

Progress = Callable[[str, int, int], None]
"""Called with the step's name, how many pieces of it are done, and how many there are."""


def arrived(
    house: House,
    found: Sequence[Capture],
    *,
    by: str | None = None,
    progress: Progress | None = None,
) -> tuple[Arrival, ...]:
    """Take captures in one after the other: each is kept, and falls into its story or founds one.

    Each is one transaction: an interrupted run is begun again, and what was taken in is known by then.

    Args:
        found: what arrived; what can't be read is kept all the same, and told as rejected.
        by: id of the user who brought it.
        progress: told how many are done.
    """
    arrivals = []
    for number, capture in enumerate(found):
        if progress is not None:
            progress("grow", number, len(found))
        arrivals.append(take_in(house, capture, by=by))
    if progress is not None:
        progress("grow", len(found), len(found))
    return tuple(arrivals)


def take_in(
    house: House, capture: Capture, *, by: str | None = None, looked: Looked | None = None
) -> Arrival:
    """Take a capture in: it is kept, and falls into its story or founds one.

    Args:
        house: the site.
        capture: what arrived.
        by: id of the user who brought it.
        looked: what was seen of it ahead of its turn; the outcome is the same without.
    """
    with house.store.reading() as r:
        story = growth.holds(r, capture.id)
    if story is not None:
        return Arrival(capture.id, Outcome.KNOWN, story)
    looked = looked or look(capture)
    if looked.text is None:
        with house.store.writing() as w:
            captures.add(w, [capture], at=house.clock())
            waiting.settle(w, capture.id)
        return Arrival(capture.id, Outcome.REJECTED, reason=looked.reason)
    with house.store.reading() as r:
        text = read_by_profile(r, looked.text)
        # What was compared ahead was compared as it was read then.
        same = looked.newcomer is not None and text is looked.text
        newcomer = looked.newcomer if looked.newcomer is not None and same else met(text)
        weighing = Weighing(looked.reasoned, house.trees)
        plan = planned(house, r, newcomer, weighing)
    with house.store.writing() as w:
        # Reasoning takes its time, and others may wait to write: it is done before, and again if need be.
        if not still_holds(w, plan):
            plan = planned(house, w, newcomer, weighing)
        head, arrival, brought_together = _carried_out(house, w, newcomer, plan, by)
    # Others will join it, and would have it read from the store.
    house.shelf.put((head.id, head.revision), plan.grown.trace.without_bytes())
    for other in brought_together:
        until_it_fits(partial(more_is_known, house, other))
    return _settled(house, arrival, plan)


def _carried_out(
    house: House, connection: Connection, newcomer: Newcomer, plan: Plan, by: str | None
) -> tuple[StoryHead, Arrival, tuple[str, ...]]:
    """Write down what was planned; which stories what was learnt by it may part."""
    at = house.clock()
    head = headed(plan.grown.trace, plan.heads[0] if plan.heads else None, at=at, by=by)
    captures.add(connection, [newcomer.annotation.article.capture], at=at)
    waiting.settle(connection, newcomer.annotation.capture_id)
    merged = plan.heads[1:]
    for old in merged:
        merge(connection, old, head, at=at)
    write(
        connection,
        head,
        plan.grown.trace,
        new=plan.new,
        relations=plan.grown.relations,
        prints={newcomer.annotation.capture_id: newcomer.fingerprint},
    )
    brought_together = learn_from(connection, newcomer.annotation)
    outcome = _outcome(plan)
    detail = f"revision {head.revision}"
    audits.note(connection, outcome.value, "story", head.id, by=by, at=at, detail=detail)
    arrival = Arrival(newcomer.annotation.capture_id, outcome, head.id, tuple(old.id for old in merged))
    return head, arrival, brought_together


def _settled(house: House, arrival: Arrival, plan: Plan) -> Arrival:
    """Where a text stands once its story is parted from what has nothing to do with it."""
    story = arrival.story
    if not plan.heads or story is None:
        return arrival
    if plan.read_anew:
        # What is left of texts without their furniture may have nothing to do with the story.
        until_it_fits(lambda: texts_changed(house, story, plan.read_anew))
    until_it_fits(lambda: grown_apart(house, story, plan.grown.trace))
    with house.store.reading() as r:
        return replace(arrival, story=growth.holds(r, arrival.capture))


def _outcome(plan: Plan) -> Outcome:
    if not plan.heads:
        return Outcome.FOUNDED
    if len(plan.heads) > 1:
        return Outcome.MERGED
    return Outcome.WITNESS if plan.is_witness else Outcome.JOINED
