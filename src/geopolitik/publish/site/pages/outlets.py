"""Outlets: the list of them, and what each publishes, copies, lends and bends."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.app.quoting import Shown
from geopolitik.app.stories.looking import as_told, look, shown_of
from geopolitik.errors import NotFoundError
from geopolitik.model.keeping import Appearance, Decision, KeptDerivation, StoryHead
from geopolitik.model.people import Role
from geopolitik.model.story import Trace
from geopolitik.publish.site.alike import alike
from geopolitik.publish.site.rendering import environment
from geopolitik.publish.site.routing import Get
from geopolitik.publish.site.views.addresses import outlet_address
from geopolitik.publish.site.views.crediting import Crediting
from geopolitik.publish.site.views.feeds import SITE_FEEDS, outlet_feeds
from geopolitik.publish.site.views.head import head
from geopolitik.publish.site.views.outlet import outlet_view
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import accounts, decisions, stories
from geopolitik.text.clean import one_line

_SHOWN = 100
"""Texts and edges of an outlet that its page lists; search finds the rest."""


def all_outlets(visit: Visit) -> Response:
    """Every outlet of which the viewer may see a text, by name."""
    visit.enter()
    outright = visit.viewer.at_least(Role.ANALYST)
    with visit.house.store.reading() as r:
        found = stories.outlets(r, public_only=not outright)
    told = head(
        visit,
        title=f"Outlets – {visit.settings.name}",
        path="/outlets",
        description="Who published the texts that are kept here.",
        crumbs=(("Outlets", ""),),
        feeds=SITE_FEEDS,
    )
    # By name: an order by any number would be read as a ranking.
    return visit.render("outlets.html.j2", head=told, outlets=sorted(found, key=lambda o: o.name.casefold()))


def outlet(visit: Visit) -> Response:
    """One outlet."""
    visit.enter()
    slug = visit.part("slug")
    name, body = _named_body(visit, slug)
    told = head(
        visit,
        title=f"{name} – {visit.settings.name}",
        path=outlet_address(slug),
        description=f"What {name} publishes, what it has from others, and what it changes.",
        crumbs=(("Outlets", "/outlets"), (name, "")),
        feeds=outlet_feeds(slug, name),
    )
    return visit.render("outlet.html.j2", head=told, name=name, body=body)


def _named_body(visit: Visit, slug: str) -> tuple[str, str]:
    """The outlet's name, and its page's body."""
    outright = visit.viewer.at_least(Role.ANALYST)
    with visit.house.store.reading() as r:
        texts = stories.of_outlet(r, slug, public_only=not outright, limit=_SHOWN)
        edges = stories.edges_with(r, slug, public_only=not outright, limit=_SHOWN)
        ids = sorted({*(text.story_id for text in texts), *(edge.story_id for edge in edges)})
        heads = stories.some(r, ids, public_only=not outright)
        decided = decisions.standing(r, [edge.id for edge in edges])
    if not texts and not edges:
        raise NotFoundError(slug, "there is no such outlet", "Look at the list of outlets.")
    key = _key(slug, texts, edges, heads, decided, outright=outright)
    name = one_line(texts[0].outlet_name if texts else _named(edges[0], slug))
    return name, visit.site.bodies.get(key, lambda: _body(visit, slug, texts, edges, heads, decided))


def _key(
    slug: str,
    texts: tuple[Appearance, ...],
    edges: tuple[KeptDerivation, ...],
    heads: dict[str, StoryHead],
    decided: dict[str, Decision],
    *,
    outright: bool,
) -> tuple[object, ...]:
    """All that an outlet's page depends on."""
    told = sorted((head.id, head.revision, head.title) for head in heads.values())
    standing = sorted(decision.id for decision in decided.values())
    captures = [text.capture_id for text in texts]
    return (
        "outlet",
        slug,
        outright,
        tuple(captures),
        tuple(e.id for e in edges),
        tuple(told),
        tuple(standing),
    )


def _named(edge: KeptDerivation, slug: str) -> str:
    return edge.copy_name if edge.copy_outlet == slug else edge.original_name


def _body(
    visit: Visit,
    slug: str,
    texts: tuple[Appearance, ...],
    edges: tuple[KeptDerivation, ...],
    heads: dict[str, StoryHead],
    decided: dict[str, Decision],
) -> str:
    with visit.house.store.reading() as r:
        people = {user.id: user for d in decided.values() if (user := accounts.user(r, d.by))}
    outright = visit.viewer.at_least(Role.ANALYST)
    # Two stories may hold the same pair of wordings: here an edge is known by its own id.
    told = edges if outright else tuple(as_told(edge, decided.get(edge.id)) for edge in edges)
    crediting = Crediting(
        {(edge.id, edge.id): edge for edge in told}, decided, outright=outright, people=people
    )

    def story_of(story_id: str) -> tuple[Trace, Shown]:
        found = look(visit.house, visit.viewer, story_id)
        return found.trace, shown_of(visit.house, found.glance)

    view = outlet_view(slug, texts, crediting, heads, story_of)
    return environment().get_template("outlet_body.html.j2").render(view=view)


PAGES = (Get("/outlets", alike(all_outlets)), Get("/o/{slug}", alike(outlet)))
