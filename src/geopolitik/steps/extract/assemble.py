"""Assemble: labelled blocks and what was found beside them become the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geopolitik.model.article import (
    Article,
    Block,
    Credit,
    CreditRole,
    Label,
    Link,
    LinkKind,
    Outlet,
    Timestamp,
)
from geopolitik.model.capture import Capture
from geopolitik.steps.extract.credits import credit_line
from geopolitik.steps.extract.facts import declared_time, gather
from geopolitik.steps.extract.inline import Inline
from geopolitik.steps.extract.language import find_language
from geopolitik.steps.extract.links import host_of
from geopolitik.steps.extract.publication import Shown, published, told_by_head, updated
from geopolitik.steps.extract.signatures import sign
from geopolitik.steps.extract.stamps import is_day_first

_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile("(?<=\\w)[\u200b\u2060\ufeff]+(?=\\w)")
_TWO_SCRIPTS = re.compile("[A-Za-z][\u0430-\u044f\u0410-\u042f\u0450-\u045f]+[A-Za-z]")
_STORY = {Label.TITLE, Label.STANDFIRST, Label.BODY}
_LANGUAGE_SAMPLE = 700


@dataclass(frozen=True, slots=True)
class Meta:
    """What the page's head says of the article, where it has one; believed over what its text shows."""

    title: str | None = None
    byline: str | None = None
    section: str | None = None
    site: str | None = None
    language: str | None = None
    locale: str | None = None
    """The language with its country, as the page declares it."""
    published: Timestamp | None = None
    published_also: tuple[Timestamp, ...] = ()
    """What else it says of that, where it says it more than once."""
    dated: Timestamp | None = None
    """A date that doesn't say what of; believed only where the page shows none beside its headline."""
    updated: Timestamp | None = None
    canonical: str | None = None
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its blocks labelled, before its facts are read off."""

    text: str
    legible: str
    format: str
    blocks: Sequence[Block]
    inline: Inline
    outlet: Outlet | None = None
    visibility: str | None = None
    warnings: tuple[str, ...] = ()
    meta: Meta = Meta()


def assemble(capture: Capture, page: Page) -> Article:
    """The article of a labelled page; what the user declared is believed over what it says."""
    in_channel = page.outlet is not None and page.outlet.kind == "channel"
    signed = sign(page.text, page.legible, page.blocks, in_channel=in_channel)
    facts = gather(page.legible, signed.blocks)
    meta = page.meta
    language = find_language(_story(page.legible, signed.blocks)) or meta.language
    shown = Shown(page.legible, signed.blocks, is_day_first(meta.locale or language))
    return Article(
        capture=capture,
        text=page.text,
        format=page.format,
        blocks=signed.blocks,
        markup=page.inline.markup,
        language=language,
        title=facts.title or meta.title,
        outlet=_outlet(capture, page.outlet, meta),
        byline=next((name for name in (facts.byline, meta.byline) if name and not _is_source(name)), None),
        section=facts.section or meta.section,
        breadcrumbs=facts.breadcrumbs,
        visibility=page.visibility,
        published=_published(capture, page, shown),
        updated=meta.updated or updated(shown),
        feed_name=facts.feed_name,
        credits=signed.credits + meta.credits,
        links=_related(page.inline.links, signed.blocks),
        images=page.inline.images,
        warnings=page.warnings + _odd_characters(page.text),
    )


def _is_source(byline: str) -> bool:
    """Whether what stands in an author's place is a credit: `Source: Harbour Wire`."""
    return any(credit.role is CreditRole.SOURCE for credit in credit_line(byline, 0))


def _published(capture: Capture, page: Page, shown: Shown) -> Timestamp | None:
    """Declared, else from the head, else as the page shows it."""
    if capture.declared.published:
        return declared_time(capture.declared.published)
    address = capture.declared.url or page.meta.canonical or ""
    meta = page.meta
    if meta.published:
        return told_by_head((meta.published, *meta.published_also), shown, address=address)
    return published(shown, address=address, html=page.format == "html", dated=meta.dated)


def _story(legible: str, blocks: Sequence[Block]) -> str:
    """The beginning of title and body, enough to tell the language."""
    parts: list[str] = []
    size = 0
    for block in blocks:
        if block.label in _STORY and size < _LANGUAGE_SAMPLE:
            parts.append(legible[block.start : min(block.end, block.start + _LANGUAGE_SAMPLE)])
            size += len(parts[-1])
    return " ".join(" ".join(parts).split())


def _odd_characters(text: str) -> tuple[str, ...]:
    """What a reader cannot see in the text, and what could hide a change in it."""
    if text.isascii():
        return ()
    found: list[str] = []
    overrides = len(_OVERRIDES.findall(text))
    if overrides:
        found.append(f"{overrides} characters that turn the reading direction: the page shows another order")
    unseen = len(_UNSEEN.findall(text))
    if unseen > 1:
        found.append(f"{unseen} invisible characters stand between letters")
    mixed = len(_TWO_SCRIPTS.findall(text))
    if mixed:
        found.append(f"{mixed} words mix Latin with look-alike Cyrillic letters")
    return tuple(found)


def _outlet(capture: Capture, found: Outlet | None, meta: Meta) -> Outlet | None:
    """The outlet that the user names, the page shows, or the address tells - in this order."""
    declared = capture.declared
    if declared.outlet:
        return replace(found, name=declared.outlet) if found else Outlet(declared.outlet, "site")
    if found:
        return found
    name = meta.site or (host_of(declared.url) if declared.url else "")
    return Outlet(name, "site") if name else None


def _related(links: Sequence[Link], blocks: Sequence[Block]) -> tuple[Link, ...]:
    """Links that stand in a card lead to other articles."""
    cards = [block for block in blocks if block.label is Label.RELATED]
    if not cards:
        return tuple(links)
    inside = [
        replace(link, kind=LinkKind.RELATED)
        if link.kind is LinkKind.PLAIN and any(c.start <= (link.start or -1) < c.end for c in cards[:200])
        else link
        for link in links
    ]
    return tuple(inside)
