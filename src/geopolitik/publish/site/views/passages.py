"""Short passages of other people's texts, each with where it stands, and never most of a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span
from geopolitik.publish.excerpt import Excerpt, excerpt
from geopolitik.publish.feeds.addresses import web_address
from geopolitik.text.clean import file_name, one_line
from geopolitik.text.markup import legible

MOST_WORDS = 40
"""A passage on a public page is no longer."""
_SIZES = ((42, 130), (30, 110), (18, 100), (0, 90), (0, 60))
"""Characters of surroundings and of the passage itself, the most generous first."""
_LEAST = 300
"""Characters that may be shown of a text even if that is more than the usual share of it."""
_WHOLE_FRAGMENT = 60
_FRAGMENT_WORDS = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """A few words of a text within their surroundings."""

    excerpt: Excerpt
    language: str
    link: str
    """Leads to the passage on its own page (`#:~:text=`); empty if the text has no address of the web."""


def passage(annotation: Annotation, span: Span) -> Passage:
    """A passage of at most 40 words."""
    return Passage(
        _sized(annotation, span)[0], annotation.article.language or "", fragment_link(annotation, span)
    )


def _sized(annotation: Annotation, span: Span) -> tuple[Excerpt, int, int]:
    for around, longest in _SIZES:
        found = excerpt(annotation, span, around=around, longest=longest)
        if len(str(found).split()) <= MOST_WORDS:
            break
    return found, around, longest


def address_of(annotation: Annotation) -> str:
    """The address of a text on the web; empty for one that came as a file."""
    capture = annotation.article.capture
    return web_address(capture.address) or web_address(capture.declared.url or "") or ""


def place_of(annotation: Annotation) -> str:
    """The text's address; of a file its name alone, since folders say who keeps it."""
    return address_of(annotation) or file_name(annotation.article.capture.name)


def fragment_link(annotation: Annotation, span: Span) -> str:
    """A link that browsers open at the passage (WICG, URL Fragment Text Directives)."""
    address = address_of(annotation).partition("#")[0]
    words = one_line(legible(annotation.article, span)).split(" ")
    if not address or not any(words):
        return ""
    text = " ".join(words)
    if len(text) <= _WHOLE_FRAGMENT or len(words) < 2 * _FRAGMENT_WORDS:
        return f"{address}#:~:text={_encoded(text)}"
    first, last = " ".join(words[:_FRAGMENT_WORDS]), " ".join(words[-_FRAGMENT_WORDS:])
    return f"{address}#:~:text={_encoded(first)},{_encoded(last)}"


def _encoded(text: str) -> str:
    # A hyphen would end a prefix, a comma parts the two ends.
    return quote(text, safe="", errors="replace").replace("-", "%2D")


@dataclass(slots=True)
class Allowance:
    """How much of one text a page may still show: never more than half of a short one."""

    annotation: Annotation
    share: float
    """Of the text; a few lines may always be shown."""
    _shown: set[int] = field(default_factory=set)

    def has_room(self, span: Span | None) -> bool:
        """Whether a passage, shown with its surroundings, stays within what is allowed."""
        if span is None:
            return True
        more = sum(place not in self._shown for place in self._covered(span))
        return len(self._shown) + more <= self._most()

    def show(self, span: Span | None) -> Passage | None:
        """The passage, counted as shown."""
        if span is None:
            return None
        self._shown |= self._covered(span)
        return passage(self.annotation, span)

    def _covered(self, span: Span) -> set[int]:
        _, around, longest = _sized(self.annotation, span)
        end = len(self.annotation.text)
        if len(span) <= longest:
            return {*range(max(0, span.start - around), min(end, span.end + around))}
        half = longest // 2
        head = range(max(0, span.start - around), span.start + half)
        tail = range(span.end - half, min(end, span.end + around))
        return {*head, *tail}

    def _most(self) -> int:
        length = sum(len(sentence.span) for sentence in self.annotation.sentences)
        return int(min(max(length * self.share, _LEAST), length / 2))
