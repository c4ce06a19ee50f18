"""How actors and documents are called in the ledger's sentences."""

from __future__ import annotations

from collections.abc import Iterable

from geopolitik.ledger.reasons import instant_words, moment_words
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.times import Moment


class Names:
    """Names by id; an id that the case doesn't know stands for itself."""

    def __init__(self, case: Case) -> None:
        self._names = {document.id: document.publisher for document in case.documents}
        self._names |= {actor.id: actor.name for actor in case.actors}

    def of(self, key: str) -> str:
        """What an actor or document is called."""
        return self._names.get(key) or key

    def all_of(self, keys: Iterable[str]) -> str:
        """Several names in a row, each once: `A, B and C`."""
        names = list(dict.fromkeys(self.of(key) for key in keys))
        return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def range_words(moment: Moment) -> str:
    """As `moment_words`; of a range that is open on its later side, `not before` its earlier."""
    if moment.latest is not None:
        return moment_words(moment)
    return f"not before {instant_words(moment.earliest)}" if moment.earliest else "nobody says when"
