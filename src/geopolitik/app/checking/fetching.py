"""Checks of a page that is to be fetched: it is kept, and falls into its story among what is kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

from geopolitik.app.collecting.asking import Get
from geopolitik.app.collecting.one_page import kept_page
from geopolitik.app.collecting.running import from_web
from geopolitik.app.house import House
from geopolitik.app.stories.growing import arrived
from geopolitik.errors import ExtractionError
from geopolitik.model.keeping import Check
from geopolitik.storage import captures, checks


@dataclass(frozen=True, slots=True)
class Fetching:
    """How pages are fetched."""

    permitted: frozenset[str] = frozenset()
    """Hosts (`host:port`) that may be asked though they are no public ones: our own, in tests."""
    get: Get | None = field(default=None)
    """Fetches an address; tests have their own."""

    def page(self, house: House, check: Check) -> Check:
        """Fetch the page of a check, if it hasn't been yet.

        Raises:
            AddressError: it is no address of a public web page.
            ConflictError: it was erased here, or its host wants to be left alone.
            FetchError: it can't be had.
            StoreError: it can't be kept.
        """
        if check.captures:
            return check
        get = self.get or partial(from_web, permitted=self.permitted)
        capture = kept_page(house, check.address, get, permitted=self.permitted)
        with house.store.writing() as w:
            checks.fetched(w, check.id, capture.id)
        return replace(check, captures=(capture.id,))


def story_of(house: House, check: Check) -> str:
    """The id of the story into which the page of a check has fallen.

    Raises:
        ExtractionError: the page holds no text that can be read.
    """
    with house.store.reading() as r:
        found = [captures.get(r, capture_id) for capture_id in check.captures]
    capture = next(one for one in found if one is not None)
    arrival = arrived(house, [capture], by=check.by)[0]
    if arrival.story is None:
        raise ExtractionError(check.address, arrival.reason)
    return arrival.story
