"""A redline as its page shows it: whole to those who work here, by short passages to readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geopolitik.app.naming import Naming
from geopolitik.app.quoting import Shown
from geopolitik.model.annotation import Annotation
from geopolitik.model.keeping import KeptDerivation
from geopolitik.model.story import Derivation, Redline, Relation, Trace
from geopolitik.publish.html import redline_html
from geopolitik.publish.reading import in_reading_order
from geopolitik.publish.site.views.changes import Cards, public_cards
from geopolitik.publish.site.views.crediting import Crediting
from geopolitik.publish.site.views.decisions import Decided
from geopolitik.publish.site.views.passages import fragment_link
from geopolitik.publish.site.views.sides import Came, SideView, side_view
from geopolitik.publish.site.views.verdict import VerdictShown, verdict_shown
from geopolitik.publish.view import ReportView, view


@dataclass(frozen=True, slots=True)
class Edge:
    """All that a trace holds of one derivation."""

    trace: Trace
    kept: KeptDerivation
    derivation: Derivation
    relation: Relation | None
    redline: Redline | None
    """Its changes in reading order."""
    sides: tuple[Annotation | None, Annotation | None]
    """The texts of original and copy; None for one that isn't captured."""


def edge_of(trace: Trace, kept: KeptDerivation) -> Edge | None:
    """What a trace holds of a derivation; None if it has no such edge."""
    ends = (kept.original, kept.copy)
    derivation = next((d for d in trace.derivations if (d.original, d.copy) == ends), None)
    if derivation is None:
        return None
    naming = Naming.of(trace)
    redline = next((r for r in trace.redlines if (r.original, r.copy) == ends), None)
    if redline is not None:
        redline = in_reading_order(replace(trace, redlines=(redline,))).redlines[0]
    texts = [naming.representative(naming.wordings[end]) if end in naming.wordings else None for end in ends]
    return Edge(
        trace=trace,
        kept=kept,
        derivation=derivation,
        relation=next((r for r in trace.relations if {r.a, r.b} == {*ends}), None),
        redline=redline,
        sides=(texts[0], texts[1]),
    )


def alone(edge: Edge) -> Trace:
    """The trace with this derivation only; all its texts stay, so that they keep their numbers."""
    return replace(
        edge.trace,
        relations=(edge.relation,) if edge.relation else (),
        alignments=(),
        derivations=(edge.derivation,),
        redlines=(edge.redline,) if edge.redline else (),
    )


@dataclass(frozen=True, slots=True)
class Link:
    """Links to a change's passages on their own pages."""

    number: int
    kind: str
    original: str
    copy: str


@dataclass(frozen=True, slots=True)
class RedlinePage:
    """All that the page shows of a derivation."""

    kept: KeptDerivation
    credit: str
    verdict: VerdictShown
    sides: tuple[SideView, SideView]
    decided: Decided | None
    has_redline: bool
    why_not: str
    cards: Cards | None
    """For readers."""
    toolbar: str
    """Markup, for those who work here."""
    texts: str
    links: tuple[Link, ...]
    corrected: tuple[str, ...]
    """What the copy has of what its original changed later, a sentence for each two versions."""

    @property
    def tally(self) -> tuple[tuple[str, int], ...]:
        """Changes by severity."""
        return (("high", self.kept.high), ("medium", self.kept.medium), ("low", self.kept.low))


def redline_page(
    edge: Edge,
    crediting: Crediting,
    came: Mapping[str, Came],
    shown: Shown | None,
    corrected: Sequence[str] = (),
) -> RedlinePage:
    """One derivation as its page shows it.

    Args:
        edge: what the trace holds of it.
        crediting: what may be said of credit, and whether everything may be shown.
        came: how captures came here, by id.
        shown: what the public is shown of the texts; None for those who see all.
        corrected: what the copy has of what its original changed later.
    """
    naming = Naming.of(edge.trace)
    a, b = edge.sides
    verdict = verdict_shown(edge.derivation, edge.relation, edge.sides, shown)
    cards, toolbar, texts = None, "", ""
    if edge.redline is not None and shown is not None:
        cards = public_cards(edge.redline, edge.kept, crediting, shown)
    elif edge.redline is not None:
        report = view(alone(edge))
        toolbar, texts = redline_html(report.redlines[0], report)
    return RedlinePage(
        kept=edge.kept,
        credit=crediting.words(edge.kept),
        verdict=verdict,
        sides=(
            side_view(a, edge.kept.original_name, naming, came),
            side_view(b, edge.kept.copy_name, naming, came),
        ),
        decided=crediting.decided(edge.kept),
        has_redline=edge.redline is not None,
        why_not="" if edge.redline else _why_not(a, b),
        cards=cards,
        toolbar=toolbar,
        texts=texts,
        links=_links(edge.redline) if crediting.outright else (),
        corrected=tuple(corrected),
    )


def _why_not(a: Annotation | None, b: Annotation | None) -> str:
    if a is None or b is None:
        which = "original" if a is None else "copy"
        return (
            f"The {which} is not captured: it is known from a credit only, so what was changed can’t be seen."
        )
    languages = {a.article.language or "unknown", b.article.language or "unknown"}
    if len(languages) > 1:
        return (
            f"The texts are in different languages ({', '.join(sorted(languages))}), which are not aligned "
            "sentence by sentence. The verdict rests on credit, names, numbers and order."
        )
    return "No sentence of one answers to a sentence of the other."


def _links(redline: Redline | None) -> tuple[Link, ...]:
    if redline is None:
        return ()
    a, b = redline.alignment.a, redline.alignment.b
    found = [
        Link(
            number,
            change.kind.value,
            fragment_link(a, change.original_span) if change.original_span else "",
            fragment_link(b, change.copy_span) if change.copy_span else "",
        )
        for number, change in enumerate(redline.changes, start=1)
    ]
    return tuple(link for link in found if link.original or link.copy)


def public_report(edge: Edge, crediting: Crediting) -> ReportView:
    """The report on one derivation, its credit as far as it may be told."""
    report = view(alone(edge))
    how = f"{edge.kept.kind}, {crediting.words(edge.kept)}"
    return replace(report, redlines=tuple(replace(r, how=how) for r in report.redlines))
