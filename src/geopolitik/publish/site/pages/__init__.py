"""The pages, one file per concern; each has its addresses in `PAGES`."""

from geopolitik.publish.site.pages import accounts, answering, captures, check, front, inbox

PAGES = (front.PAGES, accounts.PAGES, check.PAGES, inbox.PAGES, answering.PAGES, captures.PAGES)
