"""Article: one capture, read - the whole visible text in reading order, as labelled blocks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geopolitik.model.capture import Capture
from geopolitik.model.span import Span


class Label(StrEnum):
    """What a block of the page is."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    HEADING = "heading"
    """A heading inside the body."""
    BODY = "body"
    BYLINE = "byline"
    CREDIT = "credit"
    """States where the text comes from."""
    STAMP = "stamp"
    """Publication or update time."""
    FEED = "feed"
    """Name of the feed or agency an auto-post came through."""
    NOTE = "note"
    """Correction or update note of the outlet about its own text."""
    CAPTION = "caption"
    IMAGE = "image"
    RELATED = "related"
    """An embedded card that leads to another article."""
    SECTION = "section"
    BREADCRUMB = "breadcrumb"
    CHANNEL = "channel"
    """Title, description, post count, picture, author of a channel."""
    VISIBILITY = "visibility"
    ADVERTISEMENT = "advertisement"
    FURNITURE = "furniture"


STORY_LABELS = frozenset({Label.TITLE, Label.STANDFIRST, Label.HEADING, Label.BODY})
"""The labels whose text is the article; sentences are found in these only."""

METADATA_LABELS = frozenset({Label.BYLINE, Label.CREDIT, Label.STAMP, Label.FEED, Label.NOTE})

SET_ASIDE_LABELS = frozenset(Label) - STORY_LABELS - METADATA_LABELS
"""What the reader of the report sees only on demand."""


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled stretch of the page's visible text."""

    start: int
    end: int
    label: Label
    reason: str = ""
    """Why it got this label, in plain words."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A publication or update time as the page gives it."""

    text: str
    iso: str | None
    """ISO 8601 date or date-time, with offset only if the zone is known; None if unreadable."""
    zone: str | None
    """`UTC`, `+03:00`, `Europe/Kyiv` ...; None when the page does not say."""
    source: str
    """Where it was found: `declared`, `text`, `address`, `json-ld`, `meta`, `time element`."""
    start: int | None = None
    end: int | None = None


class CreditRole(StrEnum):
    """What a credit says the named one did."""

    FIRST_PUBLISHED = "first published"
    TRANSLATED = "translated"
    TRANSLATED_FROM = "translated from"
    """`Translated from Kommersant`: whose text it was, not who translated."""
    EDITED = "edited"
    AGENCY = "agency"
    """Dateline or end mark: `(Reuters)`, `KYIV, Feb 3 (AFP) -`."""
    VIA = "via"
    SOURCE = "source"
    """`Source: X`, `according to material of X`, canonical link elsewhere."""
    INPUTS = "with inputs from"
    REPUBLISHED = "republished"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Credit:
    """A statement on the page of where its text comes from."""

    name: str
    role: CreditRole
    start: int | None
    end: int | None
    """Offsets of the statement in the article's text; None if it stands in metadata only."""


class LinkKind(StrEnum):
    """Where an outbound link leads."""

    PLAIN = "plain"
    SHORTENED = "shortened"
    SHOP = "shop"
    MENTION = "mention"
    RELATED = "related"
    EMBED = "embed"
    CANONICAL = "canonical"


@dataclass(frozen=True, slots=True)
class Link:
    """An outbound link; never fetched, only read."""

    url: str
    kind: LinkKind
    text: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture and how the page places it."""

    url: str
    alt: str = ""
    title: str = ""
    placement: str | None = None
    """`left`, `right`, `center`, or None."""
    width: str | None = None
    """As written: digits (pixels) or per cent."""
    height: str | None = None
    link: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes: a site or a channel, as far as the page tells."""

    name: str
    kind: str
    """`site`, `channel` or `agency`."""
    description: str | None = None
    post_count: int | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One capture, read. Nothing visible is thrown away; a label says what it is."""

    capture: Capture
    text: str
    """For text and Markdown the decoded file as it stood; for HTML the visible text in reading order."""
    format: str
    """`text`, `markdown`, `rich-text` (social platforms' Markdown) or `html`."""
    blocks: tuple[Block, ...]
    """In order, not overlapping; every visible character lies in one."""
    markup: tuple[Span, ...] = ()
    """Stretches of `text` that are marks, not words (`**`, `](https://...)`); sentences may span them."""
    language: str | None = None
    """ISO 639-1, of the title and body."""
    title: str | None = None
    outlet: Outlet | None = None
    byline: str | None = None
    section: str | None = None
    breadcrumbs: tuple[str, ...] = ()
    visibility: str | None = None
    published: Timestamp | None = None
    updated: Timestamp | None = None
    feed_name: str | None = None
    credits: tuple[Credit, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    warnings: tuple[str, ...] = ()
    """What was odd and how it was handled: undecodable bytes, truncated markup, voters that failed."""

    @property
    def legible(self) -> str:
        """`text` with the markup blanked out: same length, same offsets."""
        parts: list[str] = []
        at = 0
        for span in self.markup:
            parts += (self.text[at : span.start], " " * len(span))
            at = span.end
        parts.append(self.text[at:])
        return "".join(parts)
