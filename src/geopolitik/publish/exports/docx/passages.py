"""What of a redline may be shown in public: the changed passages, cut short, and never most of a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from geopolitik.publish.exports.docx.anchors import Anchors, anchors
from geopolitik.publish.exports.docx.merging import Fate, Run, with_whole_moves
from geopolitik.publish.view import SEVERITIES, RedlineView

_AROUND = 60
"""Characters of context on either side of a change."""
_HALF = 140
"""A longer stretch than two of these is shown by its beginning and its end."""
_LONGEST = 480
"""Characters of a passage, in both its versions together; one change alone may need a few more."""
_LONGEST_WORD = 25
"""Characters to look on for the end of a word: some scripts set no spaces."""
_LEAST = 400
"""Characters that may be shown of a text even if that is more than the usual share of it."""

_FROM_ORIGINAL = frozenset({Fate.KEPT, Fate.DELETED, Fate.MOVED_FROM})
_FROM_COPY = frozenset({Fate.KEPT, Fate.INSERTED, Fate.MOVED_TO})


@dataclass(frozen=True, slots=True)
class Passage:
    """The changed words of one row in a little context."""

    place: int
    label: str
    changes: tuple[int, ...]
    runs: tuple[Run, ...]
    anchors: Anchors


def passages(view: RedlineView, runs: Sequence[Run]) -> tuple[tuple[Passage, ...], tuple[int, ...]]:
    """The passages that may be shown, in the copy's order, and the numbers of the changes left out.

    The gravest changes come first. At most a quarter of either text is shown, of a very short one at most
    half.
    """
    room = {side: _allowance(_length(runs, side)) for side in (_FROM_ORIGINAL, _FROM_COPY)}
    waiting = [*_candidates(view, runs)]
    shown: list[Passage] = []
    kinds: set[str] = set()
    while waiting := [passage for passage in waiting if _fits(passage, room)]:
        passage = min(waiting, key=lambda passage: _rank(view, passage, kinds))
        waiting.remove(passage)
        room = {side: left - _length(passage.runs, side) for side, left in room.items()}
        shown.append(passage)
        kinds |= _kinds(view, passage)
    told = {number for passage in shown for number in passage.changes} | {*view.whole}
    left_out = tuple(change.number for change in view.changes if change.number not in told)
    return tuple(sorted(shown, key=lambda passage: passage.place)), left_out


def _allowance(length: int) -> int:
    return min(max(length // 4, _LEAST), length // 2)


def _fits(passage: Passage, room: Mapping[frozenset[Fate], int]) -> bool:
    return all(_length(passage.runs, side) <= left for side, left in room.items())


def _length(runs: Sequence[Run], side: frozenset[Fate]) -> int:
    return sum(len(run.text) for run in runs if run.fate in side)


def _rank(view: RedlineView, passage: Passage, told: set[str]) -> tuple[int, int, int, int]:
    """The gravest first; of equals what shows most kinds of change not shown yet, then the shortest."""
    severity = min(_severity(view, number) for number in passage.changes)
    length = sum(len(run.text) for run in passage.runs)
    return severity, -len(_kinds(view, passage) - told), length, passage.place


def _kinds(view: RedlineView, passage: Passage) -> set[str]:
    return {view.changes[number - 1].change.kind.value for number in passage.changes}


def _candidates(view: RedlineView, runs: Sequence[Run]) -> Iterator[Passage]:
    """One passage per row that shows a change."""
    homes: dict[int, set[int]] = {}
    for number, (start, _) in anchors(runs).items():
        homes.setdefault(runs[start].place, set()).add(number)
    rows: dict[int, list[Run]] = {}
    for run in runs:
        rows.setdefault(run.place, []).append(run)
    for place, numbers in homes.items():
        yield _passage(view, place, rows[place], numbers)


def _passage(view: RedlineView, place: int, row: Sequence[Run], numbers: set[int]) -> Passage:
    starts = _starts(row)
    spans = {n: (starts[a], starts[b + 1]) for n, (a, b) in anchors(row).items() if n in numbers}
    told, windows = _chosen(view, "".join(run.text for run in row), spans)
    # The other end of a move may not be shown.
    cut = with_whole_moves([*_cut(row, starts, windows)])
    shown = {number: at for number, at in anchors(cut).items() if number in told}
    moved = ", moved" if any(run.fate is Fate.MOVED_TO for run in row) else ""
    return Passage(place, view.rows[place].label + moved, tuple(sorted(shown)), cut, shown)


def _chosen(
    view: RedlineView, text: str, spans: Mapping[int, tuple[int, int]]
) -> tuple[set[int], list[tuple[int, int]]]:
    """The gravest changes of a row that a short passage can hold, and what to show of the row for them."""
    told: set[int] = set()
    windows: list[tuple[int, int]] = []
    for number in sorted(spans, key=lambda number: (_severity(view, number), number)):
        further = [_to_words(text, window) for window in _windows(*spans[number])]
        wider = _joined([*windows, *further])
        if not told or sum(end - start for start, end in wider) <= _LONGEST:
            told.add(number)
            windows = wider
    return told, windows


def _severity(view: RedlineView, number: int) -> int:
    return SEVERITIES.index(view.changes[number - 1].change.severity)


def _starts(row: Sequence[Run]) -> list[int]:
    starts = [0]
    for run in row:
        starts.append(starts[-1] + len(run.text))
    return starts


def _windows(start: int, end: int) -> list[tuple[int, int]]:
    if end - start <= 2 * _HALF:
        return [(start - _AROUND, end + _AROUND)]
    return [(start - _AROUND, start + _HALF), (end - _HALF, end + _AROUND)]


def _to_words(text: str, window: tuple[int, int]) -> tuple[int, int]:
    """The window moved outwards to where words begin and end, within the text."""
    start, end = max(0, window[0]), min(len(text), window[1])
    while start > 0 and window[0] - start < _LONGEST_WORD and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - window[1] < _LONGEST_WORD and not text[end].isspace():
        end += 1
    return start, end


def _joined(windows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The windows in order, those that touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(windows):
        if found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _cut(row: Sequence[Run], starts: Sequence[int], windows: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """The runs within the windows, an ellipsis for what is left out, paragraphs run together."""
    first, last = _inside(row)
    shown = [(max(first, start), min(last, end)) for start, end in windows]
    if shown[0][0] > first:
        yield _ellipsis(row[0], "… ")
    for number, (start, end) in enumerate(shown):
        if number:
            yield _ellipsis(row[0], " … ")
        for run, at in zip(row, starts, strict=False):
            text = run.text[max(0, start - at) : max(0, end - at)]
            if text:
                yield replace(run, text=text.replace("\n", " "))
    if shown[-1][1] < last:
        yield _ellipsis(row[-1], " …")


def _inside(row: Sequence[Run]) -> tuple[int, int]:
    """A row without the space that joins it to its neighbours, which says nothing here."""
    text = "".join(run.text for run in row)
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _ellipsis(run: Run, text: str) -> Run:
    return replace(run, text=text, fate=Fate.KEPT, changes=())


def tallied(view: RedlineView, numbers: Sequence[int]) -> Mapping[str, int]:
    """How many of some changes there are of each kind, the most frequent first."""
    kinds = Counter(view.changes[number - 1].change.kind.value for number in numbers)
    return dict(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])))
