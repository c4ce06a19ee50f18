"""The steps in order: read this first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from geopolitik.errors import ExtractionError
from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Article
from geopolitik.model.capture import Capture, Rejected
from geopolitik.model.correcting import Correction
from geopolitik.model.profile import OutletProfile
from geopolitik.model.protocols import SentenceModel, SpanFinder
from geopolitik.model.statement import Statement, Utterance
from geopolitik.model.story import (
    Alignment,
    Change,
    CreditState,
    Derivation,
    DerivationKind,
    Direction,
    Evidence,
    Redline,
    Relation,
    Trace,
    Verdict,
    Wording,
)
from geopolitik.steps.align import align, compare_words
from geopolitik.steps.annotate import annotate
from geopolitik.steps.correcting import address_of, corrected, kin, versions
from geopolitik.steps.extract import extract, relabelled
from geopolitik.steps.group import candidates, group
from geopolitik.steps.lineage import kind_of, likeness, relate, stem
from geopolitik.steps.redline import redline
from geopolitik.steps.statements import along, statements

Thing = TypeVar("Thing")
_THROUGHOUT = 0.35
"""Share of linked sentences from which one text was made from the other as a whole, and not a passage of it.
On the sample and on OneStopEnglish whole retellings have .6 and more, excerpts under .2."""
_MOST_COPIES = 60
"""Copies through which a correction is followed."""
Progress = Callable[[str, int, int], None]
"""Called with the step's name, how many pieces of it are done, and how many there are."""


class Changes(Protocol):
    """Says what a copy changed, as `redline` does."""

    def __call__(
        self, alignment: Alignment, *, credit: CreditState, credited_to: tuple[str, ...]
    ) -> tuple[Change, ...]: ...


Found = Callable[[Relation, Annotation, Annotation], None]


def trace(
    captures: Sequence[Capture], *, progress: Progress | None = None, model: SentenceModel | None = None
) -> Trace:
    """Trace captures to their origins and redline every retelling.

    Args:
        captures: what to trace, in any order; the result keeps it.
        progress: told how far each step is.
        model: a sentence model that helps on paraphrase; lexical similarity alone without it.
    """
    annotations, rejected = read(captures, progress)
    return relate_all(annotations, rejected, progress=progress, model=model)


def relate_all(
    annotations: tuple[Annotation, ...],
    rejected: tuple[Rejected, ...] = (),
    *,
    progress: Progress | None = None,
    found: Found | None = None,
    model: SentenceModel | None = None,
) -> Trace:
    """Trace texts that are read already: relate them, draw the stemma, redline every retelling.

    Args:
        annotations: what was read.
        rejected: what could not be read.
        progress: told how far each step is.
        found: handed each relation as soon as it is found, with the two texts.
        model: a sentence model that helps on paraphrase.
    """
    wordings = group(annotations)
    by_id = {annotation.capture_id: annotation for annotation in annotations}
    pairs = candidates(annotations, wordings)
    texts = {w.id: by_id[w.representative] for w in wordings if w.representative is not None}
    known = {wording.id: wording for wording in wordings}
    relations: list[Relation] = []
    alignments: list[tuple[str, str, Alignment]] = []
    for a, b in _watched("compare", pairs, progress):
        relation, alignment = weigh(known[a], known[b], texts[a], texts[b], model)
        relations.append(relation)
        alignments.append((a, b, alignment))
        if found is not None:
            found(relation, texts[a], texts[b])
    lineage = stem(annotations, wordings, relations, alignments)
    return Trace(
        annotations=annotations,
        rejected=rejected,
        wordings=lineage.wordings,
        relations=lineage.relations,
        alignments=tuple(found for found in alignments if found[2].links),
        derivations=lineage.derivations,
        redlines=tuple(redlines(lineage.derivations, alignments, progress)),
        origins=lineage.origins,
    )


def compare(original: Capture, copy: Capture, *, model: SentenceModel | None = None) -> Trace:
    """Redline a copy against the original that it is known to be made from."""
    annotations, rejected = read((original, copy), None)
    if len(annotations) < 2:
        return replace(trace(()), annotations=annotations, rejected=rejected)
    return replace(compare_texts(*annotations, model=model), rejected=rejected)


