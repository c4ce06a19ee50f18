"""Statements: who said what, as the field annotates attributions (source, cue, content; PARC, PolNeAR)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geopolitik.model.annotation import Time
from geopolitik.model.span import Span


class StatementType(StrEnum):
    """How much of the content stands in quotation marks: all, some, or none of it."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class SpeechAct(StrEnum):
    """What a source does by saying it, as the cue tells."""

    SAYS = "says"
    CONFIRMS = "confirms"
    DENIES = "denies"
    DECLINES = "declines to say"
    """Adds nothing: neither yes nor no."""
    ADMITS = "admits"
    PROMISES = "promises"
    AGREES = "agrees"
    REFUSES = "refuses"
    DEMANDS = "demands"
    ASKS = "asks"
    WARNS = "warns"
    PROPOSES = "proposes"
    ACCUSES = "accuses"
    JUDGES = "judges"
    """Praises or criticises."""
    BELIEVES = "believes"
    """Thinks, hopes, fears, expects: an attitude and no claim."""


class SourceKind(StrEnum):
    """How the text names a source."""

    NAMED = "named"
    PRONOUN = "pronoun"
    """`he said`: the name is what the pronoun was resolved to."""
    ANONYMOUS = "anonymous"
    """`people familiar with the talks`, `officials`; it stays so."""
    DOCUMENT = "document"
    """`the report said`."""
    UNSTATED = "unstated"
    """`reportedly`, `it is believed`: the text names nobody."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who is quoted."""

    span: Span | None
    """Where the text names them; None if it names nobody."""
    name: str
    """The passage, or what a pronoun resolves to; empty if the text names nobody."""
    entity: str
    """Key shared by the variants of a name, in this text and, for known bodies and places, across texts."""
    kind: SourceKind


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution of one article; all spans are offsets into the article's text."""

    source: Source
    cue: Span | None
    """The words that tie source and content; None where only a colon or a dash does."""
    lemma: str
    """The cue in its base form: `say`, `according to`; empty without a cue."""
    act: SpeechAct
    load: float
    """Of the cue: 0 neutral, below 0 casts doubt, above 0 endorses; from the lexicon of reporting verbs."""
    content: tuple[Span, ...]
    """In text order; more than one where the cue stands in the middle of it."""
    type: StatementType
    relays: tuple[Source, ...] = ()
    """Through whom it came, the one nearest to the page last: The Independent for `Kim told The Independent`.
    `The FT, citing people familiar` has people familiar as its source and the FT as its relay."""
    addressee: Source | None = None
    """Whom it was said to, if the text tells: `told parliament`."""
    said_at: Time | None = None
    """When it was said, if the text ties a time to the cue."""

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.content[0].start

    @property
    def place(self) -> Span:
        """From the beginning of its content to the end; the cue may stand in the middle."""
        return Span(self.content[0].start, self.content[-1].end)

    @property
    def adds_nothing(self) -> bool:
        """Whether the source said neither yes nor no."""
        return self.act is SpeechAct.DECLINES


class DriftKind(StrEnum):
    """What may drift when a statement is relayed."""

    CUE = "cue"
    """Another word for the saying: `noted`, then `confirmed`."""
    ACT = "speech act"
    SOURCE = "source"
    """Named, then anonymous; one person, then another."""
    FORM = "form"
    """Direct, then indirect."""


@dataclass(frozen=True, slots=True)
class Drift:
    """How a statement's frame differs from that of the wording it was taken from."""

    kind: DriftKind
    before: str
    after: str
    load: float = 0.0
    """For a cue: by how much its load rose; above 0 it vouches for more than before."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A statement as one wording relays it."""

    wording: str
    capture: str
    """Id of the capture whose text the statement's spans are offsets of."""
    statement: Statement
    original: str | None
    """Id of the wording from which this one has it; None if nothing in the stemma shows one."""
    drifts: tuple[Drift, ...] = ()


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said once, with every wording of a story that relays it: many relays, one utterance."""

    renderings: tuple[Rendering, ...]
    """The one nearest to the stemma's root first."""

    @property
    def source(self) -> Source:
        """Who said it, as the first rendering that names somebody has it."""
        told = (r.statement.source for r in self.renderings)
        return next(
            (s for s in told if s.kind is not SourceKind.UNSTATED), self.renderings[0].statement.source
        )

    @property
    def drifts(self) -> tuple[Drift, ...]:
        """All drifts along it."""
        return tuple(drift for rendering in self.renderings for drift in rendering.drifts)

    def rendering(self, wording: str) -> Rendering | None:
        """How a wording relays it."""
        return next((rendering for rendering in self.renderings if rendering.wording == wording), None)
