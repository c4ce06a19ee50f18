"""Whether a case's entries fit together: ids, references, times, what they rest on, no circles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from typing import Any, Final

from geopolitik.ledger.cases.cycles import circle
from geopolitik.ledger.cases.problems import Found, Path, nearest
from geopolitik.ledger.cases.rules import RULES
from geopolitik.ledger.cases.times import fault_of_zone, faults_of_time
from geopolitik.ledger.ladders.windows import predecessors
from geopolitik.model.ledger.accounts import Account, Arrangement
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Claim, Count, Incident, Question
from geopolitik.model.ledger.ladders import (
    Blocker,
    Element,
    Guard,
    GuardReport,
    Ladder,
    StandingReport,
    Step,
    StepEvent,
    Window,
)
from geopolitik.model.ledger.positions import Position
from geopolitik.model.ledger.sources import ASSUMPTION, Document, Passage, Role
from geopolitik.model.ledger.times import When

_ID = re.compile(r"[^\W_][\w.-]{0,79}")
_HAVE_IDS: Final = {
    "documents": "document",
    "actors": "actor",
    "arrangements": "arrangement",
    "accounts": "account",
    "incidents": "incident",
    "ladders": "ladder",
    "positions": "position",
}
_REFERENCES: Final[Mapping[tuple[type, str], tuple[str, ...]]] = {
    (Passage, "document"): ("document",),
    (Document, "relays"): ("document",),
    (Role, "of"): ("actor",),
    (Arrangement, "parties"): ("actor",),
    (Account, "arrangement"): ("arrangement",),
    (Account, "actor"): ("actor",),
    (Account, "speaker"): ("actor",),
    (Account, "extends"): ("account",),
    (Account, "restates"): ("account",),
    (Account, "broken_by"): ("incident",),
    (Claim, "by"): ("actor",),
    (Count, "by"): ("actor", "document"),
    (Window, "since"): ("step",),
    (Guard, "failed"): ("step",),
    (Guard, "ordered_by"): ("actor",),
    (GuardReport, "by"): ("actor",),
    (Blocker, "by"): ("actor",),
    (Step, "bearers"): ("actor",),
    (Step, "after"): ("step",),
    (Step, "then"): ("step",),
    (Step, "otherwise"): ("step",),
    (Step, "parallel"): ("step",),
    (StepEvent, "step"): ("step",),
    (StepEvent, "by"): ("actor",),
    (StandingReport, "by"): ("actor", "document"),
    (Element, "step"): ("step",),
    (Ladder, "arrangement"): ("arrangement",),
    (Ladder, "finders"): ("actor",),
    (Position, "actor"): ("actor",),
    (Position, "addressee"): ("actor",),
    (Position, "supersedes"): ("position",),
}
"""Which fields hold ids, and of what. `step` means a step of the same ladder."""
_OF: Final = {Question.ATTRIBUTION: ("actor",)}
_BREACHED: Final = ("arrangement", "ladder.step")
_MUST_REST: Final = (
    Arrangement,
    Account,
    Incident,
    Claim,
    Count,
    Ladder,
    Step,
    StandingReport,
    StepEvent,
    GuardReport,
    Blocker,
    Position,
)
_CIRCLES: Final = {
    "documents": ("relays",),
    "accounts": ("extends", "restates"),
    "positions": ("supersedes",),
}


@dataclass(frozen=True, slots=True)
class _Place:
    """An object of a case, and where it stands."""

    value: Any
    path: Path
    ladder: str


def check(case: Case, found: Found) -> None:
    """Note everything that doesn't fit together.

    Raises:
        TooManyError: there is too much of it.
    """
    note = _noting(found)
    places = list(_places(case))
    names = _names(case, note)
    for place in places:
        _references(place, names, note)
        _times(place, note)
        if isinstance(place.value, _MUST_REST) and not place.value.rests_on and not case.invented:
            _rests_on_nothing(place, note)
        for message, advice, field in RULES.get(type(place.value), _no_rule)(place.value):
            note((*place.path, field), message, advice)
    _circles(case, note)


_Note = Callable[[Path, str, str], None]


def _noting(found: Found) -> _Note:
    """Notes a problem unless the reading has noted one of the same place: it would follow from that."""
    seen = Found(list(found.entries))

    def note(path: Path, message: str, advice: str) -> None:
        if not seen.covers(path):
            found.add(path, message, advice)

    return note


def _no_rule(_: object) -> tuple[tuple[str, str, str], ...]:
    return ()


def _places(case: Case) -> Iterator[_Place]:
    """Every object of the case, from the top."""
    yield _Place(case, ("case",), "")
    for collection in _HAVE_IDS:
        for number, entry in enumerate(getattr(case, collection)):
            ladder = entry.id if isinstance(entry, Ladder) else ""
            yield from _below(entry, (collection, number), ladder)


def _below(value: Any, path: Path, ladder: str) -> Iterator[_Place]:
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _below(item, (*path, number), ladder)
    elif is_dataclass(value):
        yield _Place(value, path, ladder)
        for field in fields(value):
            yield from _below(getattr(value, field.name), (*path, field.name.replace("_", " ")), ladder)


def _names(case: Case, note: _Note) -> dict[str, frozenset[str]]:
    """The ids of each kind; those of steps under `step/LADDER`."""
    names = {
        kind: _ids(getattr(case, collection), (collection,), kind, note)
        for collection, kind in _HAVE_IDS.items()
    }
    dotted: set[str] = set()
    for number, ladder in enumerate(case.ladders):
        steps = _ids(ladder.steps, ("ladders", number, "steps"), "step", note)
        _ids(ladder.elements, ("ladders", number, "elements"), "element", note)
        names[f"step/{ladder.id}"] = steps
        dotted.update(f"{ladder.id}.{step}" for step in steps)
    return {**names, "ladder.step": frozenset(dotted)}


def _ids(entries: Sequence[Any], path: Path, kind: str, note: _Note) -> frozenset[str]:
    first: dict[str, int] = {}
    for number, entry in enumerate(entries):
        where = (*path, number, "id")
        if not _ID.fullmatch(entry.id) or (kind == "document" and entry.id == ASSUMPTION):
            note(where, f"“{entry.id[:60]}” can't be an id", "Write letters, digits, - and _, no spaces")
        elif entry.id in first:
            note(where, f"there are two of the id {entry.id}", f"Give this {kind} another id.")
        first.setdefault(entry.id, number)
    return frozenset(first)


def _references(place: _Place, names: Mapping[str, frozenset[str]], note: _Note) -> None:
    for field in fields(place.value):
        kinds = _kinds(place.value, field.name)
        held = getattr(place.value, field.name) if kinds else ()
        path: Path = (*place.path, field.name.replace("_", " "))
        for number, name in enumerate(held if isinstance(held, tuple) else (held,)):
            if name:
                where = (*path, number) if isinstance(held, tuple) else path
                _known(name, kinds, names, place.ladder, where, note)
            elif not isinstance(held, tuple) and _is_required(field):
                note(path, "is empty", f"Write the id of {_one_of(kinds)}.")


def _kinds(value: Any, field: str) -> tuple[str, ...]:
    if isinstance(value, Claim) and field == "of":
        return _OF.get(value.question, _BREACHED)
    return _REFERENCES.get((type(value), field), ())


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING


def _known(
    name: str,
    kinds: tuple[str, ...],
    names: Mapping[str, frozenset[str]],
    ladder: str,
    path: Path,
    note: _Note,
) -> None:
    known: set[str] = set()
    for kind in kinds:
        known |= names.get(f"step/{ladder}" if kind == "step" else kind, frozenset())
    if name in known or (kinds == ("document",) and name == ASSUMPTION):
        return
    meant = nearest(name, known) if known else ""
    what = " or ".join(kinds)
    note(path, f"there is no {what} “{name[:60]}”" + (f"; {meant}" if meant else ""), _where(kinds, known))


def _one_of(kinds: tuple[str, ...]) -> str:
    return " or ".join(f"{'an' if kind[0] in 'ai' else 'a'} {kind}" for kind in kinds)


def _where(kinds: tuple[str, ...], known: set[str]) -> str:
    if known and len(known) <= 8:
        return f"There are: {', '.join(sorted(known))}"
    place = {"step": "the ladder's steps", "ladder.step": "ladders.yaml (ladder.step)"}
    return f"Add it to {' or '.join(place.get(kind, f'{kind}s.yaml') for kind in kinds)}, or mend the id"


def _times(place: _Place, note: _Note) -> None:
    if isinstance(place.value, When):
        for message, advice in faults_of_time(place.value):
            note(place.path, message, advice)
    if isinstance(place.value, (When, Ladder, Case)):
        for number, zone in enumerate(place.value.zones):
            if fault := fault_of_zone(zone):
                # A zone of a time may be written as `zone` or `zones`: the line is that of the time.
                inner = () if isinstance(place.value, When) else ("zones", number)
                note((*place.path, *inner), *fault)


def _rests_on_nothing(place: _Place, note: _Note) -> None:
    note(
        (*place.path, "rests on"),
        "is missing: every entry rests on something",
        f"Name a document and a passage; if it is your own assumption, write `rests on: {ASSUMPTION}`",
    )


def _circles(case: Case, note: _Note) -> None:
    for collection, links in _CIRCLES.items():
        _circle(getattr(case, collection), (collection,), links, note)
    for number, ladder in enumerate(case.ladders):
        before = predecessors(ladder)
        follow = {
            step.id: [*before[step.id], *(window.since for window in step.windows if window.since)]
            for step in ladder.steps
        }
        _told_circle(follow, ladder.steps, ("ladders", number, "steps"), "after", note)


def _circle(entries: Sequence[Any], path: Path, links: tuple[str, ...], note: _Note) -> None:
    for link in links:
        below: dict[str, list[str]] = defaultdict(list)
        for entry in entries:
            held = getattr(entry, link)
            below[entry.id] += held if isinstance(held, tuple) else [held] if held else []
        _told_circle(below, entries, path, link, note)


def _told_circle(
    links: Mapping[str, Sequence[str]], entries: Sequence[Any], path: Path, field: str, note: _Note
) -> None:
    found = circle(links)
    number = next((n for n, entry in enumerate(entries) if found and entry.id == found[0]), None)
    if number is not None:
        told = " → ".join(found if len(found) <= 6 else [*found[:5], "…", found[-1]])
        note((*path, number, field), f"runs in a circle: {told}", "Take one of them out.")
