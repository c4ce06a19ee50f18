"""Whether a time as a source gives it is one, as the ledger's clocks read it, in zones that there are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from zoneinfo import available_timezones

from geopolitik.errors import UsageError
from geopolitik.ledger.cases.problems import nearest
from geopolitik.ledger.clocks import edges
from geopolitik.ledger.zones import zone_of
from geopolitik.model.ledger.times import When

_ADVICE = "Write 2026, 2026-02, 2026-02-03, 2026-02-03T02:00, or with Z or +02:00 behind the hour"


def faults_of_time(when: When) -> Iterator[tuple[str, str]]:
    """What is wrong with a time, each with what to do; its zones are looked at elsewhere."""
    parts = [When(part) for part in (when.given, when.latest) if part] or [When("")]
    faults = [_fault(part) for part in parts]
    for part, fault in zip(parts, faults, strict=True):
        if fault:
            yield f"“{part.given[:60]}” is {fault}", _ADVICE
    if not any(faults) and _fault(When(when.given, when.latest)):
        yield f"ends ({when.latest}) before it begins ({when.given})", "Write the earlier time first."


def _fault(when: When) -> str:
    try:
        edges(when, ())
    except UsageError as error:
        return error.reason
    return ""


@cache
def zones() -> frozenset[str]:
    """The names of the world's time zones."""
    return frozenset(name for name in available_timezones() if not _no_such(name))


def _no_such(name: str) -> bool:
    try:
        zone_of(name)
    except UsageError:
        return True
    return False


def fault_of_zone(name: str) -> tuple[str, str] | None:
    """What is wrong with a zone's name, and what to do; None if there is such a zone."""
    if not _no_such(name):
        return None
    advice = "Write a name of the IANA list, such as Europe/Kyiv or UTC"
    meant = nearest(name, zones()) if name else ""
    return f"there is no time zone “{name[:60]}”" + (f"; {meant}" if meant else ""), advice
