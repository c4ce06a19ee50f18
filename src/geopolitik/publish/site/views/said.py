"""Who said what in a story: each statement once, through whom it came, and what drifted on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geopolitik import pipeline
from geopolitik.app.naming import Naming
from geopolitik.app.quoting import Shown
from geopolitik.model.span import Span
from geopolitik.model.statement import Drift, DriftKind, Rendering, Source, SourceKind, Statement, Utterance
from geopolitik.model.story import Change, ChangeKind, Redline, Trace
from geopolitik.publish.excerpt import excerpt
from geopolitik.publish.site.views.crediting import Crediting
from geopolitik.publish.site.views.passages import Passage, fragment_link, windowed
from geopolitik.text.clean import one_line, shorten

MOST_SPEAKERS, MOST_EACH = 6, 4
"""So many speakers, and statements of each, stand open; the others are folded."""
NOBODY = "Nobody named"
_LONGEST_NAME = 90
_LONGEST = 900
"""Characters of a statement, for those who may read all of it; the whole text is a click away."""
_FRAMES = frozenset(
    {
        *(ChangeKind.ATTRIBUTION_CHANGED, ChangeKind.ATTRIBUTION_DROPPED, ChangeKind.SPEAKER_CHANGED),
        *(ChangeKind.VERB_LOADED, ChangeKind.QUOTATION_NARRATED),
    }
)
"""Kinds of change that tell of who says something, and how."""
_PRONOUNS = frozenset({"i", "we", "you", "he", "she", "it", "they", "who", "one"})
_CALLED = {
    DriftKind.CUE: "word for saying it",
    DriftKind.ACT: "speech act",
    DriftKind.SOURCE: "speaker",
    DriftKind.FORM: "form",
}


@dataclass(frozen=True, slots=True)
class DriftShown:
    """One step of a relay on which something of the frame changed."""

    wordings: tuple[str, str]
    """Ids of the original and the copy."""
    original: str
    copy: str
    told: tuple[tuple[DriftKind, str, str, float], ...]
    """What drifted: kind, before, after, and by how much the load of the cue rose."""
    address: str
    """The redline's, at the change that tells of it; empty without one."""
    was: Passage | None
    now: Passage | None

    @property
    def words(self) -> tuple[str, ...]:
        """What drifted, in plain words."""
        return tuple(drift_words(*drift) for drift in self.told)


@dataclass(frozen=True, slots=True)
class SaidShown:
    """One statement, however many texts relay it."""

    number: int
    """Among the story's statements, from 1."""
    key: str
    """Names it in addresses: its capture, and its number among the capture's statements."""
    source: str
    kind: str
    """How the text names the source: `named`, `anonymous` …"""
    act: str
    cue: str
    type: str
    said_at: str
    """ISO 8601; empty if the text doesn't tell."""
    addressee: str
    adds_nothing: bool
    text: str
    """The name of the text whose passage is shown."""
    wording: str
    capture: str
    content: Span
    chains: tuple[str, ...]
    """`Kim → The Independent → RT [1]`, one for each way on which it came."""
    passage: Passage | None
    drifts: tuple[DriftShown, ...]
    utterance: Utterance


@dataclass(frozen=True, slots=True)
class SpeakerShown:
    """Somebody with all that they are quoted with."""

    name: str
    is_named: bool
    said: tuple[SaidShown, ...]
    drifted: int
    """How many of them drifted."""


@dataclass(frozen=True, slots=True)
class SaidView:
    """The statements of a story."""

    speakers: tuple[SpeakerShown, ...]
    count: int
    """All statements found."""
    drifted: int
    withheld: int
    """Statements of which nothing may be shown here."""


