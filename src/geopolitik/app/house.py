"""What every request of a user needs: the store, the clock, and what was looked at lately."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from geopolitik.app.quoting import Shown
from geopolitik.model.annotation import Annotation
from geopolitik.model.correcting import Correction
from geopolitik.model.ledger.case import Case
from geopolitik.model.statement import Statement
from geopolitik.model.story import Trace
from geopolitik.shelf import Shelf
from geopolitik.steps.lineage import FamilyTree
from geopolitik.storage import Store
from geopolitik.storage.moments import now
from geopolitik.storage.standing import Standing, Standings

_TEXTS = 128
"""Of so many texts in all traces are held: one takes hundreds of kilobytes of memory."""


_WORDS = 250_000
"""Of texts with so many words in all all is held that was read of them: some 300 bytes for each word."""
_EDGES = 2_000
"""Of families with so many edges in all the trees are held: an edge has its reasons with it."""


def traces(texts: int = _TEXTS) -> Shelf[Trace]:
    """A shelf for traces of so many texts in all."""
    return Shelf(texts, lambda trace: len(trace.annotations))


def _annotations() -> Shelf[Annotation]:
    return Shelf(_WORDS, lambda text: len(text.tokens))


def _trees() -> Shelf[FamilyTree]:
    return Shelf(_EDGES, lambda tree: 1 + len(tree.first) + len(tree.second))


@dataclass(frozen=True, slots=True)
class House:
    """One GeoPolitik site."""

    store: Store
    clock: Callable[[], datetime] = now
    """Gives the moment, in UTC; tests have their own."""
    shelf: Shelf[Trace] = field(default_factory=traces)
    """Traces by story and revision."""
    choices: Shelf[Shown] = field(default_factory=Shelf)
    """What the public is shown of a story, by story, revision and latest revision."""
    said: Shelf[Mapping[str, tuple[Statement, ...]]] = field(default_factory=Shelf)
    """The statements of a story's texts by capture, by story and revision."""
    corrected: Shelf[tuple[Correction, ...]] = field(default_factory=Shelf)
    """What outlets corrected in a story and which copies have it, by story and revision."""
    cases: Shelf[Case] = field(default_factory=Shelf)
    """Cases of the ledger, by id and version."""
    annotations: Shelf[Annotation] = field(default_factory=_annotations)
    """The texts of traces, by what they hold: most of a story's next trace is in the one before."""
    trees: Shelf[FamilyTree] = field(default_factory=_trees)
    """Trees of the families of texts in stories: most are the same when a text joins the story."""
    texts: Shelf[tuple[tuple[str, str, str, str], ...]] = field(default_factory=Shelf)
    """What the search reads of a case, by id and version: collection, id, title and words of each entry."""
    standings: Standings = field(default_factory=Standings)

    def standing(self) -> Standing:
        """The settings, and where the audit log stands."""
        return self.standings.standing(self.store)
