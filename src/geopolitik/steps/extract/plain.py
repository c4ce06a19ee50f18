"""Plain text, Markdown and platforms' rich text: read in this process, in time linear to their length."""

from __future__ import annotations

from dataclasses import replace

from geopolitik.errors import ExtractionError
from geopolitik.model.article import Article, Block
from geopolitik.model.capture import Capture
from geopolitik.model.span import Span
from geopolitik.steps.extract.assemble import Page, assemble
from geopolitik.steps.extract.channel import find_channel
from geopolitik.steps.extract.inline import Inline, read_inline, sniff_markup
from geopolitik.steps.extract.label import label_units
from geopolitik.steps.extract.links import bare_links
from geopolitik.steps.extract.masthead import find_site
from geopolitik.steps.extract.pieces import cut_units, hint_links
from geopolitik.steps.extract.traits import is_emphasised
from geopolitik.steps.extract.units import Unit, split_units

_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad \u00a0\x00"


def extract_plain(capture: Capture, text: str, warnings: tuple[str, ...]) -> Article:
    """Read a text file as it stood.

    Raises:
        ExtractionError: nothing in it can be seen.
    """
    units = split_units(text)
    if not any(unit.text.strip(_INVISIBLE) for unit in units):
        raise ExtractionError(capture.name, "shows no text", "Check that the page was saved with its text")
    channel = find_channel(units)
    first = len(channel.labels) if channel else 0
    form = sniff_markup(text, capture.name)
    inline = Inline(links=tuple(bare_links(text)))
    if form != "text":
        inline = read_inline(text)
        units = hint_links(cut_units(text, units, inline.cuts, first), inline.links)
    legible = blank(text, inline.markup)
    if inline.markup:
        units = [_as_read(unit, legible) for unit in units]
    sheet = label_units(units, first)
    labels = [*(channel.labels if channel else ()), *sheet.settled()[first:]]
    blocks = [Block(u.start, u.end, label, why) for u, (label, why) in zip(units, labels, strict=True)]
    page = Page(
        text=text,
        legible=legible,
        format=form,
        blocks=blocks,
        inline=inline,
        outlet=channel.outlet if channel else find_site(units, [block.label for block in blocks]),
        visibility=channel.visibility if channel else None,
        warnings=warnings,
    )
    return assemble(capture, page)


def _as_read(unit: Unit, legible: str) -> Unit:
    """The unit with its words alone, which is what it is judged by; a picture has none and stays as it is."""
    words = " ".join(legible[unit.start : unit.end].split())
    return replace(unit, text=words or unit.text, italic=is_emphasised(unit.text))


def blank(text: str, markup: tuple[Span, ...]) -> str:
    """The text with its marks blanked out: same length, same offsets."""
    parts: list[str] = []
    at = 0
    for span in markup:
        parts += (text[at : span.start], " " * len(span))
        at = span.end
    return "".join([*parts, text[at:]])
