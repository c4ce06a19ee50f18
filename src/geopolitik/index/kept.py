"""An index of candidates in the store: rows of (feature, text), read by feature."""

from __future__ import annotations

import numpy as np
from sqlalchemy import Connection

from geopolitik.index.features import asked, held
from geopolitik.index.ranking import COMMON, Found, Ints, ranked
from geopolitik.model.candidates import Candidate, Fingerprint
from geopolitik.storage import postings


class KeptIndex:
    """The index over one connection: within a transaction what is added is found."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seen: tuple[Fingerprint, Ints] | None = None
        """The text last asked about, with the features that too many others have by now."""

    def add(self, key: str, fingerprint: Fingerprint) -> None:
        """Hold a text under a key; a key that is held already is left as it is."""
        if postings.number_of(self._connection, key) is not None:
            return
        features = held(fingerprint)
        full = self._seen[1] if self._seen and self._seen[0] is fingerprint else self._full(features)
        postings.mark_common(self._connection, np.intersect1d(full, features))
        postings.add(self._connection, key, day=fingerprint.day, terms=fingerprint.terms, features=features)

    def find(self, fingerprint: Fingerprint, *, most: int = 20) -> tuple[Candidate, ...]:
        """The texts that share most with one, best first, itself included if it is held."""
        of = asked(fingerprint)
        # Common ones have no rows beyond the first few, which would cost the same for ever.
        wanted = np.setdiff1d(of.features, postings.common(self._connection, of.features))
        features, texts = postings.holders(self._connection, wanted)
        some, counts = np.unique(features, return_counts=True)
        few = np.isin(features, some[counts <= COMMON])
        self._seen = (fingerprint, some[counts >= COMMON])
        base = of.base[np.searchsorted(of.features, features[few])]
        total = postings.count(self._connection)
        numbers, grams, shares = (x[:most].tolist() for x in ranked(Found(base, texts[few]), of, total))
        keys = postings.wordings(self._connection, numbers)
        return tuple(
            Candidate(keys[number], shared, share)
            for number, shared, share in zip(numbers, grams, shares, strict=True)
        )

    def _full(self, features: Ints) -> Ints:
        """Those of some features that as many texts have as tell anything."""
        some, counts = np.unique(postings.holders(self._connection, features)[0], return_counts=True)
        full: Ints = np.setdiff1d(some[counts >= COMMON], postings.common(self._connection, features))
        return full
