"""Finding a ladder or an incident of a case by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geopolitik.errors import UsageError

if TYPE_CHECKING:
    from geopolitik.model.ledger.case import Case
    from geopolitik.model.ledger.incidents import Incident
    from geopolitik.model.ledger.ladders import Ladder


def ladder_of(case: Case, name: str | None, *, with_elements: bool = False) -> Ladder:
    """The ladder of that name, or the only one.

    Args:
        case: the case.
        name: the ladder's id; None: there is to be one alone.
        with_elements: only ladders that have elements to look for are meant.

    Raises:
        UsageError: there is no such ladder, or more than one and none is named.
    """
    meant = [one for one in case.ladders if one.elements or not with_elements]
    there = ", ".join(one.id for one in meant) or "none"
    found = [one for one in meant if name in (None, one.id)]
    if len(found) == 1:
        return found[0]
    what = "ladders with elements" if with_elements else "ladders"
    if name is None:
        raise UsageError(case.id, f"has {len(meant)} {what}", f"Name one: {there}" if meant else "")
    raise UsageError(name, f"is no such ladder of {case.id}", f"There are: {there}")


def incident_of(case: Case, name: str) -> Incident:
    """The incident of that name.

    Raises:
        UsageError: there is none.
    """
    for one in case.incidents:
        if one.id == name:
            return one
    there = ", ".join(one.id for one in case.incidents) or "none"
    raise UsageError(name, f"is no incident of {case.id}", f"There are: {there}")
