"""Wordings and how they hang together: alignment, relation, derivation, change, trace."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from geopolitik.model.annotation import Annotation
from geopolitik.model.capture import Rejected
from geopolitik.model.span import Span


class CreditState(StrEnum):
    """How a witness credits the one whose wording it carries."""

    FULL = "full"
    PARTIAL = "partial"
    WRONG = "wrong"
    NONE = "none"
    OWN = "own"
    """It is the outlet's own wording: nobody to credit."""


@dataclass(frozen=True, slots=True)
class Witness:
    """An article as carrier of a wording."""

    capture: str
    """Capture id."""
    credit: CreditState
    credited_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """One text, however many pages carry it; none, if it is known only from a credit."""

    id: str
    name: str | None
    witnesses: tuple[Witness, ...]
    representative: str | None = None
    """Capture id of the witness that stands for it in alignments; None without a witness."""


class Operation(StrEnum):
    """What happened to the aligned sentences."""

    SAME = "same"
    LIGHT_EDIT = "light edit"
    REWORDED = "reworded"
    MERGED = "merged"
    """Several sentences of a became one of b."""
    SPLIT = "split"
    """One sentence of a became several of b."""


@dataclass(frozen=True, slots=True)
class AlignmentLink:
    """Sentences of a that answer to sentences of b; indices into each annotation's `sentences`."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    operation: Operation
    moved: bool
    score: float
    """Similarity of the two passages, 0..1."""
    a_only: tuple[Span, ...] = ()
    """Clauses of the a side that no part of the b text answers to."""
    b_only: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which sentences and clauses of two wordings answer to which; undirected."""

    a: Annotation
    b: Annotation
    links: tuple[AlignmentLink, ...]
    """Sorted by the first sentence of a."""
    pairs: tuple[tuple[int, int, float], ...]
    """The sentence pairs that the links were built from, with similarity."""
    a_only: tuple[int, ...]
    """Sentences of a without any link."""
    b_only: tuple[int, ...]

    @property
    def linked_share(self) -> float:
        """The share of sentences that have a link, in the text of which more have one; 0..1."""
        ours, theirs = len(self.a.sentences), len(self.b.sentences)
        return max(1 - len(self.a_only) / max(1, ours), 1 - len(self.b_only) / max(1, theirs))

    def turned(self) -> Alignment:
        """The same alignment with its sides exchanged."""
        links = [
            replace(
                k,
                a=k.b,
                b=k.a,
                operation=_TURNED.get(k.operation, k.operation),
                a_only=k.b_only,
                b_only=k.a_only,
            )
            for k in self.links
        ]
        return Alignment(
            a=self.b,
            b=self.a,
            links=tuple(sorted(links, key=lambda link: (min(link.a), min(link.b)))),
            pairs=tuple(sorted((j, i, score) for i, j, score in self.pairs)),
            a_only=self.b_only,
            b_only=self.a_only,
        )


_TURNED = {Operation.MERGED: Operation.SPLIT, Operation.SPLIT: Operation.MERGED}


class Verdict(StrEnum):
    """How two wordings are related."""

    DERIVED = "derived"
    COMMON_ORIGIN = "common origin"
    INDEPENDENT = "independent"
    CANNOT_TELL = "cannot tell"


