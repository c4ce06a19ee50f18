"""What a page's head says of the article: JSON-LD, meta elements, time elements, canonical address."""

from __future__ import annotations

import json
from collections import deque
from typing import Any

_ARTICLE_TYPES = (
    "article",
    "newsarticle",
    "reportagenewsarticle",
    "blogposting",
    "liveblogposting",
    "report",
    "analysisnewsarticle",
    "opinionnewsarticle",
    "backgroundnewsarticle",
    "socialmediaposting",
)
_PAGE_TYPES = (
    "webpage",
    "itempage",
    "aboutpage",
    "recipe",
    "howto",
    "product",
    "creativework",
    "podcastepisode",
)
"""What a page can say that it is instead; only its date is taken from there."""
_LONGEST_JSON = 1_000_000
_MOST_NODES = 5_000
_PUBLISHED = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "rnews:datepublished",
    "original-publish-date",
)
_DATED = (
    "date",
    "dc.date",
    "dcterms.created",
    "dcterms.date",
    "created",
    "displaydate",
    "dc.created",
)
"""Dates that don't say what happened then: Dublin Core's `date` is that of any event in a page's life."""
_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
    "article.updated",
    "revised",
    "dc.date.modified",
)
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "headline", "title")
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "article.author",
)


def read_meta(root: Any) -> dict[str, Any]:
    """Plain values found in the page's head; a missing key means that it does not say."""
    found: dict[str, Any] = {}
    named = _meta_elements(root)
    nodes = _json_ld(root)
    articles = (node for node in nodes if _is_a(node, _ARTICLE_TYPES))
    found.update(_of_node(next(articles, {})))
    for key, names, source in (
        ("title", _TITLES, None),
        ("published", _PUBLISHED, "meta"),
        ("dated", _DATED, "meta"),
        ("updated", _UPDATED, "meta"),
        ("byline", _AUTHORS, None),
        ("site", ("og:site_name", "application-name", "twitter:site"), None),
        ("section", ("article:section", "parsely-section", "section", "dc.subject"), None),
        ("og_url", ("og:url",), None),
    ):
        value = next((named[name] for name in names if named.get(name)), None)
        if value and key not in found and not (key == "byline" and value.startswith("http")):
            found[key] = value
            if source:
                found[f"{key}_source"] = source
    pages = (_of_node(node) for node in nodes if _is_a(node, _PAGE_TYPES))
    dated = next((page for page in pages if "published" in page), {})
    if "published" not in found:
        found |= {key: value for key, value in dated.items() if key.startswith("published")}
    also = (named[name] for name in (*_PUBLISHED, *_DATED) if named.get(name))
    found["published_also"] = "\n".join(also)
    _times(root, found)
    titles = root.xpath("//head/title/text()|/html/title/text()")
    if titles:
        found["page_title"] = " ".join(str(titles[0]).split())[:500]
    canonical = root.xpath("//link[@rel='canonical']/@href")
    if canonical:
        found["canonical"] = str(canonical[0])[:2000]
    language = (
        root.get("lang") or root.get("xml:lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    )
    if language:
        found["language"] = language[:2].lower()
        found["locale"] = language[:10]
    return {key: value for key, value in found.items() if isinstance(value, str) and value.strip()}


def _meta_elements(root: Any) -> dict[str, str]:
    named: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = element.get("content")
        if name and content and len(named) < 500:
            named.setdefault(name.strip().lower(), " ".join(content.split())[:1000])
    return named


def _times(root: Any, found: dict[str, Any]) -> None:
    """Time elements that say whether they are the publication's or the change's, else the first of all."""
    for element in root.xpath(
        "//*[@itemprop='datePublished' or @itemprop='dateModified' or @pubdate]|//time[@datetime]"
    )[:50]:
        value = element.get("datetime") or element.get("content") or element.text or ""
        about = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        if "modif" in about or "updat" in about:
            key = "updated"
        elif "publi" in about or element.get("pubdate") is not None:
            key = "published"
        else:
            key = "dated"
        if value.strip() and key not in found:
            found[key] = " ".join(value.split())[:100]
            found[f"{key}_source"] = "time element"


def _json_ld(root: Any) -> list[dict[str, Any]]:
    """The objects of the page's JSON-LD, level by level."""
    nodes: list[dict[str, Any]] = []
    for script in root.xpath("//script[@type='application/ld+json']")[:20]:
        text = script.text or ""
        if len(text) > _LONGEST_JSON:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        nodes += _objects(data)
    return nodes


def _objects(data: Any) -> list[dict[str, Any]]:
    queue = deque([data])
    found: list[dict[str, Any]] = []
    seen = 0
    while queue and seen < _MOST_NODES:
        node = queue.popleft()
        seen += 1
        if isinstance(node, list):
            queue += node
        elif isinstance(node, dict):
            found.append(node)
            queue += [value for value in node.values() if isinstance(value, dict | list)]
    return found


def _is_a(node: dict[str, Any], kinds: tuple[str, ...]) -> bool:
    types = node.get("@type")
    return any(
        isinstance(t, str) and t.lower() in kinds for t in (types if isinstance(types, list) else [types])
    )


def _of_node(node: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, name in (("title", "headline"), ("published", "datePublished"), ("updated", "dateModified")):
        value = node.get(name)
        if isinstance(value, str) and value.strip():
            found[key] = " ".join(value.split())[:500]
            if key != "title":
                found[f"{key}_source"] = "json-ld"
    for key, name in (
        ("byline", "author"),
        ("site", "publisher"),
        ("credited", "isBasedOn"),
        ("agency", "sourceOrganization"),
    ):
        names = _names(node.get(name))
        if names:
            found[key] = ", ".join(names)[:300]
    section = node.get("articleSection")
    section = section[0] if isinstance(section, list) and section else section
    if isinstance(section, str):
        found["section"] = section[:100]
    return found


def _names(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if not value.startswith("http") else []
    if isinstance(value, dict):
        return _names(value.get("name"))
    if isinstance(value, list):
        return [name for item in value[:10] for name in _names(item)]
    return []
