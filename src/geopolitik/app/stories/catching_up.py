"""What was kept falls into its story, now or at the next start: nothing that was acknowledged is left out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence

from geopolitik.app.house import House
from geopolitik.app.stories.ahead import Ahead, Looked
from geopolitik.app.stories.growing import take_in
from geopolitik.errors import StoreError
from geopolitik.interpreter import give_back_memory
from geopolitik.model.capture import Capture
from geopolitik.model.growing import Outcome
from geopolitik.storage import captures, waiting
from geopolitik.storage.archive import archive_of
from geopolitik.storage.archive.files import locked

_TRIES = 3
"""How often a text that brings the reasoning down is tried."""
_FEW = 8
"""Captures for which no other process is started: that takes longer than to read them."""
_log = logging.getLogger(__name__)


def growing(
    house: House, ahead: Ahead | None = None, *, placed: Callable[[], None] | None = None
) -> Callable[[Sequence[Capture]], None]:
    """What a collector calls with the captures that it has kept, and with none when it begins.

    Each time all that waits is taken in, what an earlier process left behind too. One process at a time
    does so.

    Args:
        house: the site.
        ahead: looks at many captures while others are taken in; the outcome is the same without.
        placed: called after each one.
    """
    folder = archive_of(house.store).folder

    def taken(found: Sequence[Capture]) -> None:
        held = {capture.id: capture for capture in found}
        with house.store.reading() as r:
            ids = waiting.everything(r)
        if ahead is None or len(ids) < _FEW:
            for capture_id in ids:
                with locked(folder, "growing"):
                    _take_in(house, capture_id, held.get(capture_id))
                if placed:
                    placed()
            return
        for capture, looked in ahead.each(_captures(house, ids, held)):
            with locked(folder, "growing"):
                _take_in(house, capture.id, capture, looked)
            if placed:
                placed()
        give_back_memory()

    return taken


def _captures(house: House, ids: Sequence[str], held: Mapping[str, Capture]) -> Iterator[Capture]:
    """What waits, with its bytes; what was erased while it waited is settled."""
    for capture_id in ids:
        capture = held.get(capture_id)
        if capture is None:
            with house.store.reading() as r:
                capture = captures.get(r, capture_id)
        if capture is not None:
            yield capture
        else:
            _take_in(house, capture_id, None)


def _take_in(house: House, capture_id: str, held: Capture | None, looked: Looked | None = None) -> None:
    with house.store.reading() as r:
        if not waiting.waits(r, capture_id):
            return
        capture = held or captures.get(r, capture_id)
    try:
        # Without its bytes, it was erased while it waited.
        if capture is not None and take_in(house, capture, looked=looked).outcome is not Outcome.KNOWN:
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
