"""HTML pages: counted, parsed in the child, and labelled here from what came back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

from geopolitik.errors import ExtractionError
from geopolitik.model.article import Article, Block, Credit, CreditRole, Image, Label, Link, Timestamp
from geopolitik.model.capture import Capture
from geopolitik.steps.extract import traits
from geopolitik.steps.extract.assemble import Meta, Page, assemble
from geopolitik.steps.extract.facts import declared_time
from geopolitik.steps.extract.html.child import CHILD
from geopolitik.steps.extract.html.hints import hint
from geopolitik.steps.extract.html.prescan import MAX_VOTED_ELEMENTS, count, refusal
from geopolitik.steps.extract.inline import Inline
from geopolitik.steps.extract.label import label_units
from geopolitik.steps.extract.links import host_of, kind_of
from geopolitik.steps.extract.masthead import sounds_like_an_outlet
from geopolitik.steps.extract.units import Unit

_MOST_TEXT = 1_000_000
_PARAGRAPH = 20
_KEPT = 0.75
"""Share of what two voters agree on that the third must keep, to be believed on the rest."""
_MOST_LINKS = 3_000
_WORD = re.compile(r"\w+")
_SUFFIX = re.compile(r"\s+(?:[|–—·»]|-)\s+(?=[^|–—·»]{2,60}$)")
_SITE_WORDS = 5
_NO_DATE = "1800"
"""Programs that know no date write that of the year 1."""
_SMALLER = "Save only the article's part of the page, or hand in its text"


def extract_html(capture: Capture, html: str, warnings: tuple[str, ...]) -> Article:
    """Read an HTML page.

    Raises:
        ExtractionError: the page crosses a cap, breaks the parser or shows no text.
    """
    counts = count(html)
    refused = refusal(counts)
    if refused:
        raise ExtractionError(capture.name, refused, _SMALLER)
    vote = counts.elements <= MAX_VOTED_ELEMENTS
    if not vote:
        warnings += ("too large for the extraction libraries to vote on: labelled by our own rules alone",)
    answer = CHILD.ask(capture.name, {"html": html, "vote": vote})
    segments: list[dict[str, Any]] = answer["segments"]
    if not segments:
        raise ExtractionError(
            capture.name, "shows no text", "It may need scripts to run: copy its text instead"
        )
    if sum(len(segment["text"]) for segment in segments) > _MOST_TEXT:
        raise ExtractionError(capture.name, f"shows more than {_MOST_TEXT:,} characters", _SMALLER)
    meta: dict[str, str] = answer["meta"]
    text, units = _compose(segments, meta)
    sheet = label_units(units)
    settled = sheet.settled()
    blocks = [
        Block(unit.start, unit.end, label, _reason(unit, label, why))
        for unit, (label, why) in zip(units, settled, strict=True)
    ]
    page = Page(
        text=text,
        legible=text,
        format="html",
        blocks=blocks,
        inline=Inline(
            links=tuple(_links(capture, segments, units, blocks, meta)),
            images=tuple(_image(image, capture, meta) for image in answer["images"]),
        ),
        warnings=warnings + tuple(answer["warnings"]),
        meta=_meta(capture, meta | _site(meta, [u.text for u in units if u.hint is Label.TITLE])),
    )
    return assemble(capture, page)


def _site(meta: dict[str, str], headlines: Sequence[str]) -> dict[str, str]:
    """The site behind the headline in the page's own title: Ferry runs aground | Northcoast Daily."""
    head, mark, name = _SUFFIX.sub("\n", meta.get("page_title", "")).rpartition("\n")
    if meta.get("site") or not mark or not 1 <= len(name.split()) <= _SITE_WORDS or not name[0].isupper():
        return {}
    heads = {_key(text) for text in (*headlines, meta.get("title", "")) if text}
    return {"site": name} if _key(head) in heads or sounds_like_an_outlet(name) else {}


def _compose(segments: Sequence[dict[str, Any]], meta: dict[str, str]) -> tuple[str, list[Unit]]:
    """The page's text, one unit for each segment."""
    elected = _elect(segments)
    asked = any(elected)
    title = _title_segment(segments, meta)
    parts: list[str] = []
    units: list[Unit] = []
    at = group = 0
    for i, segment in enumerate(segments):
        if i:
            gap = "\n" if segment["tight"] else "\n\n"
            group += gap == "\n\n"
            parts.append(gap)
            at += len(gap)
        shown: str = segment["text"]
        votes = tuple(segment["votes"]) if asked else None
        label = (
            Label.TITLE
            if i == title
            else hint(shown, segment["marks"], segment["names"], segment["linked"], voted=elected[i])
        )
        units.append(Unit(at, at + len(shown), shown, group, label, votes, elected=elected[i]))
        parts.append(shown)
        at += len(shown)
    return "".join(parts), units


def _elect(segments: Sequence[dict[str, Any]]) -> list[bool]:
    """Two of three voters, trafilatura among them.

    Where trafilatura dropped a large part of what the other two agree on, their paragraphs count as well.
    """
    with_it = [len(s["votes"]) >= 2 and "trafilatura" in s["votes"] for s in segments]
    without = [len(s["votes"]) >= 2 and _is_paragraph(s["text"]) for s in segments]
    kept = sum(len(s["text"]) for s, elected in zip(segments, with_it, strict=True) if elected)
    agreed = sum(len(s["text"]) for s, elected in zip(segments, without, strict=True) if elected)
    if kept >= _KEPT * agreed:
        return with_it
    return [a or b for a, b in zip(with_it, without, strict=True)]


