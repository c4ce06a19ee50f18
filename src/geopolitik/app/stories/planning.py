"""Where a text that arrived belongs, and what its story is with it: reasoned, not yet written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import msgspec
from sqlalchemy import Connection

from geopolitik.app.house import House
from geopolitik.app.stories.belonging import Compared, home, may_be_related
from geopolitik.app.stories.extending import Extended, Weighed, extended
from geopolitik.app.stories.furnishing import as_known_now
from geopolitik.app.stories.keeping import print_of
from geopolitik.app.stories.weighing import Weighing
from geopolitik.index.kept import KeptIndex, Seen
from geopolitik.model.annotation import Annotation
from geopolitik.model.candidates import Candidate, Fingerprint
from geopolitik.model.growing import Place
from geopolitik.model.keeping import StoryHead
from geopolitik.model.story import Relation, Trace, Wording
from geopolitik.steps.group import group
from geopolitik.steps.lineage.pair.claims import are_of_one_outlet
from geopolitik.storage import decisions, growth, postings, revisions, stories

_MOST_CANDIDATES = 24
_MOST_COMPARED = 5
"""Candidates whose words are compared one by one; the rest count by their rare words."""
_FOREIGN = 0.3
"""A share of rare words from which a text in another language is compared: names are all that both have."""
_MOST_STORIES = 4


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A text that arrived, read."""

    annotation: Annotation
    wording: Wording
    fingerprint: Fingerprint
    seen: Seen | None = None
    """What the index had of it when it was looked at ahead of its turn."""
    foreseen: Foreseen | None = None
    """Where it belonged by then."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Where a newcomer belongs, as long as what that rests on stays as it is."""

    ground: bytes
    """A digest of that: its candidates, their places, the stories as they stood, and who was parted."""
    homes: tuple[str, ...]
    compared: tuple[str, ...]
    """Ids of those wordings of these stories that it was compared with."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a newcomer belongs."""

    held: int
    """Texts in the index at that time."""
    heads: tuple[StoryHead, ...]
    """The stories it belongs to, as they stood; the one that goes on first."""
    compared: tuple[Compared, ...]
    """Known wordings of these stories that it was compared with."""
    ground: bytes
    """What this rests on, as a digest."""

    @property
    def foreseen(self) -> Foreseen:
        """The same in short."""
        homes = tuple(head.id for head in self.heads)
        return Foreseen(self.ground, homes, tuple(one.wording for one in self.compared))


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a newcomer, reasoned from the store as it stood."""

    held: int
    """Texts in the index at that time."""
    heads: tuple[StoryHead, ...]
    """The stories it belongs to, as they stood; the one that goes on first."""
    grown: Extended
    new: tuple[Annotation, ...]
    """Its texts that the first of these stories didn't hold."""
    is_witness: bool
    """Whether its wording was known."""
    read_anew: frozenset[str]
    """Captures of its texts that are read otherwise now: more is known of their outlets' pages."""


def met(annotation: Annotation) -> Newcomer:
    """A text with what it is found by."""
    wording = group([annotation])[0]
    return Newcomer(annotation, wording, print_of(annotation))


def planned(house: House, connection: Connection, newcomer: Newcomer, weighing: Weighing) -> Plan:
    """Where a newcomer belongs, and the story with it."""
    return drawn(house, connection, newcomer, placed(house, connection, newcomer, weighing), weighing)


def placed(house: House, connection: Connection, newcomer: Newcomer, weighing: Weighing) -> Placed:
    """Where a newcomer belongs."""
    held = postings.count(connection)
    index = KeptIndex(connection)
    candidates = index.find(newcomer.fingerprint, most=_MOST_CANDIDATES, seen=newcomer.seen)
    places = growth.places(connection, [newcomer.wording.id, *(c.key for c in candidates)])
    heads = stories.some(connection, list({p.story for p in places.values()}), public_only=False)
    parted = growth.parted(connection, list(heads))
    ground = _digest(candidates, places, heads, parted)
    own, foreseen = places.get(newcomer.wording.id), newcomer.foreseen
    compared: list[Compared] = []
    if own is not None:
        homes: tuple[str, ...] = (own.story,)
    elif foreseen is not None and foreseen.ground == ground:
        homes = foreseen.homes
        kept = [candidate for candidate in candidates if candidate.key in foreseen.compared]
        compared = _compared(house, connection, newcomer, weighing, kept, places, heads)
    else:
        worth = _worth(connection, newcomer, candidates, places)[:_MOST_COMPARED]
        compared = _compared(house, connection, newcomer, weighing, worth, places, heads)
        likely = list(dict.fromkeys(places[c.key].story for c in candidates if c.key in places))
        events = _events(connection, likely[:_MOST_STORIES])
        homes = home(newcomer.fingerprint, compared, events, heads, parted)
        compared = [one for one in compared if one.story in homes]
    return Placed(held, tuple(heads[story] for story in homes), tuple(compared), ground)


def _digest(
    candidates: Sequence[Candidate],
    places: Mapping[str, Place],
    heads: Mapping[str, StoryHead],
    parted: frozenset[frozenset[str]],
) -> bytes:
    """What is reasoned of a newcomer rests on these alone: the texts themselves never change."""
    # Shares hang on how many texts there are; all that is asked of them is whether they are large.
    found = [(c.key, c.grams, c.share >= _FOREIGN) for c in candidates]
    known = [sorted(places.items()), sorted(heads.items()), sorted(sorted(pair) for pair in parted)]
    return sha256(msgspec.msgpack.encode([found, *known])).digest()


