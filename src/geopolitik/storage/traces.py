"""A trace as bytes and back: every article once, and no bytes of captures, which are kept apart."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

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

_VERSION = b"1"


@dataclass(frozen=True, slots=True)
class _Alignment:
    """An alignment that names its two captures instead of holding them."""

    a: str
    b: str
    links: tuple[AlignmentLink, ...]
    pairs: tuple[tuple[int, int, float], ...]
    a_only: tuple[int, ...]
    b_only: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Trace:
    annotations: tuple[Annotation, ...]
    rejected: tuple[Rejected, ...]
    wordings: tuple[Wording, ...]
    relations: tuple[Relation, ...]
    alignments: tuple[tuple[str, str, _Alignment], ...]
    derivations: tuple[Derivation, ...]
    redlines: tuple[tuple[str, str, _Alignment, tuple[Change, ...]], ...]
    origins: Origins


def packed(trace: Trace) -> bytes:
    """A trace as it is kept, without the bytes of its captures."""
    kept = _Trace(
        annotations=tuple(_without_bytes(annotation) for annotation in trace.annotations),
        rejected=trace.rejected,
        wordings=trace.wordings,
        relations=trace.relations,
        alignments=tuple((a, b, _named(alignment)) for a, b, alignment in trace.alignments),
        derivations=trace.derivations,
        redlines=tuple((r.original, r.copy, _named(r.alignment), r.changes) for r in trace.redlines),
        origins=trace.origins,
    )
    return _VERSION + zlib.compress(msgspec.msgpack.encode(kept), 3)


def unpacked(data: bytes, contents: Mapping[str, bytes] | None = None) -> Trace:
    """The trace that was packed.

    Args:
        data: what `packed` gave.
        contents: the bytes of captures by id, where they are wanted; empty otherwise.

    Raises:
        StoreError: the bytes are damaged, or were written by a version that this one can't read.
    """
    if data[:1] != _VERSION:
        raise StoreError("trace", "was kept by another version of geopolitik", "Trace its captures anew.")
    try:
        kept = msgspec.msgpack.decode(zlib.decompress(data[1:]), type=_Trace)
    except (zlib.error, msgspec.DecodeError) as error:
        raise StoreError("trace", f"is damaged ({error})", "Restore a backup.") from error
    annotations = {a.capture_id: _with_bytes(a, contents or {}) for a in kept.annotations}
    return Trace(
        annotations=tuple(annotations.values()),
        rejected=kept.rejected,
        wordings=kept.wordings,
        relations=kept.relations,
        alignments=tuple((a, b, _held(alignment, annotations)) for a, b, alignment in kept.alignments),
        derivations=kept.derivations,
        redlines=tuple(
            Redline(original, copy, _held(alignment, annotations), changes)
            for original, copy, alignment, changes in kept.redlines
        ),
        origins=kept.origins,
    )


def _without_bytes(annotation: Annotation) -> Annotation:
    return _filled(annotation, b"")


def _with_bytes(annotation: Annotation, contents: Mapping[str, bytes]) -> Annotation:
    content = contents.get(annotation.capture_id)
    return annotation if content is None else _filled(annotation, content)


def _filled(annotation: Annotation, content: bytes) -> Annotation:
    article = annotation.article
    return replace(annotation, article=replace(article, capture=replace(article.capture, content=content)))


def _named(alignment: Alignment) -> _Alignment:
    return _Alignment(
        alignment.a.capture_id,
        alignment.b.capture_id,
        alignment.links,
        alignment.pairs,
        alignment.a_only,
        alignment.b_only,
    )


def _held(kept: _Alignment, annotations: Mapping[str, Annotation]) -> Alignment:
    return Alignment(
        annotations[kept.a], annotations[kept.b], kept.links, kept.pairs, kept.a_only, kept.b_only
    )
