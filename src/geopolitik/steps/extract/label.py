"""Labels: each unit gets one from its looks, its place on the page and its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from geopolitik.model.article import Label
from geopolitik.steps.extract import head, tail, traits
from geopolitik.steps.extract.looks import Kind, Look, look_at
from geopolitik.steps.extract.sheet import Sheet
from geopolitik.steps.extract.units import Unit

_CARD_LINES = 2
_RUN = 5
_RUN_WORDS = 7
"""Words a line, on average, up to which a run of short lines is no list of the story's own."""
_REPEATED = 3
_SHORT_SOURCE = 5
"""Words up to which a card's first line is a source or picture credit, and its headline still to come."""


def label_units(units: Sequence[Unit], first: int = 0) -> Sheet:
    """Label all units from `first` on; what stands before it is the channel's and was labelled elsewhere."""
    looks = [look_at(unit) for unit in units]
    sheet = Sheet(units, looks, first)
    _set_aside_cards(sheet)
    sheet.find_story()
    title = head.find_title(sheet)
    head.label_head(sheet, title)
    tail.label_tail(sheet)
    _label_core(sheet)
    return sheet


def _set_aside_cards(sheet: Sheet) -> None:
    """A label such as `Read more` and the lines behind it that break the flow."""
    for i, look in enumerate(sheet.looks):
        if i < sheet.first:
            continue
        if look.kind is Kind.CARD:
            _set_aside_card(sheet, i)
        elif look.kind is Kind.LIST:
            _set_aside_list(sheet, i)


def _set_aside_card(sheet: Sheet, at: int) -> None:
    """A headline, with a source or picture credit before it, belongs to the label; its group may go on."""
    taken = 0
    i = at + 1
    while i < len(sheet.units) and taken < _CARD_LINES and _may_be_card(sheet, i):
        unit, look = sheet.units[i], sheet.looks[i]
        sheet.put(i, Label.RELATED, "stands under the label of a card")
        taken += 1
        i += 1
        is_source = look.words <= _SHORT_SOURCE and look.kind is not Kind.FIXED
        apart = i < len(sheet.units) and sheet.units[i].group != unit.group
        if apart and not (taken == 1 and is_source):
            break
    # A list in one piece: `Related:` and headline under headline, with no empty line between.
    while i < len(sheet.units) and sheet.units[i].group == sheet.units[at].group and _may_be_card(sheet, i):
        sheet.put(i, Label.RELATED, "stands under the label of a card")
        i += 1


def _set_aside_list(sheet: Sheet, at: int) -> None:
    """Headlines under a list's label, up to the next prose."""
    i = at + 1
    while i < len(sheet.units) and _may_be_card(sheet, i):
        sheet.put(i, Label.RELATED, "stands under the label of a list")
        i += 1


def _may_be_card(sheet: Sheet, i: int) -> bool:
    """Whether a unit can be a line of a card: short, and no sentence of the story."""
    look = sheet.looks[i]
    if sheet.units[i].elected:
        return False
    if look.kind in {Kind.HEADLINE, Kind.SHORT}:
        return look.words <= 26
    return look.kind is Kind.FIXED and look.label in {
        Label.STAMP,
        Label.CAPTION,
        Label.FURNITURE,
        Label.IMAGE,
    }


def _label_core(sheet: Sheet) -> None:
    """What stands between the first and the last paragraph is body unless it shows otherwise."""
    _set_aside_runs(sheet)
    for i in range(sheet.first, len(sheet.units)):
        if sheet.has(i):
            continue
        look = sheet.looks[i]
        if look.label is not None:
            sheet.put(i, look.label, look.reason)
        elif look.kind is Kind.PROSE:
            sheet.put(i, Label.BODY, "reads like a paragraph")
        elif sheet.units[i].votes is None and _breaks_flow(sheet, i):
            sheet.put(i, Label.FURNITURE, "a word or repeated line that breaks the flow")
        elif traits.is_photographer(sheet.units[i].text):
            sheet.put(i, Label.CAPTION, "a name and an agency: a picture's credit")
        elif _outvoted(sheet.units[i]):
            sheet.put(i, Label.FURNITURE, "stands between paragraphs but is no part of them")
        elif sheet.units[i].hint is Label.HEADING or _is_subheading(sheet, i, look):
            sheet.put(i, Label.HEADING, "a short line without a full stop between paragraphs")
        else:
            sheet.put(i, Label.BODY, "stands between paragraphs of the story")


def _set_aside_runs(sheet: Sheet) -> None:
    """A run of short lines without a full stop is a menu or a list of teasers, whatever it says."""
    run: list[int] = []
    for i in range(sheet.start, sheet.stop + 1):
        if i < sheet.stop and _may_run(sheet, i):
            run.append(i)
            continue
        if len(run) >= _RUN and sum(sheet.looks[j].words for j in run) <= _RUN_WORDS * len(run):
            # The last one may head the paragraph that follows.
            heads = (
                i < sheet.stop and sheet.looks[i].kind is Kind.PROSE and sheet.units[run[-1]].votes is None
            )
            for j in run[:-1] if heads else run:
                sheet.put(j, Label.FURNITURE, "one of a run of short lines that breaks the flow")
        run = []


def _may_run(sheet: Sheet, i: int) -> bool:
    text = sheet.units[i].text
    return (
        sheet.looks[i].kind in {Kind.HEADLINE, Kind.SHORT, Kind.FIXED}
        and sheet.units[i].votes is None
        and sheet.units[i].hint is None
        and not traits.has_stop(text)
        and text[0] not in "-*•·–—\"“«„'‘"
    )


def _breaks_flow(sheet: Sheet, i: int) -> bool:
    """A single word that is no heading, or a short line that the page shows three times."""
    text, look = sheet.units[i].text, sheet.looks[i]
    if traits.has_stop(text) or text[0] in "-*•·–—\"“«„'‘" or sheet.units[i].hint is not None:
        return False
    return (look.words == 1 and not text.isupper() and text.isascii()) or (
        look.words <= 8 and sheet.repeats(text) >= _REPEATED
    )


def _outvoted(unit: Unit) -> bool:
    """Whether voters were asked and too few take the unit for body; a heading needs one of them."""
    if unit.votes is None:
        return False
    return not unit.votes if unit.hint is Label.HEADING else not unit.elected


def _is_subheading(sheet: Sheet, i: int, look: Look) -> bool:
    text = sheet.units[i].text
    capitals = text.isupper() and look.words <= 8
    if look.kind not in {Kind.HEADLINE, Kind.SHORT} or look.words > 14 or traits.has_stop(text):
        return False
    if not capitals and (look.kind is Kind.SHORT or text[0] in "-*•·–—\"“«„'‘"):
        return False
    if i + 1 >= len(sheet.looks):
        return False
    following = sheet.units[i + 1].text
    return (
        sheet.looks[i + 1].kind is Kind.PROSE
        or following[0] in "-*•·–—"
        or (capitals and traits.has_stop(following))
    )
