"""The feed of a case: what was edited in it, and which of its entries became known when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from geopolitik.app.cases.looking import KeptCase
from geopolitik.ledger.differing import differ
from geopolitik.ledger.naming import Names
from geopolitik.model.ledger.keeping import CaseHead, EntryKind, KeptEntry
from geopolitik.publish.feeds import Entry
from geopolitik.publish.site.syndication.naming import name
from geopolitik.publish.site.views.ledger.known import learned_view
from geopolitik.publish.site.views.ledger.passages import entry_address
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import cases
from geopolitik.text.clean import one_line

MOST = 30
"""Changes that a feed tells; and so many entries that became known."""
_FIRST = datetime(1000, 1, 1, tzinfo=UTC)


def case_entries(visit: Visit, kept: KeptCase) -> list[Entry]:
    """What is told of a case, in no order."""
    with visit.house.store.reading() as r:
        changed = cases.changes(r, kept.head, limit=MOST)
    return [_kept(visit, kept.head), *(_changed(visit, one) for one in changed), *_learned(visit, kept)]


def _kept(visit: Visit, head: CaseHead) -> Entry:
    return Entry(
        id=name(visit.site, "case", head.id, since=head.created_at),
        title=f"New case: {one_line(head.title)}",
        address=f"{visit.site.address}/ledger/{head.id}",
        updated=head.created_at,
        published=head.created_at,
        summary="A case of the ledger was kept.",
    )


def _changed(visit: Visit, entry: KeptEntry) -> Entry:
    page = f"/ledger/{entry.case_id}"
    if entry.kind is EntryKind.CASE:
        title = "What the case is about was mended"
    else:
        title = f"{entry.kind.value.capitalize()} {entry.key} was written or mended"
        page = entry_address(entry.case_id, f"{entry.kind.value}s", entry.key)
    return Entry(
        id=name(visit.site, "entry", entry.id, since=entry.at),
        title=title,
        address=visit.site.address + page,
        updated=entry.at,
        published=entry.at,
        summary="The entry was changed; its page shows what stands now, and what that rests on.",
    )


def _learned(visit: Visit, kept: KeptCase) -> Iterator[Entry]:
    """The entries that became known last, by the time of what they rest on."""
    found = differ(kept.case, on=visit.now, known_before=_FIRST, known_after=visit.now).learned
    dated = [(one.known.latest, one) for one in found if one.known.latest and one.known.latest <= visit.now]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    names, told = Names(kept.case), set[str]()
    for at, one in dated[:MOST]:
        view = learned_view(kept.case, one, names)
        key = name(visit.site, "known", kept.head.id, one.kind.name.lower(), one.id, one.by or "-", since=at)
        if key in told:
            continue
        told.add(key)
        yield Entry(
            id=key,
            title=f"{view.kind.capitalize()} {one.id} became known, by {one_line(view.by)}",
            address=visit.site.address + view.address,
            updated=at,
            published=at,
            summary=f"Known: {view.at}.",
        )