def said_view(said: Sequence[SaidShown]) -> SaidView:
    """The statements by speaker, those first of whom most drifted; what may not be shown is counted."""
    by_speaker: defaultdict[str, list[SaidShown]] = defaultdict(list)
    shown = [one for one in said if one.passage or one.drifts]
    for one in shown:
        by_speaker[_speaker_key(one)].append(one)
    speakers = [
        SpeakerShown(
            name=found[0].source or NOBODY,
            is_named=_is_named(found[0].utterance.source),
            said=tuple(sorted(found, key=lambda one: (not one.drifts, one.number))),
            drifted=sum(bool(one.drifts) for one in found),
        )
        for found in by_speaker.values()
    ]
    order = sorted(
        speakers, key=lambda one: (not one.drifted, not one.is_named, -one.drifted, -len(one.said))
    )
    return SaidView(tuple(order), len(said), sum(bool(one.drifts) for one in said), len(said) - len(shown))


def _is_named(source: Source) -> bool:
    """Whether somebody is named; a pronoun that nothing resolved names nobody."""
    resolved = source.kind is SourceKind.PRONOUN and source.name.casefold() not in _PRONOUNS
    return source.kind is SourceKind.NAMED or resolved


def _speaker_key(one: SaidShown) -> str:
    source = one.utterance.source
    if _is_named(source):
        return source.entity or source.name.casefold()
    # Two unnamed sources with one description are told apart by nothing; they are never taken for a name.
    where = one.capture if source.kind is SourceKind.PRONOUN else ""
    return f"{source.kind.value} {where} {one.source.casefold()}"


def said_shown(
    trace: Trace,
    said: Mapping[str, Sequence[Statement]],
    crediting: Crediting,
    shown: Shown | None,
    anchors: Mapping[tuple[str, str], str],
) -> tuple[SaidShown, ...]:
    """The statements of a trace, in the order of its texts.

    Args:
        trace: the story; in reading order, if links are to lead to single changes.
        said: the statements of its texts, by capture.
        crediting: along an edge that was rejected, nothing is followed.
        shown: what the public is shown of the texts; None for those who see all.
        anchors: the addresses of redlines, by the wordings of original and copy.
    """
    kept = [
        redline
        for redline in trace.redlines
        if (edge := crediting.edges.get((redline.original, redline.copy))) is None
        or not crediting.is_rejected(edge)
    ]
    telling = _Telling(
        naming=Naming.of(trace),
        shown=shown,
        anchors=anchors,
        redlines={(redline.original, redline.copy): redline for redline in kept},
        found=said,
    )
    found = pipeline.utterances(trace, said, redlines=kept)
    return tuple(telling.said(number, utterance) for number, utterance in enumerate(found, start=1))


