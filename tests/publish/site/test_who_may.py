"""Every address of the site, for every role."""

from __future__ import annotations

import pytest
from tests.publish.site.browser import Browsers
from tests.publish.site.who_may import TABLE
from tests.publish.site.world import addresses, filled

from geopolitik.app.house import House
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import VISITOR, Role, Viewer
from geopolitik.publish.site.pages import PAGES
from geopolitik.publish.site.routing import Get

ENTRIES = {f"{'GET' if isinstance(e, Get) else 'POST'} {e.path}": e for pages in PAGES for e in pages}
SAME_FOR_ALL = ("GET /media/", "GET /robots.txt", "GET /sitemap", "GET /feeds.opml")
"""With the feeds, what shows a user no more than a visitor, and may be kept."""


def test_every_page_is_in_the_table() -> None:
    assert set(ENTRIES) == set(TABLE), "enter it in tests/publish/site/who_may.py"


@pytest.mark.parametrize("role", [None, *reversed(Role)], ids=lambda role: role or "visitor")
def test_who_may(role: Role | None, browser: Browsers, house: House, story: StoryHead) -> None:
    parts, client = addresses(house, story), browser(role)
    viewer = Viewer(client.user) if client.user else VISITOR
    # Reading first, as forms change what there is; signing out last.
    wrong, kept = [], []
    for name in sorted(TABLE, key=lambda n: (n.startswith("POST"), n == "POST /sign-out")):
        row, address = TABLE[name], filled(ENTRIES[name].path, parts)
        if name.startswith("GET"):
            answer = client.get(address, follow_redirects=False)
        else:
            answer = client.submit(address, **row.fields)
        let_in = row.least is None or viewer.at_least(row.least)
        if answer.status_code not in ((row.then,) if let_in else row.others):
            wrong.append(f"{name}: {answer.status_code}")
        control = answer.headers["cache-control"]
        same = name.startswith(SAME_FOR_ALL) or name.endswith(".{fmt}")
        if role and not same and "no-store" not in control and "private" not in control:
            kept.append(f"{name}: {control}")
    assert wrong == []
    assert kept == [], "no page of a user's may be kept by others"
