"""Whatever a user hands over, made into captures."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from geopolitik.errors import CaptureError, UsageError
from geopolitik.model.capture import Capture, Declared, Rejected
from geopolitik.text.times import read_time

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """A file or some bytes, with what is known of them.

    Args:
        content: a path, `-` for standard input, or the bytes themselves.
        name: what to call it; a path's own name if left out.
        outlet: who published it.
        url: the address it was captured from.
        published: when: `2026-02-04`, `2026-02-04T16:33+03:00`, `2026-02-04T16:33 Europe/Paris`,
            `4 February 2026 9am`; a zone is kept.

    Raises:
        UsageError: `published` is no time, or could be more than one (`04/05/2026`).
    """

    content: str | Path | bytes
    name: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None:
            read_time(self.published, f"published={self.published!r}")

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        name: str = "text",
        outlet: str | None = None,
        url: str | None = None,
        published: str | None = None,
    ) -> Source:
        """A source from a string that holds the text itself, not the path of a file."""
        return cls(text.encode("utf-8", errors="replace"), name, outlet, url, published)

    @property
    def declared(self) -> Declared:
        """What is said of it, the time as ISO 8601."""
        time = read_time(self.published, "published") if self.published is not None else None
        return Declared(outlet=self.outlet, url=self.url, published=time)


Traceable = str | Path | bytes | Source | Capture
"""One thing that can be traced; a bare string or Path is always the path of a file."""


def flatten(sources: Iterable[object]) -> Iterator[Traceable]:
    """The sources one by one, lists and tuples opened.

    Raises:
        UsageError: something is neither a path, bytes, Source nor Capture.
    """
    for source in sources:
        if isinstance(source, list | tuple):
            yield from flatten(source)
        elif isinstance(source, str | Path | bytes | Source | Capture):
            yield source
        elif isinstance(source, PathLike):
            yield Path(source)
        else:
            raise UsageError(
                type(source).__name__,
                "is nothing that can be traced",
                "Hand over a path, bytes, a Source or a Capture.",
            )


def as_capture(source: Traceable, number: int = 1) -> Capture:
    """The capture of one source; `number` names nameless bytes.

    Raises:
        CaptureError: the file can't be read, or its bytes can't be a text.
    """
    if isinstance(source, Capture):
        return source
    if not isinstance(source, Source):
        source = Source(source)
    return _collect(source, number)


def _collect(source: Source, number: int) -> Capture:
    from geopolitik.steps.collect import capture_bytes, capture_file, capture_stream

    content = source.content
    if isinstance(content, bytes):
        return capture_bytes(content, source.name or f"bytes {number}", declared=source.declared)
    if content == STANDARD_INPUT:
        if sys.stdin is None:
            raise CaptureError(STANDARD_INPUT, "is closed", "Hand over a file or a pipe")
        return capture_stream(sys.stdin.buffer, source.name or STANDARD_INPUT, declared=source.declared)
    if isinstance(content, str) and "\n" in content:
        raise CaptureError(
            _first_words(content),
            "a text was handed over where the path of a file belongs",
            "Use Source.from_text(text), or text.encode().",
        )
    return capture_file(Path(content), declared=source.declared)


def _first_words(text: str) -> str:
    return text.strip().split("\n", 1)[0][:40].strip() + "…"


def collect_all(sources: Iterable[Traceable]) -> tuple[list[Capture], list[Rejected]]:
    """The captures in the order given, and what could not become one, with the reason."""
    captures: list[Capture] = []
    rejected: list[Rejected] = []
    for number, source in enumerate(sources, start=1):
        try:
            captures.append(as_capture(source, number))
        except CaptureError as error:
            rejected.append(Rejected(error.subject, _reason(error)))
    return captures, rejected


def _reason(error: CaptureError) -> str:
    return f"{error.reason}. {error.advice}" if error.advice else error.reason
