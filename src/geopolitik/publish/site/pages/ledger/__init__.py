"""The ledger's pages: cases, boards, ladders, positions, and every entry with what it rests on."""

from geopolitik.publish.site.pages.ledger import (
    actors,
    boards,
    entries,
    files,
    keeping,
    ladders,
    proposing,
    writing,
)

# Each after those whose addresses are more particular: `{collection}` would take any page of a case.
PAGES = (
    *keeping.PAGES,
    *proposing.PAGES,
    *writing.PAGES,
    *boards.PAGES,
    *files.PAGES,
    *ladders.PAGES,
    *actors.PAGES,
    *entries.PAGES,
)