@dataclass(frozen=True, slots=True)
class _Telling:
    """Tells of statements as one viewer may read them."""

    naming: Naming
    shown: Shown | None
    anchors: Mapping[tuple[str, str], str]
    redlines: Mapping[tuple[str, str], Redline]
    found: Mapping[str, Sequence[Statement]]

    def said(self, number: int, utterance: Utterance) -> SaidShown:
        first = utterance.renderings[0]
        statement, annotation = first.statement, self.naming.annotations[first.capture]
        # Another text that has it may be shown where the first isn't.
        passages = ((rendering, self.passage(rendering)) for rendering in utterance.renderings)
        where, passage = next((found for found in passages if found[1]), (first, None))
        return SaidShown(
            number=number,
            key=f"{first.capture}.{self.found[first.capture].index(statement) + 1}",
            source=self.name(utterance.source),
            kind=utterance.source.kind.value,
            act=statement.act.value,
            cue=self.words(statement.cue.of(annotation.article.legible)) if statement.cue else "",
            type=statement.type.value,
            said_at=(statement.said_at.iso or "") if statement.said_at else "",
            addressee=self.name(statement.addressee) if statement.addressee else "",
            adds_nothing=statement.adds_nothing,
            text=self.naming.wording(where.wording),
            wording=first.wording,
            capture=first.capture,
            content=statement.place,
            chains=tuple(self.chains(utterance)),
            passage=passage,
            drifts=tuple(self.drifts(utterance)),
            utterance=utterance,
        )

    def words(self, text: str) -> str:
        """A few words of a text; the public isn't told more of them than it is shown."""
        line = one_line(text)
        return shorten(self.shown.told(line) if self.shown is not None else line, _LONGEST_NAME)

    def name(self, source: Source) -> str:
        """What the text calls a source; empty if none of it may be told."""
        return self.words(source.name).removeprefix("…")

    def passage(self, rendering: Rendering) -> Passage | None:
        annotation, span = self.naming.annotations[rendering.capture], rendering.statement.place
        if self.shown is None:
            words = excerpt(annotation, span, longest=_LONGEST)
            return Passage(words, annotation.article.language or "", fragment_link(annotation, span))
        found = self.shown.window(annotation, span)
        return windowed(annotation, found) if found is not None else None

    def chains(self, utterance: Utterance) -> Iterator[str]:
        """Each way on which it came, from whoever said it to a text that nobody has it from."""
        statement = utterance.renderings[0].statement
        begun = [self.name(utterance.source) or NOBODY, *map(self.name, statement.relays)]
        originals = {rendering.original for rendering in utterance.renderings}
        by_wording = {rendering.wording: rendering for rendering in utterance.renderings}
        for rendering in utterance.renderings:
            if rendering.wording in originals:
                continue
            way: list[str] = []
            at: Rendering | None = rendering
            while at is not None:
                way.insert(0, one_line(self.naming.wording_with_number(at.wording)))
                at = by_wording.get(at.original) if at.original else None
            yield " → ".join(filter(None, [*begun, *way]))

    def drifts(self, utterance: Utterance) -> Iterator[DriftShown]:
        for rendering in utterance.renderings:
            original = utterance.rendering(rendering.original) if rendering.original else None
            if original is None or not rendering.drifts:
                continue
            number, change = self.change(original, rendering)
            address = self.anchors.get((original.wording, rendering.wording), "")
            passages = (self.passage(original), self.passage(rendering))
            if change is not None and None in passages:
                # The words of a change that tells of it may be shown where the statement's aren't.
                passages = (
                    self.part(original, change.original_span),
                    self.part(rendering, change.copy_span),
                )
            yield DriftShown(
                wordings=(original.wording, rendering.wording),
                original=self.naming.wording(original.wording),
                copy=self.naming.wording(rendering.wording),
                told=tuple(self.drift(drift) for drift in rendering.drifts),
                address=f"{address}#c{number}" if address and change else address,
                was=passages[0],
                now=passages[1],
            )

    def drift(self, drift: Drift) -> tuple[DriftKind, str, str, float]:
        return drift.kind, self.words(drift.before) or "none", self.words(drift.after) or "none", drift.load

    def change(self, original: Rendering, copy: Rendering) -> tuple[int, Change | None]:
        """The change of the redline that tells of a drift, with its number."""
        redline = self.redlines.get((original.wording, copy.wording))
        frame = _frame(copy.statement)
        for number, change in enumerate(redline.changes if redline else (), start=1):
            if change.kind in _FRAMES and change.copy_span and change.copy_span.overlaps(frame):
                return number, change
        return 0, None

    def part(self, rendering: Rendering, span: Span | None) -> Passage | None:
        """A passage that the public is shown already."""
        annotation = self.naming.annotations[rendering.capture]
        found = self.shown.window(annotation, span) if self.shown and span else None
        return windowed(annotation, found) if found is not None else None


def _frame(statement: Statement) -> Span:
    """From the first to the last letter of source, cue and content."""
    spans = [span for span in (statement.source.span, statement.cue, statement.place) if span]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def drift_words(kind: DriftKind, before: str, after: str, load: float) -> str:
    """`word for saying it: “note” → “confirm”, which vouches for more`."""
    if kind is not DriftKind.CUE:
        return f"{_CALLED[kind]}: {before} → {after}"
    weight = ", which vouches for more" if load > 0 else ", which casts doubt" if load < 0 else ""
    return f"{_CALLED[kind]}: “{before}” → “{after}”{weight}"
