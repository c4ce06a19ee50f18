"""The pages, one file per concern; each has its addresses in `PAGES`."""

from geopolitik.publish.site.pages import accounts, check, front

PAGES = (front.PAGES, accounts.PAGES, check.PAGES)
