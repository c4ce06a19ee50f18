"""When what held a story together falls, or it turns out to tell of two events, a part of it becomes a story
of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise

from sqlalchemy import Connection

from geopolitik.app.house import House
from geopolitik.app.stories.extending import extended
from geopolitik.app.stories.planning import known, trace_of
from geopolitik.app.stories.turning import Word, join, read_anew, split
from geopolitik.errors import ConflictError
from geopolitik.model.candidates import Fingerprint
from geopolitik.model.growing import Turn
from geopolitik.model.keeping import KeptDerivation, StoryHead
from geopolitik.model.story import Trace, Verdict
from geopolitik.steps.group.events import likenesses, parts
from geopolitik.steps.group.linking import Linked
from geopolitik.storage import decisions, growth, postings, revisions, stories

_RELATED = (Verdict.DERIVED, Verdict.COMMON_ORIGIN)
_UNLIKE = "Without what repeats on their outlet's pages, these texts have nothing in common with the story."
_TRIES = 3
Group = frozenset[str]
"""Ids of wordings."""
_MOST_LOOKED_AT = 64
"""A story of more wordings isn't looked through for two events with each text that arrives."""


def grown_apart(house: House, story_id: str, trace: Trace) -> tuple[StoryHead, ...]:
    """Split a story that tells of two events by now; texts made from one another stay together.

    The part that is largest, or oldest if some are of one size, goes on as the story.

    Args:
        story_id: the story.
        trace: it as the text that arrived left it.

    Returns:
        The new stories; none if it tells of one event.

    Raises:
        ConflictError: the story has grown meanwhile.
    """
    if not 2 < len(trace.wordings) <= _MOST_LOOKED_AT:
        return ()
    with house.store.reading() as r:
        head = stories.get(r, story_id) if len(_told(r, trace, _made_from(trace, ()))) > 1 else None
        if head is None:
            return ()
        trace = trace_of(house, r, head)
        groups = _told(r, trace, [*_made_from(trace, ()), *_held_by_hand(r, head, trace)])
    held = [captures for group in groups if (captures := _captures(trace, group))]
    held.sort(key=lambda captures: _weight(trace, captures))
    reason = "These texts share far more with each other than with the others: they tell of another event."
    found = []
    for leaving in held[:-1]:
        head, new = split(house, head, leaving, Word(reason), Turn.SPLIT)
        found.append(new)
    return tuple(found)


def until_it_fits(settle: Callable[[], object]) -> None:
    """Let a story follow what has changed; one that grows all the while stays as it is for now."""
    for _ in range(_TRIES):
        with suppress(ConflictError):
            settle()
            return


def bridge_fell(house: House, edge: KeptDerivation) -> StoryHead | None:
    """Split a story if an edge of it that an analyst has rejected was all that held a part of it.

    The part that is larger, or older if both are of one size, goes on as the story.

    Returns:
        The new story, or None if all of it still belongs together.

    Raises:
        ConflictError: the story has grown meanwhile.
    """
    with house.store.reading() as r:
        head = stories.get(r, edge.story_id)
        if head is None or head.withdrawn_at is not None:
            return None
        trace = trace_of(house, r, head)
        groups = _groups(r, head, trace)
    ends = [group for group in groups if not group.isdisjoint((edge.original, edge.copy))]
    leaving = min((_captures(trace, group) for group in ends), key=lambda part: _weight(trace, part))
    if len(ends) < 2 or not leaving:
        return None
    reason = f"{edge.copy_name} is not made from {edge.original_name}, and nothing else holds these texts."
    return split(house, head, leaving, Word(reason), Turn.SPLIT)[1]


def texts_changed(house: House, story_id: str, captures: Collection[str]) -> tuple[StoryHead, ...]:
    """Split off what nothing holds to a story any more, after some of its texts were read otherwise.

    Returns:
        The new stories.
    """
    made: list[StoryHead] = []
    while True:
        with house.store.reading() as r:
            head = stories.get(r, story_id)
            assert head is not None
            trace = trace_of(house, r, head)
            held = [_captures(trace, group) for group in _groups(r, head, trace)]
        stays = max(held, key=lambda part: _weight(trace, part))
        leaving = next((part for part in held if part != stays and not set(part).isdisjoint(captures)), ())
        if not leaving:
            return tuple(made)
        made.append(split(house, head, leaving, Word(_UNLIKE), Turn.SPLIT)[1])


def more_is_known(house: House, story_id: str) -> tuple[StoryHead, ...]:
    """Read a story's texts by what is known of their outlets' pages now, and split off what nothing holds.

    Returns:
        The new stories.

    Raises:
        ConflictError: the story has grown meanwhile.
    """
    with house.store.reading() as r:
        head = stories.get(r, story_id)
    if head is None or head.withdrawn_at is not None:
        return ()
    return texts_changed(house, story_id, read_anew(house, head))


