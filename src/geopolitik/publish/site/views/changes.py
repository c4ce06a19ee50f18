"""Typed changes as cards for readers: all are told, those that may be shown with their passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geopolitik.app.quoting import Shown
from geopolitik.app.quoting.choosing import MOST_TRIED, by_weight, plainness
from geopolitik.model.annotation import Annotation
from geopolitik.model.keeping import KeptDerivation
from geopolitik.model.span import Span
from geopolitik.model.story import Change, Redline, Severity
from geopolitik.publish.exports.docx import Told
from geopolitik.publish.site.views.crediting import Crediting
from geopolitik.publish.site.views.passages import Passage, windowed
from geopolitik.text.clean import one_line, shorten
from geopolitik.text.inflection import count

WITHHELD = "The passage is shown to signed-in analysts."
"""Stands at a change whose words would show too much of a text."""
_LONGEST_REASON = 320


@dataclass(frozen=True, slots=True)
class Card:
    """One change with both passages."""

    number: int
    """Within its redline, from 1."""
    kind: str
    severity: Severity
    original: Passage | None
    copy: Passage | None
    reason: str
    withheld: str
    """Why no passage is shown; empty if one is, or if none stands anywhere."""


@dataclass(frozen=True, slots=True)
class Cards:
    """The changes that a page tells of, in the copy's order, and what it leaves out."""

    told: tuple[Card, ...]
    left_out: str
    """A sentence; empty if nothing is left out."""

    @property
    def shown(self) -> tuple[Card, ...]:
        """Those with a passage."""
        return tuple(card for card in self.told if card.original or card.copy)


def public_cards(redline: Redline, edge: KeptDerivation, crediting: Crediting, shown: Shown) -> Cards:
    """All changes that may be named, the gravest if there are very many.

    Args:
        redline: its changes in reading order, which numbers them.
        edge: the derivation as it is kept.
        crediting: what may be said about credit.
        shown: what the public is shown of the story's texts.
    """
    named = [change for change in redline.changes if crediting.may_show(change, edge)]
    told = {id(change) for change in by_weight(named)[:MOST_TRIED]}
    numbered = enumerate(redline.changes, start=1)
    cards = tuple(_card(number, change, redline, shown) for number, change in numbered if id(change) in told)
    rest = [change for change in named if id(change) not in told]
    withheld = any(card.withheld for card in cards)
    return Cards(cards, _left_out(rest, withheld=withheld, hidden=len(named) < len(redline.changes)))


def _card(number: int, change: Change, redline: Redline, shown: Shown) -> Card:
    sides = ((redline.alignment.a, change.original_span), (redline.alignment.b, change.copy_span))
    may_show = shown.holds(sides)
    original, copy = (_passage(shown, *side) if may_show else None for side in sides)
    return Card(
        number=number,
        kind=change.kind.value,
        severity=change.severity,
        original=original,
        copy=copy,
        reason=shorten(shown.told(one_line(change.reason)), _LONGEST_REASON),
        withheld="" if may_show else WITHHELD,
    )


def _passage(shown: Shown, annotation: Annotation, span: Span | None) -> Passage | None:
    found = shown.window(annotation, span) if span is not None else None
    return windowed(annotation, found) if found is not None else None


def told_of(cards: Cards) -> tuple[Told, ...]:
    """The changes as a file tells of them: what the page shows, and no more."""
    return tuple(
        Told(
            number=card.number,
            kind=card.kind,
            severity=card.severity,
            reason=card.reason,
            original=str(card.original.excerpt) if card.original else "",
            copy=str(card.copy.excerpt) if card.copy else "",
            is_withheld=bool(card.withheld),
        )
        for card in cards.told
    )


def _left_out(changes: Sequence[Change], *, withheld: bool, hidden: bool) -> str:
    parts = []
    if withheld:
        parts.append("Only short passages of other people’s texts are shown here.")
    if changes:
        kinds = Counter(change.kind.value for change in changes).most_common()
        named = ", ".join(f"{kind} ({number})" if number > 1 else kind for kind, number in kinds)
        parts.append(f"{count(len(changes), 'further change')} found: {named}.")
    if hidden:
        parts.append("Who is credited has not been reviewed yet.")
    return " ".join(parts)


def telling_cards(
    redline: Redline, edge: KeptDerivation, crediting: Crediting, shown: Shown, *, most: int
) -> tuple[Card, ...]:
    """The few changes that show best what was done to a text, out of those that the redline's page shows."""
    found: dict[str, Card] = {}
    for card in public_cards(redline, edge, crediting, shown).shown:
        if card.severity is Severity.HIGH and card.original and card.copy:
            found.setdefault(card.kind, card)
    return tuple(sorted(found.values(), key=lambda card: (plainness(card.kind), card.number))[:most])
