"""What a page tells machines of itself, and the way to it from the front page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from geopolitik.publish.site.visit import Visit
from geopolitik.publish.structured import Meta, breadcrumb_list, page_meta, script_json

Crumb = tuple[str, str]
"""What a page is called, and its address on this site; the page itself has an empty one."""
Feed = tuple[str, str, str]
"""A feed's title, address and media type."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page, and its breadcrumbs."""

    address: str
    """The page's lasting address, absolute."""
    meta: tuple[Meta, ...]
    json_ld: tuple[str, ...]
    """Ready to be written into a script element."""
    crumbs: tuple[Crumb, ...]
    feeds: tuple[Feed, ...]


def head(
    visit: Visit,
    *,
    title: str,
    path: str,
    description: str = "",
    crumbs: Sequence[Crumb] = (),
    feeds: Sequence[Feed] = (),
    data: Sequence[dict[str, Any]] = (),
    kind: str = "website",
) -> Head:
    """What a page at `path` tells; `crumbs` leave out the front page, `data` is further JSON-LD."""
    site, address = visit.site.address, visit.site.address + path
    way: tuple[Crumb, ...] = (("Front page", "/"), *crumbs) if crumbs else ()
    told = [*data]
    if way:
        told.append(breadcrumb_list((name, site + to if to else None) for name, to in way))
    meta = page_meta(
        title=title, address=address, site_name=visit.settings.name, description=description, kind=kind
    )
    return Head(address, meta, tuple(script_json(item) for item in told), way, tuple(feeds))
