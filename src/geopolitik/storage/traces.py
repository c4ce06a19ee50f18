"""A trace as bytes and back: an outline, and beside it parts that the next trace of the story has again."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from geopolitik.errors import StoreError
from geopolitik.model.annotation import Annotation
from geopolitik.model.capture import Rejected
from geopolitik.model.story import (
    Alignment,
    AlignmentLink,
    Change,
    Derivation,
    Origins,
    Redline,
    Relation,
    Trace,
    Wording,
)

_VERSION = b"2"
_WHOLE = b"1"
"""The version in which a trace held its parts itself."""
_NAME = 16
"""Bytes of a part's name, which is made from its contents."""
_T = TypeVar("_T")
Parts = Mapping[bytes, bytes]
"""Parts by name, packed."""


@dataclass(frozen=True, slots=True)
class NamedAlignment:
    """An alignment that names its two captures instead of holding them."""

    a: str
    b: str
    links: tuple[AlignmentLink, ...]
    pairs: tuple[tuple[int, int, float], ...]
    a_only: tuple[int, ...]
    b_only: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A trace that names its larger parts instead of holding them."""

    annotations: tuple[tuple[str, bytes], ...]
    """Beside the part the id of the capture."""
    rejected: tuple[Rejected, ...]
    wordings: tuple[Wording, ...]
    relations: tuple[bytes, ...]
    alignments: tuple[tuple[str, str, bytes], ...]
    derivations: tuple[bytes, ...]
    redlines: tuple[tuple[str, str, bytes, bytes], ...]
    origins: Origins

    def parts(self) -> Iterator[bytes]:
        """The names of its parts."""
        yield from (name for _, name in self.annotations)
        yield from self.relations
        yield from (name for *_, name in self.alignments)
        yield from self.derivations
        for *_, alignment, changes in self.redlines:
            yield from (alignment, changes)


@dataclass(frozen=True, slots=True)
class _Whole:
    annotations: tuple[Annotation, ...]
    rejected: tuple[Rejected, ...]
    wordings: tuple[Wording, ...]
    relations: tuple[Relation, ...]
    alignments: tuple[tuple[str, str, NamedAlignment], ...]
    derivations: tuple[Derivation, ...]
    redlines: tuple[tuple[str, str, NamedAlignment, tuple[Change, ...]], ...]
    origins: Origins


def packed(trace: Trace) -> tuple[bytes, dict[bytes, Callable[[], bytes]]]:
    """A trace as it is kept, without the bytes of its captures.

    Returns:
        The outline packed, and by name what packs each part: most are kept already.
    """
    parts: dict[bytes, Callable[[], bytes]] = {}

    def part(thing: object) -> bytes:
        data = msgspec.msgpack.encode(thing)
        name = hashlib.sha256(data).digest()[:_NAME]
        parts[name] = lambda: zlib.compress(data, 3)
        return name

    outline = Outline(
        annotations=tuple((a.capture_id, part(a.without_bytes())) for a in trace.annotations),
        rejected=trace.rejected,
        wordings=trace.wordings,
        relations=tuple(part(relation) for relation in trace.relations),
        alignments=tuple((a, b, part(named(alignment))) for a, b, alignment in trace.alignments),
        derivations=tuple(part(derivation) for derivation in trace.derivations),
        redlines=tuple(
            (r.original, r.copy, part(named(r.alignment)), part(r.changes)) for r in trace.redlines
        ),
        origins=trace.origins,
    )
    return _VERSION + zlib.compress(msgspec.msgpack.encode(outline), 3), parts


def outline(data: bytes) -> Outline | None:
    """The outline that was packed; None if the bytes hold the whole trace, as they once did.

    Raises:
        StoreError: the bytes are damaged, or were written by a version that this one can't read.
    """
    if data[:1] not in (_VERSION, _WHOLE):
        raise StoreError("trace", "was kept by another version of geopolitik", "Trace its captures anew.")
    return _read(data[1:], Outline) if data[:1] == _VERSION else None


def whole(data: bytes) -> Trace:
    """The trace that bytes without an outline hold.

    Raises:
        StoreError: the bytes are damaged.
    """
    kept = _read(data[1:], _Whole)
    texts = {a.capture_id: a for a in kept.annotations}
    alignments = tuple((a, b, held(alignment, texts)) for a, b, alignment in kept.alignments)
    redlines = tuple(Redline(a, b, held(x, texts), changes) for a, b, x, changes in kept.redlines)
    return Trace(
        kept.annotations,
        kept.rejected,
        kept.wordings,
        kept.relations,
        alignments,
        kept.derivations,
        redlines,
        kept.origins,
    )


def unpacked(found: Outline, parts: Parts, known: Mapping[bytes, Annotation]) -> Trace:
    """The trace of an outline; its captures have no bytes.

    Args:
        found: the outline.
        parts: its parts but for texts that are known.
        known: texts that were unpacked before, by the names of their parts.

    Raises:
        StoreError: a part is damaged, or missing.
    """
    texts = {capture: known.get(name) or text(parts, name) for capture, name in found.annotations}

    def aligned(name: bytes) -> Alignment:
        return held(_part(parts, name, NamedAlignment), texts)

    return Trace(
        annotations=tuple(texts.values()),
        rejected=found.rejected,
        wordings=found.wordings,
        relations=tuple(_part(parts, name, Relation) for name in found.relations),
        alignments=tuple((a, b, aligned(name)) for a, b, name in found.alignments),
        derivations=tuple(_part(parts, name, Derivation) for name in found.derivations),
        redlines=tuple(
            Redline(original, copy, aligned(alignment), _changes(parts, changes))
            for original, copy, alignment, changes in found.redlines
        ),
        origins=found.origins,
    )


def text(parts: Parts, name: bytes) -> Annotation:
    """One text of a trace.

    Raises:
        StoreError: the part is damaged, or missing.
    """
    return _part(parts, name, Annotation)


def _changes(parts: Parts, name: bytes) -> tuple[Change, ...]:
    return tuple(_part(parts, name, list[Change]))


def _part(parts: Parts, name: bytes, kind: type[_T]) -> _T:
    if name not in parts:
        raise StoreError("trace", "lacks a part", "Restore a backup.")
    return _read(parts[name], kind)


def _read(data: bytes, kind: type[_T]) -> _T:
    try:
        return msgspec.msgpack.decode(zlib.decompress(data), type=kind)
    except (zlib.error, msgspec.DecodeError) as error:
        raise StoreError("trace", f"is damaged ({error})", "Restore a backup.") from error


def named(alignment: Alignment) -> NamedAlignment:
    """An alignment without its two texts."""
    return NamedAlignment(
        alignment.a.capture_id,
        alignment.b.capture_id,
        alignment.links,
        alignment.pairs,
        alignment.a_only,
        alignment.b_only,
    )


def held(kept: NamedAlignment, annotations: Mapping[str, Annotation]) -> Alignment:
    """An alignment with its two texts again, which are found by the ids of their captures."""
    return Alignment(
        annotations[kept.a], annotations[kept.b], kept.links, kept.pairs, kept.a_only, kept.b_only
    )
