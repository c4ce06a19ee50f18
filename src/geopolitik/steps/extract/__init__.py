"""Extract: a capture becomes an article - the whole visible text in reading order, as labelled blocks."""

from __future__ import annotations

from geopolitik.errors import ExtractionError
from geopolitik.model.article import Article
from geopolitik.model.capture import Capture
from geopolitik.steps.extract.decode import decode
from geopolitik.steps.extract.furniture import block_keys, relabelled
from geopolitik.steps.extract.plain import extract_plain
from geopolitik.steps.extract.sniff import sniff

__all__ = ["MAX_CHARACTERS", "block_keys", "extract", "relabelled"]

MAX_CHARACTERS = 1_000_000
"""Longer than any article: what is longer is a book, a log or an attack."""


def extract(capture: Capture) -> Article:
    """Read a capture as an article.

    Raises:
        ExtractionError: the bytes are no text, or no page that can be read within the limits.
    """
    decoded = decode(capture.content, capture.name)
    kind = sniff(decoded.text, capture.name)
    if kind in {"feed", "xml"}:
        what = "a feed" if kind == "feed" else "XML"
        raise ExtractionError(capture.name, f"is {what}, not an article's page", "Hand in the article itself")
    if kind == "html":
        from geopolitik.steps.extract.html.page import extract_html

        return extract_html(capture, decoded.text, decoded.warnings)
    if len(decoded.text) > MAX_CHARACTERS:
        raise ExtractionError(
            capture.name,
            f"holds more than {MAX_CHARACTERS:,} characters, too many for one article",
            "Cut it into articles and hand in one file for each",
        )
    return extract_plain(capture, decoded.text, decoded.warnings)
