"""The pages, one file per concern; each has its addresses in `PAGES`."""

from geopolitik.publish.site.pages import (
    accounts,
    answering,
    captures,
    check,
    front,
    inbox,
    outlets,
    redlines,
    stories,
)

PAGES = (
    front.PAGES,
    accounts.PAGES,
    check.PAGES,
    inbox.PAGES,
    answering.PAGES,
    captures.PAGES,
    outlets.PAGES,
    redlines.PAGES,
    stories.PAGES,
    # The last: its `{slug}` would take any page below a story for a title.
    stories.LAST,
)
