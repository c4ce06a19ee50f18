"""Invented traditions: a story's texts with a known family tree, copied from one another by seeded edits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cache
from html import escape
from pathlib import Path
from random import Random

import geopolitik.samples
from benchmarks import tradition_edits as edits
from benchmarks.common import read
from benchmarks.tradition_additions import additions
from benchmarks.tradition_edits import Text
from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Label
from geopolitik.model.capture import Capture
from geopolitik.steps.collect import capture_bytes

_SAMPLES = Path(geopolitik.samples.__file__).parent
_ORIGINALS = Path(__file__).parent / "gold" / "retellings"
_OUTLETS = (
    *("Amber Post", "Beacon Wire", "Cobalt Journal", "Dunmore Echo", "Eastgate Review", "Fenland Herald"),
    *("Granite Daily", "Hollow Bay Times", "Inlet Observer", "Juniper Monitor", "Keel Tribune", "Northlight"),
    *("Lantern Weekly", "Mossgate Gazette", "Osprey Bulletin", "Parapet", "Quayside Mail", "Umber Chronicle"),
    *("Rookery Standard", "Saltmarsh Courier", "Thornfield Press", "Vale Dispatch", "Windrow Ledger"),
    "Yarrow Sentinel",
)
_START = datetime(2031, 5, 12, 6, 0, tzinfo=timezone(timedelta(hours=2)))
KINDS = ("light edit", "abridged", "expanded", "rewrite", "rewrite", "light edit", "excerpt", "mixed")
"""What copyists do, the commoner more than once."""
UNWRITTEN = tuple(kind for kind in KINDS if kind not in ("rewrite", "mixed"))
"""Copying, cutting, adding and bending, without free rewriting."""


@dataclass(slots=True)
class Node:
    """A wording of a tradition."""

    number: int
    parent: int | None
    kind: str
    text: Text
    outlet: str
    time: datetime
    second: int | None = None
    """Another original, of which some passages were taken."""
    captured: bool = True
    pages: list[Capture] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tradition:
    """A story whose family tree is known."""

    seed: int
    nodes: tuple[Node, ...]
    captures: tuple[Capture, ...]
    """In an order that says nothing."""

    @property
    def held(self) -> dict[str, int]:
        """Per capture id, the number of the wording that it carries."""
        return {capture.id: node.number for node in self.nodes for capture in node.pages}


def make(seed: int, size: int = 12, kinds: tuple[str, ...] = KINDS) -> Tradition:
    """A tradition of so many wordings, one third of them uncaptured."""
    random = Random(f"tradition {seed}")
    outlets = random.sample(_OUTLETS, size)
    nodes: list[Node] = []
    roots = list(_beginnings(random))
    added = additions(random)
    joins = random.randint(2, size // 2) if len(roots) > 1 else size
    time = _START
    for number in range(size):
        time += timedelta(minutes=random.randint(25, 600))
        if number in (0, joins):
            node = Node(number, None, "original", roots.pop(0), outlets[number], time)
        else:
            node = _copied(number, nodes, outlets[number], time, kinds, added, random)
        nodes.append(node)
    for node in random.sample(nodes, size // 3):
        node.captured = False
    for node in nodes:
        if node.captured:
            node.pages += _pages(node, nodes, random)
    captures = [page for node in nodes for page in node.pages]
    random.shuffle(captures)
    return Tradition(seed, tuple(nodes), tuple(captures))


def _beginnings(random: Random) -> tuple[Text, ...]:
    """What a tradition starts from: one text, or two independent reports of one event."""
    agency, reporter = _sample("01-agency.html"), _sample("07-independent.txt")
    which = random.random()
    if which < 0.35:
        return (agency, reporter)
    if which < 0.55:
        return (agency,)
    if which < 0.65:
        return (_sample("10-unrelated.txt"),)
    folder = random.choice(sorted(p for p in _ORIGINALS.iterdir() if p.is_dir()))
    return (_paragraphs(read(folder / "original.txt")),)


@cache
def _sample(name: str) -> Text:
    return _paragraphs(read(_SAMPLES / name))


def _paragraphs(annotation: Annotation) -> Text:
    """The sentences of the body, paragraph by paragraph; those of a few words are left out."""
    found = []
    for block in annotation.article.blocks:
        if block.label is Label.BODY:
            spans = [s.span for s in annotation.sentences if block.start <= s.start and s.end <= block.end]
            sentences = tuple(" ".join(span.of(annotation.text).split()) for span in spans)
            if sum(len(s.split()) for s in sentences) >= 6:
                found.append(sentences)
    first = found[0][0].rpartition(" – ")[2].rpartition(" - ")[2]
    return ((first, *found[0][1:]), *found[1:])


def _copied(
    number: int,
    nodes: list[Node],
    outlet: str,
    time: datetime,
    kinds: tuple[str, ...],
    added: Iterator[str],
    random: Random,
) -> Node:
    """A copy of one of the texts so far; now and then with passages of a second."""
    whole = [n for n in nodes if sum(len(s.split()) for p in n.text for s in p) >= 160]
    parent = random.choice([*whole, *whole[:1], *whole[-2:]])
    kind = random.choice(kinds)
    text = _edited(parent.text, kind, added, random)
    while _letters(text) == _letters(parent.text):
        text = edits.synonyms(parent.text, 0.3, random)
    second = None
    others = [n for n in whole if n is not parent]
    if others and kind != "excerpt" and random.random() < 0.12:
        other = random.choice(others)
        taken = _strange(other.text, parent.text, random)
        if taken:
            place = random.randint(1, len(text))
            text = (*text[:place], *edits.synonyms(taken, 0.1, random), *text[place:])
            second = other.number
    return Node(number, parent.number, kind, text, outlet, time, second)


def _letters(text: Text) -> str:
    return "".join(c for paragraph in text for sentence in paragraph for c in sentence.lower() if c.isalnum())


def _strange(other: Text, text: Text, random: Random) -> Text:
    """One to three paragraphs in a row of another text that say what the text doesn't say; often none."""
    held = [_words(paragraph) for paragraph in text]
    strange = [all(len(_words(p) & h) < 0.5 * len(_words(p)) for h in held) for p in other]
    starts = [i for i, is_strange in enumerate(strange) if is_strange]
    if not starts:
        return ()
    first = last = random.choice(starts)
    while last - first < 2 and last + 1 < len(other) and strange[last + 1]:
        last += 1
    taken = other[first : last + 1]
    return taken if sum(len(s.split()) for p in taken for s in p) >= 40 else ()


