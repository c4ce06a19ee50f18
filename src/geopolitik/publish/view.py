"""What the HTML report shows, decided before any markup is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geopolitik.app.comparing import Comparison
from geopolitik.app.naming import Naming, edge_words, headline, publisher
from geopolitik.model.annotation import Annotation
from geopolitik.model.article import METADATA_LABELS, SET_ASIDE_LABELS, Block, Link
from geopolitik.model.span import Span
from geopolitik.model.story import (
    Change,
    Derivation,
    Direction,
    Evidence,
    Redline,
    Relation,
    Severity,
    Trace,
    Verdict,
    Wording,
)
from geopolitik.publish.describing import count, credits, notes, when
from geopolitik.publish.drawing import Drawing, draw
from geopolitik.publish.excerpt import Excerpt, excerpt
from geopolitik.publish.reading import in_reading_order
from geopolitik.publish.rows import Row, rows
from geopolitik.publish.stemma import Stemma, in_tree_order, stemma
from geopolitik.publish.verdicts import (
    open_ends,
    origins_words,
    percent,
    verdict_weight,
    verdict_words,
    weight_words,
)
from geopolitik.text.clean import one_line, printable, shorten, source_name

SEVERITIES = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)


@dataclass(frozen=True, slots=True)
class CaptureView:
    """A capture as the report describes it."""

    number: int
    name: str
    publisher: str
    kind: str
    headline: str
    language: str
    published: str
    updated: str
    byline: str
    credits: str
    format: str
    sentences: str
    metadata: tuple[tuple[Block, str], ...]
    aside: tuple[tuple[Block, str], ...]
    links: tuple[Link, ...]
    images: tuple[str, ...]
    warnings: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change with both passages in their surroundings."""

    number: int
    change: Change
    original: Excerpt | None
    copy: Excerpt | None
    has_place: bool
    """False for what concerns the whole text."""


@dataclass(frozen=True, slots=True)
class RedlineView:
    """One derivation with its rows and changes."""

    number: int
    original: str
    copy: str
    edge: tuple[str, str]
    original_side: Annotation
    copy_side: Annotation
    original_number: int
    copy_number: int
    how: str
    changes: tuple[ChangeView, ...]
    rows: tuple[Row, ...]
    tally: tuple[tuple[Severity, int], ...]
    homes: dict[int, int]
    """Change number -> index of the first row that shows it."""
    whole: tuple[int, ...]
    """Numbers of the changes that concern the text as a whole."""


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One reason of a verdict."""

    evidence: Evidence
    weight: str
    """As it bears on the printed verdict; without a sign where none is printed that it could speak for."""
    bar: float
    """Its length: to the right if positive."""
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A relation with the evidence it rests on."""

    words: str
    relation: Relation
    about_relation: tuple[ReasonView, ...]
    about_direction: tuple[ReasonView, ...]
    direction_title: str
    """What the bars of `about_direction` say."""
    in_stemma: bool
    """Whether the stemma has an edge for it."""


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
        _redline(n, redline, trace, naming)
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
        captures=tuple(_capture(n, a) for n, a in enumerate(trace.annotations, start=1)),
        tree=tree,
        drawing=draw(tree, naming),
        naming=naming,
        open_ends=tuple(open_ends(tree, naming)),
        origins=origins_words(trace, naming),
        redlines=redlines,
        unaligned=tuple(_unaligned(trace, naming)),
        verdicts=tuple(sorted((_verdict(r, trace, naming) for r in telling), key=lambda v: not v.in_stemma)),
        apart=tuple(_apart_words(relation, naming) for relation in apart),
        rejected=tuple((source_name(r.name), one_line(r.reason)) for r in trace.rejected),
        anchors={r.edge: f"r{r.number}" for r in redlines},
        kinds=tuple(sorted(Counter(change.kind.value for change in changes).items())),
        tally=_tally(changes),
        heaviest=max([1.0, *(weight for weight in weights if weight < 1e6)]),
    )


def _tally(changes: Sequence[Change]) -> tuple[tuple[Severity, int], ...]:
    found = Counter(change.severity for change in changes)
    return tuple((severity, found[severity]) for severity in SEVERITIES)


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


