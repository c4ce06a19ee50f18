"""First look: what each unit seems to be by itself, before its neighbours are asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from geopolitik.model.article import Label
from geopolitik.steps.extract import phrases, stamps, traits
from geopolitik.steps.extract.credits import credit_line
from geopolitik.steps.extract.units import Unit


class Kind(Enum):
    """What a unit looks like taken alone."""

    PROSE = auto()
    HEADLINE = auto()
    """A few words without a full stop."""
    SHORT = auto()
    """Anything else short."""
    CARD = auto()
    """A label: a card for another article follows."""
    CARD_LINE = auto()
    """Label and card in one line."""
    LIST = auto()
    """A label: a list of other articles follows."""
    END = auto()
    """A label behind which nothing of the article follows."""
    FIXED = auto()
    """Its label is plain from its own words."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a unit looks like, and the label if that is already plain."""

    kind: Kind
    words: int
    label: Label | None = None
    reason: str = ""


def look_at(unit: Unit) -> Look:
    """Judge one unit by its own words alone."""
    text = unit.text
    count = traits.words_of(text)
    fixed = _by_hint(unit) or _by_phrase(text, count) or _by_shape(text)
    if fixed and not (unit.elected and fixed[1] is Label.FURNITURE and count >= _PARAGRAPH):
        kind, label, reason = fixed
        return Look(kind, count, label, reason)
    if _reads_as_body(unit):
        return Look(Kind.PROSE, count)
    return Look(Kind.HEADLINE if traits.is_headline(text) else Kind.SHORT, count)


def _reads_as_body(unit: Unit) -> bool:
    """The voters' majority where they were asked, else whether it reads like a paragraph."""
    if unit.votes is None:
        return traits.is_prose(unit.text)
    return unit.elected and unit.hint not in {Label.HEADING, Label.TITLE}


_PARAGRAPH = 12
"""Words from which a unit that was elected as body is not turned to furniture for its wording."""
_BELIEVED = frozenset(Label) - {Label.TITLE, Label.HEADING, Label.STANDFIRST, Label.BODY}
_Found = tuple[Kind, Label | None, str]


def _by_hint(unit: Unit) -> _Found | None:
    """Markup that says what a unit is, where that is beyond doubt."""
    if unit.hint is Label.FURNITURE and unit.votes is not None and traits.is_note(unit.text):
        return Kind.FIXED, Label.NOTE, "the outlet speaks about its own text"
    if unit.hint in _BELIEVED:
        return Kind.FIXED, unit.hint, "so marked up"
    return None


def _by_phrase(text: str, count: int) -> _Found | None:
    """What the lists of labels know."""
    role = phrases.role_of(text)
    if role is None or (traits.is_prose(text) and count > 30):
        return None
    match role:
        case "card":
            return Kind.CARD, Label.RELATED, "the label of a card for another article"
        case "card line":
            return Kind.CARD_LINE, Label.RELATED, "a card for another article in one line"
        case "list":
            return Kind.LIST, Label.FURNITURE, "the label of a list of other articles"
        case "end":
            return Kind.END, Label.FURNITURE, "a label that stands behind articles"
        case "ad":
            return Kind.FIXED, Label.ADVERTISEMENT, "the label of an advertisement"
    return Kind.FIXED, Label.FURNITURE, "a phrase of the page's frame"


def _by_shape(text: str) -> _Found | None:
    """What form alone shows."""
    if len(text) > 600:
        return None
    if traits.byline(text):
        return Kind.FIXED, Label.BYLINE, "names who wrote it"
    odd = phrases.odd_line(text)
    if odd:
        return Kind.FIXED, Label.FURNITURE, odd
    if phrases.is_visibility(text):
        return Kind.FIXED, Label.VISIBILITY, "says who can see the post"
    if credit_line(text, 0):
        return Kind.FIXED, Label.CREDIT, "states where the text comes from"
    if traits.is_note(text):
        return Kind.FIXED, Label.NOTE, "the outlet speaks about its own text"
    return _signature(text)


def _signature(text: str) -> _Found | None:
    """Stamps, captions and reporters' lines."""
    found = stamps.find_stamps(text)
    if found and len(stamps.residue(text, found)) <= 3 and not traits.has_stop(text):
        if stamps.residue(text, found) and all(
            w.istitle() or w.isupper() for w in stamps.residue(text, found)
        ):
            return Kind.FIXED, Label.STAMP, "a date with a name"
        if not stamps.residue(text, found):
            return Kind.FIXED, Label.STAMP, "nothing but a date"
    if stamps.is_ago(text) or stamps.is_clock(text):
        return Kind.FIXED, Label.STAMP, "nothing but a time"
    if traits.is_caption(text):
        return Kind.FIXED, Label.CAPTION, "opens or closes like a picture's caption"
    if traits.is_reporting(text):
        return Kind.FIXED, Label.BYLINE, "names who reported and edited"
    if phrases.is_call(text):
        return Kind.FIXED, Label.FURNITURE, "calls on the reader to do something"
    return None
