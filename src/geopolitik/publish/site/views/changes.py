"""Typed changes as cards: all of them for those who work here, a choice of short passages for readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geopolitik.model.keeping import KeptDerivation
from geopolitik.model.story import Change, ChangeKind, Redline, Severity
from geopolitik.publish.describing import count
from geopolitik.publish.site.views.crediting import Crediting
from geopolitik.publish.site.views.passages import Allowance, Passage
from geopolitik.text.clean import one_line, shorten

_RANK = {severity: rank for rank, severity in enumerate(Severity)}
_LONGEST_REASON = 320
_MOST_TRIED = 400
"""No more changes are looked at: a hostile text may have any number of them."""
_Numbered = tuple[int, Change]
_SHARE = 0.2
"""Of either text; the reasons of the verdict have the rest of what may be shown."""
_TELLING = tuple(
    kind.value
    for kind in (
        *(ChangeKind.NEGATION, ChangeKind.CERTAINTY_RAISED, ChangeKind.NUMBER, ChangeKind.QUOTATION_ALTERED),
        *(ChangeKind.SPEAKER_CHANGED, ChangeKind.CONDITION_DROPPED, ChangeKind.ATTRIBUTION_CHANGED),
        *(ChangeKind.ATTRIBUTION_DROPPED, ChangeKind.NAME_CHANGED, ChangeKind.SCOPE_WIDENED, ChangeKind.TIME),
    )
)
"""Kinds that explain themselves when one passage stands beside the other, the plainest first."""


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


@dataclass(frozen=True, slots=True)
class Cards:
    """The changes that a page shows, in the copy's order, and what it leaves out."""

    shown: tuple[Card, ...]
    left_out: str
    """A sentence; empty if nothing is left out."""


def public_cards(redline: Redline, edge: KeptDerivation, crediting: Crediting) -> Cards:
    """The gravest changes first, one of each kind before a second, as long as passages may be shown.

    Args:
        redline: its changes in reading order, which numbers them.
        edge: the derivation as it is kept.
        crediting: what may be said about credit.
    """
    original, copy = Allowance(redline.alignment.a, _SHARE), Allowance(redline.alignment.b, _SHARE)
    fit = [item for item in enumerate(redline.changes, start=1) if crediting.may_show(item[1], edge)]
    found: list[Card] = []
    for number, change in _by_weight(fit)[:_MOST_TRIED]:
        if original.has_room(change.original_span) and copy.has_room(change.copy_span):
            found.append(_card(number, change, original, copy))
    shown = {card.number for card in found}
    rest = [change for number, change in enumerate(redline.changes, start=1) if number not in shown]
    hidden = sum(not crediting.may_show(change, edge) for change in rest)
    left_out = [change for change in rest if crediting.may_show(change, edge)]
    return Cards(tuple(sorted(found, key=lambda card: card.number)), _left_out(left_out, hidden))


def _by_weight(changes: Sequence[_Numbered]) -> list[_Numbered]:
    """The gravest first, of each severity one of every kind before a second, the plainest kinds first."""
    order = sorted(changes, key=lambda item: (_RANK[item[1].severity], _length(item[1]), item[0]))
    seen: set[ChangeKind] = set()
    again: dict[int, bool] = {}
    for number, change in order:
        again[number] = change.kind in seen
        seen.add(change.kind)
    return sorted(order, key=lambda i: (_RANK[i[1].severity], again[i[0]], _plainness(i[1].kind.value)))


def _length(change: Change) -> int:
    return sum(len(span) for span in (change.original_span, change.copy_span) if span)


def _plainness(kind: str) -> int:
    return _TELLING.index(kind) if kind in _TELLING else len(_TELLING)


def _card(number: int, change: Change, original: Allowance, copy: Allowance) -> Card:
    return Card(
        number=number,
        kind=change.kind.value,
        severity=change.severity,
        original=original.show(change.original_span),
        copy=copy.show(change.copy_span),
        reason=shorten(one_line(change.reason), _LONGEST_REASON),
    )


def _left_out(changes: Sequence[Change], hidden: int) -> str:
    parts = []
    if changes:
        kinds = Counter(change.kind.value for change in changes).most_common()
        named = ", ".join(f"{kind} ({number})" if number > 1 else kind for kind, number in kinds)
        parts.append(
            f"{count(len(changes), 'further change')} found: {named}. "
            "Only short passages of other people’s texts are shown here."
        )
    if hidden:
        parts.append("Who is credited has not been reviewed yet.")
    return " ".join(parts)


def telling_cards(
    redline: Redline, edge: KeptDerivation, crediting: Crediting, *, most: int
) -> tuple[Card, ...]:
    """The few changes that show best what was done to a text, out of those that the redline's page shows."""
    found: dict[str, Card] = {}
    for card in public_cards(redline, edge, crediting).shown:
        if card.severity is Severity.HIGH and card.original and card.copy:
            found.setdefault(card.kind, card)
    return tuple(sorted(found.values(), key=lambda card: (_plainness(card.kind), card.number))[:most])
