"""Outlets: what each publishes, and what it has from whom."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from geopolitik.errors import NotFoundError
from geopolitik.publish.api.asking import Ask, Asking
from geopolitik.publish.api.lists import Listed, lists
from geopolitik.publish.api.problems import says
from geopolitik.publish.api.shapes.stories import (
    DerivationList,
    Outlet,
    OutletList,
    TextList,
    derivation,
    outlet,
    text,
)
from geopolitik.storage import decisions, stories

router = APIRouter(tags=["outlets"])
Slug = Annotated[str, Path(description="The last part of the outlet's address.", examples=["meridian"])]
_MOST = 5_000


@router.get("/outlets", summary="List outlets", operation_id="listOutlets", **lists(OutletList))
def list_outlets(ask: Asking, listed: Listed) -> Response:
    """The outlets of which texts may be seen, those with most texts first."""
    ask.enter()
    with ask.house.store.reading() as r:
        found = stories.outlets(r, public_only=not ask.works_here)
    page = listed.cut(found, lambda head: (head.texts, head.slug))
    return listed.answer(OutletList, [outlet(ask, head) for head in page.items], page.next)


@router.get("/outlets/{slug}", summary="Get an outlet", operation_id="getOutlet", **says(404))
def get_outlet(ask: Asking, slug: Slug) -> Outlet:
    """An outlet, with how many of its texts are kept."""
    return _found(ask, slug)


@router.get(
    "/outlets/{slug}/texts",
    summary="List an outlet's texts",
    operation_id="listOutletTexts",
    **lists(TextList, 404),
)
def list_texts(ask: Asking, listed: Listed, slug: Slug) -> Response:
    """The texts of an outlet, those of the stories traced last first."""
    _found(ask, slug)
    with ask.house.store.reading() as r:
        found = stories.of_outlet(r, slug, public_only=not ask.works_here, limit=_MOST)
    numbered = list(enumerate(found))
    page = listed.cut(numbered, lambda entry: (len(found) - entry[0], entry[1].capture_id))
    return listed.answer(TextList, [text(appearance) for _, appearance in page.items], page.next)


@router.get(
    "/outlets/{slug}/derivations",
    summary="List an outlet's derivations",
    operation_id="listOutletDerivations",
    **lists(DerivationList, 404),
)
def list_derivations(ask: Asking, listed: Listed, slug: Slug) -> Response:
    """What the outlet made of others' texts, and others of its own; the stories traced last first."""
    _found(ask, slug)
    with ask.house.store.reading() as r:
        found = stories.edges_with(r, slug, public_only=not ask.works_here, limit=_MOST)
        standing = decisions.standing(r, [edge.id for edge in found])
    numbered = list(enumerate(found))
    page = listed.cut(numbered, lambda entry: (len(found) - entry[0], entry[1].id))
    items = [derivation(ask, edge, standing.get(edge.id)) for _, edge in page.items]
    return listed.answer(DerivationList, items, page.next)


def _found(ask: Ask, slug: str) -> Outlet:
    ask.enter()
    with ask.house.store.reading() as r:
        heads = stories.outlets(r, public_only=not ask.works_here)
    found = next((head for head in heads if head.slug == slug), None)
    if found is None:
        raise NotFoundError(slug, "there is no such outlet")
    return outlet(ask, found)
