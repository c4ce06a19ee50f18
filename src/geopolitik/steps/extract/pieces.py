"""Units of marked-up text: pictures, rules and bold headlines are cut out of their paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from geopolitik.model.article import Label, Link
from geopolitik.steps.extract.inline import Cut, breaks_in, is_heading, opening_title
from geopolitik.steps.extract.units import Unit

_LINKED = 0.6
"""Share of a paragraph that links must make up to be the paragraph."""


def cut_units(text: str, units: Sequence[Unit], cuts: Sequence[Cut], first: int) -> list[Unit]:
    """Cut units at pictures and rules, and hint at what headings and bold openings are."""
    pieces: list[Unit] = []
    at = 0
    titled = False
    for n, unit in enumerate(units):
        while at < len(cuts) and cuts[at].end <= unit.start:
            at += 1
        inside = []
        while at < len(cuts) and cuts[at].start < unit.end:
            inside.append(cuts[at])
            at += 1
        for piece in _around(text, unit, inside):
            if piece.hint is not None or n < first:
                pieces.append(piece)
                continue
            hinted = _headed(text, piece, titled)
            titled = titled or any(p.hint is Label.TITLE for p in hinted) or len(piece.text) > 200
            pieces += hinted
    return pieces


def hint_links(units: Sequence[Unit], links: Sequence[Link]) -> list[Unit]:
    """Hint that a paragraph made of several links, and little else, leads to other pages."""
    hinted: list[Unit] = []
    at = 0
    for unit in units:
        covered = count = 0
        while at < len(links) and (links[at].start or 0) < unit.end:
            if (links[at].start or 0) >= unit.start:
                covered += (links[at].end or 0) - (links[at].start or 0)
                count += 1
            at += 1
        leads = unit.hint is None and count >= 2 and covered > _LINKED * len(unit.text)
        hinted.append(replace(unit, hint=Label.RELATED) if leads else unit)
    return hinted


def _around(text: str, unit: Unit, cuts: Sequence[Cut]) -> list[Unit]:
    """The unit's stretches between the cuts, and the cuts themselves."""
    pieces: list[Unit] = []
    at = unit.start
    for cut in cuts:
        pieces += _stretch(text, unit, at, cut.start)
        pieces.append(Unit(cut.start, cut.end, text[cut.start : cut.end], unit.group, cut.label))
        at = cut.end
    return pieces + _stretch(text, unit, at, unit.end)


def _stretch(text: str, unit: Unit, start: int, end: int) -> list[Unit]:
    """`text[start:end]` without the spaces at its ends, cut at doubled breaks."""
    found: list[Unit] = []
    bounds = [0, *breaks_in(text[start:end]), end - start]
    for left, right in pairwise(bounds):
        part = text[start + left : start + right]
        shown = part.strip()
        if shown:
            begin = start + left + len(part) - len(part.lstrip())
            found.append(Unit(begin, begin + len(shown), shown, unit.group))
    return found


def _headed(text: str, piece: Unit, titled: bool) -> list[Unit]:
    """Mark a heading; the first of the text is its title, and so is the bold run that opens it."""
    label = Label.HEADING if titled else Label.TITLE
    if is_heading(piece.text):
        return [Unit(piece.start, piece.end, piece.text, piece.group, label)]
    end = None if titled else opening_title(piece.text)
    if end is None:
        return [piece]
    middle = piece.start + end
    return [
        Unit(piece.start, middle, text[piece.start : middle], piece.group, label),
        *_stretch(text, piece, middle, piece.end),
    ]
