"""An index of candidates in the store: found by feature, within the transaction that adds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection

from geopolitik.index.features import Asked, asked, held
from geopolitik.index.ranking import COMMON, Found, ranked
from geopolitik.index.settling import FRESH, settle
from geopolitik.model.candidates import Candidate, Fingerprint
from geopolitik.storage import postings
from geopolitik.storage.postings import Entries


class KeptIndex:
    """The index over one connection: within a transaction what is added is found."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, key: str, fingerprint: Fingerprint) -> None:
        """Hold a text under a key; a key that is held already is left as it is."""
        if postings.number_of(self._connection, key) is not None:
            return
        terms, features = fingerprint.terms, held(fingerprint)
        waiting = postings.add(self._connection, key, day=fingerprint.day, terms=terms, features=features)
        if waiting >= FRESH:
            settle(self._connection)

    def look(self, fingerprint: Fingerprint) -> Seen:
        """What the index has of a text's features now: `find` asks then only for what came later."""
        of = asked(fingerprint)
        entries = postings.holders(self._connection, of.features)
        return _seen(of, entries, postings.count(self._connection))

    def find(
        self, fingerprint: Fingerprint, *, most: int = 20, seen: Seen | None = None
    ) -> tuple[Candidate, ...]:
        """The texts that share most with one, best first, itself included if it is held.

        Args:
            fingerprint: of the text.
            most: so many are returned.
            seen: what was seen of the index for the same text; the outcome is the same without.
        """
        of, total = asked(fingerprint), postings.count(self._connection)
        entries = _brought_up(self._connection, of, seen, total) if seen is not None else None
        if entries is None:
            entries = postings.holders(self._connection, of.features)
        at = np.searchsorted(of.features, entries.features)
        few = np.bincount(at, minlength=len(of.features))[at] <= COMMON
        found = Found(of.base[at[few]], entries.texts[few].astype(np.int64))
        numbers, grams, shares = (x[:most].tolist() for x in ranked(found, of, total))
        keys = postings.wordings(self._connection, numbers)
        return tuple(
            Candidate(keys[number], shared, share)
            for number, shared, share in zip(numbers, grams, shares, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """What an index had of a text's features at some time."""

    held: int
    """Texts in the index at that time."""
    places: bytes
    """Which of the features asked for, as 32-bit numbers; of those in too many texts, as many as show it."""
    texts: bytes
    """Beside them the numbers of the texts, as 32-bit numbers."""


def _seen(of: Asked, entries: Entries, held: int) -> Seen:
    at = np.searchsorted(of.features, entries.features)
    order = np.argsort(at, kind="stable")
    at = at[order]
    kept = np.arange(len(at)) - np.searchsorted(at, at, "left") <= COMMON
    return Seen(held, at[kept].astype("<i4").tobytes(), entries.texts[order][kept].astype("<i4").tobytes())


def _brought_up(connection: Connection, of: Asked, seen: Seen, held: int) -> Entries | None:
    """What was seen with what came since; None if that isn't all at hand."""
    then = Entries(of.features[np.frombuffer(seen.places, "<i4")], np.frombuffer(seen.texts, "<i4"))
    if held == seen.held:
        return then
    late = postings.since(connection, seen.held)
    if late is None:
        return None
    return Entries.joined([then, late.of(of.features)])