def drawn(
    house: House, connection: Connection, newcomer: Newcomer, place: Placed, weighing: Weighing
) -> Plan:
    """The story with a newcomer, from where it belongs."""
    joining = _joining(house, connection, newcomer, place)
    grown = extended(
        joining.traces,
        joining.known,
        newcomer.annotation,
        weighed=joining.weighed,
        weighing=weighing,
        rejected=decisions.rejected(connection, [head.id for head in place.heads]),
    )
    before = {wording.id for trace in joining.traces for wording in trace.wordings}
    is_witness = bool(before) and {w.id for w in grown.trace.wordings if w.witnesses} <= before
    stay = joining.traces[0].annotations if joining.traces else ()
    had = {annotation.capture_id for annotation in stay} - joining.read_anew
    new = tuple(a for a in grown.trace.annotations if a.capture_id not in had)
    return Plan(place.held, place.heads, grown, new, is_witness, joining.read_anew)


@dataclass(frozen=True, slots=True)
class _Joining:
    """What a newcomer's story is made of."""

    traces: tuple[Trace, ...]
    """Those of the stories that it belongs to, read as is known now."""
    read_anew: frozenset[str]
    known: tuple[Relation, ...]
    weighed: Weighed


def _joining(house: House, connection: Connection, newcomer: Newcomer, place: Placed) -> _Joining:
    homes = [head.id for head in place.heads]
    kept = [trace_of(house, connection, head) for head in place.heads]
    traces = tuple(as_known_now(connection, trace) for trace in kept)
    read_anew = frozenset(
        now.capture_id
        for before, after in zip(kept, traces, strict=True)
        for was, now in zip(before.annotations, after.annotations, strict=True)
        if was is not now
    )
    weighed = {
        (one.wording, newcomer.wording.id): (one.relation, one.alignment)
        for one in place.compared
        if one.alignment.a.capture_id not in read_anew
    }
    return _Joining(traces, read_anew, known(connection, homes, traces), weighed)


def _compared(
    house: House,
    connection: Connection,
    newcomer: Newcomer,
    weighing: Weighing,
    candidates: Sequence[Candidate],
    places: Mapping[str, Place],
    heads: Mapping[str, StoryHead],
) -> list[Compared]:
    """Candidates, aligned with the newcomer."""
    found: list[Compared] = []
    for candidate in candidates:
        place = places[candidate.key]
        head = heads[place.story]
        held = revisions.text_of(connection, head, place.wording, place.capture, texts=house.annotations)
        if held is not None:
            wording, text = held
            pair = weighing(wording, newcomer.wording, text, newcomer.annotation)
            is_own = are_of_one_outlet(text.article, newcomer.annotation.article)
            found.append(Compared(wording.id, place.story, *pair, is_own))
    return found


def _worth(
    connection: Connection, newcomer: Newcomer, candidates: Sequence[Candidate], places: Mapping[str, Place]
) -> list[Candidate]:
    """The candidates that may be related to the newcomer."""
    there = [candidate for candidate in candidates if candidate.key in places]
    terms = postings.terms_of(connection, [candidate.key for candidate in there])
    related = may_be_related(newcomer.fingerprint.terms, [(terms[c.key][1], c.grams) for c in there])
    spoken = newcomer.annotation.article.language
    languages = stories.languages(connection, [places[c.key].capture for c in there]) if spoken else {}
    foreign = [languages.get(places[c.key].capture, spoken) != spoken for c in there]
    return [
        c
        for c, may, is_foreign in zip(there, related, foreign, strict=True)
        if may or (is_foreign and c.share >= _FOREIGN)
    ]


def _events(connection: Connection, story_ids: Sequence[str]) -> dict[str, list[Fingerprint]]:
    """The texts of some stories as fingerprints, oldest first."""
    found: dict[str, list[Fingerprint]] = {}
    for story in story_ids:
        ids = [place.wording for place in growth.members(connection, story)]
        terms = postings.terms_of(connection, ids)
        found[story] = [Fingerprint((), terms[i][1], terms[i][0]) for i in ids if i in terms]
    return found


def known(connection: Connection, story_ids: Sequence[str], traces: Sequence[Trace]) -> tuple[Relation, ...]:
    """What was found of pairs: as it was before their family settled it, where that was kept."""
    found = {(r.a, r.b): r for trace in traces for r in trace.relations}
    found |= {(r.a, r.b): r for r in growth.relations_of(connection, story_ids)}
    return tuple(found.values())


def trace_of(house: House, connection: Connection, head: StoryHead) -> Trace:
    """The latest trace of a story, from the shelf if it was looked at lately."""

    def made() -> Trace:
        found = revisions.trace_of(connection, head.id, head.revision, texts=house.annotations)
        assert found is not None
        return found

    return house.shelf.get((head.id, head.revision), made)


def still_holds(connection: Connection, plan: Plan) -> bool:
    """Whether nothing has changed on which a plan rests."""
    if postings.count(connection) != plan.held:
        return False
    now = stories.some(connection, [head.id for head in plan.heads], public_only=False)
    return all(head.id in now and now[head.id].revision == head.revision for head in plan.heads)
