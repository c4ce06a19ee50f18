"""Zones of the Earth: from a local time to the instants that it may mean."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from geopolitik.errors import UsageError
from geopolitik.model.ledger.times import Moment

_EAST = timezone(timedelta(hours=14))
_WEST = timezone(timedelta(hours=-12))
_FOREIGN = ("posix/", "right/")
"""Copies of the zones that some systems keep; those under `right/` count leap seconds."""

ZonePair = tuple[tzinfo, tzinfo]
ANYWHERE: tuple[ZonePair, ...] = ((_WEST, _EAST), (_EAST, _WEST))
"""No zone is known: the earliest day with the earliest midnight, the latest day with the latest one."""


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name such as `Europe/Kyiv`, or `UTC`.

    Raises:
        UsageError: there is no such zone.
    """
    named = name == "UTC" or ("/" in name and not name.startswith(_FOREIGN))
    try:
        if named:
            return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        pass
    raise UsageError(name[:80], "no such zone", "name one of the IANA list, such as Europe/Kyiv")


@lru_cache(maxsize=1024)
def readings(names: tuple[str, ...]) -> tuple[ZonePair, ...]:
    """The zones to read in, each as a pair: one to tell the day in, one to place local times in.

    The two differ only where no zone is known at all.
    """
    return tuple((zone_of(name), zone_of(name)) for name in names) or ANYWHERE


@lru_cache(maxsize=1 << 16)
def instants(local: datetime, zone: tzinfo) -> Moment:
    """The instants that a local time without zone may mean: one, or a range.

    In the hour that daylight saving repeats, both; in the hour that it skips, from the reading by the clock
    as set afterwards to the one by the clock as set before.
    """
    one, other = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return Moment(min(one, other), max(one, other))


def midnight(day: date, zone: tzinfo) -> Moment:
    """The instant at which a day begins."""
    return instants(datetime.combine(day, time()), zone)


def hull(*moments: Moment) -> Moment:
    """The least range in which all lie; a side that one of them leaves open stays open."""
    firsts = [moment.earliest for moment in moments]
    lasts = [moment.latest for moment in moments]
    earliest = min((at for at in firsts if at), default=None) if None not in firsts else None
    latest = max((at for at in lasts if at), default=None) if None not in lasts else None
    return Moment(earliest, latest)
