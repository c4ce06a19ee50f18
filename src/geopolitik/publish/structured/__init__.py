"""What machines are told of a page: JSON-LD in schema.org's words, and meta tags."""

from __future__ import annotations

from geopolitik.publish.structured.json_ld import (
    breadcrumb_list,
    item_list,
    news_article,
    script_json,
    web_site,
)
from geopolitik.publish.structured.meta import Meta, article_meta, page_meta
from geopolitik.publish.structured.model import Citation, NewsItem, Publisher

__all__ = [
    "Citation",
    "Meta",
    "NewsItem",
    "Publisher",
    "article_meta",
    "breadcrumb_list",
    "item_list",
    "news_article",
    "page_meta",
    "script_json",
    "web_site",
]
