"""Meta tags: what a page says of itself where it is linked to (Open Graph, ogp.me; cards; description)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geopolitik.publish.feeds.addresses import own_address, web_address
from geopolitik.publish.feeds.times import rfc3339
from geopolitik.publish.feeds.xml import writable
from geopolitik.publish.structured.model import NewsItem

_LOCALE = re.compile(r"([a-z]{2,3})-([A-Z]{2})")


@dataclass(frozen=True, slots=True)
class Meta:
    """`<meta {attribute}="{key}" content="{content}">`; the template escapes the content."""

    attribute: str
    """`name` or `property`."""
    key: str
    content: str


def page_meta(
    *,
    title: str,
    address: str,
    site_name: str,
    description: str = "",
    image: str | None = None,
    language: str | None = None,
    kind: str = "website",
) -> tuple[Meta, ...]:
    """The tags of any page, those without a value left out.

    Args:
        address: the page's lasting address, absolute.
        language: BCP 47; Open Graph takes it only with a country (`en-GB`).
        kind: Open Graph's type.

    Raises:
        ValueError: the address isn't absolute.
    """
    picture = web_address(image) if image else None
    locale = _LOCALE.fullmatch(language or "")
    tags = (
        Meta("name", "description", description),
        Meta("property", "og:type", kind),
        Meta("property", "og:title", title),
        Meta("property", "og:description", description),
        Meta("property", "og:url", own_address(address, "a page's address")),
        Meta("property", "og:site_name", site_name),
        Meta("property", "og:locale", f"{locale[1]}_{locale[2]}" if locale else ""),
        Meta("property", "og:image", picture or ""),
        Meta("name", "twitter:card", "summary_large_image" if picture else "summary"),
    )
    return tuple(Meta(tag.attribute, tag.key, writable(tag.content)) for tag in tags if tag.content)


def article_meta(item: NewsItem) -> tuple[Meta, ...]:
    """The tags of a post.

    Raises:
        ValueError: the item's address isn't absolute.
    """
    tags = page_meta(
        title=item.headline,
        address=item.address,
        site_name=item.publisher.name,
        description=item.description,
        image=item.image,
        language=item.language,
        kind="article",
    )
    facts = [
        ("article:published_time", rfc3339(item.published)),
        ("article:modified_time", rfc3339(item.modified or item.published)),
        # Open Graph takes an author's page here, not the name.
        *(("article:author", web_address(author.address or "") or "") for author in item.authors),
        ("article:section", item.section or ""),
        *(("article:tag", keyword) for keyword in item.keywords),
    ]
    names = ", ".join(author.name for author in item.authors)
    byline = (Meta("name", "author", writable(names)),) if names else ()
    return (*tags, *byline, *(Meta("property", key, writable(content)) for key, content in facts if content))
