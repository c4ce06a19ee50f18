"""Rows of `stemma.parquet`: a cluster of records, traced by the pipeline's own steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from geopolitik import pipeline
from geopolitik.errors import CaptureError
from geopolitik.model.archive import Record
from geopolitik.model.capture import Capture, Declared
from geopolitik.model.span import Span
from geopolitik.model.story import Change, Derivation, DerivationKind, Relation, Trace, Witness, Wording
from geopolitik.steps.collect import capture_bytes
from geopolitik.text.fingerprints import words_of

MOST = 12
"""Texts of a cluster that are traced, each with each: the earliest wordings, then the earliest variants of
them. The others stand beside the wording that they carry, or that is likest, and are marked as not traced."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Member:
    """A record of a cluster."""

    record: Record
    wording: str
    """The id of the first record that carries its wording."""
    likest: str
    """The id of the earlier record of which it holds most; empty if there is none."""


def stemma(members: Sequence[Member]) -> list[Row]:
    """The rows of a cluster, in the order of its records.

    Args:
        members: its records in the archive's order.
    """
    chosen, same = _chosen(members)
    captures = {name: _capture(chosen[name].record) for name in chosen}
    known = {capture.id: name for name, capture in captures.items() if capture}
    trace = pipeline.trace([capture for capture in captures.values() if capture])
    story = _Story(trace, known)
    cluster = members[0].record.id
    return [_row(member, cluster, story, same.get(member.record.id, "")) for member in members]


def _chosen(members: Sequence[Member]) -> tuple[dict[str, Member], dict[str, str]]:
    """The members to trace, by id; and of each that has the words of one of them, which."""
    chosen: dict[str, Member] = {}
    same: dict[str, str] = {}
    first: dict[tuple[str, ...], str] = {}
    leading = [member for member in members if member.record.id == member.wording]
    others = [member for member in members if member.record.id != member.wording]
    for member in (*leading, *others):
        words = tuple(words_of(member.record.text))
        if words in first:
            same[member.record.id] = first[words]
        elif len(chosen) < MOST:
            chosen[member.record.id] = member
            first[words] = same[member.record.id] = member.record.id
    return chosen, same


def _capture(record: Record) -> Capture | None:
    declared = Declared(record.outlet or None, record.address or None, record.date or None)
    try:
        return capture_bytes(record.text.encode("utf-8", "replace"), record.id, declared=declared)
    except CaptureError:
        return None


class _Story:
    """A trace, asked by record."""

    def __init__(self, trace: Trace, known: dict[str, str]) -> None:
        self.origins = trace.origins
        self._names = {wording.id: wording.name or "" for wording in trace.wordings}
        self._records = {w.id: known.get(w.representative or "", "") for w in trace.wordings}
        self._carried = {
            known[w.capture]: (wording, w) for wording in trace.wordings for w in wording.witnesses
        }
        self._made = {derivation.copy: derivation for derivation in reversed(trace.derivations)}
        self._changes = {(r.original, r.copy): r.changes for r in trace.redlines}
        self._relations = trace.relations

    def carried(self, record: str) -> tuple[Wording, Witness] | None:
        """The wording that a record carries; None if it could not be read."""
        return self._carried.get(record)

    def made(self, wording: Wording) -> Derivation | None:
        """How a wording was made from another."""
        return self._made.get(wording.id)

    def record_of(self, wording: str) -> str:
        """The record that stands for a wording; empty if none is captured."""
        return self._records.get(wording, "")

    def name_of(self, wording: str) -> str:
        """What a wording is called that only a credit tells of; else empty."""
        return "" if self.record_of(wording) else self._names.get(wording, "")

    def changes(self, derivation: Derivation) -> Sequence[Change]:
        """The changes along a derivation."""
        return self._changes.get((derivation.original, derivation.copy), ())

    def relations(self, wording: Wording) -> Iterable[Relation]:
        """The relations of a wording with the others."""
        return (relation for relation in self._relations if wording.id in (relation.a, relation.b))


def _row(member: Member, cluster: str, story: _Story, same: str) -> Row:
    record = member.record
    row: Row = {
        "cluster": cluster,
        "record": record.id,
        "outlet": record.outlet,
        "date": record.date,
        "address": record.address,
        "title": record.title,
        "wording": member.wording,
        "traced": False,
        "original": member.likest,
        "original_name": "",
        "kind": "",
        "probability": 0.0,
        "credit": "",
        "credited_to": [],
        "origins_low": story.origins.low,
        "origins_high": story.origins.high,
        "changes": [],
        "relations": [],
    }
    carried = story.carried(same)
    if carried is None:
        return row
    wording, witness = carried
    stands = story.record_of(wording.id)
    row |= {"traced": True, "wording": stands, "original": ""}
    row |= {"credit": str(witness.credit), "credited_to": list(witness.credited_to)}
    if record.id != stands:
        return row | {"original": stands, "kind": str(DerivationKind.REPOST), "probability": 1.0}
    row["relations"] = [_relation(relation, wording, story) for relation in story.relations(wording)]
    derivation = story.made(wording)
    return row if derivation is None else row | _derived(derivation, story)


def _derived(derivation: Derivation, story: _Story) -> Row:
    return {
        "original": story.record_of(derivation.original),
        "original_name": story.name_of(derivation.original),
        "kind": str(derivation.kind),
        "probability": derivation.probability,
        "credit": str(derivation.credit),
        "credited_to": list(derivation.credited_to),
        "changes": [_change(change) for change in story.changes(derivation)],
    }


def _relation(relation: Relation, wording: Wording, story: _Story) -> Row:
    """A relation as its first or second text has it: `from` the other, or `to` it."""
    first = relation.a == wording.id
    other = relation.b if first else relation.a
    told = {"a → b": "to", "b → a": "from"} if first else {"a → b": "from", "b → a": "to"}
    return {
        "other": story.record_of(other),
        "relation": str(relation.relation),
        "probability": relation.probability,
        "direction": told.get(str(relation.direction), str(relation.direction)),
        "direction_probability": relation.direction_probability,
    }


def _change(change: Change) -> Row:
    return {
        "kind": str(change.kind),
        "severity": str(change.severity),
        "reason": change.reason,
        **_span("original_", change.original_span),
        **_span("", change.copy_span),
    }


def _span(side: str, span: Span | None) -> Row:
    return {f"{side}begin": span.start if span else None, f"{side}end": span.end if span else None}