def _is_paragraph(text: str) -> bool:
    return traits.words_of(text) >= _PARAGRAPH and traits.is_prose(text)


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _title_segment(segments: Sequence[dict[str, Any]], meta: dict[str, str]) -> int | None:
    """The segment that shows the headline: a first-level heading that the page's head names, or any."""
    named = [_key(meta[name]) for name in ("title", "page_title") if meta.get(name)]
    named = [name for name in named if len(name) >= 8]

    def is_named(i: int) -> bool:
        key = _key(segments[i]["text"])
        return len(key) >= 8 and any(
            key == name or (len(key) >= 15 and key in name) or name in key[: len(name) + 20] for name in named
        )

    headings = [
        i for i, segment in enumerate(segments) if "h1" in segment["marks"] and len(segment["text"]) <= 400
    ]
    others = [
        i
        for i, segment in enumerate(segments)
        if len(segment["text"]) <= 400
        and len(segment["votes"]) < 3
        and not {"nav", "aside", "li"} & set(segment["marks"])
    ]
    for choice in (headings, others):
        found = next((i for i in choice if is_named(i)), None)
        if found is not None:
            return found
    # A lone first-level heading of more than a word or two is the headline; the site's name is not.
    lone = [i for i in headings if len(segments[i]["text"].split()) >= 3]
    return lone[0] if len(lone) == 1 else None


def _reason(unit: Unit, label: Label, why: str) -> str:
    """The label's reason with the votes that were cast."""
    if unit.votes is None or label not in {Label.BODY, Label.HEADING, Label.FURNITURE, Label.RELATED}:
        return why
    votes = ", ".join(unit.votes) if unit.votes else "nobody"
    return f"{why}; taken for body by {votes}"


def _base(capture: Capture, meta: dict[str, str]) -> str:
    return capture.declared.url or meta.get("canonical") or meta.get("og_url") or ""


def _absolute(base: str, url: str) -> str:
    try:
        return urljoin(base, url) if base else url
    except ValueError:
        return url


def _links(
    capture: Capture,
    segments: Sequence[dict[str, Any]],
    units: Sequence[Unit],
    blocks: Sequence[Block],
    meta: dict[str, str],
) -> list[Link]:
    """Outbound links, and links inside the story and its cards; the frame's own menu is left out."""
    base = _base(capture, meta)
    home = host_of(base)
    found: list[Link] = []
    for segment, unit, block in zip(segments, units, blocks, strict=True):
        for start, end, href in segment["links"]:
            url = _absolute(base, href.strip())
            host = host_of(url) if _is_web(url) else ""
            inside = block.label in {
                Label.BODY,
                Label.HEADING,
                Label.RELATED,
                Label.CREDIT,
                Label.STANDFIRST,
                Label.FEED,
            }
            if not inside and (not host or host == home):
                continue
            if url.startswith(("#", "javascript:", "data:", "vbscript:")) or len(found) >= _MOST_LINKS:
                continue
            shown = unit.text[start:end]
            found.append(Link(url, kind_of(url), shown, unit.start + start, unit.start + max(start, end)))
    return found


def _is_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        return False


def _image(image: dict[str, Any], capture: Capture, meta: dict[str, str]) -> Image:
    base = _base(capture, meta)
    link = image["link"]
    return Image(
        url=_absolute(base, image["url"]),
        alt=image["alt"],
        title=image["title"],
        width=image["width"],
        height=image["height"],
        link=_absolute(base, link) if link else None,
    )


def _meta(capture: Capture, meta: dict[str, str]) -> Meta:
    """The head's values in the model's types."""
    canonical = meta.get("canonical", "")
    own = host_of(capture.declared.url or meta.get("og_url") or "")
    elsewhere = host_of(canonical) if _is_web(canonical) else ""
    credits: list[Credit] = []
    if (
        own
        and elsewhere
        and own != elsewhere
        and not own.endswith("." + elsewhere)
        and not elsewhere.endswith("." + own)
    ):
        credits.append(Credit(elsewhere, CreditRole.SOURCE, None, None))
    for key, role in (("credited", CreditRole.SOURCE), ("agency", CreditRole.AGENCY)):
        if meta.get(key):
            credits.append(Credit(meta[key], role, None, None))
    return Meta(
        title=meta.get("title") or meta.get("page_title"),
        byline=meta.get("byline"),
        section=meta.get("section"),
        site=meta.get("site"),
        language=meta.get("language"),
        locale=meta.get("locale"),
        published=_time(meta, "published"),
        published_also=_also(meta),
        dated=_time(meta, "dated"),
        updated=_time(meta, "updated"),
        canonical=canonical or meta.get("og_url"),
        credits=tuple(credits),
    )


def _also(meta: dict[str, str]) -> tuple[Timestamp, ...]:
    """All that the head's elements say of the time of publication."""
    values = meta.get("published_also", "").splitlines()
    told = (_time({"published": value}, "published") for value in values)
    return tuple(time for time in told if time is not None)


def _time(meta: dict[str, str], key: str) -> Timestamp | None:
    value = meta.get(key)
    if not value:
        return None
    read = declared_time(value)
    if read.iso is None or read.iso < _NO_DATE:
        return None
    return Timestamp(value, read.iso, read.zone, meta.get(f"{key}_source", "meta"))
