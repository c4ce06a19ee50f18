"""Independent origins among documents: relays of one original are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geopolitik.model.ledger.sources import Document


def origins(ids: Iterable[str], documents: Mapping[str, Document]) -> frozenset[str]:
    """The documents at the root of those named, as far as the case says who relays whom."""
    found: set[str] = set()
    waiting, seen = list(ids), set[str]()
    while waiting:
        ident = waiting.pop()
        if ident in seen:
            continue
        seen.add(ident)
        relayed = documents[ident].relays if ident in documents else ()
        if relayed:
            waiting.extend(relayed)
        else:
            found.add(ident)
    return frozenset(found)
