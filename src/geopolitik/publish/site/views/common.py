"""What all visitors see alike is made once, until something changes."""

from __future__ import annotations

from collections.abc import Callable

from geopolitik.publish.site.visit import Visit
from geopolitik.storage import audits


def for_visitors(visit: Visit, name: tuple[object, ...], make: Callable[[], str]) -> str:
    """A text that depends on nothing but the store and the settings; made anew for each user.

    Whatever changes what visitors see is in the audit log; views are counted anew once a minute.
    """
    if visit.viewer.user is not None:
        return make()
    with visit.house.store.reading() as r:
        last = audits.newest(r, limit=1)
    stamp = last[0].number if last else 0
    key = ("visitors", *name, stamp, int(visit.now.timestamp() // 60), visit.settings)
    return visit.site.bodies.get(key, make)
