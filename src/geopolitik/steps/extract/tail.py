"""The tail of a page: credits, stamp and feed, and the frame below the story."""

from __future__ import annotations

from geopolitik.model.article import Label
from geopolitik.steps.extract import traits
from geopolitik.steps.extract.looks import Kind
from geopolitik.steps.extract.sheet import BULLETS, Sheet
from geopolitik.steps.extract.units import Unit

_FEED_WORDS = 4
_CUT_OFF = 18


def label_tail(sheet: Sheet) -> None:
    """Label everything behind the story's last paragraph."""
    _extend_story(sheet)
    ended = False
    stop = sheet.stop
    for i in range(sheet.stop, len(sheet.units)):
        look = sheet.looks[i]
        ended = ended or look.kind in {Kind.END, Kind.LIST, Kind.CARD} or look.label is Label.STAMP
        if sheet.has(i):
            continue
        if look.kind is Kind.PROSE and not ended:
            ended = True
            sheet.put(i, Label.FURNITURE, "says who the author is")
        elif look.label is not None:
            ended = ended or look.label is Label.FURNITURE
            sheet.put(i, look.label, look.reason)
        elif _is_feed(sheet, i):
            sheet.put(i, Label.FEED, "a name right below the stamp")
        elif not ended and _goes_on(sheet.units[i]):
            sheet.put(i, Label.BODY, "a short sentence that goes on from the story")
            stop = i + 1
        else:
            sheet.put(i, Label.FURNITURE, "stands behind the story's end")
            ended = True
    sheet.stop = stop


def _extend_story(sheet: Sheet) -> None:
    """Take in list items and sentences that go on from the last paragraph, and the headings of such lists."""
    i = sheet.stop
    while i < len(sheet.units) and not sheet.has(i) and sheet.looks[i].label is None:
        unit = sheet.units[i]
        if unit.votes is not None or sheet.looks[i].kind is Kind.PROSE:
            return
        if _is_item(unit) or traits.has_stop(unit.text):
            sheet.stop = i + 1
        elif i + 1 >= len(sheet.units) or not _is_item(sheet.units[i + 1]):
            return
        i += 1


def _is_item(unit: Unit) -> bool:
    return unit.text[0] in BULLETS and traits.words_of(unit.text) >= 3


def _goes_on(unit: Unit) -> bool:
    """A short sentence, or a long one that was cut off: nothing of the story may be lost."""
    long = traits.words_of(unit.text) >= _CUT_OFF
    return unit.votes is None and (long or traits.has_stop(unit.text))


def _is_feed(sheet: Sheet, i: int) -> bool:
    """A name right under the stamp, in one piece with it, is the feed's that the post came through."""
    unit, look = sheet.units[i], sheet.looks[i]
    above = sheet.units[i - 1] if i else None
    return (
        above is not None
        and above.group == unit.group
        and sheet.is_label(i - 1, Label.STAMP)
        and look.words <= _FEED_WORDS
        and not traits.has_stop(unit.text)
    )
