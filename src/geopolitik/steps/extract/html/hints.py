"""Hints: what the elements, classes and ids around a segment say that it is."""

from __future__ import annotations

import re

from geopolitik.model.article import Label
from geopolitik.steps.extract import traits

_LINKED = 0.6


def _names(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s_-])(?:{words})(?=$|[\s_-])", re.IGNORECASE)


_RELATED = _names(
    "related|recommended|recommendations?|readmore|read-more|also-read|read-also|more-on|more-stories|most-read|"
    "most-popular|popular|trending|teasers?|promo|outbrain|taboola|up-next|further-reading|see-also|jp-relatedposts"
)
_ADVERT = _names("ads?|advert|advertisement|adverts|sponsor|sponsored|ad-slot|ad-container|adsbygoogle|dfp")
_COMMENTS = _names("comments?|comment-list|comments-area|disqus|respond|replies")
_FRAME = _names(
    "share|sharing|social|newsletter|subscribe|signup|sign-up|cookie|cookies|consent|gdpr|menu|navbar|navigation|"
    "sidebar|footer|masthead|toolbar|tags?|tag-list|pagination|paywall|login|modal|popup|skip-link|widget|sr-only|"
    "visually-hidden|screen-reader-text|visuallyhidden|assistive-text"
)
_BYLINE = _names("byline|by-line|author|authors|author-name|autor|auteur|contributor|contributors|writer")
_STANDFIRST = _names(
    "standfirst|subtitle|sub-title|subheadline|sub-headline|deck|dek|kicker-text|lede|excerpt|summary|sapo"
)
_CAPTION = _names(
    "caption|captions|wp-caption-text|image-caption|figcaption|photo-credit|image-credit|credit|copyright"
)
_CRUMBS = _names("breadcrumbs?|crumbs?|yoast-breadcrumb")
_SECTION = _names("kicker|eyebrow|section-name|category|cat-links|rubric|overline|topic")
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_FRAME_MARKS = frozenset({"nav", "footer", "aside", "form", "button", "select", "label"})


def hint(text: str, marks: list[str], names: list[str], linked: int, *, voted: bool) -> Label | None:
    """The label that the markup speaks for; the majority of the voters is believed over a class name."""
    short = len(text) <= 300
    near, around = " ".join(names[-3:]), " ".join(names)
    if "figcaption" in marks or "caption" in marks:
        return Label.CAPTION
    if not voted:
        framed = _small(text, near, short=short) or _frame(text, marks, around, linked)
        if framed:
            return framed
    elif traits.byline(text) and _BYLINE.search(near):
        return Label.BYLINE
    if short and _STANDFIRST.search(" ".join(names[-2:])):
        return Label.STANDFIRST
    return Label.HEADING if _HEADINGS & set(marks) else None


def _small(text: str, near: str, *, short: bool) -> Label | None:
    """Crumbs, captions, bylines: short lines that their own or their parents' classes name."""
    if _CRUMBS.search(near) and short:
        return Label.BREADCRUMB
    if _CAPTION.search(near) and short:
        return Label.CAPTION
    if _BYLINE.search(near) and len(text.split()) <= 14 and not traits.has_stop(text):
        return Label.BYLINE
    return None


def _frame(text: str, marks: list[str], names: str, linked: int) -> Label | None:
    """What stands in the page's frame, as its elements and classes tell."""
    mostly_linked = linked > _LINKED * len(text)
    if _ADVERT.search(names):
        return Label.ADVERTISEMENT
    if _RELATED.search(names) and "h1" not in marks:
        return Label.RELATED
    if _COMMENTS.search(names) or _FRAME.search(names) or _FRAME_MARKS & set(marks):
        is_card = mostly_linked and traits.is_headline(text) and traits.words_of(text) >= 5
        return Label.RELATED if is_card and "h1" not in marks else Label.FURNITURE
    if "h1" in marks:
        return None
    if _SECTION.search(names) and traits.words_of(text) <= 4:
        return Label.SECTION
    if mostly_linked and len(text) > 3:
        return Label.RELATED if traits.is_headline(text) and traits.words_of(text) >= 5 else Label.FURNITURE
    return None