def _capture(number: int, annotation: Annotation) -> CaptureView:
    article = annotation.article
    outlet = article.outlet
    kind = outlet.kind if outlet else ""
    if outlet and outlet.post_count is not None:
        kind += f", {count(outlet.post_count, 'post')}"
    return CaptureView(
        number=number,
        name=source_name(article.capture.name),
        publisher=publisher(annotation),
        kind=kind,
        headline=headline(annotation),
        language=article.language or "",
        published=when(article.published),
        updated=when(article.updated) if article.updated else "",
        byline=one_line(article.byline or ""),
        credits=credits(article),
        format=article.format,
        sentences=count(len(annotation.sentences), "sentence"),
        metadata=_blocks(annotation, METADATA_LABELS),
        aside=_blocks(annotation, SET_ASIDE_LABELS),
        links=article.links,
        images=tuple(
            ", ".join(
                part for part in (one_line(i.url), one_line(i.alt), i.placement or "", i.width or "") if part
            )
            for i in article.images
        ),
        warnings=tuple(notes(article)),
        sha256=article.capture.sha256,
    )


def _blocks(annotation: Annotation, labels: frozenset[object]) -> tuple[tuple[Block, str], ...]:
    return tuple(
        (block, printable(block.span.of(annotation.text)).strip())
        for block in annotation.article.blocks
        if block.label in labels
    )


def _redline(number: int, redline: Redline, trace: Trace, naming: Naming) -> RedlineView:
    a, b = redline.alignment.a, redline.alignment.b
    shown = rows(redline)
    homes: dict[int, int] = {}
    for index, row in enumerate(shown):
        for change in row.changes:
            homes.setdefault(change, index)
    derivation = _derivation_of(redline, trace)
    same = redline.original == redline.copy
    changes = tuple(
        ChangeView(n, change, _excerpt(a, change.original_span), _excerpt(b, change.copy_span), n in homes)
        for n, change in enumerate(redline.changes, start=1)
    )
    return RedlineView(
        number=number,
        original=publisher(a) if same else naming.wording(redline.original),
        copy=publisher(b) if same else naming.wording(redline.copy),
        edge=(redline.original, redline.copy),
        original_side=a,
        copy_side=b,
        original_number=naming.numbers.get(a.capture_id, 0),
        copy_number=naming.numbers.get(b.capture_id, 0),
        how=edge_words(derivation, naming) if derivation else "",
        changes=changes,
        rows=shown,
        tally=_tally(redline.changes),
        homes=homes,
        whole=tuple(change.number for change in changes if not change.has_place),
    )


def _excerpt(annotation: Annotation, span: Span | None) -> Excerpt | None:
    return excerpt(annotation, span, around=70, longest=260) if span else None


def _derivation_of(redline: Redline, trace: Trace) -> Derivation | None:
    ends = (redline.original, redline.copy)
    return next((d for d in trace.derivations if (d.original, d.copy) == ends), None)


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


def _verdict(relation: Relation, trace: Trace, naming: Naming) -> VerdictView:
    sides = [naming.wordings.get(end) for end in (relation.a, relation.b)]
    annotations = [naming.representative(wording) if wording else None for wording in sides]
    shown = [_reason(evidence, relation, annotations) for evidence in relation.evidence]
    return VerdictView(
        words=verdict_words(relation, naming),
        relation=relation,
        about_relation=tuple(reason for reason in shown if reason.evidence.about != "direction"),
        about_direction=tuple(reason for reason in shown if reason.evidence.about == "direction"),
        direction_title=_direction_title(relation, naming),
        in_stemma=any({d.original, d.copy} == {relation.a, relation.b} for d in trace.derivations),
    )


def _reason(evidence: Evidence, relation: Relation, sides: Sequence[Annotation | None]) -> ReasonView:
    weight = verdict_weight(evidence, relation)
    bar = evidence.weight if weight is None else weight
    return ReasonView(evidence, weight_words(evidence, relation), bar, _passages(evidence, sides))


def _direction_title(relation: Relation, naming: Naming) -> str:
    a, b = naming.wording_with_number(relation.a), naming.wording_with_number(relation.b)
    if relation.relation is not Verdict.DERIVED or relation.direction is Direction.CANNOT_TELL:
        return f"Which came first: to the right {a}, to the left {b}"
    return f"That {a if relation.direction is Direction.A_TO_B else b} came first"


def _apart_words(relation: Relation, naming: Naming) -> str:
    a, b = naming.wording_with_number(relation.a), naming.wording_with_number(relation.b)
    return f"{a} and {b} (related: {percent(relation.probability)})"


def _passages(evidence: Evidence, sides: Sequence[Annotation | None]) -> tuple[str, ...]:
    """The first passages a reason points at, in both texts."""
    return tuple(
        shorten(one_line(span.of(annotation.text)), 200)
        for annotation, spans in zip(sides, (evidence.a_spans, evidence.b_spans), strict=True)
        if annotation
        for span in spans[:3]
    )
