"""Extract: a capture becomes an article - the whole visible text in reading order, as labelled blocks."""

from __future__ import annotations

from geopolitik.errors import ExtractionError
from geopolitik.model.article import Article, Block, Label
from geopolitik.model.capture import Capture
from geopolitik.steps.extract.decode import decode
from geopolitik.steps.extract.language import find_language
from geopolitik.steps.extract.units import split_units


def extract(capture: Capture) -> Article:
    """Read a capture as an article.

    Raises:
        ExtractionError: the bytes are no text, or no page that can be read within the limits.
    """
    decoded = decode(capture.content, capture.name)
    units = split_units(decoded.text)
    if not units:
        raise ExtractionError(capture.name, "shows no text")
    blocks = [Block(u.start, u.end, Label.BODY, "not sorted yet") for u in units]
    title = next((u for u in units[:6] if 4 <= len(u.text.split()) <= 30), None)
    return Article(
        capture=capture,
        text=decoded.text,
        format="text",
        blocks=tuple(blocks),
        language=find_language(decoded.text),
        title=title.text if title else None,
        warnings=decoded.warnings,
    )