def compare_texts(original: Annotation, copy: Annotation, *, model: SentenceModel | None = None) -> Trace:
    """Redline a copy against its original: two texts that are read already, and told to be these."""
    annotations = (original, copy)
    alignment = align(*annotations, related=True, model=model)
    wordings = group(annotations)
    relations: tuple[Relation, ...] = ()
    if len(wordings) > 1:
        relations = (_as_told(relate(alignment, *wordings)),)
    alignments = [(wordings[0].id, wordings[-1].id, alignment)]
    lineage = stem(annotations, wordings, relations, alignments)
    derivations = lineage.derivations
    if len(wordings) == 1:
        derivations += (_repost(lineage.wordings[0], annotations[1]),)
    elif alignment.links and not any(
        (d.original, d.copy) == (wordings[0].id, wordings[1].id) for d in derivations
    ):
        derivations = _with_told(derivations, relations[0], alignment)
    return Trace(
        annotations=annotations,
        rejected=(),
        wordings=lineage.wordings,
        relations=lineage.relations,
        alignments=tuple(alignments),
        derivations=derivations,
        redlines=tuple(redlines(derivations, alignments)),
        origins=lineage.origins,
    )


def _as_told(relation: Relation) -> Relation:
    """The relation, with its verdict replaced by what the user knows."""
    told = Evidence("told", 0.0, "Whoever asked says that the second was made from the first.", "direction")
    return replace(
        relation,
        relation=Verdict.DERIVED,
        probability=1.0,
        direction=Direction.A_TO_B,
        direction_probability=1.0,
        evidence=(told, *relation.evidence),
        would_settle=(),
    )


def _with_told(
    derivations: tuple[Derivation, ...], relation: Relation, alignment: Alignment
) -> tuple[Derivation, ...]:
    """The derivations with the one that the user knows of, where credits had both hang on a third text."""
    found = next((d for d in derivations if d.copy == relation.b), None)
    credited_to = found.credited_to if found else ()
    told = Derivation(
        original=relation.a,
        copy=relation.b,
        kind=kind_of(likeness(alignment)),
        credit=CreditState.WRONG if credited_to else CreditState.NONE,
        credited_to=credited_to,
        probability=1.0,
        evidence=relation.evidence,
    )
    return (told, *(d for d in derivations if d.copy != relation.b))


def _repost(wording: Wording, copy: Annotation) -> Derivation:
    """The derivation of one witness of a wording from another."""
    witness = next(w for w in wording.witnesses if w.capture == copy.capture_id)
    return Derivation(
        original=wording.id,
        copy=wording.id,
        kind=DerivationKind.REPOST,
        credit=witness.credit,
        credited_to=witness.credited_to,
        probability=1.0,
        evidence=(),
    )


def read(
    captures: Sequence[Capture],
    progress: Progress | None,
    profile: Callable[[Article], OutletProfile | None] | None = None,
) -> tuple[tuple[Annotation, ...], tuple[Rejected, ...]]:
    """Extract and annotate each capture; what can't be read is rejected with the reason.

    Args:
        captures: what to read.
        progress: told how many are read.
        profile: names what is known to repeat on the pages of an article's outlet.
    """
    annotations: dict[str, Annotation] = {}
    rejected: list[Rejected] = []
    for capture in _watched("read", captures, progress):
        if capture.id in annotations:
            rejected.append(Rejected(capture.name, "handed over twice, traced once", capture.sha256))
            continue
        try:
            article = extract(capture)
            known = profile(article) if profile is not None else None
            annotations[capture.id] = annotate(relabelled(article, known) if known else article)
        except ExtractionError as error:
            reason = f"{error.reason}. {error.advice}" if error.advice else error.reason
            rejected.append(Rejected(capture.name, reason, capture.sha256))
    return tuple(annotations.values()), tuple(rejected)


def profiled(annotation: Annotation, profile: OutletProfile | None) -> Annotation:
    """A text as its outlet's profile would have it read; the same object if that changes nothing."""
    if profile is None:
        return annotation
    article = relabelled(annotation.article, profile)
    return annotation if article is annotation.article else annotate(article)


