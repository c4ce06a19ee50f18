"""How the site decides, what it refuses, and what its words mean."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.model.story import ChangeKind, DerivationKind
from geopolitik.publish.site.routing import Get
from geopolitik.publish.site.views.feeds import SITE_FEEDS
from geopolitik.publish.site.views.glossary import DERIVATIONS, INBOX_KEYS, WORDS
from geopolitik.publish.site.views.head import head
from geopolitik.publish.site.visit import Visit


def about(visit: Visit) -> Response:
    """The page that every foot leads to."""
    visit.enter()
    told = head(
        visit,
        title=f"About {visit.settings.name}",
        path="/about",
        description="How it decides, what it refuses, what its words mean, and how to reply.",
        crumbs=(("About", ""),),
        feeds=SITE_FEEDS,
    )
    return visit.render(
        "about.html.j2",
        head=told,
        words=WORDS,
        derivations=[(kind.value, DERIVATIONS[kind]) for kind in DerivationKind],
        changes=[kind.value for kind in ChangeKind],
        inbox_keys=INBOX_KEYS,
    )


PAGES = (Get("/about", about),)
