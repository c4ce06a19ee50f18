"""One entry of a case alone, for whoever edits entry by entry: the site and the API."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from geopolitik.ledger.cases.decode import Decoder
from geopolitik.ledger.cases.encode import written
from geopolitik.ledger.cases.folder import KINDS, faults
from geopolitik.ledger.cases.nodes import NodeError, nodes
from geopolitik.ledger.cases.problems import CaseError, Found, Problem, TooManyError, field_of
from geopolitik.model.ledger.accounts import Account, Arrangement
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Incident
from geopolitik.model.ledger.ladders import Ladder
from geopolitik.model.ledger.positions import Position
from geopolitik.model.ledger.sources import Actor, Document

Entry = Document | Actor | Arrangement | Account | Incident | Ladder | Position
_COLLECTIONS = {kind: collection for collection, kind in KINDS.items()}


def entry_to_yaml(entry: Entry) -> str:
    """The entry as it would stand in its file, without the dash."""
    return written(entry)


def entry_from_yaml(collection: str, text: str) -> Entry:
    """An entry as `entry_to_yaml` writes it; how it fits into a case is not looked at.

    Args:
        collection: `documents`, `actors`, `arrangements`, `accounts`, `incidents`, `ladders`, `positions`.
        text: its YAML.

    Raises:
        CaseError: it is no such entry; lines are those of `text`.
        KeyError: there is no such collection.
    """
    kind, found = KINDS[collection], Found()
    decoder = Decoder(found)
    try:
        node = nodes(text)
        entry: Any = None if node is None else decoder.value(kind, node, (collection, 0))
    except NodeError as error:
        raise CaseError("the entry", [error.problem("")]) from error
    except TooManyError:
        entry = None
    if entry is None and not found.entries:
        found.entries.append(((collection, 0), "is empty", "Write its fields."))
    if found.entries:
        raise CaseError("the entry", [_problem(decoder, *told) for told in found.entries])
    read: Entry = entry
    return read


def _problem(decoder: Decoder, path: tuple[str | int, ...], message: str, advice: str) -> Problem:
    line = next((decoder.lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in decoder.lines), None)
    return Problem("", line, field_of(path), message, advice)


def with_entry(case: Case, entry: Entry) -> Case:
    """The case with this entry in place of the one of its kind and id, or added at the end.

    Raises:
        CaseError: the case then holds something wrong that it didn't hold before.
    """
    collection = _COLLECTIONS[type(entry)]
    held: tuple[Any, ...] = getattr(case, collection)
    there = any(other.id == entry.id for other in held)
    after = tuple(entry if other.id == entry.id else other for other in held) if there else (*held, entry)
    return _allowed(case, _with(case, collection, after))


def without_entry(case: Case, collection: str, entry_id: str) -> Case:
    """The case without an entry.

    Raises:
        CaseError: something else refers to it.
    """
    held = tuple(other for other in getattr(case, collection) if other.id != entry_id)
    return _allowed(case, _with(case, collection, held))


def _with(case: Case, collection: str, held: tuple[Any, ...]) -> Case:
    changed: dict[str, Any] = {collection: held}
    return replace(case, **changed)


def _allowed(before: Case, after: Case) -> Case:
    found = faults(after)
    # A case that was imported with faults may still be mended entry by entry.
    known = {(fault.file, fault.message) for fault in faults(before)} if found else set()
    new = [fault for fault in found if (fault.file, fault.message) not in known]
    if new:
        raise CaseError(after.id, new)
    return after
