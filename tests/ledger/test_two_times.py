"""What holds of any case: certainty lies within possibility, and nothing is used before it is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.made import KYIV, MOSCOW, WASHINGTON, case, incident

from geopolitik.ledger.accounts import status
from geopolitik.ledger.clocks import read
from geopolitik.ledger.differing import differ
from geopolitik.ledger.expiry import expiries
from geopolitik.ledger.knowledge import knowledge_of
from geopolitik.ledger.timeline import Band, Stretch, bands
from geopolitik.model.ledger.accounts import Account, AccountStatus, InForce, Knowledge, Stance
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.times import Counting, Duration, EndDay, Term, Unit, When

ZONES = ("UTC", KYIV, MOSCOW, WASHINGTON)
SOME = tuple("ABCDEF")

# A few days on both sides of daylight saving in Europe, so that accounts and questions meet.
# Half of them are full hours, so that an instant asked for is often the very one at which something ends.
some_day = st.datetimes(datetime(2026, 3, 20), datetime(2026, 4, 6)).map(
    lambda at: at.replace(second=0, microsecond=0)
)
moments = some_day | some_day.map(lambda at: at.replace(minute=0, hour=at.hour // 6 * 6))
instants = moments.map(lambda at: at.replace(tzinfo=UTC))
forms = st.sampled_from(("%Y-%m", "%Y-%m-%d", "%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%MZ"))
zones = st.lists(st.sampled_from(ZONES), max_size=2, unique=True).map(tuple)


@st.composite
def whens(draw: st.DrawFn) -> When:
    """A time: a month, a day, an hour or an instant, or between two."""
    first, form = draw(moments), draw(forms)
    later = first + draw(st.timedeltas(timedelta(0), timedelta(days=3)))
    latest = later.strftime(form) if draw(st.integers(0, 4)) == 0 else ""
    return When(first.strftime(form), latest, draw(zones))


durations = st.builds(
    Duration, st.integers(1, 9), st.sampled_from((Unit.HOURS, Unit.DAYS, Unit.WEEKS, Unit.MONTHS))
)
terms = st.builds(
    Term,
    st.none() | whens(),
    st.none() | whens(),
    st.sampled_from(EndDay),
    st.none() | durations,
    st.sampled_from(Counting),
    st.sampled_from(("", "", "a treaty")),
)


def accounts(name: str) -> st.SearchStrategy[Account]:
    """An account of a name that may refer to any other."""
    return st.builds(
        Account,
        st.just(name),
        st.just("truce"),
        st.sampled_from(("north", "south")),
        whens(),
        st.sampled_from((Stance.HOLDS, Stance.HOLDS, *Stance)),
        terms,
        known=st.none() | whens(),
        extends=st.sampled_from(("", *SOME)),
        restates=st.sampled_from(("", "", "", *SOME[:2])),
        broken_by=st.sampled_from(((), (), ("S",), ("S", "Q"))),
    )


@st.composite
def cases(draw: st.DrawFn, least: int = 1) -> Case:
    """A case of some accounts and two incidents."""
    names = SOME[: draw(st.integers(least, len(SOME)))]
    strikes = [replace(incident(name, "2026"), occurred=draw(whens())) for name in ("S", "Q")]
    return case(*(draw(accounts(name)) for name in names), zones=draw(zones), incidents=strikes)


@given(cases(), instants, instants)
def test_nothing_is_used_before_it_is_known(asked: Case, on: datetime, known: datetime) -> None:
    kept = tuple(
        one
        for one in asked.accounts
        if knowledge_of(one.said, one.known, asked.zones, known) is not Knowledge.NOT_YET
    )
    then = replace(asked, accounts=kept)
    known_then = [one for one in status(asked, on=on, known=known) if one.knowledge is not Knowledge.NOT_YET]
    assert known_then == list(status(then, on=on, known=known))
    assert expiries(asked, on=on, known=known) == expiries(then, on=on, known=known)
    assert bands(asked, "truce", known=known) == bands(then, "truce", known=known)


@given(cases(), instants, instants)
def test_an_answer_given_twice_is_the_answer_of_a_fresh_case(
    asked: Case, on: datetime, known: datetime
) -> None:
    for hours in (0, 7, 30):
        later = on + timedelta(hours=hours)
        assert status(asked, on=later, known=known) == status(replace(asked), on=later, known=known)


def inside(at: datetime, stretch: Stretch | None) -> bool:
    """Whether an instant lies in a stretch."""
    if stretch is None:
        return False
    return (stretch.start is None or stretch.start <= at) and (stretch.end is None or at < stretch.end)


def holds(band: Band, found: AccountStatus, on: datetime) -> None:
    """A band says what the answers say."""
    assert inside(on, band.certain) is (found.in_force is InForce.CERTAINLY)
    if band.possible is not None:
        assert inside(on, band.possible) is (found.in_force is not InForce.NOT)
    elif found.account.stance in (Stance.HOLDS, Stance.ENDED) and not found.account.restates:
        assert found.in_force is InForce.NOT


@given(cases(), instants, instants)
def test_the_certain_part_lies_within_the_possible_part(asked: Case, on: datetime, known: datetime) -> None:
    found = {one.account.id: one for one in status(asked, on=on, known=known)}
    for band in bands(asked, "truce", known=known):
        holds(band, found[band.account.id], on)
        if band.certain:
            assert band.possible
            assert band.certain.start
            assert band.certain.end
            assert band.certain.start < band.certain.end
            assert band.possible.start is None or band.possible.start <= band.certain.start
            assert band.possible.end is None or band.certain.end <= band.possible.end


def widened(when: When, zones: tuple[str, ...], before: timedelta, after: timedelta) -> When:
    """A time of which less is known: some time between a while before and a while after."""
    if before == after == timedelta(0):
        return when
    found = read(when, zones)
    assert found.earliest
    assert found.latest
    return When(
        f"{found.earliest - before:%Y-%m-%dT%H:%MZ}", f"{found.latest + after:%Y-%m-%dT%H:%MZ}", when.zones
    )


widths = st.sampled_from((timedelta(0), timedelta(minutes=1), timedelta(hours=6), timedelta(days=2)))
exact = st.builds(When, moments.map(lambda at: at.strftime("%Y-%m-%dT%H:%MZ")), st.just(""), zones)
doubt = (InForce.POSSIBLY, InForce.UNKNOWN)


@given(cases(), st.data(), instants)
def test_to_know_less_never_makes_an_answer_surer(asked: Case, data: st.DataObject, on: datetime) -> None:
    """Every time of a case is widened; extensions then start and end in wider ranges too."""
    known = datetime(2027, 1, 1, tzinfo=UTC)
    sharp = replace(asked, accounts=tuple(_sharp(one, data) for one in asked.accounts))
    wide = replace(
        sharp,
        accounts=tuple(_wide(one, sharp.zones, data) for one in sharp.accounts),
        incidents=tuple(
            replace(one, occurred=widened(one.occurred, sharp.zones, data.draw(widths), data.draw(widths)))
            for one in sharp.incidents
        ),
    )
    after = {one.account.id: one for one in status(wide, on=on, known=known)}
    for before in status(sharp, on=on, known=known):
        if before.in_force in doubt:
            assert after[before.account.id].in_force in doubt


def _sharp(one: Account, data: st.DataObject) -> Account:
    """An account whose term names instants, so that to widen them changes nothing else."""
    term = replace(
        one.term,
        start=data.draw(exact) if one.term.start else None,
        until=data.draw(exact) if one.term.until else None,
    )
    return replace(one, term=term)


def _wide(one: Account, zones_: tuple[str, ...], data: st.DataObject) -> Account:
    start, until = (
        widened(when, zones_, data.draw(widths), data.draw(widths)) if when else None
        for when in (one.term.start, one.term.until)
    )
    said = widened(one.said, zones_, data.draw(widths), data.draw(widths))
    return replace(one, said=said, known=None, term=replace(one.term, start=start, until=until))


@given(cases(), instants, st.sampled_from(ZONES))
def test_a_case_read_in_more_zones_is_never_surer(asked: Case, on: datetime, more: str) -> None:
    known = datetime(2027, 1, 1, tzinfo=UTC)
    narrow = replace(asked, zones=asked.zones or ("UTC",))
    for zones_ in ((*narrow.zones, more), ()):
        after = {one.account.id: one for one in status(replace(narrow, zones=zones_), on=on, known=known)}
        for before in status(narrow, on=on, known=known):
            if before.in_force in doubt:
                assert after[before.account.id].in_force in doubt


@given(cases(), instants, instants, instants)
def test_what_differs_is_what_the_two_answers_show(
    asked: Case, on: datetime, one: datetime, other: datetime
) -> None:
    first, second = min(one, other), max(one, other)
    found = differ(asked, on=on, known_before=first, known_after=second)
    before = {one.account.id: one for one in status(asked, on=on, known=first)}
    changed = {change.after.account.id: change for change in found.changed}
    learned = {entry.id for entry in found.learned}
    for after in status(asked, on=on, known=second):
        old, name = before[after.account.id], after.account.id
        assert (name in learned) is (old.knowledge is not after.knowledge)
        if name in changed:
            assert changed[name].after == after
            assert changed[name].before == (None if old.knowledge is Knowledge.NOT_YET else old)
        else:
            assert after == old or after.knowledge is Knowledge.NOT_YET


@given(cases(), instants, instants)
def test_what_runs_out_comes_soonest_first_and_has_not_run_out(
    asked: Case, on: datetime, known: datetime
) -> None:
    found = expiries(asked, on=on, known=known)
    earliest = [one.ends.earliest for one in found if one.ends.earliest]
    assert earliest == sorted(earliest)
    for one in found:
        assert one.event or one.ends.latest is None or on < one.ends.latest
        assert one.status.knowledge is not Knowledge.NOT_YET
