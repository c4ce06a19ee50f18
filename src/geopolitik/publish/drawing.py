"""The stemma as a drawing: boxes for wordings, layered from left to right, and the lines between them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import Protocol

from geopolitik.app.naming import Naming, credit_words, headline, publisher, witness_words
from geopolitik.model.story import CreditState, Derivation, Witness, Wording
from geopolitik.publish.describing import date_words
from geopolitik.publish.stemma import Branch, Stemma, walk
from geopolitik.text.clean import head, one_line

_GAP_Y = 20
_PAD = 13
_LINE = 17
_MOST_OPEN = 6
"""More open questions than these are listed below the drawing only: it would be a thicket."""
_MARGIN = 44
"""Room at the left for the lines of open questions between two roots."""
_LETTER = 6.3
"""Mean width in pixels of a letter at 12.5 px."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Widths of boxes and of the gaps between layers, in pixels."""

    box: int
    gap: int

    @classmethod
    def of(cls, layers: int) -> _Grid:
        """Three layers fit a desk's screen at full width; more are drawn narrower, as far as can be read."""
        return cls(248, 178) if layers <= 3 else cls(212, 150)


@dataclass(frozen=True, slots=True)
class Box:
    """A wording."""

    wording: str
    x: float
    y: float
    width: float
    height: float
    name: str
    lines: tuple[str, ...]
    captured: bool
    unrelated: bool
    """It has nothing in common with the story."""
    hint: str
    """Everything in full, for who points at the box."""

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Line:
    """An edge: `made` (a tree edge), `further` (another parent) or `open` (not oriented)."""

    kind: str
    path: str
    label_x: float
    label_y: float
    label: str
    notes: tuple[str, ...] = ()
    """Whom the copy credits, on one or two lines."""
    credited: bool = True
    """False where the copy names nobody."""
    edge: tuple[str, str] | None = None
    """Wording ids of original and copy, for edges that may have a redline."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """All boxes and lines, in pixels."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


class Telling(Protocol):
    """How a drawing speaks of credit; a public page may not say everything."""

    def edge(self, derivation: Derivation, origin: str) -> str:
        """Whom a copy credits for what it was made from, `origin`."""

    def witness(self, witness: Witness, origin: str) -> str:
        """How a capture credits the wording that it carries."""

    def names_nobody(self, derivation: Derivation) -> bool:
        """Whether the line is marked as one whose copy names nobody."""


class _Outright:
    """Says what was found."""

    def edge(self, derivation: Derivation, origin: str) -> str:
        return credit_words(derivation.credit, derivation.credited_to, origin)

    def witness(self, witness: Witness, origin: str) -> str:
        return witness_words(witness, origin)

    def names_nobody(self, derivation: Derivation) -> bool:
        return derivation.credit is CreditState.NONE


OUTRIGHT: Telling = _Outright()


def draw(tree: Stemma, naming: Naming, telling: Telling = OUTRIGHT) -> Drawing:
    """Place every wording right of its original, children below one another."""
    boxes: dict[str, Box] = {}
    bottom = 8.0
    grid = _Grid.of(1 + max((depth for depth, _ in walk(tree.roots)), default=0))
    for root in tree.roots:
        bottom = _place(root, 0, bottom, boxes, naming, grid, telling)
    lines = [_made(boxes, derivation, naming, telling) for root in tree.roots for derivation in _edges(root)]
    lines += [
        _further(boxes, further)
        for further in tree.further
        if further.original != further.copy and {further.original, further.copy} <= boxes.keys()
    ]
    if len(tree.open) <= _MOST_OPEN:
        lines += [
            _open(boxes[relation.a], boxes[relation.b], relation.relation.value)
            for relation in tree.open
            if {relation.a, relation.b} <= boxes.keys()
        ]
    width = max((box.right for box in boxes.values()), default=0) + 8
    return Drawing(width, bottom, tuple(boxes.values()), tuple(lines))


def _edges(branch: Branch) -> list[Derivation]:
    below = [edge for child in branch.children for edge in _edges(child)]
    return ([branch.derivation] if branch.derivation else []) + below


def _place(
    branch: Branch,
    depth: int,
    top: float,
    boxes: dict[str, Box],
    naming: Naming,
    grid: _Grid,
    telling: Telling,
) -> float:
    """Place a branch from `top` downwards; return where the next one may begin."""
    x = _MARGIN + depth * (grid.box + grid.gap)
    box = _box(naming.wordings[branch.wording], x, naming, grid.box, telling)
    # Entered before its children, so that boxes are read in the tree's order.
    boxes[branch.wording] = box
    bottom = top
    for child in branch.children:
        bottom = _place(child, depth + 1, bottom, boxes, naming, grid, telling)
    if branch.children:
        first, last = boxes[branch.children[0].wording], boxes[branch.children[-1].wording]
        top = max(top, (first.middle + last.middle - box.height) / 2)
    boxes[branch.wording] = replace(box, y=top)
    return max(bottom, top + box.height + _GAP_Y)


def _box(wording: Wording, x: float, naming: Naming, width: int, telling: Telling) -> Box:
    name, lines = naming.wording(wording.id), _box_lines(wording, naming, width - 2 * _PAD, telling)
    return Box(
        wording=wording.id,
        x=x,
        y=0,
        width=width,
        height=2 * _PAD + 6 + _LINE * len(lines) + 8,
        name=fit(name, width - 2 * _PAD, _LETTER * 1.2),
        lines=tuple(lines),
        captured=bool(wording.witnesses),
        unrelated=wording.id in naming.unrelated,
        hint=_hint(wording, name, naming),
    )


