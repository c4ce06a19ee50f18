"""The head of the document: what was found, of which two captures, and how to read what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geopolitik.publish.exports.docx.body import comment_end
from geopolitik.publish.exports.docx.heading import Heading, capture_facts, where
from geopolitik.publish.exports.docx.links import Links
from geopolitik.publish.exports.docx.ooxml import Element, paragraph, reads_from_right, run, w
from geopolitik.publish.exports.docx.passages import Told
from geopolitik.publish.html import SIGNS
from geopolitik.publish.redline_view import SEVERITIES, RedlineView
from geopolitik.text.clean import one_line
from geopolitik.text.inflection import count

_HOW_TO_READ = {
    True: "Words of the original that the copy lacks are marked as deleted, words of the copy as inserted. "
    "Accept all changes to read the copy, reject them all to read the original.",
    False: "Changed passages only, in a little context. Words of the original that the copy lacks are marked "
    "as deleted, words of the copy as inserted.",
}

_WEIGHTS = "The heaviest reasons, with their weights in log-odds: plus speaks for the verdict, minus against."

_NAME_WIDTH, _VALUE_WIDTH = 1150, 4085
"""Widths of a table's columns, in twentieths of a point."""


def head(
    view: RedlineView, told: Sequence[Told], heading: Heading, links: Links, *, whole: bool
) -> Iterator[Element]:
    """Everything above the redline itself."""
    yield paragraph(run("Redline", style="Kicker"), style="Above")
    yield paragraph(run(one_line(heading.title)), style="Title")
    if heading.how:
        yield _line("What it is", one_line(heading.how))
    yield _line("Verdict", one_line(heading.verdict))
    yield _line("Changes", *_tally(told), style="FactLast")
    yield _captures(view, links)
    if heading.reasons:
        yield paragraph(run("What the verdict rests on"), style="Heading2")
        yield paragraph(run(_WEIGHTS), style="Note")
        for weight, note in heading.reasons:
            yield paragraph(run(f"{weight}\t"), run(one_line(note)), style="Reason")
    yield paragraph(run("The changed passages" if not whole else "The text"), style="Heading1")
    yield paragraph(run(_HOW_TO_READ[whole]), style="Note")
    of_the_whole = [one for one in told if one.is_of_the_whole]
    if of_the_whole:
        yield _of_the_whole(of_the_whole)


def _line(name: str, *words: str | Element, style: str = "Fact") -> Element:
    shown = [run(word) if isinstance(word, str) else word for word in words]
    return paragraph(run(f"{name}: ", style="Strong"), *shown, style=style)


def _tally(told: Sequence[Told]) -> Iterator[Element]:
    yield run(count(len(told), "change"))
    for severity in SEVERITIES:
        if number := sum(one.severity is severity for one in told):
            yield run(" · ")
            yield run(f"{SIGNS[severity]} {number} {severity.value}", style=severity.value.capitalize())


def _captures(view: RedlineView, links: Links) -> Element:
    """Both captures side by side."""
    sides = (view.original_side, view.copy_side)
    facts = [capture_facts(side) for side in sides]
    rows = [_row(("", "Original", "Copy"), links, head=True)]
    for (name, ours), (_, theirs) in zip(*facts, strict=True):
        rows.append(_row((name, ours, theirs), links))
    grid = w("tblGrid", *(w("gridCol", w=width) for width in (_NAME_WIDTH, _VALUE_WIDTH, _VALUE_WIDTH)))
    layout = w("tblLayout", type="fixed")
    properties = w("tblPr", w("tblStyle", val="Captures"), w("tblW", w=0, type="auto"), layout)
    return w("tbl", properties, grid, *rows)


def _row(cells: tuple[str, str, str], links: Links, *, head: bool = False) -> Element:
    widths = (_NAME_WIDTH, _VALUE_WIDTH, _VALUE_WIDTH)
    made = w("tr", w("trPr", w("cantSplit"), *([w("tblHeader")] if head else [])))
    for number, (text, width) in enumerate(zip(cells, widths, strict=True)):
        name = head or number == 0
        style = "CellName" if name else ("CellCode" if cells[0] == "SHA-256" else "Cell")
        shown = links.show(one_line(text)) if cells[0] == "Address" and number else run(one_line(text))
        inside = paragraph(shown, style=style, from_right=reads_from_right(text))
        made.append(w("tc", w("tcPr", w("tcW", w=width, type="dxa")), inside))
    return made


def _of_the_whole(told: Sequence[Told]) -> Element:
    """The changes that no passage shows, with their comments."""
    made = paragraph(run("The text as a whole: ", style="Strong"), style="Fact")
    for place, one in enumerate(told):
        made.extend([run(" · ")] if place else [])
        made.append(w("commentRangeStart", id=one.number))
        made.append(_sign(one))
        made.extend(comment_end(one.number))
    return made


def signs(told: Sequence[Told]) -> Element:
    """Some changes by number and kind, for readers who don't see comments."""
    made = paragraph(style="Kinds")
    for place, one in enumerate(told):
        made.extend([run(" · ")] if place else [])
        made.append(_sign(one))
    return made


def _sign(told: Told) -> Element:
    words = f"{SIGNS[told.severity]} {told.number} {told.kind}"
    return run(words, style=told.severity.value.capitalize())


def sources(view: RedlineView, links: Links) -> Element:
    """Where a passage stands, on either side."""
    made = paragraph(style="Sources")
    made.append(run(f"Original: {view.original}, "))
    made.append(links.show(where(view.original_side)))
    made.append(run(f" · Copy: {view.copy}, "))
    made.append(links.show(where(view.copy_side)))
    return made
