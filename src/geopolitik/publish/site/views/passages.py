"""Short passages of other people's texts, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from geopolitik.app.quoting.windows import Window, window
from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span
from geopolitik.publish.excerpt import Excerpt, in_window
from geopolitik.publish.feeds.addresses import web_address
from geopolitik.text.clean import file_name, one_line
from geopolitik.text.markup import legible

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
    return windowed(annotation, window(annotation, span))


def windowed(annotation: Annotation, found: Window) -> Passage:
    """A passage as its window shows it."""
    return Passage(
        in_window(annotation, found), annotation.article.language or "", fragment_link(annotation, found)
    )


def address_of(annotation: Annotation) -> str:
    """The address of a text on the web; empty for one that came as a file."""
    capture = annotation.article.capture
    return web_address(capture.address) or web_address(capture.declared.url or "") or ""


def place_of(annotation: Annotation) -> str:
    """The text's address; of a file its name alone, since folders say who keeps it."""
    return address_of(annotation) or file_name(annotation.article.capture.name)


def fragment_link(annotation: Annotation, place: Window | Span) -> str:
    """A link that browsers open at the passage (WICG, URL Fragment Text Directives).

    Of a long passage it holds the first and last words, which its window shows.
    """
    address = address_of(annotation).partition("#")[0]
    span = place.passage if isinstance(place, Window) else place
    gap = place.gap if isinstance(place, Window) else None
    ends = [span] if gap is None else [Span(span.start, gap.start), Span(gap.end, span.end)]
    words = [one_line(legible(annotation.article, end)).split(" ") for end in ends]
    if not address or not any(words[0]):
        return ""
    text = " ".join(words[0])
    if gap is None and (len(text) <= _WHOLE_FRAGMENT or len(words[0]) < 2 * _FRAGMENT_WORDS):
        return f"{address}#:~:text={_encoded(text)}"
    first, last = " ".join(words[0][:_FRAGMENT_WORDS]), " ".join(words[-1][-_FRAGMENT_WORDS:])
    return f"{address}#:~:text={_encoded(first)},{_encoded(last)}"


def _encoded(text: str) -> str:
    # A hyphen would end a prefix, a comma parts the two ends.
    return quote(text, safe="", errors="replace").replace("-", "%2D")