class Direction(StrEnum):
    """Which of two wordings was made from the other."""

    A_TO_B = "a → b"
    B_TO_A = "b → a"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against a verdict."""

    term: str
    weight: float
    """Log-odds this term adds; positive speaks for derivation (or for a -> b), negative against."""
    note: str
    """A plain sentence a fact-checker can print."""
    about: str = "relation"
    """`relation` or `direction`."""
    a_spans: tuple[Span, ...] = ()
    b_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """The verdict on two wordings, with what it rests on."""

    a: str
    b: str
    """Wording ids."""
    relation: Verdict
    probability: float
    """That some text of one comes from the other or from a shared original."""
    direction: Direction
    direction_probability: float
    """That a -> b, given that one derives from the other."""
    evidence: tuple[Evidence, ...]
    would_settle: tuple[str, ...] = ()
    """When it cannot tell: what would."""


class DerivationKind(StrEnum):
    """What was made of the original."""

    REPOST = "repost"
    LIGHT_EDIT = "light edit"
    ABRIDGED = "abridged"
    EXPANDED = "expanded"
    REWRITE = "rewrite"
    EXCERPT = "excerpt"
    TRANSLATION = "translation"
    UNKNOWN = "extent unknown"
    """The original or the copy isn't captured: how much was changed can't be seen."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """An oriented relation between wordings: original -> copy."""

    original: str
    copy: str
    """Wording ids."""
    kind: DerivationKind
    credit: CreditState
    credited_to: tuple[str, ...]
    probability: float
    evidence: tuple[Evidence, ...]


class Severity(StrEnum):
    """High: what is claimed, by whom, or how surely has changed, or the means to check it are gone.
    Medium: colour, scope or detail is lost or added. Low: style."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ChangeKind(StrEnum):
    """The types of change a redline tells apart; one file each under `steps/redline/kinds`."""

    NUMBER = "number"
    TIME = "time"
    QUOTATION_ALTERED = "quotation altered"
    QUOTATION_CUT = "quotation cut"
    QUOTATION_NARRATED = "quotation turned into narration"
    QUOTATION_INVENTED = "quotation invented"
    SPEAKER_CHANGED = "speaker changed"
    NAME_CHANGED = "name changed"
    NAME_DROPPED = "name dropped"
    NAME_GENERALISED = "name generalised"
    ATTRIBUTION_DROPPED = "attribution dropped"
    ATTRIBUTION_CHANGED = "attribution changed"
    GLOSS = "gloss on a speaker"
    VERB_LOADED = "reporting verb loaded"
    CERTAINTY_RAISED = "certainty raised"
    CERTAINTY_LOWERED = "certainty lowered"
    NEGATION = "negation"
    CONDITION_DROPPED = "condition dropped"
    SCOPE_WIDENED = "scope widened"
    SCOPE_NARROWED = "scope narrowed"
    INTENSIFIER_ADDED = "intensifier added"
    CLAIM_ADDED = "claim added"
    CLAIM_DROPPED = "claim dropped"
    PASSAGE_MOVED = "passage moved to another speaker"
    CREDIT_DROPPED = "credit dropped"
    LINK_INSERTED = "link or advertisement inserted"
    UNDATABLE = "undatable"


@dataclass(frozen=True, slots=True)
class Change:
    """One typed difference along a derivation, with both passages."""

    kind: ChangeKind
    severity: Severity
    original_span: Span | None
    """In the text of the original's representative capture; None if nothing stands there."""
    copy_span: Span | None
    reason: str
    """A plain sentence: what was there, what is there now, why it matters."""


@dataclass(frozen=True, slots=True)
class Redline:
    """All changes along one derivation, in the copy's order."""

    original: str
    copy: str
    """Wording ids."""
    alignment: Alignment
    """Oriented: `alignment.a` is the original."""
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Origins:
    """The number of independent origins of a story: the roots of its stemma."""

    low: int
    high: int
    roots: tuple[str, ...]
    """Wording ids."""
    unrelated: tuple[str, ...] = ()
    """Ids of wordings that have nothing in common with the story: no origins of it, and not counted."""


@dataclass(frozen=True, slots=True)
class Trace:
    """The result of one run over some captures."""

    annotations: tuple[Annotation, ...]
    """One per article, in the order the captures were given."""
    rejected: tuple[Rejected, ...]
    wordings: tuple[Wording, ...]
    relations: tuple[Relation, ...]
    alignments: tuple[tuple[str, str, Alignment], ...]
    """Wording ids a and b with their alignment."""
    derivations: tuple[Derivation, ...]
    """The edges of the stemma."""
    redlines: tuple[Redline, ...]
    origins: Origins

    def without_bytes(self) -> Trace:
        """The same without the bytes of its captures: as it is kept. What had none is taken over as it is."""
        bare = {
            text.capture_id: text.without_bytes() if text.article.capture.content else text
            for text in self.annotations
        }

        def aligned(found: Alignment) -> Alignment:
            a, b = bare[found.a.capture_id], bare[found.b.capture_id]
            return found if found.a is a and found.b is b else replace(found, a=a, b=b)

        return replace(
            self,
            annotations=tuple(bare.values()),
            alignments=tuple((a, b, aligned(found)) for a, b, found in self.alignments),
            redlines=tuple(replace(found, alignment=aligned(found.alignment)) for found in self.redlines),
        )

    @property
    def changes(self) -> tuple[Change, ...]:
        """The typed changes of all redlines, redline by redline."""
        return tuple(change for redline in self.redlines for change in redline.changes)
