"""What the redline finds on invented retellings, against what a careful reader lists.

    python -m benchmarks.retellings [--data DIR]

A listed bending is found if a change of high (or medium) severity overlaps its passage, in the original or in
the copy, by three tenths of the shorter of the two; changes of the whole text (credit, date, links) if there
is one of their kind. A flag is supported if it overlaps a listed bending of either severity in the same way.
DIR is not read: the texts ship with the benchmarks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.alignment import Counts
from benchmarks.common import Row, main
from geopolitik import compare
from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span
from geopolitik.model.story import Alignment, Change, ChangeKind, Severity

FOLDER = Path(__file__).parent / "gold" / "retellings"
_SHARE = 0.3
_WHOLE = frozenset({ChangeKind.UNDATABLE, ChangeKind.CREDIT_DROPPED, ChangeKind.LINK_INSERTED})


@dataclass(frozen=True, slots=True)
class Retelling:
    """One pair with its redline and the reader's list."""

    name: str
    original: Annotation
    copy: Annotation
    alignment: Alignment
    changes: tuple[Change, ...]
    truth: dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Tally:
    """How a redline compares with the list."""

    as_high: int
    as_high_or_medium: int
    listed_high: int
    harmless_flagged: int
    harmless: int
    supported: int
    flags: int
    links: Counts


def retellings() -> Iterator[Retelling]:
    """The pairs, redlined."""
    for folder in sorted(path for path in FOLDER.iterdir() if path.is_dir()):
        truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        result = compare(folder / "original.txt", folder / "copy.txt")
        alignment = result.alignment
        if alignment is not None:
            yield Retelling(folder.name, result.original, result.copy, alignment, result.changes, truth)


def tally(pair: Retelling) -> Tally:
    """Count what was found, what was flagged for nothing, and the links."""
    flags = [c for c in pair.changes if c.severity is not Severity.LOW]
    high = [c for c in flags if c.severity is Severity.HIGH]
    listed = pair.truth["high"]
    either = [*listed, *pair.truth["medium"]]
    in_place = [c for c in flags if c.kind not in _WHOLE]
    return Tally(
        as_high=sum(any(_meets(pair, e, c) for c in high) for e in listed),
        as_high_or_medium=sum(any(_meets(pair, e, c) for c in flags) for e in listed),
        listed_high=len(listed),
        harmless_flagged=sum(any(_covers(pair, e, c) for c in in_place) for e in pair.truth["harmless"]),
        harmless=len(pair.truth["harmless"]),
        supported=sum(any(_meets(pair, e, c) for e in either) for c in flags),
        flags=len(flags),
        links=_links(pair),
    )


def _meets(pair: Retelling, entry: dict[str, Any], change: Change) -> bool:
    if entry.get("kind") in {kind.value for kind in _WHOLE} or change.kind in _WHOLE:
        return bool(entry.get("kind") == change.kind.value)
    original, copy = _passages(pair, entry)
    return _overlap(copy, change.copy_span) >= _SHARE or _overlap(original, change.original_span) >= _SHARE


def _covers(pair: Retelling, entry: dict[str, Any], change: Change) -> bool:
    original, copy = _passages(pair, entry)
    return min(_overlap(copy, change.copy_span), _overlap(original, change.original_span)) >= 0.5


def _passages(pair: Retelling, entry: dict[str, Any]) -> tuple[Span | None, Span | None]:
    return _find(pair.original, entry.get("original_text")), _find(pair.copy, entry.get("copy_text"))


def _find(annotation: Annotation, passage: str | None) -> Span | None:
    at = annotation.text.find(passage) if passage else -1
    return Span(at, at + len(passage)) if passage and at >= 0 else None


def _overlap(a: Span | None, b: Span | None) -> float:
    if a is None or b is None:
        return 0.0
    return (min(a.end, b.end) - max(a.start, b.start)) / max(1, min(len(a), len(b)))


def _links(pair: Retelling) -> Counts:
    core: set[tuple[int, int]] = set()
    weak: set[tuple[int, int]] = set()
    for link in pair.truth["links"]:
        pairs = {
            (i, j) for i in _sentences(pair.original, link["a"]) for j in _sentences(pair.copy, link["b"])
        }
        (core if link["strength"] == "core" else weak).update(pairs)
    found = {(i, j) for i, j, _ in pair.alignment.pairs}
    return Counts(len(found & core), len(found - (weak - core)), len(core))


def _sentences(annotation: Annotation, passage: str) -> list[int]:
    span = _find(annotation, passage)
    return [n for n, s in enumerate(annotation.sentences) if _overlap(span, s.span) > 0.5]


def _line(name: str, tallies: Sequence[Tally]) -> Row:
    def total(field: str) -> int:
        return sum(getattr(t, field) for t in tallies)

    links = Counts(*(sum(getattr(t.links, f) for t in tallies) for f in ("hit", "found", "wanted")))
    figure = (
        f"high {total('as_high')}, high or medium {total('as_high_or_medium')} of {total('listed_high')}; "
        f"harmless flagged {total('harmless_flagged')} of {total('harmless')}; "
        f"flags supported {total('supported')} of {total('flags')}; alignment F1 {links.f1:.3f}"
    )
    return Row(name, figure)


def rows(data: Path) -> Iterable[Row]:  # noqa: ARG001
    """The figures, measured now; `data` is not read."""
    tallies = {pair.name: tally(pair) for pair in retellings()}
    yield from (_line(name, [found]) for name, found in tallies.items())
    yield _line("all", list(tallies.values()))


if __name__ == "__main__":
    main(__doc__ or "", rows)