def bridge_stands(house: House, edge: KeptDerivation) -> StoryHead | None:
    """Make one of two stories again that were split when an edge was rejected: that was taken back.

    Returns:
        The story that goes on, or None if there is nothing to do.

    Raises:
        ConflictError: one of them has grown meanwhile.
    """
    with house.store.reading() as r:
        places = growth.places(r, [edge.original, edge.copy])
        homes = {place.story for place in places.values()} | {edge.story_id}
        event = next(
            (
                event
                for event in reversed(growth.events_of(r, edge.story_id))
                if event.kind is Turn.SPLIT and event.withdrawn_at is None and not event.by_hand
                if {event.story, event.other} == homes
            ),
            None,
        )
        heads = stories.some(r, list(homes), public_only=False)
    if event is None or len(heads) < 2:
        return None
    word = Word(f"Taken back: {event.reason}", undoes=event)
    return join(house, heads[event.story], heads[event.other], word)


def _groups(connection: Connection, head: StoryHead, trace: Trace) -> list[Group]:
    """The wordings of a story, in groups that belong together: by what they are made of, by what they tell,
    or because somebody said so."""
    rejected = decisions.rejected(connection, [head.id])
    verdicts = known(connection, [head.id], [trace])
    now = extended([trace], verdicts, None, weighed={}, rejected=rejected).trace
    links = _made_from(now, _severed(trace, rejected))
    return _told(connection, now, [*links, *_held_by_hand(connection, head, now)])


def _made_from(trace: Trace, severed: Sequence[set[str]]) -> list[tuple[str, str]]:
    """Pairs of wordings of which one is made from the other, or both from a third."""
    related = [(r.a, r.b) for r in trace.relations if r.relation in _RELATED]
    edges = [(d.original, d.copy) for d in trace.derivations]
    return [pair for pair in (*related, *edges) if set(pair) not in severed]


def _told(connection: Connection, trace: Trace, links: Iterable[tuple[str, str]]) -> list[Group]:
    """The wordings of a trace by the events they tell of; those that links tie stay together."""
    tied = _joined((wording.id for wording in trace.wordings), links)
    terms = postings.terms_of(connection, [w.id for w in trace.wordings if w.representative])
    place = {wording: n for n, wording in enumerate(terms)}
    telling = [group for group in tied if not group.isdisjoint(place)]
    scores = likenesses([Fingerprint((), words, day) for day, words in terms.values()])
    found = parts(scores, [sorted(place[w] for w in group if w in place) for group in telling])
    events = [
        frozenset[str]().union(*(group for group in telling if {place.get(w) for w in group} & set(part)))
        for part in found
    ]
    return [*events, *(group for group in tied if group.isdisjoint(place))]


def _severed(trace: Trace, rejected: Collection[tuple[str, str]]) -> list[set[str]]:
    """Pairs that a rejected edge had tied by way of a text that isn't captured."""
    lost = {wording.id for wording in trace.wordings if wording.representative is None}
    beside: dict[str, set[str]] = {wording: set() for wording in lost}
    for d in trace.derivations:
        for one, other in ((d.original, d.copy), (d.copy, d.original)):
            if one in lost:
                beside[one].add(other)
    pairs = [pair for a, b in rejected for pair in ((a, b), (b, a))]
    return [{end, other} for middle, end in pairs for other in beside.get(middle, ()) if other != end]


def _held_by_hand(connection: Connection, head: StoryHead, trace: Trace) -> Iterator[tuple[str, str]]:
    """Pairs of wordings that somebody handed in together, or whose stories somebody joined."""
    sets = [
        event.captures
        for event in growth.events_of(connection, head.id)
        if event.kind is Turn.MERGED and event.by_hand and event.withdrawn_at is None
    ]
    made = revisions.by_people(connection, head.id)
    first = revisions.trace_of(connection, head.id, made[0]) if made else None
    if first is not None:
        sets.append(tuple(annotation.capture_id for annotation in first.annotations))
    carried = {witness.capture: w.id for w in trace.wordings for witness in w.witnesses}
    for captures in sets:
        held = [carried[capture] for capture in captures if capture in carried]
        yield from pairwise(held)


def _joined(wordings: Iterable[str], links: Iterable[tuple[str, str]]) -> list[Group]:
    """The groups that links make of wordings."""
    linked = Linked(wordings)
    for a, b in links:
        if a in linked and b in linked:
            linked.link(a, b)
    return [frozenset(group) for group in linked.groups()]


def _captures(trace: Trace, group: Group) -> tuple[str, ...]:
    carrying = {w.capture for wording in trace.wordings if wording.id in group for w in wording.witnesses}
    return tuple(a.capture_id for a in trace.annotations if a.capture_id in carrying)


def _weight(trace: Trace, captures: Sequence[str]) -> tuple[int, int]:
    """Sorts parts of a story: the smaller first, of two that are equal the younger."""
    order = [annotation.capture_id for annotation in trace.annotations]
    return len(captures), -min((order.index(capture) for capture in captures), default=0)
