"""What the HTML report shows, decided before any markup is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geopolitik.app.comparing import Comparison
from geopolitik.app.naming import Naming, edge_words, headline
from geopolitik.model.story import Severity, Trace, Verdict, Wording
from geopolitik.publish.capture_view import CaptureView, capture_view
from geopolitik.publish.drawing import Drawing, draw
from geopolitik.publish.reading import in_reading_order
from geopolitik.publish.redline_view import RedlineView, redline_view, tally
from geopolitik.publish.stemma import Stemma, in_tree_order, stemma
from geopolitik.publish.verdict_view import VerdictView, apart_words, verdict_view
from geopolitik.publish.verdicts import open_ends, origins_words
from geopolitik.text.clean import one_line, source_name
from geopolitik.text.inflection import count


@dataclass(frozen=True, slots=True)
class ReportView:
    """The whole report."""

    title: str
    summary: str
    is_comparison: bool
    captures: tuple[CaptureView, ...]
    tree: Stemma
    drawing: Drawing
    naming: Naming
    open_ends: tuple[str, ...]
    origins: str
    redlines: tuple[RedlineView, ...]
    unaligned: tuple[str, ...]
    """Derivations without a redline, and why."""
    verdicts: tuple[VerdictView, ...]
    apart: tuple[str, ...]
    """Pairs found independent."""
    rejected: tuple[tuple[str, str], ...]
    anchors: dict[tuple[str, str], str]
    """Wording ids of original and copy -> id of their redline on the page."""
    kinds: tuple[tuple[str, int], ...]
    tally: tuple[tuple[Severity, int], ...]
    heaviest: float


def view(result: Trace | Comparison) -> ReportView:
    """Everything the HTML report shows of a trace or comparison."""
    is_comparison = isinstance(result, Comparison)
    trace = in_reading_order(result.trace if isinstance(result, Comparison) else result)
    naming = Naming.of(trace)
    tree = stemma(trace)
    redlines = tuple(
        redline_view(n, redline, trace, naming)
        for n, redline in enumerate(in_tree_order(trace.redlines, tree), start=1)
    )
    changes = [change for redline in trace.redlines for change in redline.changes]
    telling = [relation for relation in trace.relations if relation.relation is not Verdict.INDEPENDENT]
    apart = [relation for relation in trace.relations if relation.relation is Verdict.INDEPENDENT]
    weights = [abs(e.weight) for relation in trace.relations for e in relation.evidence]
    return ReportView(
        title=_title(trace, tree, naming),
        summary=_summary(trace, is_comparison),
        is_comparison=is_comparison,
        captures=tuple(capture_view(n, a) for n, a in enumerate(trace.annotations, start=1)),
        tree=tree,
        drawing=draw(tree, naming),
        naming=naming,
        open_ends=tuple(open_ends(tree, naming)),
        origins=origins_words(trace, naming),
        redlines=redlines,
        unaligned=tuple(_unaligned(trace, naming)),
        verdicts=tuple(
            sorted((verdict_view(r, trace, naming) for r in telling), key=lambda v: not v.in_stemma)
        ),
        apart=tuple(apart_words(relation, naming) for relation in apart),
        rejected=tuple((source_name(r.name), one_line(r.reason)) for r in trace.rejected),
        anchors={r.edge: f"r{r.number}" for r in redlines},
        kinds=tuple(sorted(Counter(change.kind.value for change in changes).items())),
        tally=tally(changes),
        heaviest=max([1.0, *(weight for weight in weights if weight < 1e6)]),
    )


def _title(trace: Trace, tree: Stemma, naming: Naming) -> str:
    """The headline nearest to the root: what the story was called first."""
    level = list(tree.roots)
    while level:
        # The biggest family first: a lone unrelated capture must not name the report.
        level.sort(key=lambda branch: -_size(branch.children))
        for branch in level[:1]:
            annotation = naming.representative(naming.wordings[branch.wording])
            if annotation is not None:
                return headline(annotation)
        level = list(level[0].children) or level[1:]
    return headline(trace.annotations[0]) if trace.annotations else "Nothing could be traced"


def _size(branches: Sequence[object]) -> int:
    return sum(1 + _size(getattr(branch, "children", ())) for branch in branches)


def _summary(trace: Trace, is_comparison: bool) -> str:
    changes = sum(len(redline.changes) for redline in trace.redlines)
    high = sum(c.severity is Severity.HIGH for redline in trace.redlines for c in redline.changes)
    found = f"{count(changes, 'change')}, {high} of high severity" if changes else "no change found"
    if is_comparison:
        return f"Two captures compared, the direction as told: {found}."
    captured = sum(bool(wording.witnesses) for wording in trace.wordings)
    credited = len(trace.wordings) - captured
    parts = [f"{count(len(trace.annotations), 'capture')}, {count(captured, 'wording')}"]
    if credited:
        parts.append(f"{credited} more not captured")
    if trace.redlines:
        parts.append(f"{count(len(trace.redlines), 'retelling')} redlined: {found}")
    return "; ".join(parts) + "."


def _unaligned(trace: Trace, naming: Naming) -> list[str]:
    redlined = {(redline.original, redline.copy) for redline in trace.redlines}
    notes: list[str] = []
    for derivation in trace.derivations:
        if (derivation.original, derivation.copy) in redlined:
            continue
        ends = [naming.wordings.get(end) for end in (derivation.original, derivation.copy)]
        missing = [wording for wording in ends if wording is None or not wording.witnesses]
        why = "the original is not captured" if missing else _why_unaligned(ends, naming)
        pair = " → ".join(naming.wording_with_number(end) for end in (derivation.original, derivation.copy))
        notes.append(f"{pair} ({edge_words(derivation, naming)}): {why}")
    return notes


def _why_unaligned(ends: Sequence[Wording | None], naming: Naming) -> str:
    texts = [naming.representative(wording) for wording in ends if wording]
    languages = [text.article.language or "unknown" for text in texts if text]
    if len(set(languages)) > 1:
        return f"the texts are in different languages ({', '.join(languages)}), which are not aligned"
    return "no sentence of one answers to a sentence of the other"