def _box_lines(wording: Wording, naming: Naming, room: float, telling: Telling) -> list[str]:
    annotation = naming.representative(wording)
    if annotation is None:
        return [f"not captured: known from {_known_from(wording)}"]
    lines = wrap(headline(annotation), room, _LETTER, 2)
    if wording.id in naming.unrelated:
        lines.append("unrelated text")
    if len(wording.witnesses) == 1:
        number = naming.numbers[annotation.capture_id]
        published = annotation.article.published
        day = date_words(one_line(published.text)) if published else "undated"
        # The name may come from a credit: then it isn't the page's own.
        own = publisher(annotation)
        if own != naming.wording(wording.id):
            lines.append(fit(own, room, _LETTER))
        return [*lines, fit(f"[{number}] {day}", room, _LETTER)]
    for witness in wording.witnesses:
        carrier = naming.annotations.get(witness.capture)
        if carrier is not None:
            number = naming.numbers[witness.capture]
            credit = telling.witness(witness, naming.wording(wording.id))
            lines += wrap(f"[{number}] {publisher(carrier)}, {credit}", room, _LETTER, 2)
    return lines


def _hint(wording: Wording, name: str, naming: Naming) -> str:
    annotation = naming.representative(wording)
    if annotation is None:
        return f"{name}: not captured, known from {_known_from(wording)}"
    return f"{name}: {headline(annotation)}"


def _known_from(wording: Wording) -> str:
    """By what an uncaptured wording is known: only a credit gives it a name."""
    return "a credit" if wording.name else "what its copies share"


def _made(boxes: dict[str, Box], derivation: Derivation, naming: Naming, telling: Telling) -> Line:
    start, end = boxes[derivation.original], boxes[derivation.copy]
    turn = start.right + 22
    path = f"M{start.right:.0f} {start.middle:.1f}H{turn:.0f}V{end.middle:.1f}H{end.x - 7:.0f}"
    credit = telling.edge(derivation, naming.wording(derivation.original))
    return Line(
        "made",
        path,
        turn + 7,
        end.middle,
        derivation.kind.value,
        tuple(wrap(credit, end.x - start.right - 40, 5.3, 2)),
        not telling.names_nobody(derivation),
        (derivation.original, derivation.copy),
    )


def _further(boxes: dict[str, Box], derivation: Derivation) -> Line:
    start, end = boxes[derivation.original], boxes[derivation.copy]
    y1, y2 = start.y + start.height * 0.75, end.y + end.height * 0.82
    bend = max(40.0, abs(end.x - start.right) / 2)
    path = (
        f"M{start.right:.0f} {y1:.1f}C{start.right + bend:.0f} {y1:.1f} {end.x - bend:.0f} {y2:.1f} "
        f"{end.x - 7:.0f} {y2:.1f}"
    )
    return Line("further", path, (start.right + end.x) / 2 - 20, (y1 + y2) / 2, derivation.kind.value)


def _open(a: Box, b: Box, verdict: str) -> Line:
    left, right = sorted((a, b), key=lambda box: (box.x, box.y))
    note = "common origin" if verdict == "common origin" else "?"
    if left.x == right.x:
        # The farther apart, the wider the arc, so that several stay apart.
        out = left.x - min(52.0, 16 + (right.y - left.y) * 0.06)
        path = (
            f"M{left.x:.0f} {left.y + left.height * 0.7:.1f}C{out:.0f} {left.y + left.height * 0.7:.1f} "
            f"{out:.0f} {right.y + right.height * 0.3:.1f} {right.x:.0f} {right.y + right.height * 0.3:.1f}"
        )
        middle = (left.y + left.height * 0.7 + right.y + right.height * 0.3) / 2
        return Line("open", path, out * 0.75 + left.x * 0.25 - 3, middle, note)
    y1, y2 = left.y + left.height * 0.8, right.y + right.height * 0.2
    bend = (right.x - left.right) / 2
    path = (
        f"M{left.right:.0f} {y1:.1f}C{left.right + bend:.0f} {y1:.1f} {right.x - bend:.0f} {y2:.1f} "
        f"{right.x:.0f} {y2:.1f}"
    )
    return Line("open", path, (left.right + right.x) / 2, (y1 + y2) / 2, note)


def _measure(text: str, letter: float) -> float:
    wide = sum(1 for char in text if unicodedata.east_asian_width(char) in "WF")
    return letter * (len(text) + 0.8 * wide)


def fit(text: str, room: float, letter: float) -> str:
    """The text on one line within `room` pixels, with an ellipsis if it was cut."""
    text = one_line(text)
    if _measure(text, letter) <= room:
        return text
    most = len(text)
    while most > 1 and _measure(text[:most] + "…", letter) > room:
        most -= 1
    return head(text, most).rstrip(" ,;:") + "…"


def wrap(text: str, room: float, letter: float, most: int) -> list[str]:
    """The text on at most `most` lines of `room` pixels."""
    lines: list[str] = []
    words = one_line(text).split(" ")
    while words and len(lines) < most - 1:
        line = words.pop(0)
        while words and _measure(f"{line} {words[0]}", letter) <= room:
            line += " " + words.pop(0)
        lines.append(fit(line, room, letter))
    return [*lines, fit(" ".join(words), room, letter)] if words else lines
