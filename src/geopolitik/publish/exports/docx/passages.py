"""What the public is told of a redline: each change, and the passages of those that may be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from geopolitik.model.story import Severity
from geopolitik.publish.exports.docx.merging import Fate, Run
from geopolitik.publish.exports.docx.strand import Item
from geopolitik.publish.redline_view import RedlineView
from geopolitik.publish.words import Word, diff, words


@dataclass(frozen=True, slots=True)
class Told:
    """A change as the document tells of it."""

    number: int
    """Within its redline, from 1."""
    kind: str
    severity: Severity
    reason: str
    original: str = ""
    """Its passage with the words around it, cut as it may be shown; empty if there is none."""
    copy: str = ""
    is_withheld: bool = False
    """Whether there are passages that may not be shown."""

    @property
    def is_of_the_whole(self) -> bool:
        """Whether no passage belongs to it."""
        return not (self.original or self.copy or self.is_withheld)


def all_told(view: RedlineView) -> tuple[Told, ...]:
    """Every change of a redline, for a document that holds both texts."""
    return tuple(
        Told(
            shown.number,
            shown.change.kind.value,
            shown.change.severity,
            shown.change.reason,
            is_withheld=shown.number not in view.whole,
        )
        for shown in view.changes
    )


def runs(view: RedlineView, told: Told) -> tuple[Run, ...]:
    """Both versions of a passage as one: what is the same, what was taken out, what was put in."""
    ours = _item(told, view.original_side.article.language)
    theirs = _item(told, view.copy_side.article.language)
    woven = [
        Run(text, fate, ours if fate is Fate.DELETED else theirs, (told.number,))
        for text, fate in _woven(told.original, told.copy)
        if text
    ]
    return tuple(
        replace(first, text="".join([first.text, *(run.text for run in more)]))
        for _, (first, *more) in groupby(woven, key=lambda run: run.fate)
    )


def _item(told: Told, language: str | None) -> Item:
    return Item(told.number, told.number, "body", language or "")


def _woven(a: str, b: str) -> Iterator[tuple[str, Fate]]:
    at_a = at_b = 0
    for one, two in _equal(a, b, words(a), words(b)):
        yield from _between(a[at_a : one.start], b[at_b : two.start])
        yield a[one.start : one.end], Fate.KEPT
        at_a, at_b = one.end, two.end
    yield from _between(a[at_a:], b[at_b:])


def _between(a: str, b: str) -> Iterator[tuple[str, Fate]]:
    """What stands between two words that are kept; a space at both its ends is kept, too."""
    if a == b:
        yield a, Fate.KEPT
        return
    head = a[:1] if a[:1].isspace() and a[:1] == b[:1] else ""
    a, b = a[len(head) :], b[len(head) :]
    tail = a[-1:] if a[-1:].isspace() and a[-1:] == b[-1:] else ""
    yield head, Fate.KEPT
    yield a[: len(a) - len(tail)], Fate.DELETED
    yield b[: len(b) - len(tail)], Fate.INSERTED
    yield tail, Fate.KEPT


def _equal(a: str, b: str, ours: list[Word], theirs: list[Word]) -> Iterator[tuple[Word, Word]]:
    """Words that are equal to the letter, in order."""
    for stretch in diff(ours, theirs):
        if stretch.equal:
            pairs = zip(
                ours[stretch.a_start : stretch.a_end], theirs[stretch.b_start : stretch.b_end], strict=True
            )
            for one, two in pairs:
                if a[one.start : one.end] == b[two.start : two.end]:
                    yield one, two


def tallied(told: Sequence[Told]) -> Mapping[str, int]:
    """How many of some changes there are of each kind, the most frequent first."""
    kinds = Counter(one.kind for one in told)
    return dict(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])))
