"""Search over everything that the viewer may see."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.app.cases.finding import Found, find
from geopolitik.app.searching import LONGEST, search
from geopolitik.errors import UsageError
from geopolitik.model.people import Role
from geopolitik.publish.site.routing import Get, status
from geopolitik.publish.site.views.feeds import search_feeds
from geopolitik.publish.site.views.head import head
from geopolitik.publish.site.views.ledger.passages import entry_address
from geopolitik.publish.site.views.results import KINDS, asked, counted, results
from geopolitik.publish.site.views.snippets import marked
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import stories
from geopolitik.storage.paging import Paging

MOST = 100
"""Results that are looked at: who needs more needs more words."""
SHOWN = 25
"""Results on one page."""


def found(visit: Visit) -> Response:
    """The form, and what it found."""
    visit.enter()
    try:
        query, error = asked(visit), None
    except UsageError as refusal:
        query, error = "", refusal
    outright = visit.viewer.at_least(Role.ANALYST)
    hits = search(visit.house, visit.viewer, query, limit=MOST) if query else ()
    kind = visit.query("kind") if visit.query("kind") in KINDS else ""
    chosen = [hit for hit in hits if not kind or hit.kind == kind]
    page = _page_number(visit.query("page"), len(chosen))
    with visit.house.store.reading() as r:
        listed = results(r, chosen[(page - 1) * SHOWN : page * SHOWN], outright=outright)
        examples = _examples(visit) if not listed else []
    return visit.render(
        "search.html.j2",
        status=status(error) if error else 200,
        head=head(
            visit, title="Search", path="/search", feeds=search_feeds(query) if query and not error else ()
        ),
        query=query or visit.query("q")[:LONGEST],
        asked=bool(query),
        error=error,
        results=listed,
        total=len(chosen),
        all=len(hits),
        is_all=len(hits) < MOST,
        kinds=counted(hits),
        kind=kind,
        names=KINDS,
        page=page,
        pages=-(-len(chosen) // SHOWN),
        longest=LONGEST,
        examples=examples,
        mark=marked,
        ledger=_in_ledger(visit, query) if page == 1 and not kind else (),
    )


def _in_ledger(visit: Visit, query: str) -> list[tuple[Found, str]]:
    """What the ledger holds of it, each with its address."""
    found = find(visit.house, visit.viewer, query) if query else ()
    return [
        (one, entry_address(one.head.id, one.collection, one.key) if one.key else f"/ledger/{one.head.id}")
        for one in found
    ]


def _page_number(text: str, total: int) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    return min(max(1, number), max(1, -(-total // SHOWN)))


def _examples(visit: Visit) -> list[str]:
    """A few searches that find something: an outlet, the first words of a newest story, a phrase of it."""
    public_only = not visit.viewer.at_least(Role.ANALYST)
    with visit.house.store.reading() as r:
        newest = stories.newest(r, public_only=public_only, paging=Paging(limit=2)).items
        outlets = stories.outlets(r, public_only=public_only)[:1]
    words = [head.title.split() for head in newest]
    phrases = [f'"{" ".join(title[:3])}"'.replace('""', '"') for title in words if len(title) > 2]
    single = [max(title, key=len).strip('"“”,.:;!?') for title in words[:1] if title]
    examples = (*single, *phrases, *(o.name for o in outlets))
    return list(dict.fromkeys(example for example in examples if example.strip('"')))


PAGES = (Get("/search", found),)
