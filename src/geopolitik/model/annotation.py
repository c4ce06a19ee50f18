"""Annotation: what the steps downstream share, found once, all as offsets into the article's text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from geopolitik.model.article import Article, Label
from geopolitik.model.span import Span


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number of a sentence; punctuation is no token."""

    start: int
    end: int
    norm: str
    """Lower case, accents and possessive folded, place variants joined (kyiv -> kiev's common form)."""
    stem: str
    content: bool
    """False for function words."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a headline, of a story block."""

    start: int
    end: int
    label: Label
    paragraph: int
    """Index of its block in `article.blocks`."""
    first_token: int
    last_token: int
    """`annotation.tokens[first_token:last_token]`."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class ClauseKind(StrEnum):
    """How a clause hangs on its sentence."""

    MAIN = "main"
    COORDINATE = "coordinate"
    SUBORDINATE = "subordinate"
    RELATIVE = "relative"
    PARTICIPIAL = "participial"
    CONDITION = "condition"
    ATTRIBUTION = "attribution"
    APPOSITION = "apposition"
    ADJUNCT = "adjunct"
    """A prepositional phrase set off by commas or standing first: `On Tuesday,`, `with ... hanging over`."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence that makes, or qualifies, one claim. Clauses tile their sentence."""

    start: int
    end: int
    sentence: int
    """Index into `annotation.sentences`."""
    kind: ClauseKind

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is quoted, as the text names them."""

    start: int
    end: int
    name: str
    """The passage, or what a pronoun resolves to."""
    entity: str
    """Key shared by the variants of a name."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quote-marked stretch; `start:end` lies inside the marks."""

    start: int
    end: int
    is_speech: bool
    """False for a term or title in quotation marks (`"energy truce"`)."""
    speaker: Speaker | None = None
    cue: Span | None = None
    """The reporting verb or phrase, if any."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class NameKind(StrEnum):
    """What a name names; OTHER where the text does not tell."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of a person, body or place."""

    start: int
    end: int
    entity: str
    """Key shared by the variants within this text and, for known places and bodies, across texts."""
    kind: NameKind
    is_pronoun: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit in one normal form: `90%`, `90 percent` and `nine in ten` are equal."""

    start: int
    end: int
    value: float
    unit: str
    """`%`, `hour`, `usd`, `` (a bare count) or the counted noun's stem."""
    qualifier: str = ""
    """`about`, `at least`, `more than`, `at most`, `less than`, or empty."""
    upper: float | None = None
    """End of a range (`10 to 15`)."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class TimeKind(StrEnum):
    """How a text points at a time."""

    DATE = "date"
    """February 1, 2026-02-01, in 2015."""
    DAY_WORD = "day word"
    """on Tuesday, yesterday, today."""
    RELATIVE = "relative"
    """the previous day, last summer, two weeks ago."""
    CLOCK = "clock"
    DURATION = "duration"
    """within 24 hours, for a week."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression, resolved as far as the text settles it."""

    start: int
    end: int
    kind: TimeKind
    iso: str | None
    """ISO 8601 date, month, year or duration; None where the text leaves it open."""
    basis: str
    """What it was resolved against: `text`, `stamp`, `narrated day`, or `open`."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class MarkerKind(StrEnum):
    """A word that sets how surely, how strongly, or on what terms something is said."""

    HEDGE = "hedge"
    MODAL = "modal"
    REPORTING = "reporting verb"
    NEGATION = "negation"
    CONDITION = "condition"
    INTENSIFIER = "intensifier"
    CERTAINTY = "certainty"
    """certainly, clearly, without doubt."""
    ATTRIBUTION = "attribution"
    """according to, in the words of, reportedly."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A hedge, modal, reporting verb, negation, condition or intensifier."""

    start: int
    end: int
    kind: MarkerKind
    lemma: str
    level: float
    """From the lexicon; for hedges, modals and certainty words the certainty it leaves (0 none .. 1 full),
    for reporting verbs the load (0 neutral; < 0 casts doubt, > 0 endorses), for intensifiers the strength."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Annotation:
    """Everything the steps downstream need to know of one article; all tuples in text order."""

    article: Article
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    clauses: tuple[Clause, ...]
    quotations: tuple[Quotation, ...]
    names: tuple[Name, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
    markers: tuple[Marker, ...]

    @property
    def text(self) -> str:
        return self.article.text

    @property
    def capture_id(self) -> str:
        return self.article.capture.id

    def with_bytes(self, content: bytes) -> Annotation:
        """The same with these bytes in its capture, of which it was read."""
        article = self.article
        return replace(self, article=replace(article, capture=replace(article.capture, content=content)))

    def without_bytes(self) -> Annotation:
        """The same without its capture's bytes: what is kept and sent besides them."""
        return self.with_bytes(b"")

    def tokens_of(self, sentence: Sentence) -> tuple[Token, ...]:
        return self.tokens[sentence.first_token : sentence.last_token]
