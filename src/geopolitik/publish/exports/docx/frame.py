"""What surrounds the text on each page: size, running head, foot."""

from __future__ import annotations

from geopolitik import __version__
from geopolitik.publish.exports.docx.heading import Heading
from geopolitik.publish.exports.docx.ooxml import Element, paragraph, run, w
from geopolitik.text.clean import one_line, shorten

MADE_BY = f"GeoPolitik {__version__} · rules and weights, no language model decided"


def page() -> Element:
    """The section's properties: A4, with head and foot. Twentieths of a point."""
    margins = {"top": 1304, "right": 1304, "bottom": 1247, "left": 1304}
    return w(
        "sectPr",
        w("headerReference", type="default", r_id="header"),
        w("footerReference", type="default", r_id="footer"),
        w("pgSz", w=11906, h=16838),
        w("pgMar", **margins, header=624, footer=567, gutter=0),
    )


def running_head(heading: Heading) -> Element:
    """The title, small, above every page."""
    return w("hdr", paragraph(run(f"Redline: {shorten(one_line(heading.title), 90)}"), style="Header"))


def footer() -> Element:
    """Who made this and how, and the page's number."""
    numbers = [run("\tPage "), _field("PAGE"), run(" of "), _field("NUMPAGES")]
    return w("ftr", paragraph(run(MADE_BY), *numbers, style="Footer"))


def _field(name: str) -> Element:
    return w("fldSimple", run("1"), instr=f" {name} ")
