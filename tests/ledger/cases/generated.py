"""Valid cases by the hundred: every field, every enum, ids that refer to what is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from hypothesis import strategies as st

from geopolitik.model.ledger.accounts import Account, Arrangement, Stance
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Answer, Claim, Count, Incident, Precision, Question
from geopolitik.model.ledger.ladders import (
    Blocker,
    ClockEvent,
    Duty,
    Element,
    EventKind,
    Guard,
    GuardReport,
    Ladder,
    Limit,
    Standing,
    StandingReport,
    Step,
    StepEvent,
    Window,
)
from geopolitik.model.ledger.positions import Position, PositionKind
from geopolitik.model.ledger.sources import ASSUMPTION, Actor, ActorKind, Document, Passage, Role
from geopolitik.model.ledger.times import Counting, Duration, EndDay, Term, Unit, When

T = TypeVar("T")
_CHARS = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff") | st.sampled_from(
    "\n :#-'\"{}[]&*!|>%@`,?\t"
)
TEXTS = st.text(_CHARS, max_size=40)
SAID = st.text(_CHARS, min_size=1, max_size=40)
ZONES = st.lists(st.sampled_from(["Europe/Kyiv", "UTC", "Pacific/Apia"]), max_size=2, unique=True).map(tuple)
GIVEN = st.dates().filter(lambda day: 1000 <= day.year <= 3000).map(str)
FORMS = st.sampled_from(["{}", "{}T02:30", "{}T23:59:59", "{}T00:00Z", "{}T00:00+05:45"])
TIMES = st.builds(str.format, FORMS, GIVEN) | st.sampled_from(["2026", "2026-02"])
WHENS = st.builds(When, TIMES, st.just(""), ZONES, TEXTS) | st.just(
    When("2026-02-02T18:00", "2026-02-03T08:00")
)
MAYBE = st.none() | WHENS
DURATIONS = st.builds(Duration, st.integers(1, 90), st.sampled_from(Unit))
IDS = ("a", "b2", "c-3", "d_4")


def several(one: st.SearchStrategy[T], most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(one, max_size=most).map(tuple)


def some_of(*names: str) -> st.SearchStrategy[str]:
    return st.sampled_from(names)


COLUMNS = st.dictionaries(TEXTS, TEXTS, max_size=2).map(lambda columns: tuple(columns.items()))
PASSAGES = st.builds(Passage, some_of(*IDS, ASSUMPTION), TEXTS, TEXTS)
RESTS = st.lists(PASSAGES, min_size=1, max_size=2).map(tuple)
ACTORS = some_of(*IDS)
STEPS = some_of("one", "two")
TERMS = st.builds(
    Term,
    start=MAYBE,
    until=MAYBE,
    end_day=st.sampled_from(EndDay),
    lasting=st.none() | DURATIONS,
    counting=st.sampled_from(Counting),
    until_event=TEXTS,
)
CLAIMS = st.builds(
    Claim,
    st.sampled_from([Question.OCCURRENCE, Question.BREACH, Question.FINDING]),
    st.sampled_from(Answer),
    ACTORS,
    WHENS,
    of=some_of("", "ladder.one", *IDS),
    known=MAYBE,
    rests_on=RESTS,
    note=TEXTS,
)
COUNTS = st.builds(
    lambda what, by, said, numbers, limits, rests: Count(
        what, by, said, numbers[1], numbers[0], numbers[2], limits, rests
    ),
    TEXTS,
    ACTORS,
    WHENS,
    st.lists(st.integers(0, 900), min_size=3, max_size=3).map(sorted),
    TEXTS,
    RESTS,
)


def windows(since: tuple[str, ...]) -> st.SearchStrategy[Window]:
    return st.builds(
        Window,
        st.sampled_from(Limit),
        DURATIONS,
        some_of("", *since),
        TEXTS,
        st.none() | st.sampled_from(ClockEvent),
        several(PASSAGES),
    )


REPORTS = st.builds(GuardReport, st.sampled_from(Answer), ACTORS, WHENS, MAYBE, RESTS)
GUARDS = st.builds(Guard, TEXTS, some_of("", "one"), some_of("", *IDS), several(REPORTS), several(PASSAGES))
BLOCKERS = st.builds(Blocker, TEXTS, ACTORS, WHENS, RESTS, several(PASSAGES), MAYBE)


def step(name: str, after: tuple[str, ...]) -> st.SearchStrategy[Step]:
    return st.builds(
        Step,
        st.just(name),
        TEXTS,
        st.sampled_from(Duty),
        several(ACTORS),
        trigger=TEXTS,
        after=st.just(after),
        windows=several(windows(after)),
        guards=several(GUARDS),
        then=several(st.just("two")) if not after else st.just(()),
        otherwise=several(st.just("two")) if not after else st.just(()),
        parallel=several(STEPS),
        settles=TEXTS,
        blockers=several(BLOCKERS, 1),
        rests_on=RESTS,
    )


EVENTS = st.builds(StepEvent, STEPS, st.sampled_from(EventKind), WHENS, ACTORS, MAYBE, WHENS, RESTS)
STANDINGS = st.builds(StandingReport, st.sampled_from(Standing), ACTORS, WHENS, MAYBE, RESTS, TEXTS)
ELEMENTS = st.builds(
    Element,
    st.just("element"),
    TEXTS,
    several(several(SAID, 3)),
    st.none() | DURATIONS,
    several(SAID),
    some_of("", "two"),
)
LADDERS = st.builds(
    Ladder,
    st.just("ladder"),
    ACTORS,
    TEXTS,
    st.lists(st.sampled_from(ClockEvent), min_size=1, max_size=2).map(tuple),
    ZONES,
    st.tuples(step("one", ()), step("two", ("one",))),
    standings=several(STANDINGS),
    events=several(EVENTS),
    elements=several(ELEMENTS, 1),
    depends_on=TEXTS,
    finders=several(ACTORS),
    rests_on=RESTS,
)


def account(name: str) -> st.SearchStrategy[Account]:
    return st.builds(
        Account,
        st.just(name),
        ACTORS,
        ACTORS,
        WHENS,
        st.sampled_from(Stance),
        term=TERMS,
        speaker=some_of("", *IDS),
        known=MAYBE,
        covers=TEXTS,
        covers_readings=several(SAID),
        condition=SAID,
        release=TEXTS,
        broken_by=several(ACTORS),
        columns=COLUMNS,
        rests_on=RESTS,
        note=TEXTS,
    )


def position(name: str) -> st.SearchStrategy[Position]:
    return st.builds(
        Position,
        st.just(name),
        ACTORS,
        SAID,
        st.sampled_from(PositionKind),
        SAID,
        WHENS,
        addressee=some_of("", *IDS),
        condition=TEXTS,
        start=MAYBE,
        end=MAYBE,
        known=MAYBE,
        rests_on=RESTS,
        copies=several(PASSAGES),
    )


def each(make: Callable[[str], st.SearchStrategy[T]]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.tuples(*(make(name) for name in IDS))


ROLES = st.builds(Role, TEXTS, some_of("", *IDS), MAYBE, MAYBE)
CASES = st.builds(
    Case,
    some_of("case"),
    SAID,
    TEXTS,
    st.booleans(),
    ZONES,
    each(
        lambda name: st.builds(
            Document, st.just(name), TEXTS, MAYBE, TEXTS, TEXTS, read=st.booleans(), capture=TEXTS
        )
    ),
    each(
        lambda name: st.builds(
            Actor, st.just(name), SAID, st.sampled_from(ActorKind), several(SAID), several(ROLES)
        )
    ),
    each(
        lambda name: st.builds(
            Arrangement,
            st.just(name),
            TEXTS,
            several(ACTORS),
            COLUMNS,
            RESTS,
        )
    ),
    each(account),
    each(
        lambda name: st.builds(
            Incident,
            st.just(name),
            TEXTS,
            WHENS,
            TEXTS,
            st.sampled_from(Precision),
            several(CLAIMS),
            several(COUNTS),
            RESTS,
        )
    ),
    st.tuples(LADDERS),
    each(position),
)
