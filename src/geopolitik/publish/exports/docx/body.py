"""Runs as paragraphs with tracked changes, the comments' anchors among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count, groupby

from geopolitik.publish.exports.docx.anchors import Anchors
from geopolitik.publish.exports.docx.merging import GONE, Fate, Run, moves
from geopolitik.publish.exports.docx.ooxml import Element, paragraph, reads_from_right, run, w

AUTHOR = "GeoPolitik"

_TRACKED = {
    Fate.DELETED: "del",
    Fate.INSERTED: "ins",
    Fate.MOVED_FROM: "moveFrom",
    Fate.MOVED_TO: "moveTo",
}


@dataclass(frozen=True, slots=True)
class Revisions:
    """Signs each tracked change; numbers run through the document."""

    made_at: datetime
    """With its zone."""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def signature(self) -> dict[str, object]:
        """Id, author and date of the next tracked change."""
        moment = self.made_at.astimezone(UTC)
        return {"id": next(self.numbers), "author": AUTHOR, "date": f"{moment:%Y-%m-%dT%H:%M:%SZ}"}


@dataclass(slots=True)
class _Around:
    """What stands before and after a run besides text."""

    before: list[Element] = field(default_factory=list)
    after: list[Element] = field(default_factory=list)


def paragraphs(runs: Sequence[Run], found: Anchors, revisions: Revisions) -> Iterator[Element]:
    """The runs as paragraphs; the mark that ends one is deleted or inserted like a word."""
    around = _around(runs, found, revisions)
    content: list[Element] = []
    members: list[Run] = []
    for index, run_here in enumerate(runs):
        content += around[index].before if index in around else []
        if run_here.ends_paragraph:
            yield _paragraph(members, content, revisions, run_here.fate)
            content, members = [], []
        else:
            content += [_tracked(run_here, revisions)]
            members.append(run_here)
        content += around[index].after if index in around else []
    if members or content:
        yield _paragraph(members, content, revisions, Fate.KEPT)


def _paragraph(
    members: Sequence[Run], content: Sequence[Element], revisions: Revisions, mark: Fate
) -> Element:
    text = "".join(member.text for member in members)
    style = _STYLES[members[0].item.style] if members else _STYLES["body"]
    made = paragraph(*_gathered(content), style=style, from_right=reads_from_right(text))
    if mark is not Fate.KEPT:
        # Not as moved: LibreOffice keeps such a mark whichever way one decides.
        made[0].append(w("rPr", w("del" if mark in GONE else "ins", **revisions.signature())))
    return made


_STYLES = {"title": "TextTitle", "heading": "TextHeading", "body": "Text", "aside": "Aside"}


def _tracked(member: Run, revisions: Revisions) -> Element:
    deleted = member.fate is Fate.DELETED
    made = run(member.text, language=member.item.language, gone=deleted)
    tag = _TRACKED.get(member.fate)
    return w(tag, made, **revisions.signature()) if tag else made


def _gathered(content: Sequence[Element]) -> Iterator[Element]:
    """Neighbours of one kind of change as one change, which is accepted with one click."""
    tracked = {w(tag).tag for tag in _TRACKED.values()}
    for tag, alike in groupby(content, key=lambda element: element.tag):
        first, *others = alike
        if tag in tracked:
            for other in others:
                first.extend(list(other))
            others = []
        yield first
        yield from others


def _around(runs: Sequence[Run], found: Anchors, revisions: Revisions) -> dict[int, _Around]:
    around: dict[int, _Around] = {}
    for number, (start, end) in found.items():
        around.setdefault(start, _Around()).before.append(w("commentRangeStart", id=number))
        around.setdefault(end, _Around()).after += comment_end(number)
    for (row, fate), (start, end) in moves(runs).items():
        tag = f"{_TRACKED[fate]}Range"
        signed = revisions.signature()
        around.setdefault(start, _Around()).before.append(w(f"{tag}Start", name=f"move{row}", **signed))
        around.setdefault(end, _Around()).after.insert(0, w(f"{tag}End", id=signed["id"]))
    return around


def comment_end(number: int) -> list[Element]:
    """What closes a comment's range and shows its sign."""
    sign = w("r", w("rPr", w("rStyle", val="CommentReference")), w("commentReference", id=number))
    return [w("commentRangeEnd", id=number), sign]