def _words(paragraph: tuple[str, ...]) -> set[str]:
    return {word.strip(",.;:“”\"'()").lower() for sentence in paragraph for word in sentence.split()}


def _edited(text: Text, kind: str, added: Iterator[str], random: Random) -> Text:
    if kind == "light edit":
        return _light(text, random)
    if kind == "abridged":
        text = edits.cut_clauses(edits.cut_sentences(text, random.uniform(0.35, 0.65), random), 0.4, random)
        return edits.synonyms(text, 0.06, random)
    if kind == "expanded":
        return edits.expand(_light(text, random), random.randint(2, 4), added, random)
    if kind == "excerpt":
        taken = edits.excerpt(text, random)
        return edits.expand(((next(added), next(added)), *taken), 2, added, random)
    if kind == "mixed":
        text = edits.cut_sentences(text, 0.3, random)
        text = edits.expand(edits.rewrite(text, 0.4, random), 1, added, random)
        return edits.synonyms(edits.phrases(text, 0.4, random), 0.2, random)
    text = edits.cut_clauses(edits.cut_sentences(text, random.uniform(0, 0.25), random), 0.25, random)
    text = edits.rewrite(text, 0.85, random)
    text = edits.synonyms(edits.phrases(text, 0.6, random), random.uniform(0.3, 0.6), random)
    return _bent(text, 0.5, random)


def _light(text: Text, random: Random) -> Text:
    text = edits.synonyms(text, random.uniform(0.06, 0.15), random)
    if random.random() < 0.6:
        text = edits.house_style(text, random)
    if random.random() < 0.4:
        text = edits.cut_sentences(text, 0.06, random)
    return _bent(text, 0.2, random)


def _bent(text: Text, share: float, random: Random) -> Text:
    if random.random() < share:
        text = edits.change_number(text, random)
    return edits.change_speaker(text, random) if random.random() < share else text


def _pages(node: Node, nodes: list[Node], random: Random) -> list[Capture]:
    """The page of a wording, now and then with a repost of it on another."""
    pages = [_page(node, node.outlet, node.time, _credit(node, nodes, random), random)]
    if random.random() < 0.1:
        later = node.time + timedelta(minutes=random.randint(20, 2000))
        outlet = random.choice([name for name in _OUTLETS if name not in {n.outlet for n in nodes}])
        pages.append(_page(node, outlet, later, f"First published by {node.outlet}.", random))
    return pages


def _credit(node: Node, nodes: list[Node], random: Random) -> str:
    """Whom the page credits: mostly nobody, often its original, sometimes another, seldom a stranger."""
    if node.parent is None:
        return ""
    parent = nodes[node.parent]
    top = parent
    while top.parent is not None:
        top = nodes[top.parent]
    chance = random.random()
    if chance < 0.3:
        name = parent.outlet
    elif chance < 0.4:
        name = top.outlet
    elif chance < 0.44:
        name = random.choice([n for n in _OUTLETS if n not in {m.outlet for m in nodes}])
    else:
        return ""
    form = random.choice(
        ("First published by {}.", "Source: {}", "Originally published by {}.", "Via {}", "({})")
    )
    return form.format(name)


def _page(node: Node, outlet: str, time: datetime, credit: str, random: Random) -> Capture:
    """An HTML page with the text, its outlet, a stamp as pages have them, and a credit line."""
    chance = random.random()
    if chance < 0.5:
        stamp = (
            f'<p class="stamp"><time datetime="{time.isoformat()}">{time:%d %B %Y, %H:%M} UTC+2</time></p>'
        )
    elif chance < 0.7:
        stamp = f'<p class="stamp">{time:%d %B %Y, %H:%M}</p>'
    elif chance < 0.8:
        stamp = f'<p class="stamp">{time:%d %B %Y}</p>'
    else:
        stamp = ""
    paragraphs = [" ".join(sentences) for sentences in node.text]
    if credit.startswith("("):
        paragraphs[0] = f"KORVAN {credit} - {paragraphs[0]}"
        credit = ""
    body = "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)
    line = f'<p class="credit">{escape(credit)}</p>' if credit else ""
    title = " ".join(node.text[0][0].split()[:9])
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)} - {outlet}</title>"
        f'<meta property="og:site_name" content="{outlet}"></head><body><article><h1>{escape(title)}</h1>'
        f"{stamp}\n{body}\n{line}</article></body></html>"
    )
    return capture_bytes(page.encode(), f"{node.number:02}-{outlet.lower().replace(' ', '-')}.html")
