"""An index of candidates in the store: found by feature, within the transaction that adds."""

from __future__ import annotations

import numpy as np
from sqlalchemy import Connection

from geopolitik.index.features import asked, held
from geopolitik.index.ranking import COMMON, Found, ranked
from geopolitik.index.settling import FRESH, settle
from geopolitik.model.candidates import Candidate, Fingerprint
from geopolitik.storage import postings


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

    def find(self, fingerprint: Fingerprint, *, most: int = 20) -> tuple[Candidate, ...]:
        """The texts that share most with one, best first, itself included if it is held."""
        of = asked(fingerprint)
        features, texts = postings.holders(self._connection, of.features)
        at = np.searchsorted(of.features, features)
        few = np.bincount(at, minlength=len(of.features))[at] <= COMMON
        total = postings.count(self._connection)
        found = Found(of.base[at[few]], texts[few].astype(np.int64))
        numbers, grams, shares = (x[:most].tolist() for x in ranked(found, of, total))
        keys = postings.wordings(self._connection, numbers)
        return tuple(
            Candidate(keys[number], shared, share)
            for number, shared, share in zip(numbers, grams, shares, strict=True)
        )
