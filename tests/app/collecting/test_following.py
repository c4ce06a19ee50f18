"""A page that redirects to another host: that host's robots.txt is asked, obeyed and remembered."""

from __future__ import annotations

from functools import partial

import pytest
from tests.app.collecting.world import HARBOUR, article, feed
from tests.steps.collect.web.serving import Origin, page, redirect, serving

from geopolitik.app.collecting import outlets
from geopolitik.app.collecting.running import Collector, from_web
from geopolitik.app.house import House
from geopolitik.model.watched import WatchedPage
from geopolitik.storage import hosts, pages, watched


@pytest.mark.parametrize(
    ("robots", "asked", "trouble"),
    [
        ("User-agent: *\nDisallow: /news", 0, "leads to a host that is closed to us by its robots.txt"),
        ("User-agent: *\nDisallow: /private", 2, ""),
    ],
    ids=["closed", "open"],
)
def test_another_hosts_robots_are_obeyed(house: House, robots: str, asked: int, trouble: str) -> None:
    with serving() as near, serving() as far:
        both = frozenset([near.host, far.host])
        near.pages["/feed"] = page(feed("ferry", "crane").replace(HARBOUR, near.url("")))
        for name in ("ferry", "crane"):
            near.pages[f"/{name}"] = redirect(far.url(f"/news/{name}"))
            far.pages[f"/news/{name}"] = page(article())
        far.pages["/robots.txt"] = page(robots)
        outlets.add(house, near.url("/feed"), get=partial(from_web, permitted=both))
        Collector(house, permitted=both, courtesy=0).once()
        assert sum(far.times(f"/news/{name}") for name in ("ferry", "crane")) == asked
        assert far.times("/robots.txt") == 1
        assert known(house, near).trouble == trouble
        with house.store.reading() as r:
            told = hosts.get(r, far.host)
    assert told is not None
    assert told.robots.decode() == robots


def known(house: House, near: Origin) -> WatchedPage:
    with house.store.reading() as r:
        found = pages.get(r, watched.key_of(near.url("/ferry")))
    assert found is not None
    return found
