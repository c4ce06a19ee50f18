"""Two texts compared on somebody's assumption: which pairs the trace leaves open, and what the page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from geopolitik.app.comparing import Comparison
from geopolitik.app.naming import Naming, publisher
from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Relation, Trace, Verdict
from geopolitik.publish.html import redline_html
from geopolitik.publish.site.views.sides import Came, SideView, side_view
from geopolitik.publish.verdicts import verdict_words
from geopolitik.publish.view import view
from geopolitik.text.clean import one_line


@dataclass(frozen=True, slots=True)
class End:
    """One of two texts."""

    capture_id: str
    name: str
    """`Meridian [1]`."""


@dataclass(frozen=True, slots=True)
class OpenPair:
    """Two texts that have something in common, and of which the trace doesn't say who had it from whom."""

    verdict: str
    ends: tuple[End, End]


def open_pairs(trace: Trace) -> tuple[OpenPair, ...]:
    """The pairs without a redline of their own, those that are surer to be related first."""
    naming = Naming.of(trace)
    drawn = {frozenset((d.original, d.copy)) for d in trace.derivations}
    found = [
        (relation, (a, b))
        for relation in trace.relations
        if relation.relation is not Verdict.INDEPENDENT and {relation.a, relation.b} not in drawn
        if (a := _text(naming, relation.a)) and (b := _text(naming, relation.b))
    ]
    found.sort(key=lambda pair: -pair[0].probability)
    return tuple(
        OpenPair(verdict_words(relation, naming), (_end(texts[0], naming), _end(texts[1], naming)))
        for relation, texts in found
    )


def ends(trace: Trace) -> tuple[End, ...]:
    """All texts of a story, to choose from."""
    naming = Naming.of(trace)
    return tuple(_end(text, naming) for text in trace.annotations)


def _text(naming: Naming, wording_id: str) -> Annotation | None:
    wording = naming.wordings.get(wording_id)
    return naming.representative(wording) if wording else None


def _end(text: Annotation, naming: Naming) -> End:
    return End(text.capture_id, f"{publisher(text)} [{naming.numbers[text.capture_id]}]")


@dataclass(frozen=True, slots=True)
class Assumed:
    """A comparison as its page shows it."""

    sides: tuple[SideView, SideView]
    verdict: str
    """What the story's trace says of the two."""
    would_settle: tuple[str, ...]
    summary: str
    toolbar: str
    """Markup, as are the texts; empty where the two can't be aligned."""
    texts: str


def assumed(comparison: Comparison, trace: Trace, came: Mapping[str, Came]) -> Assumed:
    """A comparison as its page shows it; the two bear the numbers that they have within the story.

    Args:
        comparison: the two texts, compared.
        trace: the story's trace.
        came: how captures came here, by id.
    """
    naming = Naming.of(trace)
    texts = (comparison.original, comparison.copy)
    relation = _relation(trace, texts)
    report = view(comparison)
    sides = [side_view(text, publisher(text), naming, came) for text in texts]
    toolbar = redline = ""
    for found in report.redlines[:1]:
        named = replace(
            found,
            original=sides[0].name,
            copy=sides[1].name,
            original_number=sides[0].number,
            copy_number=sides[1].number,
        )
        toolbar, redline = redline_html(named, report)
    return Assumed(
        sides=(sides[0], sides[1]),
        verdict=verdict_words(relation, naming) if relation else "nothing: they carry one wording",
        would_settle=tuple(one_line(what) for what in relation.would_settle) if relation else (),
        summary=report.summary,
        toolbar=toolbar,
        texts=redline,
    )


def _relation(trace: Trace, texts: tuple[Annotation, Annotation]) -> Relation | None:
    carried = {w.capture: wording.id for wording in trace.wordings for w in wording.witnesses}
    pair = {carried.get(text.capture_id) for text in texts}
    return next((r for r in trace.relations if {r.a, r.b} == pair), None)
