"""A public story's statements and shown passages, made when it is kept: a reader waits for neither."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import TypeVar

import msgspec
from sqlalchemy import Connection

from geopolitik import pipeline
from geopolitik.app.quoting import Shown, Window, choose
from geopolitik.model.keeping import StoryHead
from geopolitik.model.statement import Statement
from geopolitik.model.story import Trace
from geopolitik.storage import prepared

Said = Mapping[str, tuple[Statement, ...]]
"""The statements of a story's texts, by capture id."""
_VERSION = b"1"
_T = TypeVar("_T")


def prepare(connection: Connection, head: StoryHead, trace: Trace) -> None:
    """Keep what the page of a public story needs beside its latest trace."""
    said = pipeline.statements_of(trace.annotations)
    windows = choose(trace, said=said).windows
    shown = [(capture, window) for (capture, _), window in windows.items()]
    prepared.put(connection, head.id, head.revision, said=_packed(said), shown=_packed(shown))


def said_in(connection: Connection, story_id: str, revision: int) -> Said | None:
    """The statements that were prepared for a revision of a story; None if none were."""
    return _unpacked(prepared.said(connection, story_id, revision), dict[str, tuple[Statement, ...]])


def shown_in(connection: Connection, story_id: str, revision: int, trace: Trace) -> Shown | None:
    """The passages that were prepared for a revision of a story, whose trace this is; None if none were."""
    found = _unpacked(prepared.shown(connection, story_id, revision), list[tuple[str, Window]])
    if found is None:
        return None
    return Shown({(capture, window.passage): window for capture, window in found}, trace.annotations)


def _packed(found: object) -> bytes:
    return _VERSION + zlib.compress(msgspec.msgpack.encode(found), 3)


def _unpacked(packed: bytes | None, kind: type[_T]) -> _T | None:
    """What was packed; None if it can't be read, since all of it can be made anew from the trace."""
    if packed is None or packed[:1] != _VERSION:
        return None
    try:
        return msgspec.msgpack.decode(zlib.decompress(packed[1:]), type=kind)
    except (zlib.error, msgspec.DecodeError):
        return None