def weigh(
    wording_a: Wording, wording_b: Wording, a: Annotation, b: Annotation, model: SentenceModel | None
) -> tuple[Relation, Alignment]:
    """The relation of two wordings, and their alignment: looser if they are related throughout."""
    basis = compare_words(a, b, model)
    alignment = align(a, b, basis=basis)
    relation = relate(alignment, wording_a, wording_b)
    apart = relation.relation in (Verdict.INDEPENDENT, Verdict.CANNOT_TELL)
    # Where only a passage was taken, the rest is about other things: weak likeness means nothing there.
    if apart or alignment.linked_share < _THROUGHOUT:
        return relation, alignment
    alignment = align(a, b, related=True, basis=basis)
    return relate(alignment, wording_a, wording_b), alignment


def redlines(
    derivations: Sequence[Derivation],
    alignments: Sequence[tuple[str, str, Alignment]],
    progress: Progress | None = None,
    changes: Changes = redline,
) -> list[Redline]:
    """The redline of every derivation whose two sides are captured; `changes` says what a copy changed."""
    aligned = {(a, b): alignment for a, b, alignment in alignments}
    found = []
    for derivation in _watched("redline", derivations, progress):
        ends = derivation.original, derivation.copy
        alignment = aligned.get(ends)
        if alignment is None and (other := aligned.get(ends[::-1])) is not None:
            alignment = other.turned()
        if alignment is not None and alignment.links:
            made = changes(alignment, credit=derivation.credit, credited_to=derivation.credited_to)
            found.append(Redline(derivation.original, derivation.copy, alignment, made))
    return found


def statements_of(
    annotations: Sequence[Annotation], finder: SpanFinder | None = None
) -> dict[str, tuple[Statement, ...]]:
    """Who said what in each article, by the id of its capture."""
    return {annotation.capture_id: statements(annotation, finder) for annotation in annotations}


def utterances(
    trace: Trace,
    said: Mapping[str, Sequence[Statement]] | None = None,
    *,
    redlines: Sequence[Redline] | None = None,
) -> tuple[Utterance, ...]:
    """What was said in a story, once each, with every wording that relays it and what drifted on the way.

    Args:
        trace: the story.
        said: the statements of its articles as `statements_of` gives them; found anew without them.
        redlines: those along which statements are followed; all of the trace's if left out.
    """
    by_id = {annotation.capture_id: annotation for annotation in trace.annotations}
    texts = {w.id: by_id[w.representative] for w in trace.wordings if w.representative in by_id}
    if said is None:
        said = statements_of(trace.annotations)
    return along.utterances(texts, trace.redlines if redlines is None else redlines, said)


def corrections(trace: Trace) -> tuple[Correction, ...]:
    """What outlets changed in their own texts later on, and which copies in the story have it.

    The copies are the other witnesses of the two versions, and all that the family tree ties to them but for
    what they were made from themselves.
    """
    carried = {witness.capture: w.id for w in trace.wordings for witness in w.witnesses}
    aligned = {(x.a.capture_id, x.b.capture_id): x for _, _, x in trace.alignments}

    def compared(a: Annotation, b: Annotation) -> Alignment:
        turned = aligned.get((b.capture_id, a.capture_id))
        found = aligned.get((a.capture_id, b.capture_id)) or (turned.turned() if turned else None)
        return found or align(a, b, related=True)

    found = []
    for address, before, after in versions(trace.annotations):
        change = redline(compared(before, after), credit=CreditState.OWN)
        ends = {carried[text.capture_id] for text in (before, after) if text.capture_id in carried}
        akin = kin(trace, ends)
        copies = [
            text
            for text in trace.annotations
            if carried.get(text.capture_id) in akin and address_of(text) != address
        ]
        made = corrected(address, before, after, change, copies[:_MOST_COPIES], compared)
        found += [made] if made.changes or made.notices else []
    return tuple(found)


def _watched(step: str, things: Sequence[Thing], progress: Progress | None) -> Iterator[Thing]:
    """The things one by one, telling `progress` about each."""
    for done, thing in enumerate(things):
        if progress is not None:
            progress(step, done, len(things))
        yield thing
    if progress is not None:
        progress(step, len(things), len(things))
