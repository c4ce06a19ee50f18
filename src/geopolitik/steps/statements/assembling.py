"""From drafts to statements: sources named, relays chained, types counted."""

from __future__ import annotations

from collections.abc import Sequence

from geopolitik.model.span import Span
from geopolitik.model.statement import Source, Statement, StatementType
from geopolitik.steps.statements.circumstances import (
    act_of,
    addressee_of,
    cited,
    said_at,
    venue_of,
)
from geopolitik.steps.statements.draft import Draft
from geopolitik.steps.statements.plain import by_sentence, lies_in
from geopolitik.steps.statements.scene import Scene
from geopolitik.steps.statements.sources import UNSTATED, is_press, source_of

_LONGEST_CHAIN = 4
"""Relays that one sentence can give a statement."""
_DIRECT = 0.9
"""Share of a content's words in quotation marks from which it is direct."""


def assemble(scene: Scene, drafts: Sequence[Draft]) -> tuple[Statement, ...]:
    """The statements of an article in text order."""
    beside = by_sentence(drafts)
    found = [_statement(scene, draft, beside[draft.sentence]) for draft in drafts]
    return tuple(sorted(found, key=lambda one: (one.start, one.cue.start if one.cue is not None else -1)))


def _statement(scene: Scene, draft: Draft, beside: Sequence[Draft]) -> Statement:
    source = source_of(scene, draft.source) if draft.source is not None else UNSTATED
    relays = [source_of(scene, outer.source) for outer in _carriers(scene, draft, beside) if outer.source]
    addressee = addressee_of(scene, draft)
    venue = addressee if addressee is not None and is_press(addressee) else venue_of(scene, draft)
    if venue is not None and venue != source:
        relays.insert(0, venue)
    if addressee == venue:
        addressee = None
    origin = cited(scene, draft) if is_press(source) else None
    if origin is not None:
        relays.insert(0, source)
        source = origin
    return Statement(
        source=source,
        cue=scene.bare(draft.cue) if draft.cue is not None else None,
        lemma=draft.entry.lemma,
        act=act_of(scene, draft),
        load=draft.entry.load,
        content=draft.content,
        type=type_of(scene, draft.content),
        relays=_distinct(relays),
        addressee=addressee,
        said_at=said_at(scene, draft),
    )


def _carriers(scene: Scene, draft: Draft, beside: Sequence[Draft]) -> list[Draft]:
    """The reports of the sentence in whose content this one stands, the innermost first."""
    found = [other for other in beside if other is not draft and lies_in(draft, other, scene)]
    return sorted(found, key=lambda other: sum(len(piece) for piece in other.content))[:_LONGEST_CHAIN]


def _distinct(relays: Sequence[Source]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(relays))


def type_of(scene: Scene, content: Sequence[Span]) -> StatementType:
    """Direct, mixed or indirect, by the share of the content's words in quotation marks."""
    quoted = total = 0
    for piece in content:
        first, after = scene.token_from(piece.start), scene.token_from(piece.end)
        total += after - first
        quoted += scene.quoted_before[after] - scene.quoted_before[first]
    if not quoted:
        return StatementType.INDIRECT
    return StatementType.DIRECT if quoted >= _DIRECT * total else StatementType.MIXED
