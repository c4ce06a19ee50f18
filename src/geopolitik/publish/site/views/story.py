"""A story as its page shows it: who had it from whom, and what became of it on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from geopolitik.app.naming import Naming, headline, outlet_of, publisher
from geopolitik.app.quoting import Shown
from geopolitik.model.annotation import Annotation
from geopolitik.model.keeping import Judgement, KeptDerivation
from geopolitik.model.statement import Statement
from geopolitik.model.story import Trace
from geopolitik.publish.describing import credits, when
from geopolitik.publish.drawing import Drawing, draw
from geopolitik.publish.reading import in_reading_order
from geopolitik.publish.site.views.addresses import outlet_address, redline_address
from geopolitik.publish.site.views.assumed import OpenPair, open_pairs
from geopolitik.publish.site.views.changes import Card, telling_cards
from geopolitik.publish.site.views.crediting import Crediting
from geopolitik.publish.site.views.decisions import Decided
from geopolitik.publish.site.views.passages import address_of, place_of
from geopolitik.publish.site.views.said import SaidView, said_shown, said_view
from geopolitik.publish.stemma import Branch, Stemma, stemma
from geopolitik.publish.verdict_view import VerdictView
from geopolitik.publish.verdicts import open_ends, origins_words, percent
from geopolitik.publish.view import view
from geopolitik.text.clean import one_line
from geopolitik.text.inflection import count


@dataclass(frozen=True, slots=True)
class Text:
    """A capture in the list of texts."""

    number: int
    capture_id: str
    outlet: str
    outlet_address: str
    headline: str
    language: str
    when: str
    credits: str
    """Whom the page credits; empty if nobody, which is no charge."""
    place: str
    address: str
    """On the web; empty for a file."""


@dataclass(frozen=True, slots=True)
class Retelling:
    """One edge: what was made of an original."""

    edge: KeptDerivation
    original: str
    copy: str
    credit: str
    probability: str
    address: str
    decided: Decided | None
    sample: Card | None
    """The change that shows best what was done."""

    @property
    def is_rejected(self) -> bool:
        """Whether somebody found that there is no such derivation."""
        return self.decided is not None and self.decided.judgement is Judgement.REJECT

    @property
    def tally(self) -> tuple[tuple[str, int], ...]:
        """Changes by severity."""
        return (("high", self.edge.high), ("medium", self.edge.medium), ("low", self.edge.low))


@dataclass(frozen=True, slots=True)
class Node:
    """A wording in the tree that is read instead of the drawing."""

    name: str
    numbers: str
    how: str
    """What was made of the one above, and whom it credits; empty at a root."""
    address: str
    carriers: tuple[str, ...]
    is_unrelated: bool
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """All that a trace tells on the story's page."""

    story_id: str
    texts: tuple[Text, ...]
    drawing: Drawing
    anchors: Mapping[tuple[str, str], str]
    tree: tuple[Node, ...]
    origins: str
    range: str
    """The number of independent origins in a sentence for readers."""
    retellings: tuple[Retelling, ...]
    said: SaidView
    """Who said what."""
    open_ends: tuple[str, ...]
    rejected: tuple[tuple[str, str], ...]
    verdicts: tuple[VerdictView, ...]
    """Of every pair, with all evidence; for those who work here."""
    apart: tuple[str, ...]
    """Pairs found independent; for those who work here."""
    open_pairs: tuple[OpenPair, ...]
    """Pairs that have no redline of their own; for those who work here."""


def story_view(
    story_id: str,
    trace: Trace,
    said: Mapping[str, Sequence[Statement]],
    crediting: Crediting,
    shown: Shown,
    *,
    query: str = "",
) -> StoryView:
    """A trace as the story's page shows it.

    Args:
        said: the statements of its texts, by capture.
        crediting: the story's edges, and what may be said about them.
        shown: what the public is shown of the texts.
        query: what the addresses of redlines end with: `?revision=1` for an earlier trace.
    """
    naming = Naming.of(trace)
    tree, ordered = stemma(trace), in_reading_order(trace)
    report = view(replace(trace, redlines=())) if crediting.outright else None
    anchors = {ends: redline_address(story_id, edge.id) + query for ends, edge in crediting.edges.items()}
    texts = [_text(number, annotation) for number, annotation in enumerate(trace.annotations, start=1)]
    return StoryView(
        story_id=story_id,
        texts=tuple(sorted(texts, key=lambda text: _time(trace.annotations[text.number - 1]))),
        drawing=draw(tree, naming, crediting),
        anchors=anchors,
        tree=tuple(_node(branch, naming, crediting, anchors) for branch in tree.roots),
        origins=origins_words(trace, naming),
        range=range_words(trace),
        retellings=tuple(_retellings(ordered, crediting, shown, anchors)),
        said=said_view(said_shown(ordered, said, crediting, None if crediting.outright else shown, anchors)),
        open_ends=tuple(_open_ends(tree, naming, crediting)),
        rejected=tuple((one_line(r.name), one_line(r.reason)) for r in trace.rejected),
        verdicts=report.verdicts if report else (),
        apart=report.apart if report else (),
        open_pairs=open_pairs(trace) if crediting.outright else (),
    )


