"""What was kept falls into its story, now or at the next start: nothing that was acknowledged is left out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from geopolitik.app.house import House
from geopolitik.app.stories.growing import arrived
from geopolitik.errors import StoreError
from geopolitik.model.capture import Capture
from geopolitik.model.growing import Outcome
from geopolitik.storage import captures, waiting
from geopolitik.storage.archive import archive_of
from geopolitik.storage.archive.files import locked

_TRIES = 3
"""How often a text that brings the reasoning down is tried."""
_log = logging.getLogger(__name__)


def growing(house: House) -> Callable[[Sequence[Capture]], None]:
    """What a collector calls with the captures that it has kept, and with none when it begins.

    Each time all that waits is taken in, what an earlier process left behind too. One process at a time
    does so.
    """
    folder = archive_of(house.store).folder

    def taken(found: Sequence[Capture]) -> None:
        held = {capture.id: capture for capture in found}
        with house.store.reading() as r:
            ids = waiting.everything(r)
        for capture_id in ids:
            with locked(folder, "growing"):
                _take_in(house, capture_id, held.get(capture_id))

    return taken


def _take_in(house: House, capture_id: str, held: Capture | None) -> None:
    with house.store.reading() as r:
        if not waiting.waits(r, capture_id):
            return
        capture = held or captures.get(r, capture_id)
    try:
        # Without its bytes, it was erased while it waited.
        if capture is not None and arrived(house, [capture])[0].outcome is not Outcome.KNOWN:
            return
    except StoreError:
        raise
    except Exception:  # noqa: BLE001 - one text must not keep all that come after it out of their stories
        _log.exception("%s: can't be taken into a story; it is kept", capture_id)
        with house.store.writing() as w:
            if waiting.failed(w, capture_id) < _TRIES:
                return
    with house.store.writing() as w:
        waiting.settle(w, capture_id)
