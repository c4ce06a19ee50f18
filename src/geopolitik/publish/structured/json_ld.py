"""JSON-LD in schema.org's words, and the one way to write it into a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from geopolitik.publish.feeds.addresses import own_address, web_address, web_addresses
from geopolitik.publish.feeds.model import Author
from geopolitik.publish.feeds.times import rfc3339
from geopolitik.publish.structured.model import Citation, NewsItem, Publisher

Json = dict[str, Any]

_CONTEXT = "https://schema.org"
# What could close the script, open a comment in it, or end a line in JavaScript.
_ESCAPES = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}
_SURROGATE = re.compile("[\ud800-\udfff]")


def script_json(value: Json | Sequence[Json]) -> str:
    """The value as JSON to be put, as it is, into `<script type="application/ld+json">`.

    No string in it can end the script: `<`, `>`, `&` and the two Unicode line ends are written as escapes.
    """
    # These marks occur only within strings, where an escape means the same.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_ESCAPES)
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def news_article(item: NewsItem) -> Json:
    """A post as `NewsArticle`, with what it was made from (`isBasedOn`) and which passages it cites.

    Raises:
        ValueError: the address of the item or of its publisher isn't absolute.
    """
    address = own_address(item.address, "an item's address")
    return _typed(
        "NewsArticle",
        mainEntityOfPage={"@type": "WebPage", "@id": address},
        url=address,
        headline=item.headline,
        description=item.description,
        datePublished=rfc3339(item.published),
        dateModified=rfc3339(item.modified or item.published),
        author=[_author(author) for author in item.authors],
        publisher=_publisher(item.publisher),
        image=web_address(item.image) if item.image else None,
        inLanguage=item.language,
        articleSection=item.section,
        keywords=list(item.keywords),
        isBasedOn=web_addresses(item.based_on),
        citation=[_citation(citation) for citation in item.citations],
    )


def breadcrumb_list(crumbs: Iterable[tuple[str, str | None]]) -> Json:
    """The way to a page from the front page: name and address of each; the page itself may have none.

    Raises:
        ValueError: an address isn't absolute.
    """
    return _typed("BreadcrumbList", itemListElement=_numbered(crumbs, "item"))


def item_list(items: Iterable[tuple[str, str | None]], *, name: str = "") -> Json:
    """A list of pages in order: name and address of each.

    Raises:
        ValueError: an address isn't absolute.
    """
    return _typed("ItemList", name=name, itemListElement=_numbered(items, "url"))


def web_site(publisher: Publisher, *, search_address: str, language: str | None = None) -> Json:
    """The site, with the address of its search.

    Args:
        search_address: absolute, up to the words searched for: `https://example.org/search?q=`.

    Raises:
        ValueError: an address isn't absolute.
    """
    template = own_address(search_address, "the search's address") + "{search_term_string}"
    return _typed(
        "WebSite",
        name=publisher.name,
        url=own_address(publisher.address, "a publisher's address"),
        inLanguage=language,
        publisher=_publisher(publisher),
        potentialAction={
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": template},
            "query-input": "required name=search_term_string",
        },
    )


def _numbered(items: Iterable[tuple[str, str | None]], key: str) -> list[Json]:
    """The items with their places; `key` is where the kind of list keeps an address."""
    return [
        _part(
            "ListItem",
            position=position,
            name=name,
            **{key: own_address(address, "a listed page's address") if address else None},
        )
        for position, (name, address) in enumerate(items, start=1)
    ]


def _author(author: Author) -> Json:
    kind = "Person" if author.is_person else "Organization"
    return _part(kind, name=author.name, url=web_address(author.address) if author.address else None)


def _publisher(publisher: Publisher) -> Json:
    logo = web_address(publisher.logo) if publisher.logo else None
    return _part(
        "Organization",
        name=publisher.name,
        url=own_address(publisher.address, "a publisher's address"),
        logo=_part("ImageObject", url=logo) if logo else None,
    )


def _citation(citation: Citation) -> Json:
    outlet = _part("Organization", name=citation.outlet) if citation.outlet else None
    return _part("Quotation", text=citation.text, url=web_address(citation.address), publisher=outlet)


def _typed(kind: str, **members: object) -> Json:
    return {"@context": _CONTEXT, **_part(kind, **members)}


def _part(kind: str, **members: object) -> Json:
    return _present({"@type": kind, **members})


def _present(members: Json) -> Json:
    """The members that have a value."""
    return {key: value for key, value in members.items() if value not in (None, "", [])}
