"""What every request of a user needs: the store, the clock, and the traces that were looked at lately."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from geopolitik.app.stories.shelf import Shelf
from geopolitik.storage import Store
from geopolitik.storage.moments import now
from geopolitik.storage.watching import Standing, Watch


@dataclass(frozen=True, slots=True)
class House:
    """One GeoPolitik site."""

    store: Store
    clock: Callable[[], datetime] = now
    """Gives the moment, in UTC; tests have their own."""
    shelf: Shelf = field(default_factory=Shelf)
    watch: Watch = field(default_factory=Watch)

    def standing(self) -> Standing:
        """The settings, and where the audit log stands."""
        return self.watch.standing(self.store)
