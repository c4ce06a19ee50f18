"""What stands above the text: verdict, kind, credit, and the two captures."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.app.handing import is_pasted
from geopolitik.app.naming import headline
from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Direction, Relation, Verdict
from geopolitik.publish.describing import when
from geopolitik.publish.html import safe_url
from geopolitik.publish.redline_view import RedlineView
from geopolitik.publish.verdict_view import VerdictView
from geopolitik.publish.verdicts import forward, percent
from geopolitik.publish.view import ReportView
from geopolitik.text.clean import file_name, one_line, shorten

_MOST_REASONS = 5


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of the document, in words."""

    title: str
    verdict: str
    """`derived (related: 97%; direction: over 99%)`."""
    how: str
    """Kind and credit: `rewrite, not credited`. Whoever publishes decides whether that may be said."""
    reasons: tuple[tuple[str, str], ...] = ()
    """Weight and words of the heaviest reasons."""


def heading_of(report: ReportView, redline: RedlineView) -> Heading:
    """The heading that a report gives one of its redlines."""
    found = next((v for v in report.verdicts if {v.relation.a, v.relation.b} == {*redline.edge}), None)
    told = "; the direction as told" if report.is_comparison else ""
    return Heading(
        title=f"{redline.original} → {redline.copy}",
        verdict=_words(found.relation, redline) + told if found else "two captures compared" + told,
        how=redline.how,
        reasons=_reasons(found) if found else (),
    )


def _words(relation: Relation, redline: RedlineView) -> str:
    related = f"related: {percent(relation.probability)}"
    if relation.relation is not Verdict.DERIVED:
        return f"{relation.relation.value} ({related})"
    if relation.direction is Direction.CANNOT_TELL:
        return f"{relation.relation.value} ({related}; direction: cannot tell)"
    sure = percent(forward(relation, redline.edge[0]))
    return f"{relation.relation.value} ({related}; direction: {sure})"


def _reasons(verdict: VerdictView) -> tuple[tuple[str, str], ...]:
    """The heaviest reasons, those for and those against alike."""
    reasons = sorted(
        (*verdict.about_relation, *verdict.about_direction), key=lambda reason: -abs(reason.evidence.weight)
    )
    return tuple((r.weight, shorten(one_line(r.evidence.note), 300)) for r in reasons[:_MOST_REASONS])


def capture_facts(annotation: Annotation) -> tuple[tuple[str, str], ...]:
    """What is known of a capture, each with what it is."""
    capture, outlet = annotation.article.capture, annotation.article.outlet
    how = "pasted" if is_pasted(capture) else "handed in"
    captured = f"{capture.captured_at:%Y-%m-%d %H:%M} UTC" if capture.captured_at else f"{how}, time unknown"
    return (
        ("Outlet", one_line(outlet.name) if outlet else "not named on the page"),
        ("Headline", shorten(headline(annotation), 300)),
        ("Address", where(annotation)),
        ("Published", when(annotation.article.published)),
        ("Captured", captured),
        ("SHA-256", capture.sha256),
    )


def where(annotation: Annotation) -> str:
    """The capture's address; of a file its name alone, since folders say who keeps it, not where it stood."""
    address = annotation.article.capture.address
    return safe_url(address) or file_name(annotation.article.capture.name)
