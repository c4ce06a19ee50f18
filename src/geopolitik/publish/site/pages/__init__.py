"""The pages, one file per concern; each has its addresses in `PAGES`."""

from geopolitik.publish.site.pages import accounts, front

PAGES = (front.PAGES, accounts.PAGES)