def range_words(trace: Trace) -> str:
    """How many of the texts report on their own, in a sentence."""
    low, high = trace.origins.low, trace.origins.high
    apart = {
        w.capture
        for wording in trace.wordings
        if wording.id in trace.origins.unrelated
        for w in wording.witnesses
    }
    texts = count(len(trace.annotations) - len(apart), "text")
    go = "goes" if texts == "1 text" else "go"
    if high == 0:
        return f"{texts}; nothing in common was found that has an origin."
    if low != high:
        return (
            f"{texts} that {go} back to between {low} and {high} independent origins: where the evidence "
            "does not settle who had it from whom, both are counted."
        )
    origins = "one origin" if low == 1 else f"{low} independent origins"
    return f"{texts} that {go} back to {origins}."


def _text(number: int, annotation: Annotation) -> Text:
    article = annotation.article
    return Text(
        number=number,
        capture_id=annotation.capture_id,
        outlet=publisher(annotation),
        outlet_address=outlet_address(outlet_of(annotation)),
        headline=headline(annotation),
        language=article.language or "",
        when=when(article.published) if article.published else "",
        credits=credits(article) if article.credits else "",
        place=place_of(annotation),
        address=address_of(annotation),
    )


def _time(annotation: Annotation) -> tuple[bool, datetime]:
    """By time of publication, those without one last; a time without a zone is taken for UTC."""
    stamp = annotation.article.published
    try:
        moment = datetime.fromisoformat(stamp.iso) if stamp and stamp.iso else None
    except ValueError:
        moment = None
    if moment is None:
        return True, datetime.max.replace(tzinfo=UTC)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return False, moment


def _node(
    branch: Branch, naming: Naming, crediting: Crediting, anchors: Mapping[tuple[str, str], str]
) -> Node:
    made, how, address = branch.derivation, "", ""
    wording = naming.wordings[branch.wording]
    if made is not None:
        how = f"{made.kind.value}, {crediting.edge(made, naming.wording(made.original))}"
        address = anchors.get((made.original, made.copy), "")
    carriers = [
        f"[{naming.numbers[w.capture]}] {publisher(naming.annotations[w.capture])}, "
        f"{crediting.witness(w, naming.wording(branch.wording))}"
        for w in wording.witnesses
        if w.capture in naming.annotations
    ]
    return Node(
        name=naming.wording(branch.wording),
        numbers=naming.numbers_of(branch.wording),
        how=how,
        address=address,
        carriers=tuple(carriers) if len(carriers) > 1 else (),
        is_unrelated=branch.wording in naming.unrelated,
        children=tuple(_node(child, naming, crediting, anchors) for child in branch.children),
    )


def _retellings(
    trace: Trace, crediting: Crediting, shown: Shown, anchors: Mapping[tuple[str, str], str]
) -> list[Retelling]:
    redlines = {(r.original, r.copy): r for r in trace.redlines}
    found = []
    for ends, edge in crediting.edges.items():
        redline = redlines.get(ends)
        cards = telling_cards(redline, edge, crediting, shown, most=1) if redline else ()
        found.append(
            Retelling(
                edge=edge,
                original=edge.original_name,
                copy=edge.copy_name,
                credit=crediting.words(edge),
                probability=percent(1 - edge.doubt),
                address=anchors[ends],
                decided=crediting.decided(edge),
                sample=cards[0] if cards else None,
            )
        )
    return sorted(found, key=lambda r: (r.is_rejected, -r.edge.high, -r.edge.medium, r.edge.id))


def _open_ends(tree: Stemma, naming: Naming, crediting: Crediting) -> list[str]:
    further = [
        f"Also: {naming.wording(d.original)} → {naming.wording(d.copy)} "
        f"({d.kind.value}, {crediting.edge(d, naming.wording(d.original))})"
        for d in tree.further
        if d.original != d.copy
    ]
    return further + open_ends(replace(tree, further=()), naming)
