"""Terms: from when until when an account says that something holds, as ranges of instants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from geopolitik.ledger.clocks import ending, is_day_or_longer, lasting_from, lasting_until, later, read
from geopolitik.ledger.zones import hull
from geopolitik.model.ledger.accounts import InForce
from geopolitik.model.ledger.times import Counting, EndDay, Moment, Term, Unit


@dataclass(frozen=True, slots=True)
class Bounds:
    """When a term begins and ends; None where nothing stated says so."""

    starts: Moment | None
    ends: Moment | None
    by_event: bool = False
    """It ends with an event, by `ends` at the latest if that is there."""

    @property
    def turned(self) -> bool:
        """Whether it ends before it begins, under every reading."""
        starts, ends = self.starts, self.ends
        if not starts or not starts.earliest or not ends or not ends.latest:
            return False
        return ends.latest <= starts.earliest


NONE = Bounds(None, None)
"""No word of when."""


class Why(Enum):
    """What decides whether something is in force at an instant."""

    NOT_BEGUN = "before its start under every reading"
    BEGINNING = "within the range of its start"
    WITHIN = "between start and end under every reading"
    ENDING = "within the range of its end"
    LAPSED = "after its end under every reading"
    UNTIL_EVENT = "it ends with an event"
    NO_START = "no start is stated"
    NO_END = "no end is stated"


def bounds_of(term: Term, zones: tuple[str, ...], prolonged: Bounds | None = None) -> Bounds:
    """A term's start and end.

    A start that isn't stated is reckoned back from a stated end and length, or is that of the term that this
    one prolongs; an end is the stated one, the start and the length, or the prolonged term's end and the
    length. Where the end is stated in two ways, both are reckoned with.

    Args:
        term: what the account states.
        zones: IANA names for times that name none.
        prolonged: the bounds of the term that it extends.
    """
    starts = _start(term, zones, prolonged)
    ends = _ends(term, zones, prolonged)
    return Bounds(starts, hull(*ends) if ends else None, bool(term.until_event))


def _start(term: Term, zones: tuple[str, ...], prolonged: Bounds | None) -> Moment | None:
    if term.start:
        return read(term.start, zones)
    if prolonged and prolonged.starts:
        return prolonged.starts
    if term.until and term.lasting:
        return lasting_until(term.until, term.end_day, term.lasting, zones, term.counting)
    return None


def _ends(term: Term, zones: tuple[str, ...], prolonged: Bounds | None) -> list[Moment]:
    ends = [ending(term.until, term.end_day, zones)] if term.until else []
    if term.lasting and term.start:
        ends.append(lasting_from(term.start, term.lasting, zones, term.counting))
    elif term.lasting and prolonged and prolonged.ends:
        ends.append(later(prolonged.ends, term.lasting, zones, term.counting))
    return ends


def judged(bounds: Bounds, at: datetime) -> tuple[InForce, Why]:
    """Whether a term is running at an instant, and what decides it."""
    starts, ends = bounds.starts, bounds.ends
    if starts and starts.earliest and at < starts.earliest:
        return InForce.NOT, Why.NOT_BEGUN
    if ends and ends.latest and at >= ends.latest:
        return InForce.NOT, Why.LAPSED
    if not starts or not starts.latest:
        return InForce.UNKNOWN, Why.NO_START
    if bounds.by_event:
        return InForce.POSSIBLY, Why.UNTIL_EVENT
    if not ends or not ends.earliest:
        return InForce.UNKNOWN, Why.NO_END
    if at < starts.latest:
        return InForce.POSSIBLY, Why.BEGINNING
    if at >= ends.earliest:
        return InForce.POSSIBLY, Why.ENDING
    return InForce.CERTAINLY, Why.WITHIN


def turns(bounds: Bounds) -> list[datetime]:
    """The instants at which `judged` may change its answer."""
    moments = [moment for moment in (bounds.starts, bounds.ends) if moment]
    return [at for moment in moments for at in (moment.earliest, moment.latest) if at]


def open_points(term: Term, zones: tuple[str, ...], prolongs: bool = False) -> list[str]:
    """What a term leaves open so that more than one reading counts, in sentences.

    Args:
        term: what the account states.
        zones: IANA names for times that name none.
        prolongs: whether it prolongs the term of another account.
    """
    said = []
    if term.until and term.end_day is EndDay.UNSTATED and is_day_or_longer(term.until):
        said.append(f"It doesn't say whether {_through(term)} is included: both readings count.")
    counted_in_days = term.lasting and term.lasting.unit not in (Unit.MINUTES, Unit.HOURS)
    if counted_in_days and term.counting is Counting.UNSTATED and (term.start or term.until):
        said.append(
            f"Whether {term.lasting} means calendar days or elapsed time isn't said: both readings count."
        )
    if term.lasting and term.until and not term.start and not prolongs:
        said.append(f"Its start isn't stated, and is reckoned back {term.lasting} from its end.")
    if term.lasting and term.until and term.start:
        said.append("It states its end twice, as a time and by its length: both readings count.")
    return said + _open_zones(term, zones)


def _through(term: Term) -> str:
    return (term.until.latest or term.until.given) if term.until else ""


def _open_zones(term: Term, zones: tuple[str, ...]) -> list[str]:
    local = [when for when in (term.start, term.until) if when and not _has_offset(when.latest or when.given)]
    if not local:
        return []
    named = [when.zones or zones for when in local]
    if not all(named):
        return ["No zone is stated: it may be meant in any zone on Earth."]
    several = next((names for names in named if len(names) > 1), ())
    if not several:
        return []
    return [f"The zone isn't stated: it is read in {', '.join(several[:-1])} and in {several[-1]}."]


def _has_offset(given: str) -> bool:
    _, separator, clock = given.partition("T")
    return bool(separator) and (clock.endswith("Z") or "+" in clock or "-" in clock)
